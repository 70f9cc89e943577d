"""Platypus flowables that draw shaped text and pictures and tag what they draw."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from app.models.message import Message
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Style, typeset
from app.paper.pictures import Picture
from app.paper.speaking import Speaker
from app.paper.structure import Node, figure_box

FEWEST_LINES = 2
"""Lines of a paragraph that stay together at the foot or head of a page."""


@dataclass(eq=False, slots=True)
class Slot:
    """A structure element that comes to be when its first content is drawn.

    With ``order`` its children come to be with it, so that they stand as they are read wherever
    they are drawn first.
    """

    kind: str
    parent: "Slot | None" = None
    attributes: object = None
    node: Node | None = None
    language: str | None = None
    order: "list[Slot]" = field(default_factory=list)

    def open(self, canvas: TaggedCanvas) -> Node:
        """Return the element, made below its parent's or the open one at first use."""
        if self.node is None:
            parent = self.parent.open(canvas) if self.parent else canvas.node
        if self.node is None:  # the parent may have opened it in its order
            self.node = parent.add(self.kind)
            self.node.attributes = self.attributes
            self.node.language = self.language
            for child in self.order:
                child.open(canvas)
        return self.node


class TextBlock(Flowable):  # type: ignore[misc]
    """A paragraph. Its halves share one element; drawn a second time it is an artifact."""

    def __init__(
        self, text: str, style: Style, slot: Slot, field: Message, indent: float = 0.0
    ) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.slot = slot
        self.field = field
        self.indent = indent
        self.marker: TextBlock | None = None
        self.lines: tuple[Line, ...] | None = None
        self._typeset_for = 0.0
        self._is_drawn = False

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Break into lines for this width; return width and height."""
        room = width - self.indent
        if self.text is not None and (self.lines is None or self._typeset_for != room):
            self.lines = typeset(self.text, self.style, room, self.field)
            self._typeset_for = room
        self.width = width
        self.height = len(self.lines or ()) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return two halves with the same element, or nothing when it should move as a whole."""
        self.wrap(width, height)
        lines = self.lines or ()
        fitting = int(height / self.style.leading)
        fitting = min(fitting, len(lines) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return []
        halves = [self.part(lines[:fitting]), self.part(lines[fitting:])]
        halves[0].marker = self.marker
        return halves

    def part(self, lines: tuple[Line, ...]) -> "TextBlock":
        """Return a block of some of the lines, with the same element."""
        part = TextBlock("", self.style, self.slot, self.field, self.indent)
        part.lines, part._typeset_for = lines, self._typeset_for
        part.text = None  # type: ignore[assignment]
        part.spaceAfter = self.getSpaceAfter()
        return part

    def draw(self) -> None:
        """Draw the lines at the flowable's place."""
        canvas: TaggedCanvas = self.canv
        if self.marker:
            self.marker.canv = canvas
            self.marker.wrap(self.indent, self.height)
            across = self.width - self.indent if self._is_mirrored else 0.0
            canvas.translate(across, self.height - self.marker.height)
            self.marker.draw()
            canvas.translate(-across, self.marker.height - self.height)
        if self._is_drawn:
            self._draw_lines(canvas)
            return
        speaker = Speaker(canvas, self.slot.open(canvas), self.style.language)
        if all(_is_plain(line, self.style) for line in self.lines or ()):
            with canvas.content(speaker.node):
                self._draw_lines(canvas)
        else:
            if self.text is not None:  # no half of a paragraph
                speaker.settle((line, self.style) for line in self.lines or ())
            self._draw_lines(canvas, speaker)
        self._is_drawn = True

    def _draw_lines(self, canvas: TaggedCanvas, speaker: Speaker | None = None) -> None:
        rise = (self.style.leading - self.style.size) / 2 + self.style.size * 0.22
        draw = speaker.draw if speaker else canvas.line_of_text
        for index, line in enumerate(self.lines or ()):
            y = self.height - (index + 1) * self.style.leading + rise
            draw(line, self.style, self._start(line), y)

    @property
    def _is_mirrored(self) -> bool:
        """Tell whether the page begins at the right."""
        return self.style.base == 1

    def _start(self, line: Line) -> float:
        room = self.width - self.indent - line.width
        left = 0.0 if self._is_mirrored else self.indent
        is_at_end = (self.style.align == "end") != line.is_rtl
        if self.style.align == "middle":
            return left + room / 2
        if self.style.align == "column":
            return left + (room if self._is_mirrored else 0.0)
        return left + (room if is_at_end else 0.0)


def _is_plain(line: Line, style: Style) -> bool:
    """Tell whether one voice reads the line as it is drawn."""
    return not any(
        piece.level % 2 or piece.language not in {style.language, ""} for piece in line.pieces
    )


class FigureBlock(Flowable):  # type: ignore[misc]
    """A picture or drawing with its alternative text."""

    def __init__(
        self, width: float, height: float, paint: Callable[[TaggedCanvas], None], alternative: str
    ) -> None:
        super().__init__()
        self.size = (width, height)
        self.paint = paint
        self.alternative = alternative
        self.slot = Slot("Figure")
        self.most = (float("inf"), float("inf"))

    def limit(self, width: float, height: float) -> None:
        """Never be larger than this, whatever the page; the proportions stay."""
        self.most = (width, height)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Shrink to the width there is, keeping the proportions; return width and height."""
        most = (min(width, self.most[0]), self.most[1])
        self.factor = min(1.0, most[0] / self.size[0], most[1] / self.size[1])
        self.width, self.height = self.size[0] * self.factor, self.size[1] * self.factor
        return self.width, self.height

    def draw(self) -> None:
        """Draw inside a Figure element with its box."""
        canvas: TaggedCanvas = self.canv
        with canvas.within(self.slot.open(canvas)) as node:
            node.alternative = self.alternative
            x, y = canvas.absolutePosition(0, 0)
            node.attributes = figure_box(x, y, self.width, self.height)
            with canvas.content():
                canvas.saveState()
                canvas.scale(self.factor, self.factor)
                self.paint(canvas)
                canvas.restoreState()


def picture_block(image: Picture, width: float, alternative: str) -> FigureBlock:
    """Return a figure that shows a raster picture ``width`` points wide."""
    height = width * image.height / image.width
    return FigureBlock(
        width, height, lambda canvas: canvas.place_picture(image, 0, 0, width, height), alternative
    )
