"""PDF pages as pixels and text, through PDFium's own interface (its Python layer loads slowly)."""

import ctypes
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pypdfium2_raw as pdfium

from app.models.folding import FoldedText
from app.models.frames import Frame, Header
from app.reader.ground import Ground, Room
from app.reader.match import Place, places
from app.reader.outline import outline
from app.reader.page_text import read_text
from app.reader.pdf_links import links
from app.reader.pdf_page_signs import page_signs
from app.reader.pdf_signs import byte_signs
from app.reader.refusal import refusal
from app.reader.region import Region

KEPT_PAGES = 4
PAGE_LIMIT = 20_000
SIDE_LIMIT = 14_400.0
"""Longest side of a page in points, as ISO 32000-2 Annex C advises."""
MATCH_LIMIT = 2_000
PASSWORD_WANTED = 4
WHITE = 0xFFFFFFFF
ANNOTATED = pdfium.FPDF_ANNOT


def begin() -> None:
    """Load the library and draw a page of our own, so that nothing is loaded later."""
    configuration = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(configuration))
    document = pdfium.FPDF_CreateNewDocument()
    pdfium.FPDFPage_New(document, 0, 10.0, 10.0)
    page = pdfium.FPDF_LoadPage(document, 0)
    bitmap, _ = _canvas(8, 8)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 8, 8, 0, ANNOTATED)
    pdfium.FPDFBitmap_Destroy(bitmap)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


class PdfFile:
    """One open PDF; keeps the pages used last, their text when asked for."""

    def __init__(self, untrusted: bytes, password: str) -> None:
        self._untrusted = untrusted  # PDFium reads from this memory as long as the file is open
        secret = password.encode() if password else None
        self._document = pdfium.FPDF_LoadMemDocument64(untrusted, len(untrusted), secret)
        if not self._document:
            wanted = pdfium.FPDF_GetLastError() == PASSWORD_WANTED
            locked = "password" if secret else "encrypted"
            raise refusal(locked if wanted else "damaged")
        self._pages: OrderedDict[int, Any] = OrderedDict()
        self._words: dict[int, FoldedText] = {}
        self._form_information = pdfium.FPDF_FORMFILLINFO(version=2)
        self._form = pdfium.FPDFDOC_InitFormFillEnvironment(
            self._document, ctypes.byref(self._form_information)
        )
        self.count = min(pdfium.FPDF_GetPageCount(self._document), PAGE_LIMIT)
        if self.count < 1:
            raise refusal("empty")

    def facts(self) -> Header:
        """Return page sizes in points and the signs of what is not a plain page."""
        return {"pages": self.count, "sizes": self._sizes(), "notes": self._notes()}

    def draw(self, region: Region, ground: Ground) -> Frame:
        """Return the region as BGRX pixels, with annotations and filled-in forms."""
        page = self._page(region.page)
        pixels = ground.room(region.width * region.height * 4)
        bitmap, _ = _canvas(region.width, region.height, pixels)
        where = (-region.left, -region.top, region.full_width, region.full_height, region.rotation)
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *where, ANNOTATED)
            if self._form:
                pdfium.FPDF_FFLDraw(self._form, bitmap, page, *where, ANNOTATED)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return ground.drawn(region.width, region.height, pixels)

    def text(self, page: int) -> Frame:
        """Return the text of a page with the box of each character."""
        handle = self._page(page)
        width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        found = read_text(handle, width, height)
        return Frame({}, (found.text.encode("utf-8", "replace"), found.boxes))

    def words(self, first: int, end: int) -> list[str]:
        """Return the text of pages ``first`` to before ``end``, without places."""
        found = []
        for number in range(max(0, first), min(end, self.count)):
            text = ""
            with suppress(Exception), _opened(self._document, number) as page:
                text = read_text(page, 1.0, 1.0, boxes=False).text
            found.append(text)
        return found

    def find(self, query: str, first: int, end: int) -> list[Place]:
        """Return where the words stand on pages ``first`` to before ``end``."""
        found: list[Place] = []
        for number in range(max(0, first), min(end, self.count)):
            found += places(query, self._words_of(number), number)
            if len(found) >= MATCH_LIMIT:
                break
        return found[:MATCH_LIMIT]

    def outline(self) -> Frame:
        """Return the outline: how deep, title, page and how far down of each entry."""
        return Frame({"entries": outline(self._document, self.count)})

    def links(self, page: int) -> Frame:
        """Return the links on a page."""
        return Frame({"links": links(self._document, self._page(page), self.count)})

    def signs(self, first: int, skipped: frozenset[int] = frozenset()) -> Frame:
        """Return notes of what is in the file and on some pages, and the page to go on from."""
        found, following = page_signs(self._document, first, self.count, skipped)
        if first == 0:
            found |= byte_signs(self._untrusted)
        return Frame({"notes": sorted(found), "next": following})

    def close(self) -> None:
        """Give back everything PDFium holds."""
        for page in self._pages.values():
            pdfium.FPDF_ClosePage(page)
        self._pages.clear()
        if self._form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._form)
        pdfium.FPDF_CloseDocument(self._document)

    def _words_of(self, number: int) -> FoldedText:
        if number not in self._words:
            text = ""
            with suppress(Exception), _opened(self._document, number) as page:
                text = read_text(page, 1.0, 1.0, boxes=False).text
            self._words[number] = FoldedText(text)
        return self._words[number]

    def _page(self, number: int) -> Any:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        page = pdfium.FPDF_LoadPage(self._document, number) if number >= 0 else None
        if not page:
            raise refusal("page")
        self._pages[number] = page
        while len(self._pages) > KEPT_PAGES:
            pdfium.FPDF_ClosePage(self._pages.popitem(last=False)[1])
        return page

    def _sizes(self) -> list[tuple[float, float]]:
        size = pdfium.FS_SIZEF()
        sizes = []
        for number in range(self.count):
            known = pdfium.FPDF_GetPageSizeByIndexF(self._document, number, ctypes.byref(size))
            sides = (size.width, size.height) if known else (595.0, 842.0)
            sizes.append(tuple(round(min(max(side, 1.0), SIDE_LIMIT), 2) for side in sides))
        return sizes  # type: ignore[return-value]

    def _notes(self) -> list[str]:
        form = pdfium.FPDF_GetFormType(self._document)
        signs = {
            "scripts": pdfium.FPDFDoc_GetJavaScriptActionCount(self._document) > 0,
            "attachments": pdfium.FPDFDoc_GetAttachmentCount(self._document) > 0,
            "form": form == pdfium.FORMTYPE_ACRO_FORM,
            "dynamic-form": form in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND},
            "signature": pdfium.FPDF_GetSignatureCount(self._document) > 0,
        }
        return [word for word, there in signs.items() if there]


@contextmanager
def _opened(document: Any, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise refusal("page")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _canvas(width: int, height: int, pixels: Room | None = None) -> tuple[Any, Room]:
    if pixels is None:
        pixels = Ground().room(width * height * 4)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, pixels, width * 4)
    if not bitmap:
        raise refusal("too-large")
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    return bitmap, pixels
