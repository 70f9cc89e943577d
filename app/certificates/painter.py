"""Painting a measured certificate in reading order; right-to-left languages mirror the page."""

from collections.abc import Callable

from app.certificates.fit import Block, Segment, stacked
from app.certificates.measure import MeasuredPage
from app.certificates.ornament import seal
from app.paper.canvas import TaggedCanvas
from app.paper.lines import direction
from app.paper.metadata import Properties
from app.paper.pictures import Picture
from app.paper.speaking import Speaker
from app.paper.structure import figure_box
from app.paper.symbol import Symbol, place_symbol

HEAD_LEADING, FOOT_LEADING = 16.0, 12.0
LOGO_GAP = 18.0
SAMPLE_AT = 0.555
"""Where the word across a sample stands, as a part of the page's height."""


class Painter:
    """Paints one page; ``x`` of everything is counted from where its language begins."""

    def __init__(self, page: MeasuredPage, logo: Picture | None, code: Symbol | None) -> None:
        self.code = code
        self.page = page
        self.look = page.look
        self.logo = logo
        self.is_mirrored = direction(page.sheet.language) == 1

    def paint(self, properties: Properties) -> TaggedCanvas:
        """Return the canvas with everything on it."""
        size = (self.look.page["width"], self.look.page["height"])
        canvas = TaggedCanvas(properties, size)
        self._paint_ground(canvas)
        self._paint_sample(canvas)
        self._paint_band(canvas, "sample")
        self._paint_elements(canvas)
        self._paint_signature(canvas)
        self._paint_code(canvas)
        self._paint_foot(canvas)
        return canvas

    def _y(self, below_top: float) -> float:
        return self.look.page["height"] - below_top

    def _x(self, start: float, width: float = 0.0) -> float:
        """Return the left edge of something ``width`` wide that begins at ``start``."""
        return self.look.page["width"] - start - width if self.is_mirrored else start

    def _paint_ground(self, canvas: TaggedCanvas) -> None:
        band, frame, colours = self.look.band, self.look.frame, self.look.colours
        canvas.setFillColor(f"#{colours['band']}")
        left = self._x(band["left"], band["width"])
        bottom = self._y(band["top"] + band["height"])
        canvas.rect(left, bottom, band["width"], band["height"], stroke=0, fill=1)
        canvas.setStrokeColor(f"#{colours['gold']}")
        canvas.setLineWidth(0.75)
        width, height = frame["right"] - frame["left"], frame["bottom"] - frame["top"]
        canvas.rect(self._x(frame["left"], width), self._y(frame["bottom"]), width, height)
        seal(
            canvas, self._x(band["seal_x"]), self._y(band["seal_y"]), band["seal_radius"],
            colours["gold"], colours["on_band"],
        )  # fmt: skip

    def _paint_sample(self, canvas: TaggedCanvas) -> None:
        if not self.page.sample:
            return
        line, style, *_ = self.page.sample
        frame = self.look.frame
        middle = self._x((frame["left"] + frame["right"]) / 2)
        canvas.saveState()
        canvas.translate(middle, self._y(self.look.page["height"] * SAMPLE_AT))
        canvas.rotate(24)
        canvas.line_of_text(line, style, -line.width / 2, -style.size * 0.3)  # the band says it
        canvas.restoreState()

    def _paint_elements(self, canvas: TaggedCanvas) -> None:
        text = self.look.text
        gaps = sum(block.gap for block in self.page.blocks)
        spare = text["bottom"] - text["top"] - stacked(self.page.blocks)
        stretch = min(text["most_stretch"], 1 + spare / gaps) if gaps else 1.0
        y = text["top"]
        for block in self.page.blocks:
            y += block.gap * stretch
            self._paint_block(canvas, block, y)
            if block.element.name == "label":
                self._paint_band(canvas, "label", "season")
            y += block.height

    def _paint_block(self, canvas: TaggedCanvas, block: Block, y: float) -> None:
        kind = "H1" if block.element.name == "title" else "P"
        with canvas.tag(kind) as node:
            speaker = Speaker(canvas, node, self.page.sheet.language)
            speaker.settle(each[:2] for row in block.rows for each in row if each.is_said)
            for row in block.rows:
                start = self.look.text["left"]
                baseline = self._y(y + block.leading * 0.78)
                for each in row:
                    x = self._x(start, each.line.width)
                    _draw(speaker, each, x, baseline)
                    start += each.line.width + each.line.hang
                y += block.leading

    def _paint_signature(self, canvas: TaggedCanvas) -> None:
        text, foot = self.look.text, self.look.foot
        y, width = self._y(foot["rule_y"]), foot["signature_width"]
        left = self._x(text["left"], width)
        canvas.setStrokeColor(f"#{self.look.colours['ink']}")
        canvas.setLineWidth(0.7)
        canvas.line(left, y, left + width, y)
        self._column(canvas, self.page.signature, text["left"], foot["first_y"], foot["leading"])
        leading = foot["leading"] * 0.8
        top = foot["log_bottom"] - (sum(map(len, self.page.log)) - 1) * leading
        self._column(canvas, self.page.log, foot["log_left"], top, leading)

    def _paint_code(self, canvas: TaggedCanvas) -> None:
        if self.code is None:
            return
        place = self.look.code
        side = place["side"]
        x, y = self._x(place["right"] - side, side), self._y(place["bottom"] - side)
        with canvas.tag("Figure") as node:
            node.alternative = self.page.sheet.figure
            node.attributes = figure_box(x, y - side, side, side)
            with canvas.content():
                place_symbol(canvas, self.code, x, y, side)

    def _column(
        self, canvas: TaggedCanvas, texts: list[list[Segment]], start: float, top: float,
        leading: float,
    ) -> None:  # fmt: skip
        for rows in texts:
            self._text(canvas, rows, lambda width: self._x(start, width), top, leading)
            top += len(rows) * leading

    def _paint_band(self, canvas: TaggedCanvas, *names: str) -> None:
        """Paint rows below the seal, where they are read: label and season, or the sample."""
        band, rows = self.look.band, self.page.band
        middle = self._x(band["label_x"])
        above = {"label": 0, "season": len(rows["label"])}
        above["sample"] = above["season"] + len(rows["season"])
        for name in names:
            top = band["label_y"] + above[name] * HEAD_LEADING
            self._text(canvas, rows[name], lambda width: middle - width / 2, top, HEAD_LEADING)

    def _paint_foot(self, canvas: TaggedCanvas) -> None:
        band, rows = self.look.band, self.page.band["organisation"]
        middle = self._x(band["foot_x"])
        if self.logo:
            self._paint_logo(canvas, self.logo, middle)
        self._text(canvas, rows, lambda width: middle - width / 2, band["foot_y"], FOOT_LEADING)

    def _text(
        self, canvas: TaggedCanvas, rows: list[Segment], left: Callable[[float], float], top: float,
        leading: float,
    ) -> None:  # fmt: skip
        """Paint the lines of one text, which is one paragraph; ``left`` is where a width begins."""
        node = canvas.node.add("P") if rows and rows[0].is_said else canvas.node
        speaker = Speaker(canvas, node, self.page.sheet.language)
        if rows and rows[0].is_said:
            speaker.settle(each[:2] for each in rows)
        for index, each in enumerate(rows):
            _draw(speaker, each, left(each.line.width), self._y(top + index * leading))

    def _paint_logo(self, canvas: TaggedCanvas, logo: Picture, middle: float) -> None:
        band = self.look.band
        factor = min(band["logo_width"] / logo.width, band["logo_height"] / logo.height)
        width, height = logo.width * factor, logo.height * factor
        x, y = middle - width / 2, self._y(band["foot_y"] - LOGO_GAP)
        with canvas.tag("Figure") as node:
            node.alternative = self.page.sheet.organisation
            node.attributes = figure_box(x, y, width, height)
            with canvas.content():
                canvas.place_picture(logo, x, y, width, height)


def _draw(speaker: Speaker, segment: Segment, x: float, y: float) -> None:
    """Draw a segment where it belongs; what is not said stays an artifact."""
    line, style, part, is_said = segment
    if is_said:
        speaker.draw(line, style, x, y, part)
    else:
        speaker.canvas.line_of_text(line, style, x, y)
