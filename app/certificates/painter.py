"""Painting a measured certificate in reading order; right-to-left languages mirror the page."""

from app.certificates.fit import Block, Segment, stacked
from app.certificates.measure import MeasuredPage
from app.certificates.ornament import seal
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Style, direction
from app.paper.metadata import Properties
from app.paper.pictures import Picture
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
        self._paint_elements(canvas)
        self._paint_signature(canvas)
        self._paint_code(canvas)
        self._paint_band(canvas)
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
        line, style = self.page.sample
        frame = self.look.frame
        middle = self._x((frame["left"] + frame["right"]) / 2)
        canvas.saveState()
        canvas.translate(middle, self._y(self.look.page["height"] * SAMPLE_AT))
        canvas.rotate(24)
        with canvas.tag("P"), canvas.content():
            canvas.line_of_text(line, style, -line.width / 2, -style.size * 0.3)
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
            y += block.height

    def _paint_block(self, canvas: TaggedCanvas, block: Block, y: float) -> None:
        kind = "H1" if block.element.name == "title" else "P"
        with canvas.tag(kind) as node:
            for row in block.rows:
                start = self.look.text["left"]
                baseline = self._y(y + block.leading * 0.78)
                for line, style in row:
                    x = self._x(start, line.width)
                    self._span(canvas, line, style, x, baseline)
                    start += line.width + line.hang
                y += block.leading
            if any(line.has_rtl for row in block.rows for line, _ in row):
                node.actual = "".join(line.text for row in block.rows for line, _ in row)

    def _span(self, canvas: TaggedCanvas, line: Line, style: Style, x: float, y: float) -> None:
        """Draw one segment; words in another language than the document's say so.

        Letter-spaced words also say what they read as, on a Span, where readers look for it.
        """
        is_foreign = style.language not in {self.page.sheet.language, ""}
        if not is_foreign and not style.tracking:
            with canvas.content():
                canvas.line_of_text(line, style, x, y)
            return
        with canvas.tag("Span") as node:
            node.language = style.language if is_foreign else None
            with canvas.content(actual=line.text if style.tracking else ""):
                canvas.line_of_text(line, style, x, y)

    def _paint_signature(self, canvas: TaggedCanvas) -> None:
        text, foot = self.look.text, self.look.foot
        y, width = self._y(foot["rule_y"]), foot["signature_width"]
        left = self._x(text["left"], width)
        canvas.setStrokeColor(f"#{self.look.colours['ink']}")
        canvas.setLineWidth(0.7)
        canvas.line(left, y, left + width, y)
        self._column(canvas, self.page.signature, text["left"], foot["first_y"], foot["leading"])
        leading = foot["leading"] * 0.8
        top = foot["log_bottom"] - (len(self.page.log) - 1) * leading
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
        self, canvas: TaggedCanvas, rows: list[Segment], start: float, top: float, leading: float
    ) -> None:
        for index, (line, style) in enumerate(rows):
            self._line(canvas, line, style, self._x(start, line.width), top + index * leading)

    def _paint_band(self, canvas: TaggedCanvas) -> None:
        band = self.look.band
        middles = self._x(band["label_x"]), self._x(band["foot_x"])
        self._centred(canvas, self.page.head, middles[0], band["label_y"], HEAD_LEADING)
        if self.logo:
            self._paint_logo(canvas, self.logo, middles[1])
        self._centred(canvas, self.page.foot, middles[1], band["foot_y"], FOOT_LEADING)

    def _centred(
        self, canvas: TaggedCanvas, rows: list[Segment], middle: float, top: float, leading: float
    ) -> None:
        for index, (line, style) in enumerate(rows):
            self._line(canvas, line, style, middle - line.width / 2, top + index * leading)

    def _line(self, canvas: TaggedCanvas, line: Line, style: Style, x: float, top: float) -> None:
        with canvas.tag("P") as node:
            node.actual = line.text if line.has_rtl else None
            with canvas.content():
                canvas.line_of_text(line, style, x, self._y(top))

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
