"""Pixels from another process as a picture of Qt's."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from app.documents import Pixels


def image_of(pixels: "Pixels") -> QImage:
    """Return pixels as a picture that has its own copy of them."""
    form = QImage.Format.Format_RGB32
    return QImage(pixels.content, pixels.width, pixels.height, pixels.stride, form).copy()
