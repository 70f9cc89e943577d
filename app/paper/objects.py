"""Small PDF objects over ReportLab's: streams with a proper end, texts, numbers.

ReportLab's own stream writes no line end before ``endstream``, which PDF/A 6.1.7.1 forbids.
"""

import zlib
from functools import lru_cache
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
        head = Entries(entries).format(document)
        return head + b"\nstream\n" + content + b"\nendstream\n"


class Entries(pdfdoc.PDFObject):  # type: ignore[misc]
    """A dictionary; ReportLab's own takes five times as long to write."""

    def __init__(self, entries: dict[str, Any]) -> None:
        self.entries = entries

    def __setitem__(self, key: str, value: Any) -> None:
        self.entries[key] = value

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary as PDF syntax, keys in order."""
        written = [
            b"/%s %s" % (key.encode("ascii"), _written(self.entries[key], document))
            for key in sorted(self.entries)
        ]
        return b"<<%s>>" % b"\n".join(written)


class Items(pdfdoc.PDFObject):  # type: ignore[misc]
    """An array, likewise."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def format(self, document: PDFDocument) -> bytes:
        """Return the array as PDF syntax."""
        return b"[%s]" % b" ".join(_written(each, document) for each in self.items)


def _written(value: Any, document: PDFDocument) -> bytes:
    if isinstance(value, str):
        return value.encode("ascii")
    if isinstance(value, int):
        return b"%d" % value
    written: bytes = pdfdoc.format(value, document)
    return written


def dictionary(**entries: Any) -> Any:
    """Return a PDF dictionary of the entries that are not None."""
    return Entries({key: each for key, each in entries.items() if each is not None})


def array(items: list[Any]) -> Any:
    """Return a PDF array."""
    return Items(items)


@lru_cache(maxsize=1024)
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
