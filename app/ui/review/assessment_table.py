"""All points at a glance: criteria, leaves with a minimum of their own, the total."""

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.assessment import Assessment
from app.models.scheme import Scheme, parts
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
    found: list[TableRow] = []

    def add_leaf(leaf: str, name: str, *, is_part: bool) -> None:
        gate = gates.get(leaf)
        if gate is not None:
            points = words.score_text(scheme, gate.points)
            least = _points(scheme, gate.minimum)
            found.append(TableRow(leaf, name, points, "", least, gate.met, is_part))

    for leaf in scheme.gates:
        add_leaf(leaf.id, pick(leaf.names), is_part=False)
    results = {each.id: each for each in assessment.criteria}
    for criterion in scheme.criteria:
        if result := results.get(criterion.id):
            code = criterion.id if criterion.id.isdecimal() else ""
            name = f"{code} {pick(criterion.names)}".strip()
            found.append(_row(criterion.id, name, result.points, result.maximum, result.minimum,
                              result.met))  # fmt: skip
        for leaf in parts(criterion):
            if leaf.id != criterion.id:
                name = f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip()
                add_leaf(leaf.id, name, is_part=True)
    least, total = assessment.minimum_total, assessment.total
    met = None if least is None or assessment.open else total >= least
    found.append(_row("total", _("Total"), total, assessment.maximum, least, met))
    return tuple(found)


def _points(scheme: Scheme, points: Fraction) -> str:
    is_word = scheme.kind == "statements"
    return words.level_name(scheme, points) if is_word else points_text(points)


def _row(
    key: str,
    name: str,
    points: Fraction | None,
    maximum: Fraction,
    minimum: Fraction | None,
    met: bool | None,
) -> TableRow:
    least = points_text(minimum) if minimum is not None else ""
    shown = points_text(points) if points is not None else _("not scored")
    return TableRow(key, name, shown, f"/ {points_text(maximum)}", least, met)


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
