"""Pages one below the other, drawn as they come into view; a picture is a file of one page."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.documents import DocumentFacts, Found, Kind, TextPage
from app.ui.evidence.page_layout import Box, PageLayout, fitting_scale, tiles, turned_box
from app.ui.evidence.page_painter import PagePainter
from app.ui.evidence.page_pixels import PagePixels, Part
from app.ui.evidence.page_selection import PageSelection
from app.ui.evidence.page_texts import PageTexts
from app.ui.evidence.position import Position
from app.ui.evidence.reading import Reading
from app.ui.evidence.search import Search
from app.ui.evidence.zoom import Fit, Zoom, larger, smaller, within

SCREEN = 96 / 72
"""Pixels for a point at 100 %."""

PATIENCE = 400
"""Milliseconds before it is said that a document is being opened."""

LINE = 44
"""Pixels that one step of the wheel or an arrow key scrolls, three steps a notch."""


class PagesView(QAbstractScrollArea):
    """Shows a PDF or a picture. Mouse and keys are in ``PagesInput``."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    moved = Signal()
    shown = Signal()
    page_failed = Signal(int)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("evidence-pages")
        self.viewport().setProperty("kind", "canvas")
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.facts = DocumentFacts(Kind.PDF, 0, ())
        self.zoom = Zoom()
        self.rotation = 0
        self.selection: PageSelection | None = None
        self.pixels = PagePixels(reading, self)
        self.texts = PageTexts(reading, self)
        self.search = Search(reading, self)
        self.layout_of_pages = PageLayout((), 1.0, 0, 0)
        self._page = 0
        self._told = False
        self._awaited: Found | None = None
        self.sentence = ""
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PATIENCE)
        self._connect()

    def _connect(self) -> None:
        self.pixels.came.connect(self._came)
        self.pixels.failed.connect(self._failed)
        self.texts.came.connect(self._text_came)
        self.search.changed.connect(self.viewport().update)
        self.search.went.connect(self.show_place)
        self._waiting.timeout.connect(self._say_waiting)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

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

    def show_document(self, facts: DocumentFacts, position: Position | None = None) -> None:
        """Show another document, at a position where one is remembered."""
        self.clear()
        position = position or Position()
        self.facts, self.rotation = facts, position.rotation
        self.zoom = Zoom(Fit.PAGE if self.is_picture and not position.known else position.zoom.fit,
                         position.zoom.share)  # fmt: skip
        self._page = min(position.page, facts.pages - 1)
        self._lay_out()
        self._scroll_to(self._page, position.down, position.across)
        self.page_changed.emit(self._page)
        self._want()

    def clear(self) -> None:
        """Forget the document."""
        self.pixels.clear()
        self.texts.clear()
        self.search.stop()
        self.selection, self._told = None, False
        self.facts = DocumentFacts(Kind.PDF, 0, ())
        self._page, self.sentence = 0, ""
        self._waiting.stop()
        self._lay_out()

    def wait(self, sentence: str) -> None:
        """Say a sentence when the document takes a moment to come."""
        self._waiting.setProperty("sentence", sentence)
        self._waiting.start()

    def position(self) -> Position:
        """Return where the reader is."""
        if not self.facts.pages:
            return Position()
        box = self.layout_of_pages.box(self._page)
        down = (self.verticalScrollBar().value() - box.top) / box.height
        width = max(1, self.layout_of_pages.width)
        across = self.horizontalScrollBar().value() / width
        return Position(self._page, self.zoom, self.rotation, down, across, known=True)

    def go_to(self, page: int) -> None:
        """Show the top of a page."""
        if self.facts.pages:
            self._scroll_to(max(0, min(page, self.facts.pages - 1)), 0.0, None)

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
        self._want()
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
        self._want()
        self.moved.emit()

    def show_place(self, place: Found) -> None:
        """Scroll until a found place can be seen."""
        text = self.texts.of(place.page)
        area = self.area_of(place.page, text, place.first)
        self._awaited = place if area is None else None
        if area is None:
            self.go_to(place.page)
            return
        if not self.viewport().rect().adjusted(0, 0, 0, -LINE).contains(area):
            bar, middle = self.verticalScrollBar(), self.viewport().height() // 3
            bar.setValue(bar.value() + area.top() - middle)
            if not 0 <= area.left() < self.viewport().width():
                across = self.horizontalScrollBar()
                across.setValue(across.value() + area.left() - self.viewport().width() // 3)

    def area_of(self, page: int, text: TextPage, place: int) -> QRect | None:
        """Return where a character stands in the view, None while its text is unknown."""
        if not 0 <= place < len(text.boxes):
            return None
        box = self.box_in_view(page)
        left, top, right, bottom = turned_box(text.boxes[place], self.rotation)
        corner = QPoint(round(box.left + left * box.width), round(box.top + top * box.height))
        end = QPoint(round(box.left + right * box.width), round(box.top + bottom * box.height))
        return QRect(corner, end)

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

    def selected_text(self) -> str:
        """Return the chosen words."""
        return self.selection.text(self.texts.known) if self.selection else ""

    def select(self, selection: PageSelection | None) -> None:
        """Choose words."""
        self.selection = selection
        self.viewport().update()

    def seen_pages(self) -> range:
        """Return the pages that can be seen now."""
        top = self.verticalScrollBar().value()
        if not self.facts.pages:
            return range(0)
        return self.layout_of_pages.between(top, top + self.viewport().height())

    def parts_of(self, page: int) -> list[Part]:
        """Return the parts of a page that can be seen, in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        box = self.box_in_view(page)
        room = self.viewport().size()
        width, height = max(1, round(box.width * ratio)), max(1, round(box.height * ratio))
        seen = Box(
            round(-box.left * ratio), round(-box.top * ratio),
            round(room.width() * ratio), round(room.height() * ratio),
        )  # fmt: skip
        return [
            Part(page, width, height, self.rotation, part) for part in tiles(width, height, seen)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view."""
        PagePainter(self).paint(event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted, and the place being read."""
        super().resizeEvent(event)
        if self.facts.pages:
            position = self.position()
            self._lay_out()
            self._scroll_to(position.page, position.down, position.across)
            self._want()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is seen now."""
        super().showEvent(event)
        self._want()

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
        self._want()
        self.moved.emit()

    def _want(self) -> None:
        if not self.facts.pages or not self.isVisible():
            return
        pages = self.seen_pages()
        near = [each for each in (pages.stop, pages.start - 1) if 0 <= each < self.facts.pages]
        seen = [part for page in pages for part in self.parts_of(page)]
        beside = [part for page in near for part in self.parts_of(page) if part.is_whole]
        self.pixels.want(seen, beside)
        if not self.is_picture:
            self.texts.want(pages)

    def _say_waiting(self) -> None:
        self.sentence = str(self._waiting.property("sentence"))
        self.viewport().update()

    def _text_came(self, page: int) -> None:
        self.viewport().update()
        awaited = self._awaited
        if awaited is not None and awaited.page == page and awaited == self.search.current:
            self.show_place(awaited)

    def _came(self, page: int) -> None:
        self.viewport().update()
        if not self._told and page in self.seen_pages():
            self._told = True
            self.shown.emit()

    def _failed(self, page: int) -> None:
        self.viewport().update()
        self.page_failed.emit(page)
