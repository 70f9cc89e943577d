"""Editing one pin below its line: note, sub-criterion, another place, delete."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pins.shown import ShownPin
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainButton, safe_tip
from app.wording import _

LONGEST_NOTE = 2000


class PinEditor(QFrame):
    """Tells what is wanted; whoever made it reads the note, and takes the editor away."""

    retied = Signal(str)
    moved = Signal()
    deleted = Signal()
    closed = Signal()

    def __init__(
        self, shown: ShownPin, leaves: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self.setObjectName("pin-editor")
        self.setAccessibleName(_("Edit the pin"))
        self.setProperty("kind", "card")
        self.note = QLineEdit(shown.pin.note, self)
        self.note.setObjectName("pin-note")
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(_("Note"))
        self.note.setAccessibleName(_("Note on the pin"))
        self.leaf = QComboBox(self)
        self.leaf.setObjectName("pin-leaf")
        self.leaf.setAccessibleName(_("Sub-criterion of the pin"))
        self.leaf.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.leaf.setMinimumContentsLength(8)
        for key, name in leaves:
            self.leaf.addItem(name, key)
        self.leaf.setCurrentIndex(max(0, self.leaf.findData(shown.leaf)))
        self.move_here = FlatButton(_("Move to the selection"), self, name="pin-move")
        self.move_here.setToolTip(
            safe_tip(_("Choose other words, or a page, then press: the pin goes there."))
        )
        self.delete = FlatButton(_("Delete"), self, name="pin-delete")
        self.done = PlainButton(_("Done"), self, name="pin-done")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.note)
        column.addWidget(self.leaf)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.move_here)
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(self.done)
        column.addLayout(row)

    def _connect(self) -> None:
        self.leaf.activated.connect(lambda at: self._retie(str(self.leaf.itemData(at))))
        self.move_here.clicked.connect(self.moved)
        self.delete.clicked.connect(self.deleted)
        self.done.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter keep what was typed and close."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _retie(self, leaf: str) -> None:
        if leaf != self.shown.leaf:
            self.retied.emit(leaf)
