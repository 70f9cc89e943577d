"""Pictures as pixels: turned as the camera says, first frame, on white; EXIF goes nowhere."""

import io
import struct
import warnings
from typing import Any

from PIL import Image, ImageFile, ImageOps

from app.models.frames import Frame, Header
from app.reader.match import Place
from app.reader.refusal import refusal
from app.reader.region import Region

PIXEL_LIMIT = 80_000_000
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM", "MPO")
WITHOUT_VIEWER = (
    (4, b"ftyphei"), (4, b"ftyphev"), (4, b"ftypmif1"), (4, b"JXL "), (0, b"\xff\x0a"),
)  # fmt: skip
"""HEIF, as telephones make it, and JPEG XL: no library of ours reads them."""
TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
QUARTER = {1, 3}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What the library raises, somewhere, for pictures that are not well formed."""
WIDE = {"I;16", "I;16L", "I;16B", "I", "F"}
"""Modes with more than eight bits, whose plain conversion would clip instead of scale."""


class PictureFile:
    """One decoded picture, shown as a file of one page whose points are pixels."""

    def __init__(self, untrusted: bytes) -> None:
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before decoding
        picture = _header(untrusted)
        several = picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1
        self._notes = ["frames"] if several else []
        try:
            self._picture = _flat(self._decoded(untrusted, picture))
        except BROKEN as error:
            raise refusal("damaged") from error

    def facts(self) -> Header:
        """Return the size in pixels after the camera's turn."""
        return {"pages": 1, "sizes": [self._picture.size], "notes": self._notes}

    def draw(self, region: Region) -> Frame:
        """Return the region as BGRX pixels."""
        part = self._part(region)
        turn = TURNS[region.rotation]
        if turn is not None:
            part = part.transpose(turn)
        size = {"width": part.width, "height": part.height, "stride": part.width * 4}
        return Frame(size, (part.tobytes("raw", "BGRX"),))

    def text(self, page: int) -> Frame:  # noqa: ARG002
        """A picture has no text."""
        return Frame({}, (b"", b""))

    def find(self, query: str, first: int, end: int) -> list[Place]:  # noqa: ARG002
        """A picture has no text."""
        return []

    def close(self) -> None:
        """Give back the pixels."""
        self._picture.close()

    def _part(self, region: Region) -> Image.Image:
        """Cut and scale in the picture's own direction; the turn comes afterwards."""
        full, box, size = _unturned(region)
        across, along = self._picture.width / full[0], self._picture.height / full[1]
        source = (box[0] * across, box[1] * along, box[2] * across, box[3] * along)
        larger = across < 1
        method = Image.Resampling.BICUBIC if larger else Image.Resampling.BOX
        gap = None if larger else 2.0
        return self._picture.resize(size, method, source, gap)

    def _decoded(self, untrusted: bytes, picture: Image.Image) -> Image.Image:
        try:
            picture.load()
        except BROKEN:
            self._notes.append("truncated")
            picture = _what_is_there(untrusted)
        return _turned(picture)


def _header(untrusted: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(untrusted), formats=FORMATS)
    except Exception as error:
        strange = any(untrusted.startswith(mark, at) for at, mark in WITHOUT_VIEWER)
        raise refusal("unsupported" if strange else "damaged") from error
    if picture.width * picture.height > PIXEL_LIMIT:
        raise refusal("too-large")
    if min(picture.size) < 1:
        raise refusal("empty")
    return picture


def _turned(picture: Image.Image) -> Image.Image:
    """Turn the picture as the camera says; where its note is broken, leave it as it lies."""
    try:
        return ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the library raises many kinds for broken notes
        return picture


def _what_is_there(untrusted: bytes) -> Image.Image:
    """Decode a cut-off picture as far as it goes; the rest stays grey."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture = _header(untrusted)
        picture.load()
    except BROKEN as error:
        raise refusal("damaged") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture in eight-bit colours without transparency."""
    if picture.mode in WIDE:
        low, high = _ends(picture)
        picture = picture.point(lambda value: (value - low) * (255 / max(high - low, 1)))
        return picture.convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _ends(picture: Image.Image) -> tuple[float, float]:
    extremes: Any = picture.getextrema()
    return (0, 65535) if picture.mode.startswith("I;16") else extremes


def _unturned(region: Region) -> tuple[tuple[int, int], tuple[int, int, int, int], tuple[int, int]]:
    """Return full size, box and size of the region before its turn."""
    width, height = region.full_width, region.full_height
    box = (region.left, region.top, region.left + region.width, region.top + region.height)
    for _ in range(region.rotation):
        box = (box[1], width - box[2], box[3], width - box[0])
        width, height = height, width
    return (width, height), box, (box[2] - box[0], box[3] - box[1])
