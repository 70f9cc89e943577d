"""A sheet over the window's side instead of a modal dialog; its button names the act."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import SPACE, sizes
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import FlatButton, PlainButton, PrimaryButton
from app.ui.widgets.label import PlainLabel
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.sheet_panel import SheetPanel
from app.wording import _


class Sheet(QWidget):
    """Covers ``host`` with a scrim and lies at its end side, ``width`` pixels wide.

    Add content to ``body`` (it scrolls), more buttons to ``footer``. ``act`` is the button that
    does what the sheet is about and tells ``acted``; Esc, ✕ and the scrim close it and tell
    ``closed``; ``went_up`` comes when it opens. Focus goes in, stays in, and goes back where it
    was.
    """

    acted = Signal()
    went_up = Signal()
    closed = Signal()

    def __init__(self, host: QWidget, title: str, *, width: int = 560, name: str = "sheet") -> None:
        super().__init__(host)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._host = host
        self._width = width
        self._back_to: QWidget | None = None
        self.panel = SheetPanel(self)
        self.title = PlainLabel(title, self.panel, size="heading", strong=True, elide=True)
        self.banner = Banner(self.panel)
        self.content = ScrollColumn(self.panel, margin=2 * SPACE, spacing=SPACE)
        self.content.setAccessibleName(title)
        self.body = self.content.column
        self.act = PrimaryButton("", self.panel, name=f"{name}-act")
        self.cancel = PlainButton(_("Close"), self.panel, name=f"{name}-close")
        self.footer = QHBoxLayout()
        self._arrange(name)
        self.act.clicked.connect(self.acted)
        self.cancel.clicked.connect(self.close_sheet)
        self.act.hide()
        host.installEventFilter(self)
        self.hide()

    def _arrange(self, name: str) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        cross = FlatButton("✕", self.panel, name=f"{name}-cross")
        cross.setAccessibleName(_("Close"))
        cross.clicked.connect(self.close_sheet)
        top.addWidget(self.title, 1)
        top.addWidget(cross)
        self.footer.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        self.footer.setSpacing(SPACE)
        self.footer.addStretch(1)
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.act)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.content, 1)
        column.addLayout(self.footer)

    def set_title(self, title: str) -> None:
        """Name the sheet anew."""
        self.title.set_text(title)
        self.setAccessibleName(title)
        self.content.setAccessibleName(title)

    def set_act(self, text: str, *, danger: bool = False, enabled: bool = True) -> None:
        """Name the act on its button and show it."""
        self.act.set_text(text)
        self.act.setProperty("kind", "danger" if danger else "primary")
        self.act.style().unpolish(self.act)
        self.act.style().polish(self.act)
        self.act.setEnabled(enabled)
        self.act.show()

    def open_sheet(self, focus: QWidget | None = None) -> None:
        """Show the sheet over its host and put the focus in it."""
        self._back_to = self.window().focusWidget()
        self._lay()
        self.show()
        self.raise_()
        self.went_up.emit()
        (focus or self._first_focus()).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Hide, give the focus back, tell ``closed``."""
        if not self.isVisible():
            return
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back_to = None
        self.closed.emit()

    def fail(self, sentence: str) -> None:
        """Say what went wrong, in the sheet."""
        self.banner.say(sentence, "red")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; other keys stay in the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the scrim closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        QPainter(self).fillRect(self.rect(), QColor(10, 14, 20, 110))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the sheet."""
        inside = [each for each in self.findChildren(QWidget) if _takes_tab(each, self)]
        here = self.window().focusWidget()
        if not inside:
            return True
        at = inside.index(here) if here in inside else -1
        step = 1 if forward else -1
        inside[(at + step) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _first_focus(self) -> QWidget:
        inside = [each for each in self.content.findChildren(QWidget) if _takes_tab(each, self)]
        return inside[0] if inside else self.cancel

    def _lay(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(self._width * sizes().body // 13, self.width())
        left = 0 if self.isRightToLeft() else self.width() - width
        self.panel.setGeometry(left, 0, width, self.height())


def _takes_tab(widget: QWidget, within: QWidget) -> bool:
    wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(wants) and widget.isEnabled() and widget.isVisibleTo(within)
