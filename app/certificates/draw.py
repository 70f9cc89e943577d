"""One A4 page, landscape: the certificate as a school hangs it on the wall."""

from dataclasses import dataclass
from datetime import datetime

from app.certificates.code import NotACode, ReadCode, read_code
from app.certificates.fit import Block, Segment, stacked
from app.certificates.measure import MeasuredPage
from app.certificates.ornament import seal
from app.certificates.record import attachments
from app.certificates.words import sheet
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.errors import Misused
from app.models.message import message
from app.models.problem import Problem, Severity
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Style
from app.paper.metadata import Properties
from app.paper.pictures import Picture, picture
from app.paper.structure import figure_box
from app.paper.symbol import Symbol, place_symbol, symbol


@dataclass(frozen=True, slots=True)
class Drawn:
    """A certificate and what was found before signing; ``pdf`` is empty when an error was."""

    pdf: bytes
    findings: tuple[Problem, ...]


def draw(
    words: PrintedWords,
    proof: LogProof,
    at: datetime,
    *,
    leaf: bytes = b"",
    logo: bytes = b"",
    code: PaperCode | None = None,
) -> Drawn:
    """Draw a certificate; unprintable characters and overflow come back as findings.

    ``leaf`` is the canonical log entry that the proof is about, carried inside; ``logo`` is the
    organisation's own, PNG or JPEG; ``code`` is printed as a symbol and carried as text.
    Raises ``Misused`` for a code that cannot be read.
    """
    page = MeasuredPage(sheet(words, proof, _read(code)))
    findings = tuple(page.findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Drawn(b"", findings)
    properties = Properties(page.sheet.title, page.sheet.language, page.sheet.organisation, at)
    drawing = symbol(code.text) if code else None
    canvas = _Painter(page, picture(logo) if logo else None, drawing).paint(properties)
    for attachment in attachments(words, proof, leaf, code):
        canvas.attach(attachment)
    return Drawn(canvas.finish(), findings)


def _read(code: PaperCode | None) -> ReadCode | None:
    try:
        return read_code(code.text) if code else None
    except NotACode as error:
        raise Misused(
            "certificate.code", message("The code for the certificate cannot be printed.")
        ) from error


class _Painter:
    """Paints a measured page in reading order."""

    def __init__(self, page: MeasuredPage, logo: Picture | None, code: Symbol | None) -> None:
        self.code = code
        self.page = page
        self.look = page.look
        self.logo = logo

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

    def _paint_ground(self, canvas: TaggedCanvas) -> None:
        band, frame, colours = self.look.band, self.look.frame, self.look.colours
        canvas.setFillColor(f"#{colours['band']}")
        canvas.rect(0, 0, band["width"], self.look.page["height"], stroke=0, fill=1)
        canvas.setStrokeColor(f"#{colours['gold']}")
        canvas.setLineWidth(0.75)
        width, height = frame["right"] - frame["left"], frame["bottom"] - frame["top"]
        canvas.rect(frame["left"], self._y(frame["bottom"]), width, height)
        seal(
            canvas, band["seal_x"], self._y(band["seal_y"]), band["seal_radius"],
            colours["gold"], colours["on_band"],
        )  # fmt: skip

    def _paint_sample(self, canvas: TaggedCanvas) -> None:
        if not self.page.sample:
            return
        line, style = self.page.sample
        frame = self.look.frame
        canvas.saveState()
        canvas.translate((frame["left"] + frame["right"]) / 2, self._y(330))
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
                x = self.look.text["left"]
                baseline = self._y(y + block.leading * 0.78)
                for line, style in row:
                    self._span(canvas, line, style, x, baseline)
                    x += line.width + line.hang
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
        y = self._y(foot["rule_y"])
        canvas.setStrokeColor(f"#{self.look.colours['ink']}")
        canvas.setLineWidth(0.7)
        canvas.line(text["left"], y, text["left"] + foot["signature_width"], y)
        self._column(canvas, self.page.signature, text["left"], foot["first_y"], foot["leading"])
        leading = foot["leading"] * 0.8
        top = foot["log_bottom"] - (len(self.page.log) - 1) * leading
        self._column(canvas, self.page.log, foot["log_left"], top, leading)

    def _paint_code(self, canvas: TaggedCanvas) -> None:
        if self.code is None:
            return
        place = self.look.code
        x, y = place["right"] - place["side"], self._y(place["bottom"] - place["side"])
        with canvas.tag("Figure") as node:
            node.alternative = self.page.sheet.figure
            node.attributes = figure_box(x, y - place["side"], place["side"], place["side"])
            with canvas.content():
                place_symbol(canvas, self.code, x, y, place["side"])

    def _column(
        self, canvas: TaggedCanvas, rows: list[Segment], x: float, top: float, leading: float
    ) -> None:
        for index, (line, style) in enumerate(rows):
            with canvas.tag("P") as node:
                node.actual = line.text if line.has_rtl else None
                with canvas.content():
                    canvas.line_of_text(line, style, x, self._y(top + index * leading))

    def _paint_band(self, canvas: TaggedCanvas) -> None:
        band = self.look.band
        self._centred(canvas, self.page.head, band["label_y"], 16)
        if self.logo:
            self._paint_logo(canvas)
        self._centred(canvas, self.page.foot, band["foot_y"] + 12, 12)

    def _centred(
        self, canvas: TaggedCanvas, rows: list[Segment], top: float, leading: float
    ) -> None:
        middle = self.look.band["width"] / 2
        for index, (line, style) in enumerate(rows):
            with canvas.tag("P") as node:
                node.actual = line.text if line.has_rtl else None
                with canvas.content():
                    y = self._y(top + index * leading)
                    canvas.line_of_text(line, style, middle - line.width / 2, y)

    def _paint_logo(self, canvas: TaggedCanvas) -> None:
        band, logo = self.look.band, self.logo
        if logo is None:
            return
        factor = min((band["width"] - 50) / logo.width, 60 / logo.height)
        width, height = logo.width * factor, logo.height * factor
        with canvas.tag("Figure") as node:
            node.alternative = self.page.sheet.organisation
            x, y = (band["width"] - width) / 2, self._y(band["foot_y"] - 6)
            node.attributes = figure_box(x, y, width, height)
            with canvas.content():
                canvas.place_picture(logo, x, y, width, height)
