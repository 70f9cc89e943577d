"""Paragraphs of runs: bold, other languages and links inside one flowing text.

Each run is an element of its own (``Span`` with its language, ``Link`` with its annotation), also
where a line's direction puts it elsewhere than it reads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.models.errors import Refused
from app.models.message import Message, message
from app.paper.bidi import base_level, levels
from app.paper.blocks import Slot, TextBlock
from app.paper.canvas import TaggedCanvas
from app.paper.clean import normalised
from app.paper.itemise import itemise
from app.paper.lines import Line, Style, broken, shaped, spoken
from app.paper.speaking import Stretch, stretches
from app.paper.structure import Node

LINK_COLOUR = "1d4fa0"
_ADDRESS = re.compile(r"(https?://|mailto:)[\x21-\x7e]{1,2000}")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a paragraph; ``link`` is an address (https, http or mailto) for people to open."""

    text: str
    bold: bool = False
    language: str = ""
    link: str = ""


def checked_link(address: str, field: Message) -> str:
    """Return an address that may stand in a document; raises ``Refused`` (``paper.link``)."""
    if not _ADDRESS.fullmatch(address):
        raise Refused("paper.link", message("{field}: this is no address of a page or mailbox.",
                                            field=field),
                      message("Write it in full, beginning with https://."))  # fmt: skip
    return address


def typeset_runs(
    runs: Sequence[Run], style: Style, width: float, field: Message
) -> tuple[Line, ...]:
    """Return the lines of one paragraph; raises ``Refused`` as ``typeset`` does."""
    texts = [normalised(re.sub(r"\s+", " ", run.text), field) for run in runs]
    whole = "".join(texts)
    base = base_level(whole) if style.base is None else style.base
    found, parts, place = levels(whole, base), [], 0
    for index, (run, text) in enumerate(zip(runs, texts, strict=True)):
        own = styled(style, run)
        items = itemise(text, found[place : place + len(text)], own.faces, field)
        parts += [(item, spoken(own, item), index) for item in items]
        place += len(text)
    return tuple(broken(shaped(parts, field), style, width, base))


def styled(style: Style, run: Run) -> Style:
    """Return the style of a run: its weight, language and, for a link, colour."""
    return replace(style, bold=style.bold or run.bold, language=run.language or style.language,
                   colour=LINK_COLOUR if run.link else style.colour)  # fmt: skip


class RichBlock(TextBlock):
    """A paragraph of runs. Its halves share the paragraph and each run's element."""

    def __init__(self, runs: Sequence[Run], style: Style, slot: Slot, field: Message) -> None:
        super().__init__("".join(run.text for run in runs), style, slot, field)
        self.runs = tuple(replace(run, link=run.link and checked_link(run.link, field))
                          for run in runs)  # fmt: skip
        self.nodes: dict[tuple[int, str], Node] = {}

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Break into lines for this width; return width and height."""
        if self.text is not None and (self.lines is None or self._typeset_for != width):
            self.lines = typeset_runs(self.runs, self.style, width, self.field)
            self._typeset_for = width
        return super().wrap(width, 0)

    def part(self, lines: tuple[Line, ...]) -> "RichBlock":
        """Return a block of some of the lines, with the same elements."""
        part = RichBlock(self.runs, self.style, self.slot, self.field)
        part.lines, part._typeset_for = lines, self._typeset_for
        part.text = None  # type: ignore[assignment]
        part.nodes = self.nodes
        part.spaceAfter = self.getSpaceAfter()
        return part

    def draw(self) -> None:
        """Draw each run of each line inside its element, in the order they are read."""
        canvas: TaggedCanvas = self.canv
        paragraph = self.slot.open(canvas)
        rise = (self.style.leading - self.style.size) / 2 + self.style.size * 0.22
        for index, line in enumerate(self.lines or ()):
            y = self.height - (index + 1) * self.style.leading + rise
            for part in stretches(line, self.style):
                self._draw_part(canvas, paragraph, part, (self._start(line) + part.x, y))

    def _draw_part(
        self, canvas: TaggedCanvas, paragraph: Node, stretch: Stretch, place: tuple[float, float]
    ) -> None:
        run, part, (x, y) = self.runs[stretch.run], stretch.line, place
        style = styled(self.style, run)
        node = self._node(paragraph, stretch)
        with canvas.content(node):
            canvas.line_of_text(part, style, x, y)
        if part.has_rtl:
            node.actual = (node.actual or "") + part.text
        if run.link:
            size = style.size
            canvas.setStrokeColor(f"#{LINK_COLOUR}")
            canvas.setLineWidth(size * 0.05)
            canvas.line(x, y - size * 0.14, x + part.width, y - size * 0.14)
            box = (x, y - size * 0.3, part.width, size * 1.25)
            canvas.link(node, run.link, run.text.strip() or run.link, box)

    def _node(self, paragraph: Node, stretch: Stretch) -> Node:
        """Return the element of a run; one for each language that it is spoken in."""
        run, key = self.runs[stretch.run], (stretch.run, stretch.language)
        known = self.nodes.get(key)
        if known is None:
            known = paragraph.add("Link" if run.link else "Span")
            is_foreign = stretch.language not in {"", self.style.language}
            known.language = stretch.language if is_foreign else None
            self.nodes[key] = known
        return known
