"""Python's collector of cycles sleeps while much is made at once; else it stops the window.

A full collection looks at every object there is: a tenth of a second once the libraries are
loaded, in whichever thread it begins, and all threads wait. What these blocks make has no cycles.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_asleep(*, for_good: bool = False) -> Iterator[None]:
    """Collect nothing inside the block; ``for_good`` never looks at what is there at its end."""
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        gc.enable()
