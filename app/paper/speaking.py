"""Lines as they are heard: a Span for each stretch that another voice reads or that runs leftward.

Words go straight into their element where they are in its language and read as they are drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Piece, Style
from app.paper.structure import Node


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line of one run and language; ``x`` is counted from the line's beginning."""

    line: Line
    x: float
    run: int
    language: str


def stretches(line: Line, style: Style) -> list[Stretch]:
    """Return the parts of a line in the order they are read."""
    kinds = [(kind, tuple(group)) for kind, group in groupby(line.pieces, key=_kind)]
    if len(kinds) <= 1:
        run, language = kinds[0][0] if kinds else (0, style.language)
        return [Stretch(line, 0.0, run, language)]
    em, found = style.size / 1000, []
    x = -line.hang if line.is_rtl else 0.0
    for (run, language), pieces in kinds:
        ordered = sorted(pieces, key=lambda piece: piece.place)
        width = sum(piece.width for piece in pieces) * em
        text = "".join(piece.text for piece in ordered)
        part = Stretch(Line(pieces, width, 0.0, text, is_rtl=False), x, run, language)
        found.append((run, ordered[0].place, part))
        x += width
    return [part for *_, part in sorted(found, key=lambda each: each[:2])]


def _kind(piece: Piece) -> tuple[int, str]:
    return piece.run, piece.language


class Speaker:
    """Draws lines into one element whose language is ``language``."""

    def __init__(self, canvas: TaggedCanvas, node: Node, language: str) -> None:
        self.canvas = canvas
        self.node = node
        self.language = language
        self._last: tuple[object, Node] | None = None
        self._is_whole = False

    def settle(self, lines: Iterable[tuple[Line, Style]]) -> None:
        """Let the element itself say how all these lines are read, where that is one way.

        Not every reader looks into a Span. The lines must be all that the element will hold.
        """
        ways = {
            (stretch.language or self.language, stretch.line.has_rtl)
            for line, style in lines
            for stretch in stretches(line, style)
        }
        if len(ways) != 1 or self.node.kids:
            return
        ((language, _),) = ways
        self._is_whole = True
        if language != self.language:
            self.node.language = self.language = language

    def draw(self, line: Line, style: Style, x: float, y: float, part: int = 0) -> None:
        """Draw a line of the ``part``-th text; a stretch that goes on keeps its Span.

        Letter-spaced words say what they read as, on a Span in the content, where readers look.
        """
        for each in stretches(line, style):
            with self.canvas.content(
                self._element(each, part), each.line.text if style.tracking else ""
            ):
                self.canvas.line_of_text(each.line, style, x + each.x, y)

    def _element(self, stretch: Stretch, part: int) -> Node:
        is_foreign = stretch.language not in {self.language, ""}
        if self._is_whole:
            _reads(self.node, stretch)
            return self.node
        if not (is_foreign or stretch.line.has_rtl):
            self._last = None
            return self.node
        key = (stretch.language, stretch.line.has_rtl, part)
        if self._last is None or self._last[0] != key:
            self._last = (key, self.node.add("Span"))
            self._last[1].language = stretch.language if is_foreign else None
        _reads(self._last[1], stretch)
        return self._last[1]


def _reads(node: Node, stretch: Stretch) -> None:
    """Add words that run leftward to what the element reads as, in logical order."""
    if stretch.line.has_rtl:
        node.actual = (node.actual or "") + stretch.line.text
