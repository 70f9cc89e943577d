"""Columns of text, as wide as they need to be in any script."""

import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "
JOINERS = "\u200c\u200d"
"""Needed inside words of some scripts."""

STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows under a head, each column as wide as its widest cell."""
    lines = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(width(row[index]) for row in lines) for index in range(len(head))]
    return "\n".join(
        GAP.join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        .rstrip()
        for row in lines
    )  # fmt: skip


def plain(text: str) -> str:
    """Return the text on one line; characters that would steer a terminal are shown as codes."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in JOINERS or unicodedata.category(char) not in STEERING:
        return char
    return " " if char in "\t\n\r" else f"\\u{ord(char):04x}"


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
