"""Finding the size at which each element fits its place, and what cannot be made to fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.certificates.template import ElementLook
from app.certificates.words import Element, Part, Row
from app.models.errors import Refused
from app.models.message import Message, message
from app.models.problem import Problem, Severity
from app.paper.lines import Line, Style, typeset
from app.paper.rich import Run, typeset_runs


class Segment(NamedTuple):
    """A shaped line and its style; the style's language is that of the words.

    ``part`` counts the texts of an element; what is not ``is_said`` is printed and not read aloud.
    """

    line: Line
    style: Style
    part: int = 0
    is_said: bool = True


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

Setting = Callable[[float], tuple[Line, ...]]
"""Breaks one text into lines of at most this width."""

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
            tall = TALL if any(each.line.is_tall for row in rows for each in row) else 1.0
            return Block(element, rows, look.gap * factor, style.leading * tall)
    raise Overflow


def _rows(
    element: Element, style: Style, width: float, broken: Breaking
) -> tuple[tuple[Segment, ...], ...]:
    """Return all parts beside each other where they fit, else each broken into lines."""
    beside = _beside(element, style)
    if sum(each.line.width + each.line.hang for each in beside) <= width:
        return (beside,)
    return tuple(
        (Segment(line, own, index),)
        for index, part in enumerate(element.parts)
        for own in (spoken_as(part, style),)
        for line in broken(part.text, own, width, element.field)
    )


def spoken_as(part: Part, style: Style) -> Style:
    """Return the style in the part's language."""
    return replace(style, language=part.language, country=part.country)


def balanced(text: str, style: Style, width: float, field: Message) -> tuple[Line, ...]:
    """Return as few lines as fit the width, of about equal length."""
    return evened(lambda room: typeset(text, style, room, field), width)


def evened(setting: Setting, width: float) -> tuple[Line, ...]:
    """Return as few lines as fit the width, set as narrow as that allows."""
    lines = setting(width)
    fits, fails = 0, NARROWINGS if len(lines) > 1 else 1
    while fails - fits > 1:
        middle = (fits + fails) // 2
        tried = setting(width * (1 - middle * NARROWING))
        if len(tried) > len(lines):
            fails = middle
        else:
            fits, lines = middle, tried
    return lines


def _beside(element: Element, style: Style) -> tuple[Segment, ...]:
    """Return all parts on one line; the sign between two of them is not read aloud."""
    segments: list[Segment] = []
    for index, part in enumerate(element.parts):
        own = spoken_as(part, style)
        (line,) = typeset(part.text, own, float("inf"), element.field)
        if index < len(element.parts) - 1:
            segments.append(Segment(_with_space(line, own, element.field), own, index))
            (sign,) = typeset(element.separator, own, float("inf"), element.field)
            segments.append(
                Segment(_with_space(sign, own, element.field), own, index, is_said=False)
            )
        else:
            segments.append(Segment(line, own, index))
    return tuple(segments)


def _with_space(line: Line, style: Style, field: Message) -> Line:
    """Return the line with a real space glyph at its end, so that readers part the words."""
    (spaced,) = typeset("x  x", style, float("inf"), field)
    space = next(piece for piece in spaced.pieces if piece.is_space)
    glyph = replace(space, glyphs=space.glyphs[:1], width=space.glyphs[0].advance, text=" ")
    width = (glyph.width + style.tracking) * style.size / 1000
    pieces = (glyph, *line.pieces) if line.is_rtl else (*line.pieces, glyph)
    return replace(line, pieces=pieces, hang=line.hang + width, text=line.text + " ")


def set_row(row: Row, style: Style, width: float, field: Message) -> tuple[Line, ...]:
    """Return the lines of a small text, each part in its language."""
    if len({part.language for part in row.parts}) < 2:
        return typeset(row.text, spoken_as(row.parts[0], style), width, field)
    joints = [*[row.joint] * (len(row.parts) - 1), ""]
    runs = [Run(part.text + joint, language=part.language)
            for part, joint in zip(row.parts, joints, strict=True)]  # fmt: skip
    return typeset_runs(runs, style, width, field)


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
