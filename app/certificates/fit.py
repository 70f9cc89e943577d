"""Finding the size at which each element fits its place, and what cannot be made to fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.certificates.template import ElementLook
from app.certificates.words import Element
from app.models.errors import Refused
from app.models.message import Message, message
from app.models.problem import Problem, Severity
from app.paper.lines import Line, Style, typeset

Segment = tuple[Line, Style]
"""A shaped line and its style; the style's language is that of the words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fitted element: rows from the top, each of one or two segments side by side."""

    element: Element
    rows: tuple[tuple[Segment, ...], ...]
    gap: float
    leading: float

    @property
    def height(self) -> float:
        """The room that the rows take, without the gap above."""
        return len(self.rows) * self.leading


Breaking = Callable[[str, Style, float, Message], tuple[Line, ...]]
"""Breaks a text into lines: plainly, or balanced, which takes a dozen times as long."""

NARROWING, NARROWINGS = 0.04, 13
"""Steps in which lines are made narrower to be of equal length, and how many there are."""

TALL = 1.4
"""How much more room lines need whose script reaches further up and down."""


class Overflow(Exception):
    """An element does not fit at any of its sizes."""


def fit(
    element: Element, look: ElementLook, colour: str, width: float, leading: float, factor: float
) -> Block:
    """Return the element at its largest fitting size times ``factor``.

    Raises ``Overflow``, or ``Refused`` when a character cannot be printed.
    """
    for size, lines in look.fits:
        style = Style(
            look.family, look.bold, size * factor, size * factor * leading, colour,
            tracking=look.tracking, base=element.base,
        )  # fmt: skip
        if len(_rows(element, style, width, typeset)) <= lines * len(element.parts):
            rows = _rows(element, style, width, balanced)
            tall = TALL if any(line.is_tall for row in rows for line, _ in row) else 1.0
            return Block(element, rows, look.gap * factor, style.leading * tall)
    raise Overflow


def _rows(
    element: Element, style: Style, width: float, broken: Breaking
) -> tuple[tuple[Segment, ...], ...]:
    """Return all parts beside each other where they fit, else each broken into lines."""
    beside = _beside(element, style)
    if sum(line.width + line.hang for line, _ in beside) <= width:
        return (beside,)
    stacked = [replace(style, language=part.language) for part in element.parts]
    return tuple(
        ((line, own),)
        for part, own in zip(element.parts, stacked, strict=True)
        for line in broken(part.text, own, width, element.field)
    )


def balanced(text: str, style: Style, width: float, field: Message) -> tuple[Line, ...]:
    """Return as few lines as fit the width, of about equal length."""
    lines = typeset(text, style, width, field)
    fits, fails = 0, NARROWINGS if len(lines) > 1 else 1
    while fails - fits > 1:
        middle = (fits + fails) // 2
        tried = typeset(text, style, width * (1 - middle * NARROWING), field)
        if len(tried) > len(lines):
            fails = middle
        else:
            fits, lines = middle, tried
    return lines


def _beside(element: Element, style: Style) -> tuple[Segment, ...]:
    """Return all parts on one line, each but the last with the separator at its end."""
    last = len(element.parts) - 1
    segments: list[Segment] = []
    for index, part in enumerate(element.parts):
        own = replace(style, language=part.language)
        text = part.text if index == last else part.text + element.separator.rstrip(" ")
        (line,) = typeset(text, own, float("inf"), element.field)
        if index != last and element.separator.endswith(" "):
            line = _with_space(line, own, element.field)
        segments.append((line, own))
    return tuple(segments)


def _with_space(line: Line, style: Style, field: Message) -> Line:
    """Return the line with a real space glyph at its end, so that readers part the words."""
    (spaced,) = typeset("x  x", style, float("inf"), field)
    space = next(piece for piece in spaced.pieces if piece.is_space)
    glyph = replace(space, glyphs=space.glyphs[:1], width=space.glyphs[0].advance, text=" ")
    width = (glyph.width + style.tracking) * style.size / 1000
    pieces = (glyph, *line.pieces) if line.is_rtl else (*line.pieces, glyph)
    return replace(line, pieces=pieces, hang=line.hang + width, text=line.text + " ")


def overflow(element: Element) -> Problem:
    """Return the finding for a text that is too long at every size."""
    return too_long(element.name, element.field)


def too_long(name: str, field: Message) -> Problem:
    """Return the finding that names the field whose text has no room."""
    sentence = message("{field}: the text is too long for the certificate.", field=field)
    return Problem("certificate.overflow", Severity.ERROR, name, sentence)


def missing(name: str, field: Message) -> Problem:
    """Return the finding for a text that a certificate cannot be without."""
    return Problem(
        "certificate.empty",
        Severity.ERROR,
        name,
        message("{field}: there is no text.", field=field),
    )


def unprintable(element: str, error: Refused) -> Problem:
    """Return the finding for a character that cannot be printed."""
    return Problem("certificate.character", Severity.ERROR, element, error.message)


def stacked(blocks: Sequence[Block]) -> float:
    """Return the height of the blocks one under the other, with their gaps."""
    return sum(block.height + block.gap for block in blocks)
