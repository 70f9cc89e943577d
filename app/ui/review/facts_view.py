"""The Facts tab: who, where, when, what the file is, and every eligibility rule."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.models.assessment import Eligibility, RuleAnswer
from app.models.case import Submission
from app.models.scheme import RuleKind, Scheme
from app.ui.review import words
from app.ui.review.facts import Fact, FactGroup, fact_groups
from app.ui.review.fitted_column import FittedColumn
from app.ui.review.passages import breakable
from app.ui.review.rule_row import RuleRow
from app.ui.theme import SPACE, are_letters_large, sizes
from app.ui.widgets import Chip, PlainLabel, line
from app.ui.widgets.tab_order import follow_in_tabs
from app.wording import _

TONES = {"danger": "red", "warning": "amber"}

LABEL_WIDTH = 8
"""Width of the labels' column, in times the size of the letters."""


class FactsView(FittedColumn):
    """Shows a submission's facts. ``rule_answered(rule, met, note)`` tells a person's tick."""

    rule_answered = Signal(str, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=round(2.5 * SPACE), spacing=SPACE // 2)
        self.setObjectName("facts")
        self.setAccessibleName(_("Facts"))
        self._rules: list[RuleRow] = []
        self._shown: tuple[Submission, Scheme, int, bool] | None = None
        self._eligibility: Eligibility | None = None
        self.read_only = False
        self._place: int | None = None
        self._above: QWidget | None = None
        self._between: QWidget | None = None
        self._rules_part = self._new_part(QWidget(), 0)
        self._groups_part = self._new_part(QWidget(), 1)
        self.column.addStretch(1)
        # Rules first, the rest of the form in the next turn: no turn takes long.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_groups)

    def show_facts(
        self,
        submission: Submission,
        scheme: Scheme,
        eligibility: Eligibility | None,
        submissions: int = 1,
    ) -> None:
        """Show what changed; in the same case scroll and notes being typed are kept."""
        facts = (submission, scheme, submissions, self.read_only)
        is_new = facts != self._shown
        self._shown = facts
        if is_new or eligibility != self._eligibility:
            self._eligibility = eligibility
            typed = {} if is_new else {row.rule.id: row.typed() for row in self._rules}
            self._show_rules(scheme, eligibility)
            for row in self._rules:
                row.type_again(typed.get(row.rule.id, ""))
        if is_new:
            self._groups_part = self._new_part(self._groups_part, 1)
            self._later.start()
            self.scroll_to(0)

    def show_above(self, part: QWidget | None) -> None:
        """Put something above the facts, in place of what was put there before."""
        if self._above is not None:
            self.column.removeWidget(self._above)
            self._above.hide()
            self._above.deleteLater()
        self._above = part
        if part is not None:
            self.column.insertWidget(0, part)
            self._order_tabs()

    def show_between(self, part: QWidget | None) -> None:
        """Put something between the rules and the form, in place of what was put there before."""
        if self._between is not None:
            self.column.removeWidget(self._between)
            self._between.hide()
            self._between.deleteLater()
        self._between = part
        if part is not None:
            self.column.insertWidget(self.column.indexOf(self._rules_part) + 1, part)
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the parts as they stand below each other."""
        parts = (self._above, self._rules_part, self._between, self._groups_part)
        follow_in_tabs(self.content, *(each for each in parts if each is not None))

    def scroll_to(self, place: int) -> None:
        """Scroll to a place, when all is there."""
        if self._later.isActive():
            self._place = place
        else:
            self.verticalScrollBar().setValue(place)

    def _show_rules(self, scheme: Scheme, eligibility: Eligibility | None) -> None:
        self._rules_part = self._new_part(self._rules_part, 0)
        self._rules.clear()
        if eligibility is not None and eligibility.rules:
            self._add_rules(scheme, eligibility)
        self._order_tabs()

    def _show_groups(self) -> None:
        if self._shown is None:
            return
        submission, _scheme, submissions, _read_only = self._shown
        for group in _ordered(fact_groups(submission, submissions), submission):
            self._add_group(group)
        self._order_tabs()
        if self._place is not None:
            self.column.activate()
            self.verticalScrollBar().setValue(self._place)
            self._place = None

    def _new_part(self, old: QWidget, at: int) -> QWidget:
        """Put an empty part into the place of an old one."""
        self.column.removeWidget(old)
        old.hide()
        old.deleteLater()
        part = QWidget(self.content)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        others = (self._above is not None) + (at > 0 and self._between is not None)
        self.column.insertWidget(at + others, part)
        return part

    @staticmethod
    def _add(part: QWidget, widget: QWidget) -> None:
        layout = part.layout()
        assert layout is not None  # noqa: S101 - every part is made with one
        layout.addWidget(widget)

    def rules(self) -> tuple[RuleRow, ...]:
        """Return the rows of the eligibility rules."""
        return tuple(self._rules)

    def _add_rules(self, scheme: Scheme, eligibility: Eligibility) -> None:
        part = self._rules_part
        self._add_title(part, _("Eligibility"), "eligibility", words.eligible_chip(eligibility))
        by_person = {str(r.id) for r in scheme.eligibility if r.kind is RuleKind.PERSON}
        for number, rule in enumerate(eligibility.rules):
            if number:
                self._add(part, line(part))
            open_to_person = rule.id in by_person or rule.by is not None
            asks = open_to_person or rule.result is RuleAnswer.NEEDS_PERSON
            name = words.rule_name(scheme, rule.id)
            row = RuleRow(name, rule, part, asks=asks and not self.read_only)
            row.answered.connect(self.rule_answered)
            self._add(part, row)
            self._rules.append(row)

    def _add_title(
        self, part: QWidget, title: str, name: str, chip: words.ChipWords | None = None
    ) -> None:
        head = QWidget(part)
        row = (QVBoxLayout if are_letters_large() else QHBoxLayout)(head)
        row.setContentsMargins(0, 0 if chip else SPACE, 0, 2)
        label = PlainLabel(title, head, size="heading", strong=True, wrap=True)
        label.setObjectName(f"facts-{name}")
        row.addWidget(label, 1)
        if chip is not None:
            shown = Chip(chip.text, chip.tone, head)
            shown.setObjectName("facts-eligible")
            row.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._add(part, head)

    def _add_group(self, group: FactGroup) -> None:
        self._add_title(self._groups_part, group.title, group.id)
        table = QWidget(self._groups_part)
        table.setObjectName(f"facts-{group.id}-table")
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0 if are_letters_large() else 1, 1)
        for row, fact in enumerate(group.facts):
            self._add_fact(table, grid, row, fact)
        self._add(self._groups_part, table)

    @staticmethod
    def _add_fact(table: QWidget, grid: QGridLayout, row: int, fact: Fact) -> None:
        label = PlainLabel(breakable(fact.label), table, tone="muted", wrap=True)
        label.setMinimumWidth(LABEL_WIDTH * sizes().body)
        top, stacked = Qt.AlignmentFlag.AlignTop, are_letters_large()
        if not stacked:
            label.setMaximumWidth(LABEL_WIDTH * sizes().body + 2 * SPACE)
        grid.addWidget(label, 2 * row if stacked else row, 0, top)
        value = PlainLabel(
            breakable("\n".join(fact.lines)), table, tone=TONES.get(fact.tone, ""), wrap=True
        )
        value.setAccessibleName(f"{fact.label}: {', '.join(fact.lines)}")
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        grid.addWidget(value, *((2 * row + 1, 0) if stacked else (row, 1)), top)


def _ordered(groups: tuple[FactGroup, ...], submission: Submission) -> list[FactGroup]:
    """Put the file first when something is wrong with it, else where it disturbs nobody."""
    file = [group for group in groups if group.id == "file"]
    others = [group for group in groups if group.id != "file"]
    wrong = submission.damaged or bool(submission.problems)
    return [*file, *others] if wrong else [*others, *file]
