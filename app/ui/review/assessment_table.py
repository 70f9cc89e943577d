"""All points at a glance: criteria, leaves with a minimum of their own, the total."""

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.assessment import Assessment, GateResult
from app.models.scheme import Leaf, Scheme
from app.ui.review import words
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel, line
from app.wording import _, pick, points_text


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line. ``met`` is None where nothing is asked or not all is scored."""

    id: str
    name: str
    points: str
    maximum: str
    minimum: str
    met: bool | None
    is_part: bool = False


def table_rows(scheme: Scheme, assessment: Assessment) -> tuple[TableRow, ...]:
    """Return gates, then each criterion with its leaves that have minimums, then the total."""
    gates = {str(each.id): each for each in assessment.gates}
    found = _leaf_rows(scheme, scheme.gates, gates, is_part=False)
    results = {each.id: each for each in assessment.criteria}
    for criterion in scheme.criteria:
        result = results[criterion.id]
        code = criterion.id if criterion.id.isdecimal() else ""
        row = TableRow(
            criterion.id, f"{code} {pick(criterion.names)}".strip(), _text(result.points),
            f"/ {points_text(result.maximum)}", _least(result.minimum), result.met,
        )  # fmt: skip
        found += [row, *_leaf_rows(scheme, criterion.sub, gates, is_part=True)]
    least, total = assessment.minimum_total, assessment.total
    met = None if least is None or assessment.open else total >= least
    whole = f"/ {points_text(assessment.maximum)}"
    return (*found, TableRow("total", _("Total"), points_text(total), whole, _least(least), met))


def _leaf_rows(
    scheme: Scheme, leaves: tuple[Leaf, ...], gates: dict[str, GateResult], *, is_part: bool
) -> list[TableRow]:
    found = []
    for leaf in leaves:
        if gate := gates.get(leaf.id):
            name = f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip()
            points, least = (words.score_text(scheme, each) for each in (gate.points, gate.minimum))
            found.append(TableRow(leaf.id, name, points, "", least, gate.met, is_part))
    return found


def _text(points: Fraction | None) -> str:
    return points_text(points) if points is not None else _("not scored")


def _least(minimum: Fraction | None) -> str:
    return points_text(minimum) if minimum is not None else ""


class AssessmentTable(QWidget):
    """Shows the rows with a sign for met or not met; read out line by line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assessment-table")
        self.setAccessibleName(_("Assessment"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show other rows."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for column, title in ((1, _("points")), (3, _("min"))):
            label = PlainLabel(title, self, tone="faint", size="tiny")
            span = 2 if column == 1 else 1
            self._grid.addWidget(label, 0, column, 1, span, Qt.AlignmentFlag.AlignTrailing)
        for number, row in enumerate(rows, start=1):
            self._add(2 * number, row)

    def _add(self, at: int, row: TableRow) -> None:
        strong = row.id == "total"
        if not row.is_part:
            self._grid.addWidget(line(self), at - 1, 0, 1, 5)
        tone = "muted" if row.is_part else ""
        name = PlainLabel(row.name, self, tone=tone, wrap=True, strong=strong)
        name.setContentsMargins(2 * SPACE if row.is_part else 0, 0, 0, 0)
        signs = {True: ("✓", "green"), False: ("✕", "red"), None: ("", "")}
        sign, sign_tone = signs[row.met]
        points_tone = "red" if row.met is False else tone
        points = PlainLabel(row.points, self, tone=points_tone, strong=not row.is_part)
        maximum = PlainLabel(row.maximum, self, tone="faint")
        minimum = PlainLabel(row.minimum, self, tone="muted")
        mark = PlainLabel(sign, self, tone=sign_tone, strong=True)
        mark.setMinimumWidth(2 * SPACE)
        met = {True: _("met"), False: _("not met"), None: ""}[row.met]
        name.setAccessibleName(f"{row.name}: {row.points} {row.maximum} {met}".strip())
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(points, at, 1, end)
        self._grid.addWidget(
            maximum, at, 2, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        )
        self._grid.addWidget(minimum, at, 3, end)
        self._grid.addWidget(mark, at, 4, end)
