"""The words of a certificate's small print, which both labels share; folded away at first."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets import LinkButton, PlainLabel
from app.wording import _


class SmallPrint(QWidget):
    """Tells ``worded(key, text)`` when a word was changed."""

    worded = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.unfold = LinkButton(_("Words of the small print…"), self, name="layout-small-print")
        self.unfold.clicked.connect(self._unfold)
        self._column.addWidget(self.unfold)
        self._folded = QWidget(self)
        self._inside = QVBoxLayout(self._folded)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(2)
        self._column.addWidget(self._folded)
        hint = _("Words in braces are filled in by the program; keep them.")
        self._inside.addWidget(PlainLabel(hint, self._folded, tone="muted", wrap=True))
        self.fields = {key: self._field(key, words) for key, words in _names()}
        self._folded.hide()

    def _field(self, key: str, words: str) -> QLineEdit:
        field = QLineEdit(self._folded)
        field.setObjectName(f"layout-word-{key}")
        field.setAccessibleName(words)
        field.setMaxLength(300)
        label = PlainLabel(words, self._folded, tone="muted", size="small")
        label.setBuddy(field)
        self._inside.addWidget(label)
        self._inside.addWidget(field)
        field.textEdited.connect(lambda text: self.worded.emit(key, text))
        return field

    def show_words(self, words: Mapping[str, str]) -> None:
        """Show the words that count; a field that is typed in is left alone, nobody is told."""
        for key, field in self.fields.items():
            if field.text() != words.get(key, "") and not field.hasFocus():
                field.setText(words.get(key, ""))
                field.setCursorPosition(0)

    def _unfold(self) -> None:
        self.unfold.hide()
        self._folded.show()
        next(iter(self.fields.values())).setFocus()


def _names() -> tuple[tuple[str, str], ...]:
    return (
        ("number", _("Number")),
        ("replaces", _("The number it replaces")),
        ("entry", _("Entry in the log")),
        ("root", _("Root of the log")),
        ("decided", _("Day, rules and key")),
        ("scan", _("How it is checked")),
        ("figure", _("The code, for who hears the page")),
        ("sample", _("Across a sample")),
    )
