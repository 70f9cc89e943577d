"""The files that applicants attach, each made from its source: documents, pictures, sound."""

import html
import io
import math
import random
import struct
import wave
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from openpyxl import Workbook
from PIL import Image

from app.paper.flow import Flow
from app.samples.markup import (
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    blocks,
)
from app.samples.pictures import chart, landscape, river_map, table_top
from app.samples.sources import Making, evidence_text

MADE_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""The one time stamp inside made files, so that the bytes stay the same."""


def evidence_bytes(making: Making, language: str) -> bytes:
    """Return the file that ``making`` describes."""
    return CRAFTS[making.make](making, language)


def _document(making: Making, language: str) -> bytes:
    flow = Flow(making.title, language, at=MADE_AT, size=12, family="serif")
    for block in blocks(evidence_text(making.source)):
        _set(flow, block)
    return flow.finish()


def _set(flow: Flow, block: Block) -> None:
    match block:
        case Heading(text, level):
            flow.heading(text, level)
        case Paragraph(text):
            flow.paragraph(text)
        case Bullets(items):
            flow.bullets(items)
        case Table(rows):
            flow.table(rows, head=1)
        case Picture(craft, of, caption):
            flow.picture(_jpeg(_draw(craft, of, caption)), 150, alt=caption, caption=caption)
        case PageBreak():
            flow.page_break()


def _draw(craft: str, of: str, caption: str) -> Image.Image:
    if craft == "chart":
        pairs = (group.split("=") for group in of.split(";"))
        return chart(
            [(label, [float(v) for v in values.split("/")]) for label, values in pairs], ""
        )
    drawings = {"landscape": landscape, "photo": table_top}
    return drawings[craft](int(of)) if craft in drawings else river_map(int(of), caption)


def _map(making: Making, _language: str) -> bytes:
    target = io.BytesIO()
    river_map(making.seed, making.caption).save(target, "PNG", optimize=True)
    return target.getvalue()


def _photo(making: Making, _language: str) -> bytes:
    return _jpeg(table_top(making.seed))


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=82)
    return target.getvalue()


def _text(making: Making, _language: str) -> bytes:
    return evidence_text(making.source).encode()


def _sheet(making: Making, _language: str) -> bytes:
    book = Workbook()
    sheet = book.active or book.create_sheet()
    for line in evidence_text(making.source).splitlines():
        sheet.append(line.split(";"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sound(making: Making, _language: str) -> bytes:
    """Eight seconds of a tram: a hum that comes and goes, wheels on joints, a bell."""
    chance, rate = random.Random(making.seed), 11_025
    samples = bytearray()
    for index in range(8 * rate):
        moment = index / rate
        near = math.exp(-((moment - 4) ** 2) / 5)
        hum = 0.30 * math.sin(math.tau * 92 * moment) + 0.15 * math.sin(math.tau * 184 * moment)
        joint = 0.4 * chance.uniform(-1, 1) * math.exp(-40 * (moment * 3 % 1))
        bell = 0.3 * math.sin(math.tau * 1180 * moment) * math.exp(-6 * (moment % 4))
        value = near * (hum + joint + bell) + 0.02 * chance.uniform(-1, 1)
        samples += struct.pack("<h", round(max(-1, min(1, value)) * 30_000))
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(samples))
    return target.getvalue()


def _page(making: Making, language: str) -> bytes:
    marks = {"# ": "h1", "## ": "h2"}
    parts = []
    for line in evidence_text(making.source).splitlines():
        mark = next((each for each in marks if line.startswith(each)), "")
        tag = marks.get(mark, "p")
        parts.append(f"<{tag}>{html.escape(line.removeprefix(mark))}</{tag}>")
    head = f'<meta charset="utf-8"><title>{html.escape(making.title)}</title>'
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n{body}</html>\n'.encode()


def _docx(making: Making, _language: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    paragraphs = "".join(
        _docx_paragraph(line) for line in evidence_text(making.source).splitlines()
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name, MADE_AT.timetuple()[:6]), prolog + text)
    return target.getvalue()


def _docx_paragraph(line: str) -> str:
    text = line.lstrip("#").strip()
    bold = "<w:rPr><w:b/></w:rPr>" if line.startswith("#") else ""
    return f'<w:p><w:r>{bold}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'


CRAFTS: dict[str, Callable[[Making, str], bytes]] = {
    "document": _document,
    "map": _map,
    "photo": _photo,
    "text": _text,
    "sheet": _sheet,
    "sound": _sound,
    "page": _page,
    "docx": _docx,
}
