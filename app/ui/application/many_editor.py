"""Several of many: a button that says what is chosen and opens a list to tick."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.models.plain import Plain
from app.ui.sheets.column_words import Choice
from app.ui.theme import SPACE, tokens
from app.ui.widgets import PlainButton

SHORT = 60


class ManyEditor(PlainButton):
    """Tells ``changed``. The list stays open while ticks are set; Esc closes it."""

    changed = Signal()

    def __init__(
        self, choices: tuple[Choice, ...], nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(nothing, parent)
        self.setProperty("kind", "choice")
        self._nothing = nothing
        self._menu = QMenu(self)
        self._menu.installEventFilter(self)
        self._chosen: list[str] = []
        for value, words in choices:
            action = self._menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(value)
            action.toggled.connect(lambda _on: self._ticked())
        self.setMenu(self._menu)

    def value(self) -> Plain:
        """Return what is ticked, in the order of the list, then what is not offered."""
        return list(self._chosen)

    def put(self, value: Plain) -> None:
        """Show what is chosen; values that are not offered are kept."""
        self._chosen = [str(each) for each in value or []]
        for action in self._actions():
            action.blockSignals(True)
            action.setChecked(action.data() in self._chosen)
            action.blockSignals(False)
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words and arrow as a box to choose from has them."""
        del event
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        inside = self.rect().adjusted(SPACE + 1, 0, -3 * SPACE, 0)
        room = QStyle.visualRect(self.layoutDirection(), self.rect(), inside)
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(tokens(self).color("text" if self.isEnabled() else "faint"))
        painter.drawText(room, int(flags), cut)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick without closing the list."""
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        is_key = event.type() == QEvent.Type.KeyPress
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        presses = isinstance(event, QKeyEvent) and is_key and event.key() in keys
        clicks = isinstance(event, QMouseEvent) and is_release
        action = self._menu.activeAction()
        if watched is self._menu and (presses or clicks) and action is not None:
            action.setChecked(not action.isChecked())
            return True
        return False

    def _actions(self) -> list[QAction]:
        return list(self._menu.actions())

    def _ticked(self) -> None:
        offered = [str(each.data()) for each in self._actions()]
        ticked = [str(each.data()) for each in self._actions() if each.isChecked()]
        self._chosen = ticked + [each for each in self._chosen if each not in offered]
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = " · ".join(self._chosen)
        self.setText(words if len(words) <= SHORT else f"{words[:SHORT]}…")
        if not words:
            self.setText(self._nothing)
        self.setAccessibleDescription(", ".join(self._chosen) or self._nothing)
