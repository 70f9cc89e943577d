"""Signs on the pages of a PDF: notes on them, words that are not seen, words that are only seen."""

import ctypes
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2_raw as pdfium

LOOK_SECONDS = 0.15
"""After so long the pages looked at are told, so that drawing does not wait."""
OBJECT_LIMIT, ANNOTATION_LIMIT, LETTER_LIMIT = 3_000, 300, 600
FULL_SHARE = 0.6
"""Part of a page from which a picture is the page."""
UNREADABLE_SHARE = 0.3
MEDIA = {pdfium.FPDF_ANNOT_SOUND, pdfium.FPDF_ANNOT_MOVIE, pdfium.FPDF_ANNOT_SCREEN,
         pdfium.FPDF_ANNOT_RICHMEDIA, pdfium.FPDF_ANNOT_THREED}  # fmt: skip
SILENT = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_LINK,
          pdfium.FPDF_ANNOT_PRINTERMARK, pdfium.FPDF_ANNOT_TRAPNET}  # fmt: skip
UNSEEN = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}


def page_signs(
    document: Any, first: int, count: int, skipped: frozenset[int]
) -> tuple[set[str], int]:
    """Return the notes of some pages from ``first``, and the page to go on from.

    ``skipped`` pages were given up before.
    """
    found: set[str] = set()
    end = time.monotonic() + LOOK_SECONDS
    number = max(0, first)
    while number < count:
        if number not in skipped:
            found.update(_signs(document, number))
        number += 1
        if time.monotonic() > end:
            break
    return found, number


def _signs(document: Any, number: int) -> set[str]:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return set()
    try:
        return {*_annotated(page), *_worded(page)}
    finally:
        pdfium.FPDF_ClosePage(page)


def _annotated(page: Any) -> Iterator[str]:
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), ANNOTATION_LIMIT)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            yield "attachments"
        elif kind in MEDIA:
            yield "media"
        elif kind not in SILENT:
            yield "annotations"


def _worded(page: Any) -> Iterator[str]:
    """Compare what of a page's words and pictures is seen."""
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    count = min(pdfium.FPDFPage_CountObjects(page), OBJECT_LIMIT)
    parts = [pdfium.FPDFPage_GetObject(page, at) for at in range(count)]
    words = [each for each in parts if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_TEXT]
    images = [
        each for each in parts if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_IMAGE
    ]
    unseen = sum(map(_is_unseen, words))
    is_picture = len(words) == unseen and any(_area(each) > FULL_SHARE * area for each in images)
    if unseen:
        yield "scanned" if is_picture else "hidden-text"
    elif is_picture:
        yield "pictured"
    if any(_is_undrawn(page, each) for each in images):
        yield "undrawn"
    if any(map(_is_in_layer, parts)):
        yield "layers"
    if len(words) > unseen and _is_unreadable(page):
        yield "unreadable-text"


def _is_unseen(part: Any) -> bool:
    if pdfium.FPDFTextObj_GetTextRenderMode(part) in UNSEEN:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(part, red, green, blue, alpha)
    return bool(known) and alpha.value == 0


def _is_undrawn(page: Any, part: Any) -> bool:
    """Tell whether the library can make nothing of a picture; it leaves the place blank."""
    known = pdfium.FPDF_IMAGEOBJ_METADATA()
    if not pdfium.FPDFImageObj_GetImageMetadata(part, page, ctypes.byref(known)):
        return False
    return bool(known.bits_per_pixel == 0)


def _area(part: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top):
        return 0.0
    return (right.value - left.value) * (top.value - bottom.value)


def _is_in_layer(part: Any) -> bool:
    for at in range(min(pdfium.FPDFPageObj_CountMarks(part), 8)):
        mark = pdfium.FPDFPageObj_GetMark(part, at)
        name, length = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
        with suppress(ctypes.ArgumentError):
            if pdfium.FPDFPageObjMark_GetName(mark, name, 16, length) and length.value == 6:
                return bytes(name)[:4] == "OC".encode("utf-16-le")
    return False


def _is_unreadable(page: Any) -> bool:
    """Tell whether many letters have no known meaning, so that their text is not what is seen."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return False
    count = min(max(0, pdfium.FPDFText_CountChars(text)), LETTER_LIMIT)
    wrong = sum(pdfium.FPDFText_HasUnicodeMapError(text, at) == 1 for at in range(count))
    pdfium.FPDFText_ClosePage(text)
    return bool(wrong > UNREADABLE_SHARE * count)
