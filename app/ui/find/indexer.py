"""Brings the texts of the casebook to the search index, a few cases at a time, behind all else."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.models.errors import LabelDeskError
from app.models.finding import CaseTexts, Passage, TextStamp
from app.models.identifiers import CaseId
from app.ui.desk import Desk
from app.ui.find.index_thread import IndexThread

if TYPE_CHECKING:
    from app.models.case import QueueRow
    from app.storage import Casebook, WordIndex
    from app.storage.cache import Cache
    from app.ui.sitting import Shown

CASES_AT_ONCE = 5
"""Cases whose texts are read from the casebook together; between them anything else may come."""

UNKNOWN = "…"
"""A state of comments that differs from every true one: they are compared at the next look."""

LOOK_AFTER = 1500
"""Milliseconds after the queue was read until the index is compared with it."""


class Indexer(QObject):
    """Follows the desk. ``progressed(IndexState)``; ``changed`` when other cases are known."""

    progressed = Signal(object)
    changed = Signal()
    _compared = Signal(object)
    _told = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thread: IndexThread | None = None
        self._waiting: deque[TextStamp] = deque()
        self._is_asking = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER)
        self._later.timeout.connect(self.look)
        self.index: WordIndex | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._compared.connect(self._take_over, queued)
        self._told.connect(self.progressed, queued)
        desk.queue_read.connect(lambda _rows: self._later.start())
        desk.row_changed.connect(self._changed)
        desk.showing.connect(self._make_way)
        desk.shown.connect(self._shown)

    @property
    def is_idle(self) -> bool:
        """Tell whether the index is as true as it will be."""
        thread = self._thread
        asking = self._is_asking or bool(self._waiting) or self._later.isActive()
        return not asking and (thread is None or thread.is_idle)

    def look(self) -> None:
        """Compare the index with the casebook now."""
        if self._desk.facts is None:
            return
        self._is_asking = True
        self._desk.read_later(_stamps, self._came, self._failed, key="text stamps")

    def go_on(self) -> None:
        """Work again: what a person waited for is on the screen."""
        if self._thread is not None:
            self._thread.go_on()

    def close(self) -> None:
        """End the thread; what is left is done next time."""
        self._later.stop()
        if self._thread is not None:
            self._thread.close()
            self._thread = None

    def _came(self, found: "tuple[WordIndex, Cache, Path, tuple[TextStamp, ...]]") -> None:
        index, cache, folder, stamps = found
        if self.index is None or self._thread is None or not self.index.is_in(cache):
            self.close()
            self.index = index
            self._waiting.clear()
            self._thread = IndexThread(index, folder, self._told.emit)
            self._thread.start()
            self.changed.emit()
        case = self._desk.case
        self._thread.first = case.ref.case if case else None
        self._thread.put(lambda known: self._compare(known, stamps))

    def _failed(self, _error: Exception) -> None:
        self._is_asking = False

    def _compare(self, index: "WordIndex", stamps: tuple[TextStamp, ...]) -> None:
        """Find out what is new; runs on the thread of the index."""
        from app.casework import indexing  # noqa: PLC0415  loaded by this thread

        found = indexing.difference(index, stamps)
        for case in found.gone:
            index.forget(case)
        self._told.emit(index.state())
        self._compared.emit(found)

    @Slot(object)
    def _take_over(self, found: object) -> None:
        self._waiting = deque(found.new)  # type: ignore[attr-defined]
        self._is_asking = False
        if found.gone:  # type: ignore[attr-defined]
            self.changed.emit()
        self._ask()

    def _ask(self) -> None:
        """Read the texts of the next few cases."""
        if self._is_asking or not self._waiting:
            return
        some = [self._waiting.popleft() for _ in range(min(CASES_AT_ONCE, len(self._waiting)))]
        self._is_asking = True
        self._desk.read_later(
            lambda casebook: _texts(casebook, some), self._texts_came, self._failed
        )

    def _texts_came(self, texts: tuple[CaseTexts, ...]) -> None:
        self._is_asking = False
        if self._thread is not None:
            for each in texts:
                self._thread.put(lambda index, taken=each: index.take(taken))  # type: ignore[misc]
        self.changed.emit()
        self._ask()

    def _make_way(self, _ref: object) -> None:
        if self._thread is not None:
            self._thread.make_way()

    def _shown(self, shown: "Shown") -> None:
        if self._thread is not None:
            self._thread.first = shown.ref.case
        mine = next((each for each in self._waiting if each.case == shown.ref.case), None)
        if mine is not None:
            self._waiting.remove(mine)
            self._waiting.appendleft(mine)

    def _changed(self, row: "QueueRow") -> None:
        """Take in the comments of a case whose draft was saved."""
        stamp = TextStamp(CaseId(row.id), row.submission, -1, UNKNOWN)
        self._desk.read_later(
            lambda casebook: _comments(casebook, stamp),
            lambda passages: self._take_comments(stamp, passages), self._failed,
            key=f"comments {row.id}",
        )  # fmt: skip

    def _take_comments(self, stamp: TextStamp, passages: tuple[Passage, ...]) -> None:
        if self._thread is not None:
            self._thread.put(lambda index: index.take_comments(stamp, passages))


def _stamps(casebook: "Casebook") -> "tuple[WordIndex, Cache, Path, tuple[TextStamp, ...]]":
    from app.storage import WordIndex  # noqa: PLC0415  loaded by the storage thread

    cache = casebook.cache
    return WordIndex(cache), cache, casebook.folder, casebook.text_stamps()


def _comments(casebook: "Casebook", stamp: TextStamp) -> tuple[Passage, ...]:
    from app.casework.texts import comments  # noqa: PLC0415  loaded by the storage thread

    return comments(casebook, stamp.case, stamp.submission)


def _texts(casebook: "Casebook", some: list[TextStamp]) -> tuple[CaseTexts, ...]:
    from app.casework.texts import texts  # noqa: PLC0415

    try:
        return texts(casebook, some)
    except LabelDeskError:
        return ()
