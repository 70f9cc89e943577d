"""Paragraphs broken into lines of shaped pieces, ready to be drawn from left to right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from app.models.errors import Refused
from app.models.message import Message, message
from app.paper.bidi import base_level, levels, visual
from app.paper.clean import clean
from app.paper.faces import Face, chain
from app.paper.itemise import Item, itemise
from app.paper.shape import Glyph, shape
from app.paper.voices import voice_of

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

_BREAKABLE = re.compile(r"[^ ]*?(?:[–—/]|-(?![^ ]*(?:\d|\.\w|@)))(?=[^ \d])|[^ ]+| +")
"""Words, runs of spaces, and parts of words that end in a dash or slash; at a hyphen not where a
number or address follows (NO-NQL-2026-000131): readers drop a hyphen at the end of a line."""


KEPT = 500
"""Characters of a text whose lines are kept; longer ones hardly come twice and take much memory."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; lengths in points, ``tracking`` in thousandths of the em.

    ``base`` is the direction of the paragraph, 0 or 1; without it the first strong letter decides.
    ``country`` is that of the names in it, and tells how another script is spoken.
    ``colour`` is a hexadecimal RGB value; ``align`` is start, middle or end of the line, as it
    reads, or column: all lines at the column's left, whichever way they read.
    """

    family: str = "sans"
    bold: bool = False
    size: float = 10.0
    leading: float = 14.0
    colour: str = "16202e"
    align: str = "start"
    tracking: float = 0.0
    language: str = "en"
    base: int | None = None
    country: str = ""

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces in which characters are looked for."""
        return chain(self.family, self.bold)

    def scaled(self, factor: float) -> "Style":
        """Return the same style in another size."""
        return replace(self, size=self.size * factor, leading=self.leading * factor)


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face and level; ``width`` in thousandths of the style's em.

    ``run`` counts the runs of a paragraph that change style or link; ``place`` is where it begins
    in the paragraph; ``language`` is that in which it is spoken.
    """

    face: Face
    level: int
    glyphs: tuple[Glyph, ...]
    width: float
    is_space: bool
    text: str
    run: int = 0
    place: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces from left to right, its width in points without the space at its end."""

    pieces: tuple[Piece, ...]
    width: float
    hang: float
    text: str
    is_rtl: bool

    @property
    def has_rtl(self) -> bool:
        """Tell whether any part reads from right to left."""
        return any(piece.level % 2 for piece in self.pieces)

    @property
    def is_tall(self) -> bool:
        """Tell whether a script reaches further up and down than Latin (Arabic does)."""
        return any(piece.face.optical > 1 for piece in self.pieces)


def direction(language: str) -> int:
    """Return the base level of a language: 1 when it is written from right to left."""
    return int(language.partition("-")[0].lower() in RTL_LANGUAGES)


def typeset(text: str, style: Style, width: float, field: Message) -> tuple[Line, ...]:
    """Return the lines of a text at most ``width`` points wide; a newline starts a new one.

    Raises ``Refused`` when a character must not or cannot be printed.
    """
    *earlier, last = text.replace("\t", " ").replace("\r\n", "\n").split("\n")
    ended = [each and f"{each} " for each in (clean(every, field) for every in earlier)]
    return tuple(
        line
        for paragraph in (*ended, clean(last, field))  # a space, or readers join the words
        for line in _paragraph(paragraph, style, width, field)
    )


def natural_width(text: str, style: Style, field: Message) -> float:
    """Return the width in points of ``text`` on one line."""
    return max((line.width for line in typeset(text, style, float("inf"), field)), default=0.0)


def _paragraph(text: str, style: Style, width: float, field: Message) -> tuple[Line, ...]:
    plain = replace(style, colour="", align="start")
    with suppress(Refused):  # said again below, of the right field
        return (_lines if len(text) <= KEPT else _lines.__wrapped__)(text, plain, width)
    base = base_level(text) if style.base is None else style.base
    return tuple(broken(_shaped(text, base, style, field), style, width, base))


@lru_cache(maxsize=1024)
def _lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """Return the lines of a paragraph, which do not depend on its colour."""
    base = base_level(text) if style.base is None else style.base
    return tuple(broken(_words(text, base, style), style, width, base))


