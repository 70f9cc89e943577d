"""Answers questions off the window's thread; only the newest one of each kind is answered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.ui.hearing import is_there


class Finder(QObject):
    """One thread that finds; ``then`` is called here, unless something newer was asked or nobody
    is there any more to hear it.
    """

    _came = Signal(str, int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="finding")
        self._asked: dict[str, int] = {}
        self._waiting = 0
        self._closed = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Tell whether every question was answered."""
        return self._waiting == 0

    def ask(self, key: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Find something; ``key`` names the kind of question."""
        if self._closed:
            return
        number = self._asked.get(key, 0) + 1
        self._asked[key] = number
        self._waiting += 1
        self._thread.submit(self._work, key, number, work, then)

    def forget(self, key: str) -> None:
        """Want no answer to what was asked."""
        self._asked[key] = self._asked.get(key, 0) + 1

    def close(self) -> None:
        """Answer nothing more."""
        self._closed = True
        self._asked.clear()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _work(
        self, key: str, number: int, work: Callable[[], Any], then: Callable[[Any], None]
    ) -> None:
        answer = work() if self._asked.get(key) == number else None
        self._came.emit(key, number, answer, then)

    @Slot(str, int, object, object)
    def _deliver(self, key: str, number: int, answer: Any, then: Callable[[Any], None]) -> None:
        self._waiting -= 1
        if self._asked.get(key) == number and is_there(then):
            then(answer)
