"""Fills the coverage grid of the case shown, and goes where a cell points."""

from PySide6.QtCore import QObject

from app.models.case import Submission
from app.models.review import Scores
from app.models.scheme import Scheme
from app.ui.evidence.pane import EvidencePane
from app.ui.pins.coverage_grid import Cell, Row
from app.ui.pins.shown import short_code
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.scores_pane import ScoresPane
from app.ui.review.tabs import evidence_name
from app.wording import _, ngettext, pick


class Covering(QObject):
    """Connects the grid above the scores with description, evidence and rows."""

    def __init__(
        self, description: DescriptionPane, evidence: EvidencePane, scores: ScoresPane,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._description, self._evidence, self._scores = description, evidence, scores
        self._answers: dict[str, str | None] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        scores.coverage.jumped.connect(self._jump)

    def show_case(self, scheme: Scheme, submission: Submission, scores: Scores) -> None:
        """Show what is covered now."""
        from app.casework.coverage import coverage  # noqa: PLC0415  loaded behind the window

        form = submission.application
        names = {leaf.id: pick(leaf.names) for leaf in scheme.leaves}
        files = {each.id: evidence_name(each) for each in form.evidence}
        cells = []
        for each in coverage(scheme, form, scores):
            self._answers[each.leaf], self._named[each.leaf] = each.answer, each.evidence
            pins = ngettext("{count} pin", "{count} pins", each.pins).format(count=each.pins)
            words = (
                _("yes") if each.answer else _("no"),
                ", ".join(files[name] for name in each.evidence) or _("none"),
                _("no evidence found") if each.no_evidence else pins if each.pins else _("no"),
            )
            yes = (each.answer is not None, bool(each.evidence), each.pins > 0)
            code = short_code(each.leaf)
            cells.append(
                Cell(each.leaf, code, names[each.leaf], yes, words, none_found=each.no_evidence)
            )
        self._scores.coverage.show_cells(cells)

    def _jump(self, leaf: str, row: int) -> None:
        """Show the answer, the first file, or the pins of a leaf, and make it the current one."""
        self._scores.set_current(leaf, focus=row == Row.PINNED)
        answer, named = self._answers.get(leaf), self._named.get(leaf, ())
        if row == Row.DESCRIBED:
            if answer is not None:
                self._description.show_answer(answer)
            else:
                self._description.show_leaf(leaf)
        elif row == Row.NAMED and named:
            self._evidence.show_evidence(named[0])
        elif row == Row.PINNED:
            self._scores.row(leaf).open_pins()
