"""Pages one below the other: how large, how turned, which part of them is in view."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.documents import DocumentFacts, Kind
from app.ui.evidence.page_layout import Box, PageLayout, fitting_scale
from app.ui.evidence.position import Position
from app.ui.evidence.zoom import Fit, Zoom, larger, smaller, within

SCREEN = 96 / 72
"""Pixels for a point at 100 %."""

LINE = 44
"""Pixels that one step of the wheel or an arrow key scrolls, three steps a notch."""

NOTHING = DocumentFacts(Kind.PDF, 0, ())


class PagesScroll(QAbstractScrollArea):
    """Knows places and sizes of pages; what is drawn there is the business of ``PagesView``."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    moved = Signal()
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.facts = NOTHING
        self.zoom = Zoom()
        self.rotation = 0
        self.layout_of_pages = PageLayout((), 1.0, 0, 0)
        self._page = 0
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    def show_pages(self, facts: DocumentFacts, position: Position) -> None:
        """Lay out another document, at a position."""
        self.facts, self.rotation = facts, position.rotation
        whole = self.is_picture and not position.known
        self.zoom = Zoom(Fit.PAGE) if whole else position.zoom
        self._page = max(0, min(position.page, facts.pages - 1))
        self._lay_out()
        if facts.pages:
            self._scroll_to(self._page, position.down, position.across)
            self.page_changed.emit(self._page)

    @property
    def is_picture(self) -> bool:
        """Tell whether this is a picture, which is dragged, not selected."""
        return self.facts.kind is Kind.IMAGE

    @property
    def page(self) -> int:
        """The page being read, from 0."""
        return self._page

    @property
    def share(self) -> float:
        """The size shown as a share of the page's own size."""
        return self._scale() / self._unit()

    def position(self) -> Position:
        """Return where the reader is."""
        if not self.facts.pages:
            return Position()
        box = self.layout_of_pages.box(self._page)
        down = (self.verticalScrollBar().value() - box.top) / box.height
        width = max(1, self.layout_of_pages.width)
        across = self.horizontalScrollBar().value() / width
        return Position(self._page, self.zoom, self.rotation, down, across, known=True)

    def go_to(self, page: int, down: float = 0.0) -> None:
        """Show a page from its top, or from a part of its height ``down``."""
        if self.facts.pages:
            self._scroll_to(max(0, min(page, self.facts.pages - 1)), down, None)

    def set_zoom(self, zoom: Zoom, around: QPoint | None = None) -> None:
        """Change the size; what lies at ``around`` (the middle, if not given) stays there."""
        if not self.facts.pages:
            return
        around = around or self.viewport().rect().center()
        page, x, y = self.place_of(around)
        self.zoom = Zoom(zoom.fit, within(zoom.share))
        self._lay_out()
        box = self.layout_of_pages.box(page)
        self.horizontalScrollBar().setValue(round(box.left + x * box.width) - around.x())
        self.verticalScrollBar().setValue(round(box.top + y * box.height) - around.y())
        self.view_changed.emit()
        self.moved.emit()

    def zoom_in(self, around: QPoint | None = None) -> None:
        """Show the next larger size."""
        self.set_zoom(Zoom(Fit.OWN, larger(self.share)), around)

    def zoom_out(self, around: QPoint | None = None) -> None:
        """Show the next smaller size."""
        self.set_zoom(Zoom(Fit.OWN, smaller(self.share)), around)

    def rotate(self, by: int = 1) -> None:
        """Turn all pages by quarter turns clockwise."""
        page = self._page
        self.rotation = (self.rotation + by) % 4
        self._lay_out()
        self.go_to(page)
        self.view_changed.emit()
        self.moved.emit()

    def box_in_view(self, page: int) -> Box:
        """Return where a page lies in the view."""
        box = self.layout_of_pages.box(page)
        left = box.left - self.horizontalScrollBar().value()
        return Box(left, box.top - self.verticalScrollBar().value(), box.width, box.height)

    def place_of(self, point: QPoint) -> tuple[int, float, float]:
        """Return the page at a point of the view, and the place on it as parts of its sides."""
        y = point.y() + self.verticalScrollBar().value()
        page = min(self.layout_of_pages.page_at(y), self.facts.pages - 1)
        box = self.box_in_view(page)
        return page, (point.x() - box.left) / box.width, (point.y() - box.top) / box.height

    def seen_pages(self) -> range:
        """Return the pages that can be seen now."""
        top = self.verticalScrollBar().value()
        if not self.facts.pages:
            return range(0)
        return self.layout_of_pages.between(top, top + self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted, and the place being read."""
        super().resizeEvent(event)
        if self.facts.pages:
            position = self.position()
            self._lay_out()
            self._scroll_to(position.page, position.down, position.across)
            self.view_changed.emit()

    def _unit(self) -> float:
        return 1.0 if self.is_picture else SCREEN

    def _scale(self) -> float:
        if self.zoom.fit is Fit.OWN or not self.facts.pages:
            return self.zoom.share * self._unit()
        room = (self.viewport().width(), self.viewport().height())
        size = self.facts.sizes[self._page]
        scale = fitting_scale(size, self.rotation, room, whole=self.zoom.fit is Fit.PAGE)
        limit = self._unit() if self.is_picture else 5 * SCREEN
        return min(scale, limit)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self.layout_of_pages = PageLayout(
            self.facts.sizes, self._scale(), self.rotation, room.width()
        )
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self.layout_of_pages.width, room.width()),
            (self.verticalScrollBar(), self.layout_of_pages.height, room.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen - LINE))
            bar.setSingleStep(LINE)
        self.zoom_changed.emit(self.share)
        self.viewport().update()

    def _scroll_to(self, page: int, down: float, across: float | None) -> None:
        box = self.layout_of_pages.box(page)
        top = round(box.top + down * box.height) if down else box.top - self._head_room(page)
        self.verticalScrollBar().setValue(top)
        middle = (self.layout_of_pages.width - self.viewport().width()) // 2
        place = middle if across is None else round(across * self.layout_of_pages.width)
        self.horizontalScrollBar().setValue(place)
        self._scrolled()

    def _head_room(self, page: int) -> int:
        return self.layout_of_pages.box(0).top if page == 0 else 6

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self.facts.pages:
            return
        top = self.verticalScrollBar().value()
        page = self.layout_of_pages.page_at(top + self.viewport().height() // 3)
        if page != self._page:
            self._page = min(page, self.facts.pages - 1)
            self.page_changed.emit(self._page)
        self.view_changed.emit()
        self.moved.emit()
