"""Python's collector of cycles, kept from stopping the window.

A full collection looks at every object there is: a tenth of a second once the libraries are
loaded, in whichever thread it begins, and all threads wait.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_asleep() -> Iterator[None]:
    """Collect nothing inside the block: for making very much at once, without cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def leave_in_peace() -> None:
    """Never look again at what is there now: the libraries, which stay for good anyway.

    Best said before the collector wakes: what was made meanwhile is what it would look at first.
    """
    gc.freeze()
