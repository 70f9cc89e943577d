"""The characters of a PDF page with their boxes, in reading order."""

import ctypes
import re
import sys
from array import array
from dataclasses import dataclass
from typing import Any

import pypdfium2_raw as pdfium

CHARACTER_LIMIT = 200_000
SCALE = 1000
"""Parts of the page's sides in which PDFium is asked for places; it answers in whole numbers."""
UNKNOWN = "\ufffd"
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f]")
LITTLE = sys.byteorder == "little"


@dataclass(frozen=True, slots=True)
class PageText:
    """Text with, for each character, left, top, right, bottom as parts of the page's sides."""

    text: str
    boxes: bytes
    """Four 32-bit floats in the machine's order for each character."""


def read_text(page: Any, width: float, height: float, *, boxes: bool = True) -> PageText:
    """Return the text of an open page; ``width`` and ``height`` in points as it is shown."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return PageText("", b"")
    try:
        count = min(max(0, pdfium.FPDFText_CountChars(text_page)), CHARACTER_LIMIT)
        text = _at_once(text_page, count)
        if text is None:
            text = "".join(_character(text_page, index) for index in range(count))
        places = _boxes(page, text_page, count, width, height) if boxes else b""
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return PageText(text, places)


def _at_once(text_page: Any, count: int) -> str | None:
    """Return all characters, five times as fast; None where they are not one unit each."""
    units = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, units)
    if got != count + 1:
        return None
    text = bytes(units)[: 2 * count].decode("utf-16-le" if LITTLE else "utf-16-be", "replace")
    return CONTROLS.sub(" ", text) if len(text) == count else None


def _character(text_page: Any, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if code < 32:
        return "\n" if code == 10 else " "
    usable = code < 0xD800 or 0xDFFF < code <= 0x10FFFF
    return chr(code) if usable else UNKNOWN


def _boxes(page: Any, text_page: Any, count: int, width: float, height: float) -> bytes:
    to_part = to_parts(page, width, height)
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    found = array("f", bytes(16 * count))
    for index in range(count):
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, reference):
            continue
        x1, y1 = to_part(rectangle.left, rectangle.top)
        x2, y2 = to_part(rectangle.right, rectangle.bottom)
        corners = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        found[4 * index : 4 * index + 4] = array("f", corners)
    return found.tobytes()


def to_parts(page: Any, width: float, height: float) -> Any:
    """Return the map from the page's own points to parts of what is shown (crop box, turn)."""
    origin, right, up = (_shown(page, x, y) for x, y in ((0, 0), (width, 0), (0, height)))
    across = tuple((right[i] - origin[i]) / max(width, 1.0) for i in (0, 1))
    along = tuple((up[i] - origin[i]) / max(height, 1.0) for i in (0, 1))

    def to_part(x: float, y: float) -> tuple[float, float]:
        return (
            (origin[0] + across[0] * x + along[0] * y) / SCALE / SCALE,
            (origin[1] + across[1] * x + along[1] * y) / SCALE / SCALE,
        )

    return to_part


def _shown(page: Any, x: float, y: float) -> tuple[int, int]:
    left, top = ctypes.c_int(), ctypes.c_int()
    side = SCALE * SCALE
    pdfium.FPDF_PageToDevice(
        page, 0, 0, side, side, 0, x, y, ctypes.byref(left), ctypes.byref(top)
    )  # fmt: skip
    return left.value, top.value
