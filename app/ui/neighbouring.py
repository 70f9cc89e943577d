"""Other applications around the case shown; reads the texts of all cases behind everything else."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.models.case import CaseRef
from app.models.identifiers import Sha256
from app.ui.desk import Desk
from app.ui.review.facts_view import FactsView

if TYPE_CHECKING:
    from app.models.neighbours import Neighbours
    from app.storage import Casebook
    from app.ui.sitting import Shown

LOOK_AFTER = 1000
"""Milliseconds after a case was shown until its neighbours are looked for at the latest."""

LOOK_SOON = 150
"""The same after its first evidence is on the screen, which goes before."""

READ_AFTER = 3000
"""Milliseconds after the queue was read until texts that wait are taken in."""

AT_ONCE = 5
"""Received files whose texts are taken in together; between them anything else may come."""


class Neighbouring(QObject):
    """Puts a part among the facts. Other cases and texts side by side come out as signals."""

    case_requested = Signal(str)
    evidence_requested = Signal(str)
    alike_requested = Signal(object)  # AlikeText

    def __init__(self, desk: Desk, facts: FactsView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._facts = desk, facts
        self._ref: CaseRef | None = None
        self._is_folded = False
        self._files: list[Sha256] = []
        self._is_reading = False
        self._look = self._timer(LOOK_AFTER, self._read)
        self._later = self._timer(READ_AFTER, self._begin)
        desk.shown.connect(self._shown)
        desk.queue_read.connect(lambda _rows: self._later.start())

    def _timer(self, interval: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(then)
        return timer

    def _shown(self, shown: "Shown") -> None:
        if shown.ref != self._ref:
            self._ref = shown.ref
            self._facts.show_between(None)
        self._look.start(LOOK_AFTER)

    def go_on(self) -> None:
        """Look soon: what a person waited for is on the screen."""
        if self._look.isActive():
            self._look.start(LOOK_SOON)

    def _read(self) -> None:
        ref = self._ref
        if ref is None:
            return

        def work(casebook: "Casebook") -> "Neighbours":
            from app.ui import tasks  # noqa: PLC0415

            return tasks.neighbours(casebook, ref)

        self._desk.read_later(work, lambda found: self._came(ref, found), _quiet, key="neighbours")

    def _came(self, ref: CaseRef, found: "Neighbours") -> None:
        if ref != self._ref or self._desk.case is None:
            return
        from app.ui.review.neighbours_part import NeighboursPart  # noqa: PLC0415

        form = self._desk.case.judgement.application
        part = NeighboursPart(found, form, self._facts.content, is_folded=self._is_folded)
        part.folded.connect(self._fold)
        part.case_requested.connect(self.case_requested)
        part.evidence_requested.connect(self.evidence_requested)
        part.alike_requested.connect(self.alike_requested)
        self._facts.show_between(part)

    def _fold(self, is_folded: bool) -> None:
        self._is_folded = is_folded

    # Texts of all cases

    def _begin(self) -> None:
        """Ask which texts wait; what was taken in in an earlier sitting is not read again."""
        if self._is_reading:
            return
        from app.ui import tasks  # noqa: PLC0415  loaded by the storage thread by now

        self._is_reading = True
        self._desk.read_later(tasks.texts_waiting, self._wait, self._stop)

    def _wait(self, files: list[Sha256]) -> None:
        self._files = files
        self._is_reading = bool(files)
        if files:
            self._next()

    def _next(self) -> None:
        from app.ui import tasks  # noqa: PLC0415

        some, self._files = self._files[:AT_ONCE], self._files[AT_ONCE:]
        left = len(self._files)
        self._desk.read_later(
            lambda casebook: tasks.take_texts_in(casebook, some, left),
            lambda _done: self._taken(), self._stop,
        )  # fmt: skip

    def _taken(self) -> None:
        if self._files:
            self._next()
            return
        self._is_reading = False
        self._look.start()

    def _stop(self, _error: Exception) -> None:
        """Leave the rest for the next time; likeness is a hint that nobody waits for."""
        self._files, self._is_reading = [], False


def _quiet(_error: Exception) -> None:
    """Say nothing: a case that was just removed, or a cache that is lost, is no news."""
