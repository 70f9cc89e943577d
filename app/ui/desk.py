"""The one object that holds the casebook: runs reads, drafts and acts on its storage thread."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.clock import Clock, system_clock
from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId, RuleId, Sha256
from app.models.looked import Looked
from app.models.message import Message
from app.models.progress import Progress
from app.models.review import Score, Scores
from app.ui.collector import collector_asleep, leave_in_peace
from app.ui.hearing import is_there
from app.ui.pdf_picture import PdfPictures
from app.ui.storage_thread import Courier, Job, StorageThread, Turn
from app.ui.undo import ScoreChange, UndoStack
from app.wording.format import load_names

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook
    from app.ui import tasks
    from app.ui.sitting import Opened, Shown


class Desk(QObject):
    """Open casebook, current evaluator, case shown; tells what changed.

    ``work`` functions get the casebook and run on the storage thread; ``then`` and ``failed`` run
    here, on the window's. Nothing else in the window touches the casebook.
    """

    opened = Signal(object)  # Opened
    queue_read = Signal(object)  # list[QueueRow]
    row_changed = Signal(object)  # QueueRow
    showing = Signal(object)  # CaseRef: another case was asked for
    shown = Signal(object)  # Shown: another case, or the same after an act
    judged = Signal(object)  # Judgement: points or ticks changed
    saved = Signal(object)  # datetime
    failed = Signal(object)  # Exception: LabelDeskError or Fault
    undo_changed = Signal()

    def __init__(
        self,
        storage: StorageThread,
        courier: Courier,
        clock: Clock = system_clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.evaluator = ""
        self.facts: Opened | None = None
        self.case: Shown | None = None
        self._courier, self._storage = courier, storage
        self._press: Press | None = None
        self.pictures = PdfPictures()
        self.has_open_identity = False
        self._scores: Scores = {}
        self._unsaved = False
        self._showing = 0
        self._awaited: tuple[CaseRef, str] | None = None
        self.undo = UndoStack(self._put_score)

    # Opening and closing

    def open(
        self,
        folder: Path,
        then: "Callable[[Opened], None] | None" = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Open the casebook in ``folder``, closing the one before."""
        self._open_by(lambda: _tasks().open_casebook(folder, self.clock), then, failed)

    def begin(
        self,
        make: Callable[[], "Casebook"],
        then: "Callable[[Opened], None] | None" = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Make a new casebook by ``make`` and open it."""
        self._open_by(make, then, failed)

    def _open_by(
        self,
        make: Callable[[], "Casebook"],
        then: "Callable[[Opened], None] | None",
        failed: Callable[[Exception], None] | None,
    ) -> None:
        evaluator = self.evaluator

        def work(before: "Casebook | None") -> "Casebook":
            if before is not None:
                before.close()
            with collector_asleep():
                casebook = make()
                if not evaluator:
                    load_names()  # the first start asks for the country
                leave_in_peace()
            return casebook

        def opened(_casebook: object) -> None:
            self.read(
                lambda casebook: _tasks().facts(casebook), lambda facts: self._opened(facts, then)
            )

        self.flush()
        self._storage.put(Turn.OPEN, work, opened, failed or self.failed.emit)

    def _opened(self, facts: "Opened", then: "Callable[[Opened], None] | None") -> None:
        self.facts = facts
        self.case = None
        self.opened.emit(facts)
        if then is not None:
            then(facts)
        self.read_queue()

    def finish(self) -> None:
        """Save what was typed and end the press; the storage thread is closed after it."""
        self.flush()
        self._storage.put(Turn.ACT, lambda _casebook: self._close_press())

    def flush(self) -> None:
        """Try again to save what could not be saved before."""
        self._save_scores()

    def speak(self, language: str) -> None:
        """Make sentences in another language from now on."""
        self._storage.speak(language)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing waits for the casebook and every answer has come."""
        return self._storage.is_idle() and self._courier.is_empty

    # Running work

    def read(
        self,
        work: Callable[["Casebook"], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> Job:
        """Read something from the casebook; reads go before waiting drafts and acts."""
        return self._storage.put(Turn.READ, work, then, failed or self.failed.emit, key)

    def read_later(
        self,
        work: Callable[["Casebook"], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        key: str = "",
    ) -> Job:
        """Read a little that nobody waits for, when nothing else is to be done."""
        return self._storage.put(Turn.LATER, work, then, failed, key)

    def act(
        self,
        work: Callable[["Casebook"], Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Do an act, then read anew what it may have changed.

        Who asked may have gone before it is done: its outcome is then heard by the window.
        """
        self.flush()
        return self._storage.put(
            Turn.ACT, work, lambda result: self._acted(result, then),
            lambda error: self._not_acted(error, failed),
        )  # fmt: skip

    def long_act(
        self,
        work: Callable[["Casebook", Progress], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        tell: Callable[[float, Message], None],
    ) -> Job:
        """Do an act that reports its progress to ``tell``; the job returned can be cancelled."""
        self.flush()
        job = self._storage.job(Turn.ACT)
        progress = self._storage.progress(job, tell)
        job.work = lambda casebook: work(casebook, progress)
        job.then = lambda result: self._acted(result, then)
        job.failed = lambda error: self._not_acted(error, failed)
        return self._storage.queue(job)

    def draft_read(
        self,
        work: Callable[["Casebook"], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read something that must see what was saved before; waits for its turn among drafts."""
        self.flush()
        return self._storage.put(Turn.DRAFT, work, then, failed or self.failed.emit)

    def long_read(
        self,
        work: Callable[["Casebook", Progress], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        tell: Callable[[float, Message], None],
    ) -> Job:
        """Read something that takes long and reports its progress to ``tell``."""
        job = self._storage.job(Turn.ACT)
        progress = self._storage.progress(job, tell)
        job.work = lambda casebook: work(casebook, progress)
        job.then, job.failed = then, failed
        return self._storage.queue(job)

    def _acted(self, result: Any, then: Callable[[Any], None] | None) -> None:
        self.saved.emit(self.clock())
        self.refresh()
        if then is not None and is_there(then):
            then(result)

    def _not_acted(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is not None and is_there(failed):
            failed(error)
        else:
            self.failed.emit(error)

    def press(self) -> "Press":
        """Return the press; only for work on the storage thread, which starts it."""
        from app.casework.press import Press  # noqa: PLC0415  loaded by the storage thread

        if self._press is None:
            self._press = Press()
        return self._press

    def _close_press(self) -> None:
        self.pictures.close()
        if self._press is not None:
            self._press.close()
            self._press = None

    # Queue and case

    def read_queue(self) -> None:
        """Read all rows."""
        self.read(lambda casebook: _tasks().queue(casebook), self.queue_read.emit, key="queue")

    def refresh(self) -> None:
        """Read queue, office settings and the case shown anew."""
        self.read_queue()
        self.read(_facts, self._refreshed, key="facts")
        if self.case is not None:
            self.show(self.case.ref)

    def _refreshed(self, facts: "Opened") -> None:
        self.facts = facts
        self.opened.emit(facts)

    def show(self, ref: CaseRef) -> None:
        """Read a case and tell ``shown``; only the case asked for last is told."""
        self.flush()
        if (ref, self.evaluator) == self._awaited:
            return  # a click says it twice, when it is pressed and when it is let go
        self._showing += 1
        asked, evaluator = self._showing, self.evaluator
        if self.case is None or self.case.ref != ref:
            self._awaited = (ref, evaluator)
            self.showing.emit(ref)

        def then(shown: "Shown") -> None:
            if asked == self._showing:
                self._awaited = None
                self._show(shown)

        def failed(error: Exception) -> None:
            self._awaited = None
            self.failed.emit(error)

        self._storage.put(
            Turn.DRAFT, lambda casebook: _tasks().read_case(casebook, ref, evaluator), then,
            failed, key="show",
        )  # fmt: skip

    def _show(self, shown: "Shown") -> None:
        if self._unsaved and self.case is not None and self.case.ref == shown.ref:
            self.show(shown.ref)  # typed on while this was read: save first, then read again
            return
        self.case = shown
        self._scores = dict(shown.judgement.scores)
        self.shown.emit(shown)

    def show_current(self, case: str) -> None:
        """Show the newest submission of a case."""
        self.show(CaseRef(CaseId(case)))

    # Scores

    @property
    def scores(self) -> Scores:
        """The points and comments of the case shown, as typed up to now."""
        return self._scores

    @property
    def has_unsaved(self) -> bool:
        """Tell whether the newest change could not be saved yet."""
        return self._unsaved

    def change_score(self, leaf: LeafId, score: Score) -> None:
        """Take over what the evaluator set and save it at once; panes wait for pauses in typing."""
        self.change_scores({leaf: score})

    def change_scores(self, scores: Scores) -> None:
        """Take over several scores as one change, as when a pin is tied to another leaf."""
        if self.case is None or not self.case.may_score:
            return
        ref = self.case.ref
        changes = [
            ScoreChange(ref, leaf, before, score) for leaf, score in scores.items()
            if (before := self._scores.get(leaf, Score())) != score
        ]  # fmt: skip
        if not changes:
            return
        self.undo.push(replace(changes[0], also=tuple(changes[1:])))
        self.undo_changed.emit()
        self._scores |= scores
        self._unsaved = True
        self._save_scores()

    def _put_score(self, ref: CaseRef, leaf: LeafId, score: Score) -> None:
        """Put a score into place for undo, also of another case than the one shown."""
        if self.case is not None and self.case.ref == ref:
            self._scores[leaf] = score
            self._unsaved = True
            self._save_scores()
            return
        evaluator = self.evaluator
        self._storage.put(
            Turn.DRAFT, lambda casebook: _tasks().save_one(casebook, ref, evaluator, leaf, score),
            lambda _: self.show(ref), self.failed.emit,
        )  # fmt: skip

    def _save_scores(self) -> None:
        if self.case is None or not self._unsaved:
            return
        self._unsaved = False
        ref, evaluator, scores = self.case.ref, self.evaluator, dict(self._scores)
        self._storage.put(
            Turn.DRAFT, lambda casebook: _tasks().save(casebook, ref, evaluator, scores),
            lambda saved: self._judged(ref, saved), self._not_saved,
            key=f"scores {ref}",
        )  # fmt: skip

    def _not_saved(self, error: Exception) -> None:
        """Keep what was typed for the next try and say so."""
        self._unsaved = True
        self.failed.emit(error)

    def _judged(self, ref: CaseRef, now: "tasks.Saved") -> None:
        self.saved.emit(self.clock())
        if now.row is not None:
            self.row_changed.emit(now.row)
        if self.case is not None and self.case.ref == ref:
            self.case = replace(self.case, judgement=now.judgement, row=now.row)
            self.judged.emit(now.judgement)

    # Other drafts

    def tick(self, rule: RuleId, met: bool, note: str) -> None:
        """Answer an eligibility rule that needs a person."""
        self._draft(lambda casebook, ref, by: _tasks().tick(casebook, ref, rule, met, by, note))

    def check_remark(self, remark: str, is_checked: bool) -> None:
        """Tick a remark of the earlier decision off, or take the tick back."""
        self._draft(
            lambda casebook, ref, by: _tasks().check_remark(casebook, ref, by, remark, is_checked)
        )

    def set_conflict(self, text: str | None) -> None:
        """Note a conflict of interest, or that there is none."""
        self._draft(
            lambda casebook, ref, evaluator: _tasks().conflict(casebook, ref, evaluator, text)
        )

    def mark_opened(self, sha256: Sha256) -> None:
        """Remember that a piece of evidence was looked at."""
        if self.case is not None and self.case.may_score and self.evaluator:
            self._draft(lambda casebook, ref, by: _tasks().opened(casebook, ref, by, sha256))

    def note_looked(self, ref: CaseRef, seen: tuple[Looked, ...]) -> None:
        """Keep what was looked at in the evidence of a case."""
        evaluator = self.evaluator
        if not evaluator:
            return
        self._storage.put(
            Turn.DRAFT, lambda casebook: _tasks().note_looked(casebook, ref, evaluator, seen),
            lambda _: None, self.failed.emit,
        )  # fmt: skip

    def _draft(self, work: Callable[["Casebook", CaseRef, str], "tasks.Saved"]) -> None:
        if self.case is None:
            return
        self.flush()
        ref, evaluator = self.case.ref, self.evaluator
        self._storage.put(
            Turn.DRAFT, lambda casebook: work(casebook, ref, evaluator),
            lambda saved: self._judged(ref, saved), self.failed.emit,
        )  # fmt: skip


def _tasks() -> ModuleType:
    """Return what runs on the storage thread; loaded there, by the first job."""
    from app.ui import tasks  # noqa: PLC0415

    return tasks


def _facts(casebook: "Casebook") -> "Opened":
    facts: Opened = _tasks().facts(casebook)
    return facts
