"""One A4 page, landscape: the certificate as a school hangs it on the wall."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.certificates.fit import (
    Block,
    Overflow,
    Segment,
    balanced,
    fit,
    missing,
    overflow,
    stacked,
    too_long,
    unprintable,
)
from app.certificates.ornament import seal
from app.certificates.record import attachments
from app.certificates.template import layout
from app.certificates.words import FIELDS, Sheet, sheet
from app.models.certificate import LogProof, PrintedWords
from app.models.errors import Refused
from app.models.message import Message
from app.models.problem import Problem, Severity
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Style, typeset
from app.paper.metadata import Properties
from app.paper.pictures import picture

NEEDED = ("label", "recipient", "school")
"""Elements without which there is no certificate."""

FACTORS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""How far everything shrinks, in steps, when the elements together are too high."""

SMALL_FITS = ((1.0, 1), (0.92, 1), (0.86, 1), (1.0, 2), (0.92, 9), (0.84, 9), (0.76, 9))
"""Size and lines of the small texts, in the order tried."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A certificate and what was found before signing; ``pdf`` is empty when an error was."""

    pdf: bytes
    findings: tuple[Problem, ...]


def draw(
    words: PrintedWords, proof: LogProof, at: datetime, *, leaf: bytes = b"", logo: bytes = b""
) -> Drawn:
    """Draw a certificate; unprintable characters and overflow come back as findings.

    ``leaf`` is the canonical log entry that the proof is about, carried inside; ``logo`` is the
    organisation's own, PNG or JPEG.
    """
    page = _Page(sheet(words, proof), logo)
    page.measure()
    if any(finding.severity is Severity.ERROR for finding in page.findings):
        return Drawn(b"", tuple(page.findings))
    properties = Properties(page.sheet.title, page.sheet.language, page.sheet.organisation, at)
    pdf = page.paint(properties, words, proof, leaf)
    return Drawn(pdf, tuple(page.findings))