def broken(words: Iterable[list[Piece]], style: Style, width: float, base: int) -> Iterator[Line]:
    """Yield lines of shaped words, each at most ``width`` points wide."""
    limit = width / style.size * 1000
    line: list[Piece] = []
    used = 0.0
    for word in (part for whole in words for part in _fitting(whole, limit)):
        size = sum(piece.width for piece in word)
        if line and not word[0].is_space and used + size > limit + 0.01:
            yield _line(line, style, base)
            line, used = [], 0.0
        if word[0].is_space and not line:
            continue
        line.extend(word)
        used += size
    yield _line(line, style, base)


def _words(text: str, base: int, style: Style) -> tuple[list[Piece], ...]:
    """Return shaped words and spaces; their shape does not depend on the size."""
    return _known(text, base, replace(style, size=1.0, leading=1.0))


@lru_cache(maxsize=512)
def _known(text: str, base: int, style: Style) -> tuple[list[Piece], ...]:
    return tuple(_shaped(text, base, style, message("Text")))


def _shaped(text: str, base: int, style: Style, field: Message) -> Iterator[list[Piece]]:
    """Yield shaped words and spaces, each of one or more pieces."""
    items = itemise(text, levels(text, base), style.faces, field)
    return shaped([(item, spoken(style, item), 0) for item in items], field)


def spoken(style: Style, item: Item) -> Style:
    """Return the style in the language in which the item is spoken."""
    language = voice_of(item.script, item.text, style.language, style.country)
    return style if language == style.language else replace(style, language=language)


def shaped(parts: Sequence[tuple[Item, Style, int]], field: Message) -> Iterator[list[Piece]]:
    """Yield words and spaces of items, each with its style and run, in logical order."""
    word: list[Piece] = []
    place = 0
    whole = "".join(item.text for item, _, _ in parts)
    ends = {match.end() for match in _BREAKABLE.finditer(whole)}
    for item, style, run in parts:
        start = 0
        for offset in range(1, len(item.text) + 1):
            if offset == len(item.text) or place + offset in ends:
                text = item.text[start:offset]
                word.append(_piece(text, item, style, field, (run, place + start)))
                start = offset
            if place + offset in ends:
                yield word
                word = []
        place += len(item.text)
    if word:
        yield word


def _piece(text: str, item: Item, style: Style, field: Message, where: tuple[int, int]) -> Piece:
    glyphs = shape(item.face, text, item.script, item.level, style.language, field)
    if style.tracking:
        glyphs = tuple(replace(each, advance=each.advance + style.tracking) for each in glyphs)
    width, is_space = sum(glyph.advance for glyph in glyphs), not text.strip(" ")
    return Piece(item.face, item.level, glyphs, width, is_space, text, *where, style.language)


def _fitting(word: list[Piece], limit: float) -> Iterator[list[Piece]]:
    """Yield the word, or the parts of a word that is wider than any line."""
    if word[0].is_space or sum(piece.width for piece in word) <= limit:
        yield word
        return
    part: list[Piece] = []
    used = 0.0
    for piece in (single for whole in word for single in _singles(whole)):
        if part and used + piece.width > limit:
            yield part
            part, used = [], 0.0
        part.append(piece)
        used += piece.width
    if part:
        yield part


def _singles(piece: Piece) -> Iterator[Piece]:
    """Yield clusters in logical order."""
    glyphs = piece.glyphs if piece.level % 2 == 0 else piece.glyphs[::-1]
    for index, glyph in enumerate(glyphs):
        yield replace(piece, glyphs=(glyph,), width=glyph.advance, text=glyph.reading,
                      place=piece.place + index)  # fmt: skip


def _line(pieces: list[Piece], style: Style, base: int) -> Line:
    """Put a line in visual order; the space at its end hangs beyond its edge."""
    hang = 0.0
    count = len(pieces)
    while count and pieces[count - 1].is_space:
        count -= 1
        hang += pieces[count].width
    settled = [*pieces[:count], *(replace(each, level=base) for each in pieces[count:])]
    width = sum(piece.width for piece in pieces[:count])
    if style.tracking and count:
        width -= style.tracking
    ordered = visual(settled, [piece.level for piece in settled])
    text = "".join(piece.text for piece in settled)
    em = style.size / 1000
    return Line(tuple(ordered), width * em, hang * em, text, base == 1)
