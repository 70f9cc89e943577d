"""The switch that shows a submission against an earlier one, and the earlier points beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.case import CaseRef
from app.models.comparison import Comparison
from app.models.identifiers import CaseId
from app.models.review import Score
from app.ui.desk import Desk
from app.ui.evidence.pane import EvidencePane
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.scores_pane import ScoresPane
from app.ui.sitting import Shown
from app.ui.undo import ScoreChange
from app.wording import say

if TYPE_CHECKING:
    from app.casework.carry import CarriedOver
    from app.models.comparison import EarlierPin


class Comparing(QObject):
    """Reads the comparison of the case shown and gives it to the panes.

    ``changed``: there is something to compare with, or not, or the switch was pressed.
    ``said(sentence)``: what did not come along with earlier points.
    """

    changed = Signal()
    said = Signal(str)
    evidence_requested = Signal(str)

    def __init__(
        self, desk: Desk, description: DescriptionPane, evidence: EvidencePane,
        scores: ScoresPane, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._description, self._evidence, self._scores = description, evidence, scores
        self._shown: Shown | None = None
        self._found: Comparison | None = None
        self.is_on = False
        description.plain_wanted.connect(self._turn_off)
        scores.carry_confirmed.connect(self._confirm)
        scores.carry_all_wanted.connect(self._confirm_all)

    @property
    def against(self) -> int | None:
        """The earlier submission that is offered, or None."""
        return self._found.against if self._found is not None else None

    def show(self, shown: Shown) -> None:
        """Follow the case shown; the same one again keeps the switch as it is."""
        again = self._shown is not None and self._shown.ref == shown.ref
        self._shown = shown
        if not again:
            self._found, self.is_on = None, False
            self._show_switch()
        if shown.judgement.submission.number > 1:
            self._read(self.against if again else None)

    def forget(self) -> None:
        """Forget the case, as when another casebook opens."""
        self._shown, self._found, self.is_on = None, None, False

    def toggle(self) -> None:
        """Show the differences, or the submission as it is."""
        if self._found is not None:
            self.is_on = not self.is_on
            self._show_switch()
        self.changed.emit()

    def _turn_off(self) -> None:
        if self.is_on:
            self.toggle()

    def _read(self, against: int | None) -> None:
        shown, evaluator = self._shown, self._desk.evaluator
        if shown is None:
            return
        from app.ui import tasks  # noqa: PLC0415  loaded by the storage thread by now

        self._desk.draft_read(
            lambda casebook: tasks.comparison(casebook, shown.ref, evaluator, against),
            lambda found: self._was_read(shown.ref, found),
        )

    def _was_read(self, ref: CaseRef, found: Comparison | None) -> None:
        if self._shown is None or self._shown.ref != ref:
            return
        self._found = found
        self.is_on = self.is_on and found is not None
        if found is not None and self._shown.may_score:
            self._scores.show_proposals(found.proposals, found.against)
        self._show_switch()

    def _show_switch(self) -> None:
        found = self._found if self.is_on else None
        self._description.show_comparison(found)
        self._show_part(found)
        if found is None:
            self._evidence.show_marks({})
        else:
            from app.ui.review.difference_words import marks  # noqa: PLC0415

            self._evidence.show_marks(marks(found))
        self.changed.emit()

    def _show_part(self, found: Comparison | None) -> None:
        """Put what changed above the facts; its code is loaded when it is first wanted."""
        if found is None or self._shown is None:
            self._description.facts.show_above(None)
            return
        from app.ui.review.comparison_part import ComparisonPart  # noqa: PLC0415

        judgement = self._shown.judgement
        part = ComparisonPart(
            found, judgement.application, judgement.scheme, read_only=not self._shown.may_score
        )
        part.remark_checked.connect(self._check)
        part.evidence_requested.connect(self.evidence_requested)
        part.tab_requested.connect(self._description.show_tab)
        part.against_chosen.connect(self._read)
        part.submission_requested.connect(self._show_submission)
        self._description.facts.show_above(part)

    def _check(self, remark: str, is_checked: bool) -> None:
        """Keep a tick at once, here too for when the part is made anew."""
        if self._found is not None:
            remarks = tuple(
                replace(each, is_checked=is_checked) if each.key == remark else each
                for each in self._found.remarks
            )
            self._found = replace(self._found, remarks=remarks)
        self._desk.check_remark(remark, is_checked)

    def _show_submission(self, number: int) -> None:
        if self._shown is not None:
            self._desk.show(CaseRef(CaseId(self._shown.ref.case), number))

    # Earlier points

    def _confirm(self, leaf: str) -> None:
        """Take one earlier score over, as if it had been clicked and typed."""
        from app.casework.proposed import confirmed, left_behind  # noqa: PLC0415  behind the window

        proposals = self._found.proposals if self._found is not None else ()
        for each in proposals:
            if each.leaf == leaf:
                now = self._desk.scores.get(each.leaf, Score())
                self._desk.change_score(each.leaf, confirmed(each, now))
                self._scores.show_scores(self._desk.scores)
                self._tell_left(left_behind(each, now))

    def _confirm_all(self) -> None:
        """Confirm everything unchanged in one act, undone as one; the log keeps its entry."""
        shown, found, evaluator = self._shown, self._found, self._desk.evaluator
        if shown is None or found is None:
            return
        from app.ui import tasks  # noqa: PLC0415

        self._desk.act(
            lambda casebook: tasks.carry_over(casebook, shown.ref, evaluator, found.against),
            lambda done: self._carried(shown.ref, done),
        )

    def _carried(self, ref: CaseRef, done: "CarriedOver") -> None:
        first, *others = (
            ScoreChange(ref, leaf, done.before[leaf], score) for leaf, score in done.scores.items()
        )
        self._desk.undo.seal()
        self._desk.undo.push(replace(first, also=tuple(others)))
        self._desk.undo_changed.emit()
        self._tell_left([pin for _leaf, pin in done.left])

    def _tell_left(self, left: Sequence["EarlierPin"]) -> None:
        from app.casework.earlier_pins import left_sentence  # noqa: PLC0415

        sentence = left_sentence(left)
        if sentence is not None:
            self.said.emit(say(sentence))
