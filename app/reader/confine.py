"""Limits this process puts on itself before it sees a stranger's byte.

Everywhere the caller's deadline ends it. POSIX adds memory, processor time, no core dump, no new
process; Linux adds no network and no files (``confine_linux``). What is in force is reported by
name, so that ``doctor`` tells the truth about this machine.
"""

import contextlib
import sys

MEMORY = 1024 * 1024 * 1024
LEAST_MEMORY = 384 * 1024 * 1024
REQUEST_SECONDS = 15


def confine() -> tuple[str, ...]:
    """Close every limit this system has; return the names of those now in force."""
    if sys.platform == "win32":
        return ()
    active = _limits()
    if sys.platform == "linux":
        from app.reader.confine_linux import lock  # noqa: PLC0415

        active += lock()
    return active


def renew_time() -> None:
    """Give the next request its own share of processor time."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  absent on Windows

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + REQUEST_SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _limits() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ()
    import resource  # noqa: PLC0415  absent on Windows

    wanted = {
        "memory": (resource.RLIMIT_AS, _memory()),
        "core": (resource.RLIMIT_CORE, 0),
        "processes": (resource.RLIMIT_NPROC, 0),
        "writing": (resource.RLIMIT_FSIZE, 0),
    }
    active = []
    for name, (kind, value) in wanted.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, value))
            active.append(name)
    renew_time()
    return (*active, "time")


def _memory() -> int:
    """A quarter of the machine's memory, at most 1 GiB."""
    import os  # noqa: PLC0415

    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return MEMORY
    return max(LEAST_MEMORY, min(MEMORY, machine // 4))
