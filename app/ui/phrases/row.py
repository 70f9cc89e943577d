"""One phrase in the sheet of the comment bank: its words, where it belongs, what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.models.phrase import LONGEST_PHRASE, Phrase
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainLabel
from app.wording import _, ngettext


class PhraseRow(QWidget):
    """Tells ``changed(Phrase, text, standard)`` and ``unwanted(Phrase)``."""

    changed = Signal(object, str, bool)
    unwanted = Signal(object)

    def __init__(self, phrase: Phrase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase = phrase
        self.setObjectName(f"phrase-{phrase.id}")
        self.text = PlainLabel(phrase.text, self, wrap=True)
        self.field = QLineEdit(self)
        self.field.setObjectName(f"phrase-text-{phrase.id}")
        self.field.setAccessibleName(_("Phrase"))
        self.field.setMaxLength(LONGEST_PHRASE)
        self.field.hide()
        used = ngettext("used once", "used {count} times", phrase.uses).format(count=phrase.uses)
        where = [phrase.leaf, phrase.language, used if phrase.uses else _("not used yet")]
        about = PlainLabel(" · ".join(where), self, tone="muted", size="small")
        self.standard = QPushButton(_("Standard"), self)
        self.standard.setObjectName(f"phrase-standard-{phrase.id}")
        self.standard.setProperty("kind", "filter")
        self.standard.setCheckable(True)
        self.standard.setChecked(phrase.standard)
        self.standard.setToolTip(_("A standard phrase is offered to every evaluator here."))
        edit = FlatButton(_("Edit"), self, name=f"phrase-edit-{phrase.id}")
        delete = FlatButton(_("Remove"), self, name=f"phrase-delete-{phrase.id}")
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(about, 1)
        for button in (self.standard, edit, delete):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self.field)
        column.addLayout(below)
        self.standard.clicked.connect(lambda on: self.changed.emit(phrase, phrase.text, on))
        edit.clicked.connect(self._edit)
        delete.clicked.connect(lambda: self.unwanted.emit(phrase))
        self.field.editingFinished.connect(self._edited)

    def _edit(self) -> None:
        self.text.hide()
        self.field.setText(self._phrase.text)
        self.field.show()
        self.field.setFocus()

    def _edited(self) -> None:
        if self.field.isHidden():
            return
        self.field.hide()
        self.text.show()
        words = self.field.text().strip()
        if words and words != self._phrase.text:
            self.changed.emit(self._phrase, words, self._phrase.standard)
