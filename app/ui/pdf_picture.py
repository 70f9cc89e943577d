"""The first page of a PDF of our own as a picture, drawn in a reader process."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.models.errors import LabelDeskError

if TYPE_CHECKING:
    from app.documents import Reader

SCALE = 2.0
"""Pixels for each PDF point; sharp on a usual screen at the width of a sheet."""


class PdfPictures:
    """Keeps one reader for the sitting; used on the storage thread only."""

    def __init__(self) -> None:
        self._reader: Reader | None = None

    def first_page(self, pdf: bytes) -> QImage:
        """Return the picture; a null image when it cannot be drawn."""
        from app.documents import Kind, Reader  # noqa: PLC0415  loaded behind the window

        if not pdf:
            return QImage()
        if self._reader is None:
            self._reader = Reader()
        try:
            facts = self._reader.open(pdf, Kind.PDF)
            width, height = facts.sizes[0]
            pixels = self._reader.render(0, (round(width * SCALE), round(height * SCALE)))
        except LabelDeskError:
            return QImage()
        form = QImage.Format.Format_RGB32
        return QImage(pixels.content, pixels.width, pixels.height, pixels.stride, form).copy()

    def close(self) -> None:
        """End the reader."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
