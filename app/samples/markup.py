"""The small markup in which the samples' evidence is written.

``# `` and ``## `` headings · ``- `` a bullet · ``| a | b |`` a table row (the first is the head) ·
``!landscape 3: caption`` a picture by its seed · ``!chart A=1/2;B=3: caption`` a chart of these
values · ``---`` a new page · everything else a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PICTURE = re.compile(r"!(?P<craft>\w+) (?P<of>[^:]+): (?P<caption>.+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first is the head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: ``craft`` names it, ``of`` is its seed or its values."""

    craft: str
    of: str
    caption: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page."""


Block = Heading | Paragraph | Bullets | Table | Picture | PageBreak


def blocks(text: str) -> Iterator[Block]:
    """Read a text block by block; neighbouring bullets and rows belong together."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    while lines:
        if lines[0].startswith("- "):
            yield Bullets(tuple(line[2:] for line in _take(lines, "- ")))
        elif lines[0].startswith("|"):
            yield Table(tuple(_cells(line) for line in _take(lines, "|")))
        else:
            yield _single(lines.pop(0))


def _single(line: str) -> Block:
    picture = PICTURE.fullmatch(line)
    if picture:
        return Picture(**picture.groupdict())
    if line == "---":
        return PageBreak()
    mark, _, rest = line.partition(" ")
    return Heading(rest, len(mark)) if mark in {"#", "##"} else Paragraph(line)


def _take(lines: list[str], mark: str) -> list[str]:
    count = next((i for i, line in enumerate(lines) if not line.startswith(mark)), len(lines))
    taken = lines[:count]
    del lines[:count]
    return taken


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
