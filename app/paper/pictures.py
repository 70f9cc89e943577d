"""Raster pictures as image objects: JPEG as it is, everything else decoded to RGB and alpha."""

import io
from dataclasses import dataclass

from PIL import Image

from app.models.errors import Refused
from app.models.message import message
from app.paper.objects import PaperStream, PDFDocument, name

PIXEL_LIMIT = 80_000_000
FORMATS = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture; ``alpha`` is its soft mask, one byte a pixel."""

    width: int
    height: int
    colours: str
    content: bytes
    is_jpeg: bool
    alpha: bytes | None = None


def picture(content: bytes) -> Picture:
    """Read PNG or JPEG; raises ``Refused`` (``paper.picture``)."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > PIXEL_LIMIT:
                raise Refused("paper.picture", message("The picture is too large."))
            if image.format == "JPEG" and image.mode in {"L", "RGB"}:
                colours = "DeviceGray" if image.mode == "L" else "DeviceRGB"
                return Picture(image.width, image.height, colours, content, is_jpeg=True)
            return _decoded(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("paper.picture", message("The picture cannot be read.")) from error


def _decoded(image: Image.Image) -> Picture:
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    alpha = image.convert("RGBA").getchannel("A").tobytes() if has_alpha else None
    pixels = image.convert("RGB").tobytes()
    return Picture(image.width, image.height, "DeviceRGB", pixels, is_jpeg=False, alpha=alpha)


def image_object(document: PDFDocument, image: Picture) -> PaperStream:
    """Return the image XObject of a picture."""
    entries = _entries(image, image.colours)
    if image.alpha is not None:
        mask = PaperStream(image.alpha, _entries(image, "DeviceGray"))
        entries["SMask"] = document.Reference(mask)
    if image.is_jpeg:
        entries["Filter"] = name("DCTDecode")
    return PaperStream(image.content, entries, compress=not image.is_jpeg)


def _entries(image: Picture, colours: str) -> dict[str, object]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 8,
        "ColorSpace": name(colours),
    }
