"""Labelled fields one below the other, for sheets that ask for something."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel, set_tone


class Field(QWidget):
    """A label above a field, a hint below it, and red where something is missing."""

    def __init__(self, label: str, field: QWidget, name: str, hint: str = "") -> None:
        super().__init__()
        self.field = field
        field.setParent(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        self.label = PlainLabel(label, self, strong=True)
        self.label.setBuddy(field)
        self.hint = PlainLabel(hint, self, tone="muted", size="small", wrap=True)
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.label)
        column.addWidget(field)
        column.addWidget(self.hint)
        self.hint.setVisible(bool(hint))

    def complain(self, sentence: str, tone: str = "red") -> None:
        """Say what is wrong with the field; an empty text takes it back.

        Amber says what should be looked at, and does not mark the field.
        """
        set_tone(self.field, "red" if sentence and tone == "red" else "")
        set_tone(self.hint, tone if sentence else "muted")
        self.hint.set_text(sentence or self._hint)
        self.hint.setVisible(bool(sentence or self._hint))


class TextField(Field):
    """A line of text; ``secret`` hides what is typed."""

    def __init__(
        self, label: str, name: str, hint: str = "", text: str = "", *, secret: bool = False
    ) -> None:
        self.line = QLineEdit(text)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(label, self.line, name, hint)
        self.line.textChanged.connect(lambda: self.complain(""))

    @property
    def text(self) -> str:
        """What was typed, without blank ends; a secret as it is."""
        typed = self.line.text()
        return typed if self.line.echoMode() is QLineEdit.EchoMode.Password else typed.strip()
