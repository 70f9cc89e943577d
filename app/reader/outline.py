"""The outline of a PDF (ISO 32000-2, 12.3.3) as a list: how deep, title, page, how far down."""

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2_raw as pdfium

ENTRY_LIMIT, DEPTH_LIMIT, TITLE_LIMIT = 2_000, 12, 300

TOP_AT = {pdfium.PDFDEST_VIEW_XYZ: 1, pdfium.PDFDEST_VIEW_FITH: 0, pdfium.PDFDEST_VIEW_FITR: 3}
"""Which of a place's numbers is its upper edge, where it has one."""

Entry = tuple[int, str, int, float]


def outline(document: Any, count: int) -> list[Entry]:
    """Return the entries in their order; -1 is the page of one that leads nowhere in the file."""
    return list(islice(_below(document, None, 0, count, set()), ENTRY_LIMIT))


def _below(document: Any, parent: Any, depth: int, count: int, seen: set[int]) -> Iterator[Entry]:
    entry = pdfium.FPDFBookmark_GetFirstChild(document, parent)
    while entry and depth < DEPTH_LIMIT and len(seen) <= ENTRY_LIMIT:
        place = ctypes.cast(entry, ctypes.c_void_p).value or 0
        if place in seen:
            return  # a ring
        seen.add(place)
        yield (depth, _title(entry), *_target(document, entry, count))
        yield from _below(document, entry, depth + 1, count, seen)
        entry = pdfium.FPDFBookmark_GetNextSibling(document, entry)


def _title(entry: Any) -> str:
    length = pdfium.FPDFBookmark_GetTitle(entry, None, 0)
    if not 2 < length < 1_000_000:
        return ""
    letters = ctypes.create_string_buffer(length)
    pdfium.FPDFBookmark_GetTitle(entry, letters, length)
    text = letters.raw[: length - 2].decode("utf-16-le", "replace")
    return " ".join(text.split())[:TITLE_LIMIT]


def _target(document: Any, entry: Any, count: int) -> tuple[int, float]:
    place = pdfium.FPDFBookmark_GetDest(document, entry)
    if not place:
        action = pdfium.FPDFBookmark_GetAction(entry)
        inside = action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_GOTO
        place = pdfium.FPDFAction_GetDest(document, action) if inside else None
    return place_of(document, place, count)


def place_of(document: Any, place: Any, count: int) -> tuple[int, float]:
    """Return the page of a destination and how far down it is; -1 where it is not in the file."""
    page = pdfium.FPDFDest_GetDestPageIndex(document, place) if place else -1
    if not 0 <= page < count:
        return -1, 0.0
    return page, _down(document, place, page)


def _down(document: Any, place: Any, page: int) -> float:
    """Return how far down the page a place is, as a part of its height."""
    count, sides = ctypes.c_ulong(), (ctypes.c_float * 4)()
    view = pdfium.FPDFDest_GetView(place, count, sides)
    at = TOP_AT.get(view, 4)
    size = pdfium.FS_SIZEF()
    pdfium.FPDF_GetPageSizeByIndexF(document, page, ctypes.byref(size))
    if at >= count.value or size.height <= 0 or not sides[at]:
        return 0.0
    return round(min(max(1.0 - float(sides[at] / size.height), 0.0), 0.98), 4)