class _Page:
    """Measures all text first, then paints; what does not fit or print becomes a finding."""

    def __init__(self, words: Sheet, logo: bytes) -> None:
        self.sheet = words
        self.look = layout()
        self.logo = picture(logo) if logo else None
        self.findings: list[Problem] = []
        self.blocks: list[Block] = []
        self.signature: list[Segment] = []
        self.log: list[Segment] = []
        self.head: list[Segment] = []
        self.foot: list[Segment] = []
        self.sample: Segment | None = None

    # -- measuring ---------------------------------------------------------------------------

    def measure(self) -> None:
        """Fit everything; afterwards ``findings`` is complete."""
        there = {element.name for element in self.sheet.elements}
        self.findings += [missing(each, FIELDS[each]) for each in NEEDED if each not in there]
        self._measure_elements()
        foot, band = self.look.foot, self.look.band
        size, width = foot["size"], foot["signature_width"]
        for index, text in enumerate(self.sheet.signature):
            style = self._style("ink", size, is_bold=index == 0)
            self.signature += self._small("signature", text, style, width, 3)
        for index, text in enumerate(self.sheet.log):
            style = self._style("quiet" if index else "ink", size * 0.86, is_bold=index == 0)
            self.log += self._small("log", text, style, foot["log_width"], 2)
        room = band["width"] - 24
        for index, text in enumerate(self.sheet.band):
            colour, size = ("quiet_on_band", 10.0) if index else ("on_band", 11.5)
            style = self._style(colour, size, is_bold=not index)
            self.head += self._small("band", text, style, room, 3)
        style = self._style("quiet_on_band", 8.8)
        self.foot = self._small("band", self.sheet.organisation, style, room, 4)
        if self.sheet.sample:
            self._measure_sample(self.sheet.sample)

    def _measure_elements(self) -> None:
        text = self.look.text
        room = text["bottom"] - text["top"]
        for factor in FACTORS:
            self.blocks, problems = self._fitted(factor)
            if problems:
                self.findings += problems
                return
            if stacked(self.blocks) <= room:
                return
        longest = max(self.blocks, key=lambda block: block.height)
        self.findings.append(overflow(longest.element))

    def _fitted(self, factor: float) -> tuple[list[Block], list[Problem]]:
        text = self.look.text
        width = text["right"] - text["left"]
        blocks, problems = [], []
        for element in self.sheet.elements:
            look = self.look.elements[element.name]
            colour = self.look.colours[look.colour]
            try:
                blocks.append(fit(element, look, colour, width, text["leading"], factor))
            except Overflow:
                problems.append(overflow(element))
            except Refused as error:
                problems.append(unprintable(element.name, error))
        return blocks, problems

    def _small(self, name: str, text: str, style: Style, width: float, lines: int) -> list[Segment]:
        field: Message = FIELDS[name]
        try:
            for factor, most in SMALL_FITS:
                smaller = replace(style, size=style.size * factor)
                rows = balanced(text, smaller, width, field)
                if len(rows) <= min(most, lines):
                    return [(row, smaller) for row in rows]
        except Refused as error:
            self.findings.append(unprintable(name, error))
            return []
        self.findings.append(too_long(name, field))
        return []

    def _measure_sample(self, word: str) -> None:
        style = self._style("sample", 150, is_bold=True, family="serif")
        (line,) = typeset(word, style, float("inf"), FIELDS["sample"])
        smaller = style.scaled(min(1.0, 520 / line.width))
        (line,) = typeset(word, smaller, float("inf"), FIELDS["sample"])
        self.sample = (line, smaller)

    def _style(
        self, colour: str, size: float, *, is_bold: bool = False, family: str = "sans"
    ) -> Style:
        return Style(
            family, is_bold, size, self.look.foot["leading"], self.look.colours[colour],
            language=self.sheet.language,
        )  # fmt: skip

    # -- painting ----------------------------------------------------------------------------

    def paint(
        self, properties: Properties, words: PrintedWords, proof: LogProof, leaf: bytes
    ) -> bytes:
        """Draw the measured page and return the PDF."""
        size = (self.look.page["width"], self.look.page["height"])
        canvas = TaggedCanvas(properties, size)
        self._paint_ground(canvas)
        self._paint_sample(canvas)
        self._paint_elements(canvas)
        self._paint_signature(canvas)
        self._paint_band(canvas)
        for attachment in attachments(words, proof, leaf):
            canvas.attach(attachment)
        return canvas.finish()

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
        if not self.sample:
            return
        line, style = self.sample
        frame = self.look.frame
        canvas.saveState()
        canvas.translate((frame["left"] + frame["right"]) / 2, self._y(330))
        canvas.rotate(24)
        with canvas.tag("P"), canvas.content():
            canvas.line_of_text(line, style, -line.width / 2, -style.size * 0.3)
        canvas.restoreState()

    def _paint_elements(self, canvas: TaggedCanvas) -> None:
        text = self.look.text
        gaps = sum(block.gap for block in self.blocks)
        spare = text["bottom"] - text["top"] - stacked(self.blocks)
        stretch = min(text["most_stretch"], 1 + spare / gaps) if gaps else 1.0
        y = text["top"]
        for block in self.blocks:
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
        is_foreign = style.language not in {self.sheet.language, ""}
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
        self._column(canvas, self.signature, text["left"], foot["first_y"], foot["leading"])
        self._column(canvas, self.log, foot["log_left"], foot["first_y"], foot["leading"] * 0.9)

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
        self._centred(canvas, self.head, band["label_y"], 16)
        if self.logo:
            self._paint_logo(canvas)
        self._centred(canvas, self.foot, band["foot_y"] + 12, 12)

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
            node.alternative = self.sheet.organisation
            with canvas.content():
                x = (band["width"] - width) / 2
                canvas.place_picture(logo, x, self._y(band["foot_y"] - 6), width, height)
