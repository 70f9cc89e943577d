"""Pages one below the other, drawn as they come into view; a picture is a file of one page."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.documents import DocumentFacts, Found, TextPage
from app.ui.evidence.page_layout import Box, tiles, turned_box
from app.ui.evidence.page_links import PageLinks
from app.ui.evidence.page_painter import PagePainter
from app.ui.evidence.page_pixels import PagePixels, Part
from app.ui.evidence.page_selection import PageSelection
from app.ui.evidence.page_texts import PageTexts
from app.ui.evidence.pages_scroll import LINE, NOTHING, PagesScroll
from app.ui.evidence.position import Position
from app.ui.evidence.reading import Reading
from app.ui.evidence.search import Search

PATIENCE = 400
"""Milliseconds before it is said that a document is being opened."""

Layer: TypeAlias = Callable[[QPainter, int, Box], None]
"""Draws on a page, given its number and where it lies in the view."""

SPOKEN = 4_000
"""Characters of a page that a screen reader is given."""


class PagesView(PagesScroll):
    """Shows a PDF or a picture. Mouse and keys are in ``PagesInput``."""

    shown = Signal()
    document_changed = Signal()
    page_failed = Signal(int)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-pages")
        self.viewport().setProperty("kind", "canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.layers: list[Layer] = []
        self.selection: PageSelection | None = None
        self.pixels = PagePixels(reading, self)
        self.texts = PageTexts(reading, self)
        self.links = PageLinks(reading, self)
        self.search = Search(reading, self)
        self._told = self._is_settling = False
        self._awaited: Found | None = None
        self.sentence = ""
        self.ring = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PATIENCE)
        self._connect()

    def _connect(self) -> None:
        self.pixels.came.connect(self._came)
        self.pixels.failed.connect(self._failed)
        self.pixels.delayed.connect(lambda _page: self.viewport().update())
        self.texts.came.connect(self._text_came)
        self.search.changed.connect(self.viewport().update)
        self.search.went.connect(self.show_place)
        self._waiting.timeout.connect(self._say_waiting)
        self.view_changed.connect(self._want)

    def show_document(self, facts: DocumentFacts, position: Position | None = None) -> None:
        """Show another document, at a position where one is remembered.

        Its pages are asked for once everything around them has its place: a page drawn in a size
        that is gone in a moment would be drawn before the one that is seen.
        """
        self.clear()
        self._is_settling = True
        self.show_pages(facts, position or Position())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)  # its bars come and go
        self._is_settling = False
        self._want()
        self.document_changed.emit()

    def clear(self) -> None:
        """Forget the document."""
        self.pixels.clear()
        self.texts.clear()
        self.links.clear()
        self.search.stop()
        self.selection, self._told = None, False
        self.sentence = ""
        self._waiting.stop()
        self.show_pages(NOTHING, Position())
        self.document_changed.emit()

    def wait(self, sentence: str) -> None:
        """Say a sentence when the document takes a moment to come."""
        self._waiting.setProperty("sentence", sentence)
        self._waiting.start()

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

    def selected_text(self) -> str:
        """Return the chosen words."""
        return self.selection.text(self.texts.known) if self.selection else ""

    def select(self, selection: PageSelection | None) -> None:
        """Choose words."""
        self.selection = selection
        self.viewport().update()

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

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is seen now."""
        super().showEvent(event)
        self._want()

    def _want(self) -> None:
        if not self.facts.pages or not self.isVisible() or self._is_settling:
            return
        pages = self.seen_pages()
        near = [each for each in (pages.stop, pages.start - 1) if 0 <= each < self.facts.pages]
        seen = [part for page in pages for part in self.parts_of(page)]
        beside = [part for page in near for part in self.parts_of(page) if part.is_whole]
        self.pixels.want(seen, beside)
        if not self.is_picture:
            self.texts.want(pages)
            self.links.want(pages)

    def _say_waiting(self) -> None:
        self.sentence = str(self._waiting.property("sentence"))
        self.viewport().update()

    def _text_came(self, page: int) -> None:
        self.viewport().update()
        if page == self.page:
            self.setAccessibleDescription(self.texts.of(page).text[:SPOKEN])
        awaited = self._awaited
        if awaited is not None and awaited.page == page and awaited == self.search.current:
            self.show_place(awaited)

    def _came(self, page: int) -> None:
        self.viewport().update()
        if not self._told and page in self.seen_pages():
            self._told = True
            self.shown.emit()

    def _failed(self, page: int) -> None:
        """Why a page is not shown is on the screen in its place: it was looked at."""
        self._came(page)
        self.page_failed.emit(page)
