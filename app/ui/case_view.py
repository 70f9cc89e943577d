"""Connects the desk with the panes of a case: records go in, signals come back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.documents import Readers
from app.models.errors import LabelDeskError
from app.models.identifiers import EvidenceId, LeafId, RuleId
from app.models.review import Points, Score
from app.ui.comparing import Comparing
from app.ui.desk import Desk
from app.ui.evidence.pane import EvidencePane
from app.ui.evidence_files import EvidenceFiles
from app.ui.looking import Looking
from app.ui.neighbouring import Neighbouring
from app.ui.pins.pinning import Pinning
from app.ui.places import Places
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.outcome_bar import OutcomeBar
from app.ui.review.scores_pane import ScoresPane
from app.ui.sitting import Shown
from app.ui.undo import ScoreChange

if TYPE_CHECKING:
    from app.casework.judge import Judgement
    from app.storage import Casebook
    from app.storage.thumbnails import KeptThumbnails

KEEP_AFTER = 1500
"""Milliseconds without a change of place until the place is remembered."""


class CasePanes:
    """The widgets of a case, made one by one so that the window never stops for long."""

    description: DescriptionPane
    evidence: EvidencePane
    scores: ScoresPane
    bar: OutcomeBar

    def __init__(self) -> None:
        self.files = EvidenceFiles()

    def steps(self) -> list[Callable[[], None]]:
        """Return what makes them, in an order that does not matter."""
        return [self._description, self._evidence, self._scores, self._bar]

    def _description(self) -> None:
        self.description = DescriptionPane()

    def _evidence(self) -> None:
        self.evidence = EvidencePane(self.files.fetch, Readers.make(), measure=self.files.sizes)

    def _scores(self) -> None:
        self.scores = ScoresPane()

    def _bar(self) -> None:
        self.bar = OutcomeBar()


class CaseView(QObject):
    """Serves the panes of a case and the bar; tells ``case_shown`` when another is there."""

    case_shown = Signal(object)  # Shown

    def __init__(self, desk: Desk, panes: CasePanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files = panes.files
        self.description, self.evidence = panes.description, panes.evidence
        self.scores, self.bar = panes.scores, panes.bar
        self.comparing = Comparing(desk, self.description, self.evidence, self.scores, self)
        self.neighbouring = Neighbouring(desk, self.description.facts, self)
        self.pinning = Pinning(desk, self.description, self.evidence, self.scores, self)
        self.looking = Looking(desk.note_looked, self)
        self.looking.follow(self.evidence.document)
        self.evidence.document_made.connect(self.looking.follow)
        self._shown: Shown | None = None
        self._places: Places | None = None
        self._listed: tuple[EvidenceId, ...] = ()
        self.files.own = self._fetch_own
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER)
        self._keep.timeout.connect(self.keep_places)
        desk.shown.connect(self._show)
        desk.judged.connect(self._judged)
        desk.opened.connect(lambda _facts: self._use_cache())
        self.description.evidence_requested.connect(self.show_evidence)
        self.description.rule_answered.connect(self._tick)
        self.description.tab_changed.connect(self._tab_changed)
        self.comparing.evidence_requested.connect(self.show_evidence)
        self.neighbouring.evidence_requested.connect(self.show_evidence)
        self.evidence.opened.connect(self._was_opened)
        self.evidence.place_changed.connect(self._moved)
        self.scores.points_chosen.connect(self._points)
        self.scores.comment_changed.connect(self._comment)
        self.scores.current_changed.connect(self._keep.start)

    def use_places(self, places: Places) -> None:
        """Remember places for this casebook from now on."""
        self._places = places
        self._shown = None
        self.comparing.forget()

    @property
    def shown(self) -> Shown | None:
        """What the panes show."""
        return self._shown

    def flush(self) -> None:
        """Tell the desk what is being typed and what was looked at."""
        self.scores.flush()
        self.looking.flush()

    def close(self) -> None:
        """End what reads evidence."""
        self._keep.stop()
        self.evidence.close_readers()
        self.files.close()

    def find(self) -> None:
        """Find in the document shown."""
        self.evidence.find()

    def turn(self) -> None:
        """Turn the pages or the picture shown."""
        self.evidence.turn()

    def toggle_outline(self) -> None:
        """Unfold or fold the outline of the document shown."""
        self.evidence.toggle_outline()

    def show_evidence_list(self) -> None:
        """Give the keyboard to the evidence list."""
        self.evidence.focus_list()

    def show_leaf(self, leaf: str) -> None:
        """Make a sub-criterion the current one, with its answers beside it."""
        self.description.show_leaf(leaf)
        self.scores.set_current(leaf)

    def show_evidence(self, evidence: str) -> None:
        """Show a piece of evidence that something else points to."""
        self.evidence.show_evidence(evidence)

    def reveal(self, change: ScoreChange | None) -> None:
        """Show where something was undone or redone."""
        if change is None or self._shown is None or change.ref != self._shown.ref:
            return
        self.scores.show_scores(self._desk.scores)
        self.pinning.refresh()
        self.scores.set_current(change.leaf, focus=False)

    def keep_places(self) -> None:
        """Remember where one is."""
        if self._places is not None and self._shown is not None:
            self._places.keep(self.description.state(), self.scores.state())
            self._moved()

    def _show(self, shown: Shown) -> None:
        """Show a case; the same one again keeps tab, scroll and row."""
        before, self._shown = self._shown, shown
        again = before is not None and before.ref == shown.ref
        judgement = shown.judgement
        places = self.description.state(), self.scores.state()
        self.description.show_application(
            judgement.submission, judgement.scheme, judgement.eligibility, shown.submissions,
            read_only=not shown.may_score,
        )  # fmt: skip
        self.scores.show_application(
            judgement.scheme, self._desk.scores, judgement.assessment,
            read_only=not shown.may_score,
        )  # fmt: skip
        self.pinning.show_case(judgement.submission, judgement.scheme)
        self.looking.show_case(judgement.submission, counts=shown.may_score)
        self._show_bar(shown)
        self._show_evidence(shown, again=again)
        if again:
            self.description.restore(places[0])
            self.scores.restore(places[1])
        elif self._places is not None:
            self._come_back(shown, self._places)
        self.case_shown.emit(shown)
        self.comparing.show(shown)

    def _come_back(self, shown: Shown, places: Places) -> None:
        """Go to the place of an earlier time when this is the case one was in."""
        if places.case == shown.ref:
            self.description.restore(places.description())
            self.scores.restore(places.scores())
        places.keep_case(shown.ref)
        self._moved()

    def _show_evidence(self, shown: Shown, *, again: bool) -> None:
        submission = shown.judgement.submission
        listed = tuple(each.id for each in submission.application.evidence)
        if self._desk.facts is None or (again and listed == self._listed):
            return
        self._listed = listed
        self.files.use(self._desk.facts.folder, submission)
        kept = self.evidence.place() if again else None
        known = {sha256: key for key, sha256 in submission.evidence_sha256.items()}
        opened = [known[each] for each in shown.opened if each in known]
        last = self._places is not None and self._places.case == shown.ref
        place = self._places.evidence() if self._places and last else None
        self.evidence.show_application(submission, opened=opened, place=kept or place)

    def _fetch_own(self, evidence: EvidenceId) -> "Future[bytes]":
        """Read an own note or picture from the casebook, on the thread that has it."""
        future: Future[bytes] = Future()
        shown, by = self._desk.case, self._desk.evaluator

        def work(casebook: "Casebook") -> None:
            from app.ui.tasks import own_content  # noqa: PLC0415

            try:
                if shown is not None:
                    future.set_result(own_content(casebook, shown.ref, by, evidence))
            except LabelDeskError as error:
                future.set_exception(error)

        self._desk.read(work, lambda _none: None)
        return future

    def _tab_changed(self, tab: str) -> None:
        self._keep.start()
        self.evidence.set_criterion(tab if tab not in {"facts", "other"} else None)

    def _was_opened(self, evidence: str) -> None:
        self.neighbouring.go_on()
        if self._shown is not None:
            sha256 = self._shown.judgement.submission.evidence_sha256.get(EvidenceId(evidence))
            is_new = sha256 is not None and sha256 not in self._shown.opened
            if sha256 is not None and is_new and self.looking.is_on:
                self._shown = replace(self._shown, opened=(*self._shown.opened, sha256))
                self._desk.mark_opened(sha256)

    def _moved(self) -> None:
        if self._places is not None and self._shown is not None:
            self._places.keep_evidence(self._shown.ref, self.evidence.place())

    def _use_cache(self) -> None:
        """Look for small pictures in the open casebook's cache, and keep new ones there."""
        self.evidence.thumbnails.use(None)
        self._desk.read(_kept_thumbnails, self.evidence.thumbnails.use)

    def _judged(self, judgement: "Judgement") -> None:
        self.scores.show_scores(self._desk.scores)
        self.scores.show_assessment(judgement.assessment)
        self.pinning.refresh()
        if self._shown is not None:
            self.description.show_eligibility(judgement.eligibility, self._shown.submissions)

        self._show_bar(self._desk.case)

    def _show_bar(self, shown: Shown | None) -> None:
        if shown is None:
            return
        judgement = shown.judgement
        from app.casework.explain import bar  # noqa: PLC0415  loaded behind the window

        sentence = bar(judgement.assessment, judgement.scheme)
        self.bar.show_assessment(
            judgement.scheme, judgement.assessment, judgement.eligibility, (sentence,)
        )
        if shown.row is not None:
            self.bar.show_status(shown.row.status, may_decide=not shown.read_only)

    def _points(self, leaf: str, points: Points) -> None:
        key = LeafId(leaf)
        before = self._desk.scores.get(key, Score())
        self._desk.change_score(key, replace(before, points=points))

    def _comment(self, leaf: str, text: str) -> None:
        key = LeafId(leaf)
        before = self._desk.scores.get(key, Score())
        self._desk.change_score(key, replace(before, comment=text))

    def _tick(self, rule: str, met: bool, note: str) -> None:
        self._desk.tick(RuleId(rule), met, note)


def _kept_thumbnails(casebook: "Casebook") -> "KeptThumbnails":
    from app.storage.thumbnails import KeptThumbnails  # noqa: PLC0415  on the storage thread

    return KeptThumbnails(casebook.cache)
