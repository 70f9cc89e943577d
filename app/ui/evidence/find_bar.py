"""The field to find words in a file: how many, which one, next and previous."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.ui.evidence.icon_button import IconButton
from app.ui.widgets import PlainLabel
from app.wording import _, ngettext

PAUSE = 150
"""Milliseconds after the last letter before the search begins."""


class FindBar(QFrame):
    """Tells ``asked(words)``, ``stepped(1 or -1)``, ``closed(whether it had the focus)``."""

    asked = Signal(str)
    stepped = Signal(int)
    closed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.field = QLineEdit(self)
        self.field.setObjectName("evidence-find-field")
        self.field.setPlaceholderText(_("Find in this file"))
        self.field.setAccessibleName(_("Find in this file"))
        self.field.installEventFilter(self)
        self.count = PlainLabel("", self, tone="muted", size="small")
        self.count.setObjectName("evidence-find-count")
        self.back = IconButton("up", _("Previous place"), "evidence-find-previous", self)
        self.on = IconButton("down", _("Next place"), "evidence-find-next", self)
        self.cross = IconButton("close", _("Close"), "evidence-find-close", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._arrange()
        self._timer.timeout.connect(lambda: self.asked.emit(self.field.text()))
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.cross.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self) -> None:
        """Show the field and put the focus in it."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_words(self, words: str) -> None:
        """Show what is being found, and leave the keyboard where it is."""
        self.field.setText(words)
        self.show()

    def close_bar(self) -> None:
        """Hide the field and forget the search."""
        focused = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._timer.stop()
        self.hide()
        self.closed.emit(focused)

    def show_count(self, number: int, count: int, running: bool) -> None:
        """Say which of how many places is shown."""
        if not self.field.text().strip():
            words = ""
        elif count:
            words = _("{number} of {count}").format(number=number, count=count)
        else:
            words = _("Searching…") if running else _("Not found")
        self.count.set_text(words + (" …" if running and count else ""))
        places = ngettext("{count} place found", "{count} places found", count)
        self.count.setAccessibleName(places.format(count=count))
        self.back.setEnabled(count > 0)
        self.on.setEnabled(count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return False

    def _enter(self, step: int) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.asked.emit(self.field.text())
        else:
            self.stepped.emit(step)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 5)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        row.addWidget(self.count)
        for button in (self.back, self.on, self.cross):
            row.addWidget(button)
