"""Draws pages: ground, pixels or a stand-in, found words, chosen words, or why nothing is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.evidence.page_layout import Box, turned_box
from app.ui.evidence.page_selection import Part as Place
from app.ui.evidence.page_selection import lines
from app.ui.theme import LIGHT, sized_font, sizes, tokens
from app.wording import _, say

if TYPE_CHECKING:
    from app.ui.evidence.pages_view import PagesView

CHOSEN = QColor("#b9cdfb")
CURRENT = QColor("#ffb84d")
PAPER = QColor("#ffffff")


class PagePainter:
    """One painting of a view; pages are white also in the dark."""

    def __init__(self, view: "PagesView") -> None:
        self._view = view
        self._painter = QPainter(view.viewport())
        self._colours = tokens(view)

    def paint(self, area: QRect) -> None:
        """Draw all pages that touch the area."""
        self._painter.fillRect(area, self._colours.color("canvas"))
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._view.seen_pages():
            box = self._view.box_in_view(page)
            if area.intersects(QRect(box.left, box.top, box.width, box.height)):
                self._paint_page(page, box)
        if not self._view.facts.pages and self._view.sentence:
            self._paint_sentence(self._view.viewport().rect(), self._view.sentence)
        if self._view.ring:
            self._painter.setPen(QPen(self._colours.color("accent"), 2))
            self._painter.drawRect(self._view.viewport().rect().adjusted(1, 1, -1, -1))
        self._painter.end()

    def _paint_page(self, page: int, box: Box) -> None:
        ground = QRect(box.left, box.top, box.width, box.height)
        self._paint_edge(ground)
        self._painter.fillRect(ground, PAPER)
        if page in self._view.pixels.errors:
            self._paint_sentence(ground, say(self._view.pixels.errors[page]))
            return
        self._paint_pixels(page, box, ground)
        for layer in self._view.layers:
            layer(self._painter, page, box)
        self._paint_marks(page, box)

    def _paint_edge(self, ground: QRect) -> None:
        self._painter.setPen(QPen(self._colours.color("line"), 1))
        self._painter.drawRect(ground.adjusted(-1, -1, 0, 0))
        if not self._colours.dark:
            for step, strength in enumerate((16, 9, 4), start=1):
                self._painter.setPen(QPen(QColor(20, 30, 50, strength), 1))
                self._painter.drawRect(ground.adjusted(-step, 1 - step, step - 1, step))

    def _paint_pixels(self, page: int, box: Box, ground: QRect) -> None:
        ratio = self._view.devicePixelRatioF()
        parts = self._view.parts_of(page)
        images = [self._view.pixels.image(part) for part in parts]
        stand_in = self._view.pixels.stand_in(page, self._view.rotation)
        if stand_in is not None and any(image is None for image in images):
            self._painter.drawImage(ground, stand_in)
        is_blank = stand_in is None and all(image is None for image in images)
        if is_blank and page in self._view.pixels.late:
            self._paint_sentence(ground, _("This page is still being drawn…"))
        for part, image in zip(parts, images, strict=True):
            if image is None:
                continue
            if part.is_whole:
                self._painter.drawImage(ground, image)
                continue
            left, top = box.left + part.box.left / ratio, box.top + part.box.top / ratio
            place = QRectF(left, top, part.box.width / ratio, part.box.height / ratio)
            self._painter.drawImage(place, image)

    def _paint_marks(self, page: int, box: Box) -> None:
        view, text = self._view, self._view.texts.of(page)
        if not text.boxes:
            return
        self._painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for found in view.search.on(page):
            colour = CURRENT if found == view.search.current else LIGHT.color("pin")
            for place in lines(text, range(found.first, found.first + found.length)):
                self._mark(place, box, colour)
        if view.selection is not None:
            for place in lines(text, view.selection.on(page, len(text.text))):
                self._mark(place, box, CHOSEN)
        self._painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _mark(self, place: Place, box: Box, colour: QColor) -> None:
        left, top, right, bottom = turned_box(place, self._view.rotation)
        area = QRectF(
            box.left + left * box.width - 1, box.top + top * box.height - 1,
            (right - left) * box.width + 2, (bottom - top) * box.height + 2,
        )  # fmt: skip
        self._painter.fillRect(area, colour)

    def _paint_sentence(self, ground: QRect, sentence: str) -> None:
        self._painter.setFont(sized_font(sizes().body))
        paper = LIGHT if self._view.facts.pages else self._colours
        self._painter.setPen(paper.color("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        self._painter.drawText(ground.adjusted(24, 24, -24, -24), int(flags), sentence)
