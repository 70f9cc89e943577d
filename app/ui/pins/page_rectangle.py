"""Marking a part of a page: dragged with the mouse, or moved and sized with the arrow keys."""

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from app.ui.evidence.page_layout import Box, unturned_point
from app.ui.evidence.page_selection import Part
from app.ui.theme import LIGHT, SPACE, tokens
from app.ui.widgets import PlainLabel
from app.wording import _

if TYPE_CHECKING:
    from app.ui.evidence.pages_view import PagesView

LEAST = 6
"""Pixels that a rectangle must be wide and high; less was a slip of the hand."""

STEP = 0.02
"""Part of the page that an arrow key moves or sizes by."""

SMALLEST = 0.02
FINE = 10_000
"""Sides are kept as this many parts of the page."""

ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP), Qt.Key.Key_Down: (0.0, STEP),
}  # fmt: skip
Rectangle = tuple[Fraction, Fraction, Fraction, Fraction]


class PageRectangle(QObject):
    """A mode of the view of pages. ``drawn(page from 0, rectangle)``: one was marked."""

    drawn = Signal(int, object)
    changed = Signal(bool)

    def __init__(self, view: "PagesView", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._page = 0
        self._part: Part | None = None
        self._start: tuple[int, float, float] | None = None
        self.is_on = False
        self._hint = PlainLabel("", view.viewport(), size="small", wrap=True)
        self._hint.setObjectName("rectangle-hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.hide()
        view.layers.append(self._paint)
        view.document_changed.connect(self.end)

    def begin(self) -> None:
        """Start the mode, with a rectangle for the keyboard in the middle of what is seen."""
        view = self._view
        if self.is_on or not view.facts.pages:
            return
        self.is_on = True
        self._page, x, y = view.place_of(view.viewport().rect().center())
        x, y = (min(max(each, 0.2), 0.8) for each in (x, y))
        self._part = (x - 0.15, y - 0.08, x + 0.15, y + 0.08)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        view.viewport().update()
        self._show_hint()
        self.changed.emit(True)

    def _show_hint(self) -> None:
        """Say below the page what mouse and keys do."""
        colours, room = tokens(self._view), self._view.viewport().rect()
        self._hint.set_text(
            _("Drag a frame, or move it with the arrow keys and size it with Shift. "
              "Enter pins it, Esc leaves.")
        )  # fmt: skip
        self._hint.setStyleSheet(
            f"background: {colours.accent_soft}; color: {colours.text}; padding: 6px;"
        )
        high = self._hint.heightForWidth(room.width()) + SPACE
        self._hint.setGeometry(0, room.height() - high, room.width(), high)
        self._hint.show()

    def end(self) -> None:
        """Leave the mode."""
        if self.is_on:
            self.is_on, self._part, self._start = False, None, None
            self._view.removeEventFilter(self)
            self._view.viewport().removeEventFilter(self)
            self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            self._hint.hide()
            self._view.viewport().update()
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take mouse and keys while the mode is on."""
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            if event.button() != Qt.MouseButton.LeftButton:
                return False
            self._start = self._view.place_of(point)
            self._page = self._start[0]
        elif event.type() == QEvent.Type.MouseMove and self._start is not None:
            self._drag(point)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._start is not None:
            self._drag(point)
            self._start = None
            self._finish()
        return True

    def _drag(self, point: QPoint) -> None:
        """Span the rectangle from where the mouse went down, within that page."""
        assert self._start is not None  # noqa: S101  the callers looked
        page, x, y = self._start
        box = self._view.box_in_view(page)
        end_x = min(max((point.x() - box.left) / box.width, 0.0), 1.0)
        end_y = min(max((point.y() - box.top) / box.height, 0.0), 1.0)
        x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        self._part = (min(x, end_x), min(y, end_y), max(x, end_x), max(y, end_y))
        self._view.viewport().update()

    def _key(self, event: QKeyEvent) -> bool:
        """Arrows move, with Shift they size; Enter marks, Esc leaves."""
        key = Qt.Key(event.key())
        if key not in {*ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in ARROWS:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(*ARROWS[key], sizing=shift)
        else:
            self._finish()
        return True

    def _nudge(self, across: float, along: float, *, sizing: bool) -> None:
        assert self._part is not None  # noqa: S101  the mode is on
        left, top, right, bottom = self._part
        if sizing:
            right = min(max(right + across, left + SMALLEST), 1.0)
            bottom = min(max(bottom + along, top + SMALLEST), 1.0)
        else:
            across = min(max(across, -left), 1.0 - right)
            along = min(max(along, -top), 1.0 - bottom)
            left, right, top, bottom = left + across, right + across, top + along, bottom + along
        self._part = (left, top, right, bottom)
        self._view.viewport().update()

    def _finish(self) -> None:
        part, page = self._part, self._page
        box = self._view.box_in_view(page)
        if part is None:
            return
        wide, high = (part[2] - part[0]) * box.width, (part[3] - part[1]) * box.height
        if min(wide, high) < LEAST:
            self._view.viewport().update()
            return
        self.end()
        self.drawn.emit(page, kept(part, self._view.rotation))

    def _paint(self, painter: QPainter, page: int, box: Box) -> None:
        if self._part is None or page != self._page:
            return
        left, top, right, bottom = self._part
        area = QRectF(
            box.left + left * box.width, box.top + top * box.height,
            (right - left) * box.width, (bottom - top) * box.height,
        )  # fmt: skip
        painter.setPen(QPen(LIGHT.color("panel"), 3))
        painter.drawRect(area)
        painter.setPen(QPen(LIGHT.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRect(area)


def kept(part: Part, rotation: int) -> Rectangle:
    """Return a rectangle of a turned page as it is kept: of the page unturned, exact, inside."""
    first = unturned_point(part[0], part[1], rotation)
    last = unturned_point(part[2], part[3], rotation)
    left, right = sorted(_exact(each) for each in (first[0], last[0]))
    top, bottom = sorted(_exact(each) for each in (first[1], last[1]))
    return left, top, right, bottom


def _exact(side: float) -> Fraction:
    return Fraction(round(min(max(side, 0.0), 1.0) * FINE), FINE)
