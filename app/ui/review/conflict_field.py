"""The evaluator's conflict of interest: none, or a text that says which."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import CheckBox
from app.wording import _


class ConflictField(QWidget):
    """Tells ``changed(text)``, or ``changed(None)`` when there is none after all."""

    changed = Signal(object)

    def __init__(
        self, conflict: str | None, parent: QWidget | None = None, *, can_change: bool = True
    ) -> None:
        super().__init__(parent)
        self._told = conflict
        self._box = CheckBox(_("I have a conflict of interest in this case"), self)
        self._box.setObjectName("decide-conflict")
        self._box.setChecked(bool(conflict))
        self._field = QLineEdit(conflict or "", self)
        self._field.setObjectName("decide-conflict-text")
        self._field.setAccessibleName(_("Which conflict of interest"))
        self._field.setPlaceholderText(_("Which one? It is kept with the evaluation."))
        self._field.setVisible(bool(conflict))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        for part in (self._box, self._field):
            part.setEnabled(can_change)
            column.addWidget(part)
        self._box.toggled.connect(self._toggle)
        self._field.editingFinished.connect(self._tell)

    def _toggle(self, on: bool) -> None:
        self._field.setVisible(on)
        if on and not self._field.text().strip():
            self._field.setFocus()
        else:
            self._tell()

    def _tell(self) -> None:
        text = self._field.text().strip()
        if self._box.isChecked() and not text:
            return
        conflict = text if self._box.isChecked() else None
        if conflict != self._told:
            self._told = conflict
            self.changed.emit(conflict)
