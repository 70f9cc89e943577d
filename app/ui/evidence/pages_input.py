"""Mouse and keys over the pages: choosing and copying words, dragging, zooming, going about."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.documents import Link
from app.ui.evidence.page_layout import unturned_point
from app.ui.evidence.page_selection import PageSelection, Place, place_at, word_around
from app.ui.evidence.pages_scroll import LINE
from app.ui.evidence.pages_view import PagesView
from app.ui.evidence.reading import Reading
from app.ui.evidence.words import visible
from app.ui.evidence.words_menu import address_menu, words_menu
from app.ui.evidence.zoom import Fit, Zoom
from app.ui.widgets import safe_tip

NOTCH = 120


class PagesInput(PagesView):
    """The pages with what a person does to them. ``find_asked`` wants the field to find in."""

    find_asked = Signal()

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(reading, parent)
        self._dragged: QPoint | None = None
        self._anchor: Place | None = None
        self._turned = 0
        self.viewport().setMouseTracking(True)

    def event(self, event: QEvent) -> bool:
        """Take N for the next found place, before the window takes it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copying = event.matches(QKeySequence.StandardKey.Copy)
            turning = event.key() == Qt.Key.Key_R and not _with_control(event)
            if copying or turning or (event.key() == Qt.Key.Key_N and self.search.places):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, find on, zoom, turn, scroll; other keys are the window's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_page()
        elif not (self._key_of_size(event) or self._key_of_place(event)):
            event.ignore()

    def copy(self) -> None:
        """Put the chosen words on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl change the size around the pointer."""
        if not _with_control(event):
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        point = event.position().toPoint()
        while abs(self._turned) >= NOTCH:
            (self.zoom_in if self._turned > 0 else self.zoom_out)(point)
            self._turned -= NOTCH if self._turned > 0 else -NOTCH
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose words, or to drag."""
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.RightButton:
            return
        if event.button() == Qt.MouseButton.MiddleButton or self.is_picture:
            self._dragged = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and self.facts.pages:
            place = self._text_place(point)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection and place:
                self._anchor = self.selection.anchor
                self.select(PageSelection(self._anchor, place))
            else:
                self._anchor = place
                self.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose further, or drag."""
        point = event.position().toPoint()
        if self._dragged is not None:
            moved = self._dragged - point
            self._dragged = point
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())
        elif self._anchor is not None:
            self._scroll_at_edge(point)
            place = self._text_place(point)
            if place is not None:
                self.select(PageSelection(self._anchor, place))
        else:
            self._show_cursor(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choosing or dragging ends; a link in the file is gone to, an address can be copied."""
        point = event.position().toPoint()
        clicked = event.button() == Qt.MouseButton.LeftButton and self._dragged is None
        self._dragged = self._anchor = None
        self._show_cursor(point)
        link = self.link_at(point) if clicked and not self.selected_text() else None
        if link is not None and link.page >= 0:
            self.go_to(link.page, link.down)
        elif link is not None:
            address_menu(self, [link.address]).popup(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a word; a picture changes between fitted and its own size."""
        if self.is_picture:
            own = self.zoom.fit is Fit.OWN
            self.set_zoom(Zoom(Fit.PAGE if own else Fit.OWN), event.position().toPoint())
            return
        place = self._text_place(event.position().toPoint())
        if place is not None:
            word = word_around(self.texts.of(place[0]).text, place[1])
            self.select(PageSelection((place[0], word.start), (place[0], word.stop)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the chosen words."""
        if self.facts.pages and not self.is_picture:
            link = self.link_at(event.pos())
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            addresses = [link.address] if link else []
            addresses = addresses if by_mouse else self.links.addresses(self.page)
            words_menu(
                self, self.copy, self._select_page, can_copy=bool(self.selected_text()),
                addresses=[each for each in addresses if each],
            ).popup(event.globalPos())  # fmt: skip

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came by the keyboard."""
        super().focusInEvent(event)
        self.ring = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.ring = False
        self.viewport().update()

    def _key_of_size(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.ZoomIn) or event.text() == "+":
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut) or event.text() == "-":
            self.zoom_out()
        elif (
            event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.set_zoom(Zoom(Fit.WIDTH))
        elif event.key() == Qt.Key.Key_R and not _with_control(event):
            self.rotate(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            return False
        return True

    def _key_of_place(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if key == Qt.Key.Key_N and self.search.places:
            self.search.step(-1 if shift else 1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._aside(-1 if key == Qt.Key.Key_Left else 1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            down.setValue(down.value() + (-LINE if key == Qt.Key.Key_Up else LINE))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space}:
            back = key == Qt.Key.Key_PageUp or (key == Qt.Key.Key_Space and shift)
            down.setValue(down.value() + (-1 if back else 1) * down.pageStep())
        elif key == Qt.Key.Key_Home:
            down.setValue(0)
            across.setValue(0)
        elif key == Qt.Key.Key_End:
            down.setValue(down.maximum())
        else:
            return False
        return True

    def _aside(self, step: int) -> None:
        """Scroll sideways where the page is wider than the view, else turn pages."""
        bar = self.horizontalScrollBar()
        if bar.maximum() > 0:
            bar.setValue(bar.value() + step * LINE)
        else:
            self.go_to(self.page + step)

    def _select_page(self) -> None:
        length = len(self.texts.of(self.page).text)
        self.select(PageSelection((self.page, 0), (self.page, length)))

    def _text_place(self, point: QPoint) -> Place | None:
        if not self.facts.pages:
            return None
        page, x, y = self.place_of(point)
        place = place_at(self.texts.of(page), *unturned_point(x, y, self.rotation))
        return None if place is None else (page, place)

    def _scroll_at_edge(self, point: QPoint) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < 0:
            bar.setValue(bar.value() - LINE)
        elif point.y() > height:
            bar.setValue(bar.value() + LINE)

    def _show_cursor(self, point: QPoint) -> None:
        shape, link = Qt.CursorShape.ArrowCursor, None
        if self.is_picture:
            shape = Qt.CursorShape.OpenHandCursor
        elif (link := self.link_at(point)) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._over_text(point):
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(safe_tip(visible(link.address)) if link is not None else "")

    def link_at(self, point: QPoint) -> Link | None:
        """Return the link at a point of the view."""
        if not self.facts.pages or self.is_picture:
            return None
        page, x, y = self.place_of(point)
        return self.links.at(page, *unturned_point(x, y, self.rotation))

    def _over_text(self, point: QPoint) -> bool:
        if not self.facts.pages:
            return False
        page, x, y = self.place_of(point)
        x, y = unturned_point(x, y, self.rotation)
        boxes = self.texts.of(page).boxes
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _with_control(event: QKeyEvent | QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
