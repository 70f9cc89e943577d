"""Small PDF objects over ReportLab's: streams with a proper end, texts, numbers.

ReportLab's own stream writes no line end before ``endstream``, which PDF/A 6.1.7.1 forbids.
"""

import zlib
from typing import Any, TypeAlias

from reportlab.pdfbase import pdfdoc

PDFDocument: TypeAlias = Any
"""A ``pdfdoc.PDFDocument``; ReportLab has no types."""

PDFReference = pdfdoc.PDFObjectReference


class PaperStream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A stream with a dictionary of plain entries; compressed unless told otherwise."""

    __RefOnly__ = 1

    def __init__(
        self, content: bytes, entries: dict[str, Any] | None = None, *, compress: bool = True
    ) -> None:
        self.content = content
        self.entries = dict(entries or {})
        self.compress = compress

    def format(self, document: PDFDocument) -> bytes:
        """Return dictionary and content as PDF syntax."""
        entries, content = dict(self.entries), self.content
        if self.compress:
            content = zlib.compress(content, 9)
            entries["Filter"] = name("FlateDecode")
        entries["Length"] = len(content)
        head: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return head + b"\nstream\n" + content + b"\nendstream\n"


def dictionary(**entries: Any) -> Any:
    """Return a PDF dictionary of the entries that are not None."""
    return pdfdoc.PDFDictionary({key: each for key, each in entries.items() if each is not None})


def array(items: list[Any]) -> Any:
    """Return a PDF array."""
    return pdfdoc.PDFArray(items)


def name(text: str) -> str:
    """Return a PDF name."""
    return str(pdfdoc.PDFName(text)).replace("/", "#2F").replace("#2F", "/", 1)


def string(text: str) -> str:
    """Return a text string: plain ASCII, else UTF-16, which no reader takes for anything else."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def octets(content: bytes) -> Any:
    """Return a byte string in hexadecimal."""
    return pdfdoc.PDFText(content, enc="raw")


def number(value: float) -> str:
    """Return a number with at most three decimals and no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text
