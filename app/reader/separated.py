"""Texts with separators (CSV, TSV): which bytes are which letters, which sign divides cells."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from app.models.sheet import SheetTable
from app.reader.plain_text import spelled
from app.reader.table import limited

READ_BYTES = 24 * 1024 * 1024
DELIMITERS = ";,\t|"
TRIED_ROWS = 50
TRIED_LETTERS = 200_000


def separated_table(untrusted: bytes, language: str = "") -> SheetTable:
    """Return the first rows; bytes beyond ``READ_BYTES`` are not looked at."""
    cut = len(untrusted) > READ_BYTES
    text, encoding = spelled(untrusted[:READ_BYTES], language, cut=cut)
    text, delimiter = _stated(text.removeprefix("\ufeff"))
    delimiter = delimiter or likely_delimiter(text)
    rows, is_limited = limited(_rows(text, delimiter))
    if cut and rows:
        rows = rows[:-1] or rows  # the last one is perhaps not whole
    return SheetTable(rows, encoding, delimiter, cut=cut or is_limited)


def _stated(text: str) -> tuple[str, str]:
    """A first line ``sep=;`` names the separator and is no row (a custom of Excel)."""
    first, _end, rest = text.partition("\n")
    named = first.strip("\r\"'")
    is_stated = named[:4].lower() == "sep=" and len(named) == 5
    return (rest, named[4]) if is_stated else (text, "")


def likely_delimiter(text: str) -> str:
    """Return the sign that gives the first rows most often the same number of cells."""
    best, highest = ",", (0.0, 1)
    for sign in DELIMITERS:
        widths = [len(row) for row in islice(_rows(text[:TRIED_LETTERS], sign), TRIED_ROWS) if row]
        width = widths[0] if widths else 0
        worth = (widths.count(width) / len(widths), width) if width > 1 else (0.0, 1)
        if worth > highest:
            best, highest = sign, worth
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(READ_BYTES)
    yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
