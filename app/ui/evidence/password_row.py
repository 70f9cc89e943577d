"""A field for the password of a file; what is typed goes to the reader and is kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import PlainButton
from app.wording import _


class PasswordRow(QWidget):
    """``given(typed)``: open the file with it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setObjectName("evidence-password")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(_("Password of the file"))
        self.field.setAccessibleName(_("Password of the file"))
        self.open = PlainButton(_("Open"), self, name="evidence-unlock")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.open)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(lambda typed: self.open.setEnabled(bool(typed)))
        self.open.clicked.connect(self._give)

    def empty(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self.open.setEnabled(False)

    def _give(self) -> None:
        typed = self.field.text()
        self.empty()
        if typed:
            self.given.emit(typed)
