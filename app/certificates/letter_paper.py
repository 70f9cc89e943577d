"""The letter on A4 pages, portrait: PDF/A-3a and PDF/UA-1, one part a language, unsigned."""

import io
import json
from dataclasses import replace
from datetime import datetime

import cattrs
from PIL import Image

from app.models.letter import LetterFacts, LetterPaper, LetterPart, PageSection
from app.models.message import message
from app.models.plain import Plain, from_plain, to_plain
from app.paper.banded import BandedRow
from app.paper.flow import ACCENT, Flow
from app.paper.metadata import Attachment

FORMAT, VERSION = "label-letter", 1
LETTER_NAME = "letter.json"
FACTS_LIMIT = 100_000
LOGO_HEIGHT, LOGO_WIDTH = 16.0, 60.0
"""Most millimetres of the office's logo."""
SHARES = (58.0, 14.0, 12.0, 16.0)


def draw_letter(paper: LetterPaper, at: datetime, logo: bytes = b"") -> bytes:
    """Return the letter as PDF; the same words and moment give the same bytes.

    Raises ``Refused`` when a character must not or cannot be printed.
    """
    first = paper.parts[0]
    title = f"{first.heading} · {paper.facts.case}"
    flow = Flow(title, first.language, at=at, author=first.sender or paper.facts.label)
    for part in paper.parts:
        _write(flow.part(part.language), part, logo)
    return flow.attach(_carried(paper.facts)).finish()


def read_facts(content: bytes) -> LetterFacts | None:
    """Read back what a letter states about itself; None when it is not in our form."""
    try:
        record = json.loads(content) if len(content) <= FACTS_LIMIT else {}
        if record["format"] != FORMAT or record["version"] != VERSION:
            return None
        return from_plain(record["letter"], LetterFacts)
    except (KeyError, TypeError, ValueError, RecursionError, cattrs.BaseValidationError):
        return None


def _carried(facts: LetterFacts) -> Attachment:
    record: dict[str, Plain] = {"format": FORMAT, "version": VERSION, "letter": to_plain(facts)}
    content = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1).encode()
    return Attachment(LETTER_NAME, content, "application/json", "What this letter is about")


def _write(flow: Flow, part: LetterPart, logo: bytes) -> None:
    _head(flow, part, logo)
    flow.heading(part.heading, field=message("Heading"))
    for text in part.opening:
        flow.paragraph(text, field=message("Letter"))
    for section in part.sections:
        _section(flow, section, part)
    _close(flow, part)


def _head(flow: Flow, part: LetterPart, logo: bytes) -> None:
    if logo:
        flow.picture(logo, _logo_width(logo), part.sender)
    if part.sender:
        name = replace(flow.body, bold=True, size=12.0, leading=16.0, colour=ACCENT)
        flow.paragraph(part.sender, style=name, field=message("Organisation"))
    flow.rule()
    left = replace(flow.body, align="column")
    flow.paragraph("\n".join(part.address), style=left, field=message("Name"))
    flow.paragraph(part.dated, style=replace(flow.body, align="end"), field=message("Place"))
    if part.sample:
        loud = replace(flow.body, bold=True, size=13.0, leading=18.0, colour="9a5b00")
        flow.paragraph(part.sample, style=loud)
    flow.space(3)


def _logo_width(logo: bytes) -> float:
    """Return the logo's width in millimetres; a file that cannot be read fails when drawn."""
    try:
        with Image.open(io.BytesIO(logo)) as image:
            return min(LOGO_WIDTH, LOGO_HEIGHT * image.width / image.height)
    except (OSError, ValueError, Image.DecompressionBombError):
        return LOGO_WIDTH


def _section(flow: Flow, section: PageSection, part: LetterPart) -> None:
    if section.heading:
        flow.heading(section.heading, 2)
    for text in section.paragraphs:
        flow.paragraph(text, field=message("Reason"))
    if section.items:
        flow.bullets(section.items)
    if section.rows:
        rows = [BandedRow(each.cells, each.sign, each.note, each.is_group) for each in section.rows]
        flow.banded_table(part.columns, rows, SHARES, field=message("Comment"))


def _close(flow: Flow, part: LetterPart) -> None:
    strong = replace(flow.body, bold=True)
    flow.space(5)
    count = 3
    for lines, style in ((part.closing[:1], strong), (part.closing[1:], None)):
        if lines:
            flow.paragraph("\n".join(lines), style=style, field=message("Signatory"))
            count += 1
    flow.space(2)
    flow.paragraph(part.seal, style=replace(flow.body, size=8.0, leading=11.5, colour="5a6576"))
    flow.keep_together(count)
