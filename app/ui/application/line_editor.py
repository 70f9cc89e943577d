"""A line of text, or a whole number, of an application."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.plain import Plain

LONGEST = 1000


class LineEditor(QLineEdit):
    """Tells ``changed``. ``is_number``: digits become a number, other words stay as typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_number: bool = False) -> None:
        super().__init__(parent)
        self._is_number = is_number
        self.setMaxLength(LONGEST)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Plain:
        """Return what is typed."""
        text = self.text().strip()
        return int(text) if self._is_number and text.isascii() and text.isdecimal() else text

    def put(self, value: Plain) -> None:
        """Show a value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)
