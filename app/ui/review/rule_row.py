"""One eligibility rule: its sentence, its answer, why, and a person's yes or no where needed."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.models.assessment import RuleResult
from app.ui.review import words
from app.ui.review.passages import breakable
from app.ui.theme import SPACE, are_letters_large
from app.ui.widgets import Chip, PlainButton, PlainLabel
from app.wording import _, say


class RuleRow(QWidget):
    """Shows a rule. ``answered(rule, met, note)`` tells a person's answer."""

    answered = Signal(str, bool, str)

    def __init__(
        self, name: str, rule: RuleResult, parent: QWidget | None = None, *, asks: bool = False
    ) -> None:
        super().__init__(parent)
        self.rule = rule
        self.note: QLineEdit | None = None
        self.setObjectName(f"rule-{rule.id}")
        answer = words.rule_answer_text(rule.result)
        self.setAccessibleName(f"{name}: {answer}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        self._column.setSpacing(2)
        top = QVBoxLayout() if are_letters_large() else QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(PlainLabel(name, self, wrap=True), 1)
        signed = f"{words.RULE_SIGNS[rule.result]} {answer}"
        self.chip = Chip(signed, words.RULE_TONES[rule.result], self)
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._column.addLayout(top)
        self._say(" · ".join(part for part in (say(rule.reason), _fields(rule)) if part))
        if rule.by:
            note = f": {rule.note}" if rule.note else ""
            self._say(_("Answered by {name}").format(name=rule.by) + note)
        if asks:
            self._ask(name)

    def typed(self) -> str:
        """Return the note that is being typed."""
        return self.note.text() if self.note is not None else ""

    def type_again(self, text: str) -> None:
        """Put back a note that was being typed when the row was made anew."""
        if self.note is not None and text:
            self.note.setText(text)

    def _say(self, text: str, tone: str = "muted") -> None:
        if text:
            label = PlainLabel(breakable(text), self, tone=tone, size="small", wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)

    def _ask(self, name: str) -> None:
        rule = self.rule.id
        self.note = note = QLineEdit(self.rule.note or "", self)
        note.setObjectName(f"rule-note-{rule}")
        note.setPlaceholderText(_("How do you know? A short note"))
        note.setAccessibleName(_("Note: {rule}").format(rule=name))
        note.setMaxLength(2000)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(note, 1)
        for met, text in ((True, _("Met")), (False, _("Not met"))):
            suffix = "met" if met else "not-met"
            button = PlainButton(text, self, name=f"rule-{suffix}-{rule}")
            button.setAccessibleName(f"{text}: {name}")
            button.clicked.connect(lambda _checked=False, yes=met: self._answer(met=yes))
            buttons.addWidget(button)
        self._column.addLayout(buttons)

    def _answer(self, *, met: bool) -> None:
        self.answered.emit(self.rule.id, met, self.typed().strip())


def _fields(rule: RuleResult) -> str:
    """Name the fields; a narrow column may break their names at dots and lines."""
    if not are_letters_large():
        return ", ".join(rule.fields)
    return ", ".join(re.sub(r"([._])", "\\1\u200b", field) for field in rule.fields)
