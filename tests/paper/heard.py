"""What a screen reader is told, by a reader that is not ours: PDFium walks the structure tree.

An element reads as its ActualText, else its alternative text, else its content in order, as
ISO 32000-1, 14.9 says; its language is its own or that of what it stands in.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance: roles from the outermost, language, and the words."""

    roles: tuple[str, ...]
    language: str
    text: str
    kind: str = "text"
    box: tuple[float, float, float, float] | None = None
    page: int = 0
    element: int = 0
    """Which block it belongs to, counted from 0 on each page."""

    def joined(self, other: "Heard") -> "Heard":
        """Return this and what follows it in the same element as one."""
        return replace(self, text=self.text + other.text)

    @property
    def role(self) -> str:
        """The innermost role that is not a mere span."""
        return next((each for each in reversed(self.roles) if each != "Span"), "")


def heard(content: bytes) -> list[Heard]:
    """Return everything that is read aloud, in order."""
    with pypdfium2.PdfDocument(content) as document:
        language = _text(pdfium.FPDFCatalog_GetLanguage, document.raw)
        return [
            replace(each, page=index)
            for index, page in enumerate(document)
            for each in _Page(page).walk(language)
        ]


def _text(ask: Callable[..., int], *of: object) -> str:
    size = ask(*of, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(*of, ctypes.cast(buffer, ask.argtypes[len(of)]), size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


class _Page:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.words: dict[int, str] = {}
        self.blocks = 0
        self.boxes: dict[int, list[tuple[float, float, float, float]]] = {}
        texts = page.get_textpage()
        for each in page.get_objects(max_depth=1):
            mcid = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
            if mcid < 0:
                continue
            if each.type == pdfium.FPDF_PAGEOBJ_TEXT:
                said = _text(_object_text(texts.raw), each.raw)
                self.words[mcid] = self.words.get(mcid, "") + said
            self.boxes.setdefault(mcid, []).append(each.get_bounds())

    def walk(self, language: str) -> Iterator[Heard]:
        tree = pdfium.FPDF_StructTree_GetForPage(self.page.raw)
        try:
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
                yield from self._element(child, (), language)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _element(self, node: Any, above: tuple[str, ...], language: str) -> Iterator[Heard]:
        roles = (*above, _text(pdfium.FPDF_StructElement_GetType, node))
        self.blocks += roles[-1] != "Span"
        language = _text(pdfium.FPDF_StructElement_GetLang, node) or language
        for kind, ask in (("actual", pdfium.FPDF_StructElement_GetActualText),
                          ("alternative", pdfium.FPDF_StructElement_GetAltText)):  # fmt: skip
            words = _text(ask, node)
            if words:
                box = self._box(self._contents(node))
                yield Heard(roles, language, words, kind, box, element=self.blocks)
                return
        for index in range(pdfium.FPDF_StructElement_CountChildren(node)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(node, index)
            if child:
                yield from self._element(child, roles, language)
                continue
            mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(node, index)
            if mcid >= 0:
                words = self.words.get(mcid, "")
                box = self._box([mcid])
                yield Heard(roles, language, words, "text", box, element=self.blocks)

    def _contents(self, node: Any) -> list[int]:
        found = []
        for index in range(pdfium.FPDF_StructElement_CountChildren(node)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(node, index)
            mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(node, index)
            found += self._contents(child) if child else [mcid] * (mcid >= 0)
        return found

    def _box(self, mcids: list[int]) -> tuple[float, float, float, float] | None:
        boxes = [box for mcid in mcids for box in self.boxes.get(mcid, [])]
        if not boxes:
            return None
        left, bottom, right, top = zip(*boxes, strict=True)
        return min(left), min(bottom), max(right), max(top)


def _object_text(texts: Any) -> Callable[..., int]:
    def ask(*arguments: Any) -> int:
        (one, *rest) = arguments
        return int(pdfium.FPDFTextObj_GetText(one, texts, *rest))

    ask.argtypes = (None, ctypes.POINTER(pdfium.FPDF_WCHAR))  # type: ignore[attr-defined]
    return ask
