"""Pins on the pages of a PDF or a picture: quotes and rectangles on a ground, badges beside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPen

from app.ui.evidence.page_layout import Box, turned_box
from app.ui.evidence.page_selection import Part, lines
from app.ui.pins.badge import PinBadge
from app.ui.pins.look import edge, ground
from app.ui.pins.quotes import find_quote
from app.ui.pins.shown import ShownPin
from app.ui.pins.text_marks import FLASH
from app.ui.theme import LIGHT

if TYPE_CHECKING:
    from app.ui.evidence.pages_view import PagesView

ABOVE = 60
"""Pixels that are left to see above a place that was gone to."""


class PageMarks(QObject):
    """Marks of one view of pages; pages are white also in the dark, so are the marks light."""

    pressed = Signal(object)  # ShownPin

    def __init__(self, view: "PagesView", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._pins: tuple[ShownPin, ...] = ()
        self._parts: dict[ShownPin, tuple[Part, ...]] = {}
        self._badges: dict[ShownPin, PinBadge] = {}
        self._awaited: ShownPin | None = None
        self._flashed: ShownPin | None = None
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.setInterval(FLASH)
        self._dim.timeout.connect(self._end_flash)
        view.layers.append(self.paint)
        view.view_changed.connect(self._place_badges)
        view.zoom_changed.connect(self._place_badges)
        view.texts.came.connect(self._text_came)

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of the document that is open."""
        if tuple(pins) == self._pins:
            return
        self._pins, self._parts, self._awaited = tuple(pins), {}, None
        for badge in self._badges.values():
            badge.hide()
            badge.deleteLater()
        self._badges = {}
        self._place_badges()
        self._view.viewport().update()

    def _badge(self, pin: ShownPin) -> PinBadge:
        """Return a pin's badge, made when its page is seen."""
        if pin not in self._badges:
            badge = PinBadge(pin, self._view.viewport(), on_paper=True)
            badge.clicked.connect(lambda: self.pressed.emit(pin))
            self._badges[pin] = badge
        return self._badges[pin]

    def reveal(self, pin: ShownPin) -> None:
        """Scroll to a pin and frame it for a moment; a quote as soon as its page's text is here."""
        page = page_of(pin)
        if not 0 <= page < self._view.facts.pages:
            return
        self._flashed = pin
        self._dim.start()
        parts = self.parts(pin)
        self._awaited = pin if pin.pin.quote and not parts else None
        self._view.go_to(page)
        if parts:
            self._scroll_to(page, parts[0])
        self._view.viewport().update()

    def parts(self, pin: ShownPin) -> tuple[Part, ...]:
        """Return the rectangles of a pin as parts of its page, empty while its text is unknown."""
        if pin.pin.rectangle is not None:
            left, top, right, bottom = map(float, pin.pin.rectangle)
            return ((left, top, right, bottom),)
        if not pin.pin.quote:
            return ()
        if pin not in self._parts:
            text = self._view.texts.of(page_of(pin))
            if not text.boxes:
                return ()
            place = find_quote(text.text, pin.pin.quote, pin.pin.before, pin.pin.after)
            self._parts[pin] = tuple(lines(text, range(*place))) if place else ()
        return self._parts[pin]

    def paint(self, painter: QPainter, page: int, box: Box) -> None:
        """Draw the grounds of one page's pins, and the frames of rectangles."""
        for pin in self._pins:
            if page_of(pin) != page:
                continue
            for part in self.parts(pin):
                area = self._area(part, box)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                if pin.pin.rectangle is None:
                    painter.fillRect(area, ground(pin.hue, dark=False))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
                if pin.pin.rectangle is not None:
                    self._frame(painter, area, pin)
                if pin == self._flashed:
                    painter.setPen(QPen(LIGHT.color("accent"), 3))
                    painter.drawRect(area.adjusted(-3, -3, 3, 3))

    @staticmethod
    def _frame(painter: QPainter, area: QRectF, pin: ShownPin) -> None:
        """A picture below keeps its colours; two lines are seen on any of them."""
        painter.setPen(QPen(ground(pin.hue, dark=False), 4))
        painter.drawRect(area)
        painter.setPen(QPen(edge(pin.hue, dark=False), 1.5))
        painter.drawRect(area.adjusted(-2, -2, 2, 2))

    def _area(self, part: Part, box: Box) -> QRectF:
        left, top, right, bottom = turned_box(part, self._view.rotation)
        return QRectF(
            box.left + left * box.width - 1, box.top + top * box.height - 1,
            (right - left) * box.width + 2, (bottom - top) * box.height + 2,
        )  # fmt: skip

    def _text_came(self, page: int) -> None:
        if any(page_of(pin) == page for pin in self._pins):
            self._place_badges()
        awaited = self._awaited
        if awaited is not None and page_of(awaited) == page:
            self._awaited = None
            if parts := self.parts(awaited):
                self._scroll_to(page, parts[0])

    def _scroll_to(self, page: int, part: Part) -> None:
        area = self._area(part, self._view.box_in_view(page)).toRect()
        if self._view.viewport().rect().contains(area):
            return
        down, across = self._view.verticalScrollBar(), self._view.horizontalScrollBar()
        down.setValue(down.value() + area.top() - ABOVE)
        if not self._view.viewport().rect().contains(area.center()):
            across.setValue(across.value() + area.left() - ABOVE)

    def _place_badges(self) -> None:
        """Put each badge before its first line or at its rectangle's corner; pages at the top."""
        seen = self._view.seen_pages()
        used: list[QPoint] = []
        for pin in self._pins:
            page = page_of(pin)
            if page in seen:
                badge = self._badge(pin)
                spot = self._free(self._spot(badge, page), badge, used)
                used.append(spot)
                badge.move(spot)
                badge.show()
            elif pin in self._badges:
                self._badges[pin].hide()

    def _spot(self, badge: PinBadge, page: int) -> QPoint:
        box = self._view.box_in_view(page)
        parts = self.parts(badge.shown)
        if not parts:
            return QPoint(box.left + 4, box.top + 4)
        area = self._area(parts[0], box).toRect()
        if badge.shown.pin.rectangle is not None:
            return area.topLeft()
        return QPoint(max(box.left + 1, area.left() - badge.width() - 2), area.top())

    @staticmethod
    def _free(spot: QPoint, badge: PinBadge, used: list[QPoint]) -> QPoint:
        """Return the next place below that no other badge has."""
        width, height = badge.width(), badge.height()
        while any(abs(spot.x() - other.x()) < width and abs(spot.y() - other.y()) < height
                  for other in used):  # fmt: skip
            spot = QPoint(spot.x(), spot.y() + height)
        return spot

    def _end_flash(self) -> None:
        self._flashed = None
        self._view.viewport().update()


def page_of(pin: ShownPin) -> int:
    """Return the page of a pin, from 0."""
    return (pin.pin.page or 1) - 1
