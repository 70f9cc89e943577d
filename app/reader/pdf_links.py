"""Links on a page of a PDF: where they are, and the address or the page they lead to.

Only what is needed to copy an address or to go to a page; no action is ever carried out.
"""

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

from app.reader.outline import place_of
from app.reader.page_text import to_parts

LINK_LIMIT, ADDRESS_LIMIT = 500, 2_000

Link = tuple[tuple[float, float, float, float], str, int, float]


def links(document: Any, page: Any, count: int) -> list[Link]:
    """Return box (parts of the page), address, page (-1 for none) and how far down."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    to_part = to_parts(page, width, height)
    found: list[Link] = []
    at, link, box = ctypes.c_int(), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(found) < LINK_LIMIT and pdfium.FPDFLink_Enumerate(page, at, link):
        if not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        x1, y1 = to_part(box.left, box.top)
        x2, y2 = to_part(box.right, box.bottom)
        address, target, down = _leads_to(document, link, count)
        if address or target >= 0:
            sides = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            found.append((sides, address, target, down))
    return found


def _leads_to(document: Any, link: Any, count: int) -> tuple[str, int, float]:
    place = pdfium.FPDFLink_GetDest(document, link)
    action = None if place else pdfium.FPDFLink_GetAction(link)
    kind = pdfium.FPDFAction_GetType(action) if action else 0
    if kind == pdfium.PDFACTION_URI:
        return _address(document, action), -1, 0.0
    if kind == pdfium.PDFACTION_GOTO:
        place = pdfium.FPDFAction_GetDest(document, action)
    return ("", *place_of(document, place, count))


def _address(document: Any, action: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 1_000_000:
        return ""
    letters = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, letters, length)
    raw = letters.raw[: length - 1]
    coding = "utf-16" if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8"
    return raw.decode(coding, "replace").strip()[:ADDRESS_LIMIT]
