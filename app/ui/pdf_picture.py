"""Pages of a PDF of our own as pictures, drawn in a reader process."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.models.errors import LabelDeskError
from app.ui.image_of import image_of

if TYPE_CHECKING:
    from app.documents import Reader

SCALE = 2.0
"""Pixels for each PDF point; sharp on a usual screen at the width of a sheet."""


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page as a picture, null where it cannot be drawn; ``size`` in points."""

    image: QImage
    number: int = 0
    pages: int = 1
    size: tuple[float, float] = (595.0, 842.0)


class PdfPictures:
    """Keeps one reader for the sitting; used on the storage thread only."""

    def __init__(self) -> None:
        self._reader: Reader | None = None

    def first_page(self, pdf: bytes) -> QImage:
        """Return the picture; a null image when it cannot be drawn."""
        return self.page(pdf, 0).image

    def page(self, pdf: bytes, number: int) -> PageShown:
        """Return a page, from 0, with the number of pages and its size."""
        from app.documents import Kind, Reader  # noqa: PLC0415  loaded behind the window

        if not pdf:
            return PageShown(QImage())
        if self._reader is None:
            self._reader = Reader()
        try:
            facts = self._reader.open(pdf, Kind.PDF)
            size = facts.sizes[number]
            room = round(size[0] * SCALE), round(size[1] * SCALE)
            image = self._reader.draw(number, room, image_of)
        except (LabelDeskError, IndexError):
            return PageShown(QImage(), number)
        return PageShown(image, number, facts.pages, (size[0], size[1]))

    def close(self) -> None:
        """End the reader."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
