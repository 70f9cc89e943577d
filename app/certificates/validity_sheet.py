"""The validity sheet on A4: PDF/A-3a and PDF/UA-1, whatever a stranger's file states."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from app.models.errors import Refused
from app.models.message import message
from app.models.validity import AskedRow, ValiditySheet
from app.paper.banded import BandedRow
from app.paper.flow import Flow
from app.paper.lines import Style, typeset

WORDS = message("Text")
COLOURS = {True: "14663c", False: "a3161f", None: "7a4d00"}
ASKED_SHARES = (80.0, 20.0)
PAIR_SHARES = (28.0, 72.0)
WIDE = 10_000.0
LONGEST = 60
GROUP = 16
"""A value without a space that is longer, as hashes and codes are, is set in groups."""


def draw_validity(sheet: ValiditySheet, at: datetime) -> bytes:
    """Return the sheet as PDF; a character that no face has is named by its number."""
    flow = Flow(sheet.title, sheet.language, at=at)
    flow.heading(sheet.title).paragraph(sheet.checked, is_quiet=True)
    loud = replace(flow.body, bold=True, size=22.0, leading=30.0, colour=COLOURS[sheet.is_good])
    flow.paragraph(sheet.verdict, style=loud)
    for text in sheet.reasons:
        flow.paragraph(printable(text))
    if sheet.next_step:
        flow.paragraph(printable(sheet.next_step), is_bold=True)
    _certified(flow, sheet)
    if sheet.asked:
        flow.space(2)
        rows = [_asked(each) for each in sheet.asked]
        flow.banded_table(sheet.asked_heads, rows, ASKED_SHARES)
    _pairs(flow, sheet.facts_heading, sheet.facts)
    _pairs(flow, sheet.about_heading, sheet.about)
    flow.space(3).paragraph(sheet.note, is_quiet=True)
    return flow.finish()


def _certified(flow: Flow, sheet: ValiditySheet) -> None:
    """Set large what is certified, so that it is compared with the paper in hand."""
    if not sheet.certified:
        return
    flow.heading(sheet.certified_heading, 2)
    large = replace(flow.body, bold=True, size=17.0, leading=23.0)
    first, *rest = (printable(each) for each in sheet.certified)
    flow.paragraph(first, style=large)
    for text in rest:
        flow.paragraph(text, style=replace(flow.body, size=12.5, leading=17.0))


def _asked(row: AskedRow) -> BandedRow:
    return BandedRow((printable(row.text), row.answer), row.passed)


def _pairs(flow: Flow, heading: str, pairs: tuple[tuple[str, str], ...]) -> None:
    if not pairs:
        return
    flow.heading(heading, 2)
    rows = [(printable(name), _spaced(printable(value))) for name, value in pairs]
    flow.table(rows, head=0, widths=PAIR_SHARES)


def _spaced(text: str) -> str:
    """Give long values without a space, as hashes and codes are, places to break at."""
    parts = (
        [word[at : at + GROUP] for at in range(0, len(word), GROUP)]
        if len(word) > LONGEST
        else [word]
        for word in text.split(" ")
    )
    return " ".join(each for part in parts for each in part)


def printable(text: str) -> str:
    """Return the text with every character that cannot be set as its number in brackets."""
    if _is_settable(text):
        return text.strip() or "–"
    shown = "".join(each if _is_printable(each) else _number(each) for each in text)
    if not _is_settable(shown):  # single letters, but not together: too many accents on one
        shown = "".join(each if each.isascii() else _number(each) for each in shown)
    return shown.strip() or "–"


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


@lru_cache(maxsize=4096)
def _is_printable(character: str) -> bool:
    return character == " " or (not character.isspace() and _is_settable(character))


def _is_settable(text: str) -> bool:
    try:
        typeset(text, Style(), WIDE, WORDS)
    except Refused:
        return False
    return True
