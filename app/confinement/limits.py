"""Limits of POSIX: memory, no core dump, and more by name; Windows has none of them."""

import contextlib
import sys

LEAST_MEMORY = 384 * 1024 * 1024


def limit(wanted: dict[str, int]) -> tuple[str, ...]:
    """Close the limits ``memory``, ``core``, ``processes``, ``writing`` at these values.

    Return the names of those that are in force now.
    """
    if sys.platform == "win32":
        return ()
    import resource  # noqa: PLC0415  absent on Windows

    kinds = {
        "memory": resource.RLIMIT_AS,
        "core": resource.RLIMIT_CORE,
        "processes": resource.RLIMIT_NPROC,
        "writing": resource.RLIMIT_FSIZE,
    }
    active = []
    for name, value in wanted.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kinds[name], (value, value))
            active.append(name)
    return tuple(active)


def share_of_memory(most: int, part: int) -> int:
    """Return one ``part``-th of the machine's memory, at most ``most`` bytes."""
    import os  # noqa: PLC0415

    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return most
    return max(LEAST_MEMORY, min(most, machine // part))
