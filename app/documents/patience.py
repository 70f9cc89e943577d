"""How long a person waits for one thing: opening a file and its first answer share the time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAST = 1.0
"""Seconds that the first answer has in any case."""


class Patience:
    """``seconds`` for each answer, less what opening took for the first one after it."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._spent = 0.0

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Count what the opening of a file takes."""
        started = self._clock()
        try:
            yield
        finally:
            self._spent = self._clock() - started

    def left(self) -> float:
        """Return the seconds for the answer that is asked for now."""
        left, self._spent = self.seconds - self._spent, 0.0
        return max(left, min(LEAST, self.seconds))
