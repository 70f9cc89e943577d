"""Fitting every text of the page before anything is painted; what cannot be is a finding."""

from dataclasses import replace

from app.certificates.fit import (
    Block,
    Overflow,
    Segment,
    evened,
    fit,
    missing,
    overflow,
    set_row,
    stacked,
    too_long,
    unprintable,
)
from app.certificates.template import Look
from app.certificates.template import look as shipped
from app.certificates.words import FIELDS, Row, Sheet
from app.models.errors import Refused
from app.models.message import Message
from app.models.problem import Problem
from app.paper.lines import Style, direction, typeset

NEEDED = ("label", "recipient", "school")
"""Elements without which there is no certificate."""

FACTORS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""How far everything shrinks, in steps, when the elements together are too high."""

SMALL_FITS = ((1.0, 1), (0.92, 1), (0.86, 1), (1.0, 2), (0.92, 9), (0.84, 9), (0.76, 9))
"""Size and lines of the small texts, in the order tried."""

MOST_ROWS = 5
"""Rows for which there is room under the line of who signs."""


class MeasuredPage:
    """All texts of a certificate, shaped and fitted; ``findings`` says what could not be."""

    def __init__(self, words: Sheet, look: Look | None = None) -> None:
        self.sheet = words
        self.look = (look or shipped()).layout
        self.findings: list[Problem] = []
        self.blocks: list[Block] = []
        self.signature: list[list[Segment]] = []
        self.log: list[list[Segment]] = []
        self.band: dict[str, list[Segment]] = {}
        self.sample: Segment | None = None
        there = {element.name for element in words.elements}
        self.findings += [missing(each, FIELDS[each]) for each in NEEDED if each not in there]
        self._measure_elements()
        self._measure_feet()
        self._measure_band()
        if words.sample:
            self._measure_sample(words.sample)

    def _measure_feet(self) -> None:
        foot = self.look.foot
        for index, row in enumerate(self.sheet.signature):
            style = self._style("ink", foot["size"], is_bold=index == 0)
            style = replace(style, base=direction(self.sheet.language) or None)
            self.signature.append(self._small("signature", row, style, foot["signature_width"], 3))
        for index, row in enumerate(self.sheet.log):
            colour, size = "quiet" if index else "ink", foot["size"] * 0.86
            style = self._style(colour, size, is_bold=index == 0)
            self.log.append(self._small("log", row, style, foot["log_width"], 3))
        most = {"signature": MOST_ROWS, "log": int(foot["log_rows"])}
        for name, rows in (("signature", self.signature), ("log", self.log)):
            if sum(map(len, rows)) > most[name]:
                self.findings.append(too_long(name, FIELDS[name]))

    def _measure_band(self) -> None:
        place, rows = self.look.band, self.sheet.band
        for name, row, colour, size, width, most in (
            ("label", rows.label, "on_band", 11.5, place["label_width"], 3),
            ("season", rows.season, "quiet_on_band", 10.0, place["label_width"], 3),
            ("sample", rows.sample, "quiet_on_band", 10.0, place["label_width"], 3),
            ("organisation", rows.organisation, "quiet_on_band", 8.8, place["foot_width"], 4),
        ):
            style = self._style(colour, size, is_bold=name == "label")
            self.band[name] = self._small("band", row, style, width, most) if row else []

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

    def _small(self, name: str, row: Row, style: Style, width: float, lines: int) -> list[Segment]:
        field: Message = FIELDS[name]
        if not row.parts:
            return []
        try:
            natural = max(line.width for line in set_row(row, style, float("inf"), field))
            for factor, most in SMALL_FITS:
                if most == 1 and natural * factor > width + 0.01:
                    continue
                smaller = replace(style, size=style.size * factor)
                if len(set_row(row, smaller, width, field)) <= min(most, lines):
                    return self._evened(row, smaller, width, field)
        except Refused as error:
            self.findings.append(unprintable(name, error))
            return []
        self.findings.append(too_long(name, field))
        return []

    def _evened(self, row: Row, style: Style, width: float, field: Message) -> list[Segment]:
        lines = evened(lambda room: set_row(row, style, room, field), width)
        return [Segment(line, style, is_said=not row.is_repeat) for line in lines]

    def _measure_sample(self, word: str) -> None:
        style = self._style("sample", 150, is_bold=True, family="serif")
        (line,) = typeset(word, style, float("inf"), FIELDS["sample"])
        smaller = style.scaled(min(1.0, 520 / line.width))
        (line,) = typeset(word, smaller, float("inf"), FIELDS["sample"])
        self.sample = Segment(line, smaller, is_said=False)

    def _style(
        self, colour: str, size: float, *, is_bold: bool = False, family: str = "sans"
    ) -> Style:
        return Style(
            family, is_bold, size, self.look.foot["leading"], self.look.colours[colour],
            language=self.sheet.language,
        )  # fmt: skip
