"""Pictures as pixels: turned as the camera says, on white; EXIF goes nowhere."""

import contextlib
import io
import struct
import warnings
from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageFile, ImageOps

from app.models.frames import Frame, Header
from app.reader.ground import Ground
from app.reader.match import Place
from app.reader.refusal import refusal
from app.reader.region import Region

PIXEL_LIMIT = 80_000_000
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM", "MPO")
TELEPHONE = tuple(b"ftyp" + brand for brand in (
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
))  # fmt: skip
"""HEIF, as telephones make it."""
JPEG_XL = ((4, b"JXL "), (0, b"\xff\x0a"))
"""No well-kept library with a licence that suits reads it."""
TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
PAGE_LIMIT = 500
"""Pages of a TIFF that are shown."""
ORIENTATION, LYING = 0x0112, frozenset({5, 6, 7, 8})
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What the library raises, somewhere, for pictures that are not well formed."""
WIDE = {"I;16", "I;16L", "I;16B", "I", "F"}
"""Modes with more than eight bits, whose plain conversion would clip instead of scale."""


class PictureFile:
    """A decoded picture as a file of one page whose points are pixels; a TIFF has its own pages."""

    def __init__(self, untrusted: bytes, notes: Iterable[str] = ()) -> None:
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before decoding
        picture = _header(untrusted)
        self._notes = list(notes)
        self._untrusted = untrusted
        self._sizes = _page_sizes(picture) if picture.format == "TIFF" else []
        several = picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1
        if several and len(self._sizes) < 2:
            self._notes.append("frames")
        self._page = 0
        try:
            self.picture = _flat(self._decoded(untrusted, picture))
        except BROKEN as error:
            raise refusal("damaged") from error

    def facts(self) -> Header:
        """Return the sizes in pixels after the camera's turn."""
        sizes = [self.picture.size, *self._sizes[1:]]
        return {"pages": len(sizes), "sizes": sizes, "notes": self._notes}

    def shrink(self, side: int) -> None:
        """Make the picture smaller where it is longer than ``side``."""
        self.picture.thumbnail((side, side))

    def draw(self, region: Region, ground: Ground) -> Frame:
        """Return the region as BGRX pixels."""
        if region.page != self._page:
            self._turn_to(region.page)
        part = self._part(region)
        turn = TURNS[region.rotation]
        if turn is not None:
            part = part.transpose(turn)
        return ground.drawn(part.width, part.height, part.tobytes("raw", "BGRX"))

    def stencil(self, side: int) -> Frame:
        """Return the whole picture with its transparency, at most ``side`` long, as RGBA."""
        try:
            picture = _turned(_header(self._untrusted)).convert("RGBA")
            picture.thumbnail((side, side))
        except BROKEN as error:
            raise refusal("damaged") from error
        size = {"width": picture.width, "height": picture.height, "stride": picture.width * 4}
        return Frame(size, (picture.tobytes(),))

    def _turn_to(self, page: int) -> None:
        if not 0 <= page < len(self._sizes):
            raise refusal("page")
        try:
            whole = Image.open(io.BytesIO(self._untrusted), formats=("TIFF",))
            whole.seek(page)
            self.picture = _flat(_turned(whole))
        except BROKEN as error:
            raise refusal("page") from error
        self._page = page

    def text(self, page: int) -> Frame:  # noqa: ARG002
        """A picture has no text."""
        return Frame({}, (b"", b""))

    def find(self, query: str, first: int, end: int) -> list[Place]:  # noqa: ARG002
        """A picture has no text."""
        return []

    def close(self) -> None:
        """Give back the pixels."""
        self.picture.close()

    def _part(self, region: Region) -> Image.Image:
        """Cut and scale in the picture's own direction; the turn comes afterwards."""
        full, box, size = _unturned(region)
        across, along = self.picture.width / full[0], self.picture.height / full[1]
        source = (box[0] * across, box[1] * along, box[2] * across, box[3] * along)
        larger = across < 1
        method = Image.Resampling.BICUBIC if larger else Image.Resampling.BOX
        gap = None if larger else 2.0
        return self.picture.resize(size, method, source, gap)

    def _decoded(self, untrusted: bytes, picture: Image.Image) -> Image.Image:
        try:
            picture.load()
        except BROKEN:
            self._notes.append("truncated")
            picture = _what_is_there(untrusted)
        return _turned(picture)


def decoded_picture(untrusted: bytes, pixels: int, side: int) -> tuple[Image.Image, int]:
    """Return a picture inside a document, at most ``side`` long, and how many pixels it has.

    Raises ``evidence.too-large`` for more than ``pixels``.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    picture = _header(untrusted)
    count = picture.width * picture.height
    if count > pixels:
        raise refusal("too-large")
    picture.close()
    file = PictureFile(untrusted)
    file.shrink(side)
    return file.picture, count


def _header(untrusted: bytes) -> Image.Image:
    if any(untrusted.startswith(mark, at) for at, mark in JPEG_XL):
        raise refusal("jpeg-xl")
    try:
        picture = Image.open(io.BytesIO(untrusted), formats=_forms(untrusted))
    except Exception as error:
        raise refusal("damaged") from error
    if picture.width * picture.height > PIXEL_LIMIT:
        raise refusal("too-large")
    if min(picture.size) < 1:
        raise refusal("empty")
    return picture


def _forms(untrusted: bytes) -> tuple[str, ...]:
    """Return the forms of picture to try; the reader for telephones' is loaded when needed."""
    if not untrusted.startswith(TELEPHONE, 4):
        return FORMATS
    from pi_heif import options, register_heif_opener  # noqa: PLC0415

    options.DECODE_THREADS = 1  # this process may not start more
    register_heif_opener()
    return ("AVIF", "HEIF")


def _page_sizes(picture: Image.Image) -> list[tuple[int, int]]:
    """Return the sizes of a TIFF's pages, up to the first that cannot be read."""
    sizes = []
    try:
        for page in range(min(getattr(picture, "n_frames", 1), PAGE_LIMIT)):
            picture.seek(page)
            if not 0 < picture.width * picture.height <= PIXEL_LIMIT:
                break
            sizes.append(_turned_size(picture))
        picture.seek(0)
    except BROKEN:
        with contextlib.suppress(*BROKEN):
            picture.seek(0)
    return sizes


def _turned_size(picture: Image.Image) -> tuple[int, int]:
    lies = picture.getexif().get(ORIENTATION, 1) in LYING
    return (picture.height, picture.width) if lies else picture.size


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
