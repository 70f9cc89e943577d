"""Long work on the window's own thread, some milliseconds at a time: the window never waits."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer

SLICE = 0.008
"""Seconds of work before the window has its turn again."""


class Turns(QObject):
    """Does one piece of work; another replaces it. What is short is done at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_working(self) -> bool:
        """Tell whether something is left to be done."""
        return self._timer.isActive()

    def start(self, work: Iterator[None]) -> None:
        """Do this instead of what was being done."""
        self._work = work
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Leave the work undone."""
        self._work = iter(())
        self._timer.stop()

    def _go_on(self) -> None:
        work, until = self._work, monotonic() + SLICE
        for _ in work:
            if self._work is not work or monotonic() > until:
                return
        if self._work is work:
            self.stop()
