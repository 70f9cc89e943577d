"""A choice among countries, languages, criteria or pieces of evidence, by name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.plain import Plain
from app.ui.sheets.column_row import QuietCombo
from app.ui.sheets.column_words import Choice


class ChoiceEditor(QuietCombo):
    """Tells ``changed``. Typing the first letters chooses; a value not offered is kept."""

    changed = Signal()

    def __init__(self, choices: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(12)
        self._choices = choices
        self.offer_choices(choices)
        self.activated.connect(lambda _index: self.changed.emit())

    def offer_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offer other choices; what is chosen stays so."""
        chosen = self.chosen
        self._choices = choices
        self.offer(choices, chosen or "")

    def value(self) -> Plain:
        """Return what is chosen; "" for nothing."""
        return self.chosen

    def put(self, value: Plain) -> None:
        """Show a value, also one that is not offered."""
        self.offer(self._choices, str(value or ""))
