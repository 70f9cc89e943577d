"""A field that finds as one types."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchField(QLineEdit):
    """Tells ``asked(text)`` a moment after typing stops; Esc empties it; ↓ ``went_down``."""

    asked = Signal(str)
    went_down = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None, *, delay: int = 0) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._timer.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, ↓ goes on to what was found, Enter asks at once."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.text())
