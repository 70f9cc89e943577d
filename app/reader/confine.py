"""Limits this process puts on itself before it sees a stranger's byte.

Everywhere the caller's deadline ends it. POSIX adds memory, processor time, no core dump, no new
process; Linux adds no network and no files (``app.confinement.linux``). What is in force is
reported by name, so that ``doctor`` tells the truth about this machine.
"""

import contextlib
import sys
from pathlib import Path

from app.confinement.limits import limit, share_of_memory
from app.resources import resource

MEMORY = 1024 * 1024 * 1024
REQUEST_SECONDS = 15


def confine() -> tuple[str, ...]:
    """Close every limit this system has; return the names of those now in force."""
    if sys.platform == "win32":
        return ()
    active = _limits()
    if sys.platform == "linux":
        from app.confinement.linux import lock  # noqa: PLC0415

        active += lock(Path(__file__).parent, resource("fonts"))
    return (*active, *_no_process(filtered="network" in active))


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
    memory = share_of_memory(MEMORY, 4)
    active = limit({"memory": memory, "core": 0, "writing": 0})
    renew_time()
    return (*active, "time")


def _no_process(*, filtered: bool) -> tuple[str, ...]:
    """The filter of Linux lets threads start, which pictures of telephones need, and no process.

    Where it is missing, the limit of POSIX takes both.
    """
    return ("processes",) if filtered else limit({"processes": 0})
