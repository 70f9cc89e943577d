"""The Facts tab: who, where, when, what the file is, and every eligibility rule."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.assessment import Eligibility
from app.models.case import Submission
from app.models.scheme import RuleKind, Scheme
from app.ui.review import words
from app.ui.review.facts import Fact, FactGroup, fact_groups
from app.ui.review.passages import breakable
from app.ui.review.rule_row import RuleRow
from app.ui.theme import SPACE
from app.ui.widgets import Chip, PlainLabel, ScrollColumn, line
from app.wording import _

TONES = {"danger": "red", "warning": "amber"}


class FactsView(ScrollColumn):
    """Shows a submission's facts. ``rule_answered(rule, met, note)`` tells a person's tick."""

    rule_answered = Signal(str, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=round(2.5 * SPACE), spacing=SPACE // 2)
        self.setObjectName("facts")
        self.setAccessibleName(_("Facts"))
        self._rules: list[RuleRow] = []
        self._shown: tuple[Submission, Scheme, Eligibility | None, int] | None = None

    def show_facts(
        self,
        submission: Submission,
        scheme: Scheme,
        eligibility: Eligibility | None,
        submissions: int = 1,
    ) -> None:
        """Show the facts, where they changed; scroll and notes being typed are kept."""
        facts = (submission, scheme, eligibility, submissions)
        if facts == self._shown:
            return
        same_case = self._shown is not None and self._shown[0].sha256 == submission.sha256
        typed = {row.rule.id: row.typed() for row in self.rules()} if same_case else {}
        place = self.verticalScrollBar().value()
        self._shown = facts
        self.clear()
        self._rules.clear()
        if eligibility is not None and eligibility.rules:
            self._add_rules(scheme, eligibility)
        for group in _ordered(fact_groups(submission, submissions), submission):
            self._add_group(group)
        self.column.addStretch(1)
        for row in self.rules():
            row.type_again(typed.get(row.rule.id, ""))
        self.verticalScrollBar().setValue(place)

    def rules(self) -> tuple[RuleRow, ...]:
        """Return the rows of the eligibility rules."""
        return tuple(self._rules)

    def _add_rules(self, scheme: Scheme, eligibility: Eligibility) -> None:
        self._add_title(_("Eligibility"), "eligibility", words.eligible_chip(eligibility))
        by_person = {str(r.id) for r in scheme.eligibility if r.kind is RuleKind.PERSON}
        for number, rule in enumerate(eligibility.rules):
            if number:
                self.column.addWidget(line(self.content))
            asks = rule.id in by_person or rule.by is not None
            row = RuleRow(words.rule_name(scheme, rule.id), rule, self.content, asks=asks)
            row.answered.connect(self.rule_answered)
            self.column.addWidget(row)
            self._rules.append(row)

    def _add_title(self, title: str, name: str, chip: words.ChipWords | None = None) -> None:
        head = QWidget(self.content)
        grid = QGridLayout(head)
        grid.setContentsMargins(0, SPACE if self.column.count() else 0, 0, 2)
        label = PlainLabel(title, head, size="heading", strong=True)
        label.setObjectName(f"facts-{name}")
        grid.addWidget(label, 0, 0)
        grid.setColumnStretch(0, 1)
        if chip is not None:
            shown = Chip(chip.text, chip.tone, head)
            shown.setObjectName("facts-eligible")
            grid.addWidget(shown, 0, 1)
        self.column.addWidget(head)

    def _add_group(self, group: FactGroup) -> None:
        self._add_title(group.title, group.id)
        table = QWidget(self.content)
        table.setObjectName(f"facts-{group.id}-table")
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(group.facts):
            self._add_fact(grid, row, fact)
        self.column.addWidget(table)

    def _add_fact(self, grid: QGridLayout, row: int, fact: Fact) -> None:
        label = PlainLabel(fact.label, self.content, tone="muted", wrap=True)
        label.setMinimumWidth(96)
        label.setMaximumWidth(128)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, row, 0, top)
        value = PlainLabel(breakable("\n".join(fact.lines)), self.content, wrap=True)
        value.setAccessibleName(f"{fact.label}: {', '.join(fact.lines)}")
        value.setProperty("tone", TONES.get(fact.tone, ""))
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        grid.addWidget(value, row, 1, top)


def _ordered(groups: tuple[FactGroup, ...], submission: Submission) -> list[FactGroup]:
    """Put the file first when something is wrong with it, else where it disturbs nobody."""
    file = [group for group in groups if group.id == "file"]
    others = [group for group in groups if group.id != "file"]
    wrong = submission.damaged or bool(submission.problems)
    return [*file, *others] if wrong else [*others, *file]
