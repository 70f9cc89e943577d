"""Choosing an outcome: what the rules say, what each choice needs, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.assessment import Outcome
from app.ui.review import words
from app.ui.theme import SPACE
from app.ui.widgets import Chip, PlainButton, PlainLabel, RadioButton
from app.wording import _


@dataclass(frozen=True, slots=True)
class Choice:
    """One outcome that may be chosen, and what it needs said. ``why`` are reasons for override."""

    outcome: Outcome
    needs_reason: bool
    why: tuple[str, ...] = ()


class OutcomeChoice(QWidget):
    """Radio buttons, and below them only the fields that the chosen outcome needs."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcome-choice")
        self.setAccessibleName(_("Outcome"))
        self._choices: dict[Outcome, Choice] = {}
        self._comments = ""
        self.proposed = Chip("", parent=self)
        self.proposed.setObjectName("outcome-proposed")
        self._group = QButtonGroup(self)
        self._buttons = {each: self._button(each) for each in Outcome if each.value != "incomplete"}
        self._reason_label = PlainLabel(_("Reason; the applicant will read it"), self, strong=True)
        self.reason = self._field("decide-reason", _("Reason; the applicant will read it"))
        self.insert = PlainButton(_("Insert my comments"), self, name="decide-insert")
        self._why = PlainLabel("", self, tone="amber", wrap=True)
        self._override_label = PlainLabel(_("Why you decide otherwise; kept with the decision"),
                                          self, strong=True, wrap=True)  # fmt: skip
        self.override = self._field("decide-override", self._override_label.text())
        self._arrange()
        self._group.buttonClicked.connect(self._update)
        self.insert.clicked.connect(self._insert)

    def _button(self, outcome: Outcome) -> RadioButton:
        button = RadioButton(words.outcome_text(outcome), self)
        button.setObjectName(f"outcome-{outcome.value}")
        self._group.addButton(button)
        return button

    def _field(self, name: str, label: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(field.fontMetrics().lineSpacing() * 5)
        field.textChanged.connect(self._update)
        return field

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.proposed)
        for part in (*self._buttons.values(), self._why, self._override_label, self.override,
                     self._reason_label, self.reason, self.insert):  # fmt: skip
            column.addWidget(part)

    def show_choices(
        self,
        choices: Mapping[Outcome, Choice],
        proposed: Outcome,
        chosen: Outcome | None,
        comments: str,
    ) -> None:
        """Offer these outcomes; ``comments`` are the evaluator's own words below minimums."""
        self._choices = dict(choices)
        self._comments = comments
        says = words.outcome_text(proposed)
        self.proposed.show_chip(
            _("The rules say: {outcome}").format(outcome=says), words.OUTCOME_TONES[proposed]
        )
        self._group.setExclusive(False)
        for outcome, button in self._buttons.items():
            button.setVisible(outcome in self._choices)
            button.setChecked(outcome is chosen)
        self._group.setExclusive(True)
        self._update()

    def chosen(self) -> Outcome | None:
        """Return the outcome that is chosen, or None."""
        return next((each for each, button in self._buttons.items() if button.isChecked()), None)

    def show_words(self, reason: str, override: str) -> None:
        """Put back what was written before."""
        self.reason.setPlainText(reason)
        self.override.setPlainText(override)

    def reason_text(self) -> str:
        """Return the reason where the chosen outcome needs one, else an empty text."""
        return self.reason.toPlainText().strip() if self.reason.isVisibleTo(self) else ""

    def override_text(self) -> str:
        """Return the override where the chosen outcome needs one, else an empty text."""
        return self.override.toPlainText().strip() if self.override.isVisibleTo(self) else ""

    def missing(self) -> str:
        """Say what is still missing before the decision, or an empty text."""
        outcome = self.chosen()
        if outcome is None:
            return _("Choose an outcome.")
        if self.override.isVisibleTo(self) and not self.override_text():
            return _("Write why you decide otherwise than the rules.")
        if self.reason.isVisibleTo(self) and not self.reason_text():
            return _("Write the reason that the applicant will read.")
        return ""

    def _update(self) -> None:
        outcome = self.chosen()
        choice = self._choices.get(outcome) if outcome else None
        needs_reason = choice is not None and choice.needs_reason
        why = choice.why if choice is not None else ()
        self._reason_label.setVisible(needs_reason)
        self.reason.setVisible(needs_reason)
        self.insert.setVisible(needs_reason and bool(self._comments))
        self._why.set_text("\n".join(why))
        for part in (self._why, self._override_label, self.override):
            part.setVisible(bool(why))
        self.changed.emit()

    def _insert(self) -> None:
        before = self.reason.toPlainText().rstrip()
        self.reason.setPlainText("\n\n".join(part for part in (before, self._comments) if part))
        self.reason.setFocus()
