"""A report as a tagged PDF on A4 pages, with its footer and page numbers on every page."""

from datetime import datetime

from app.models.letter import PageRow
from app.models.message import message
from app.models.report import Report, ReportSection, ReportTable, ReportText
from app.paper.banded import BandedRow
from app.paper.flow import Flow
from app.paper.printable import printable

LONGEST_CELL = 200
"""Characters of a cell; the note below it may run over pages."""


def report_pdf(report: Report, at: datetime) -> bytes:
    """Return the report as PDF; the same words and moment give the same bytes.

    Characters that no typeface has are written as their number.
    """
    flow = Flow("", report.language, at=at, size=9.5, footer=report.footer)
    flow.name(printable(report.title, flow.body))
    for section in report.sections:
        _section(flow, section)
    return flow.finish()


def _section(flow: Flow, section: ReportSection) -> None:
    if section.heading:
        flow.heading(printable(section.heading, flow.body), section.level)
    for text in section.texts:
        _paragraph(flow, text)
    if section.items:
        flow.bullets([printable(each, flow.body) for each in section.items])
    if section.table is not None:
        _table(flow, section.table)


def _paragraph(flow: Flow, text: ReportText) -> None:
    words = printable(text.text, flow.body)
    for part in (each for each in words.split("\n\n") if each.strip()):
        flow.paragraph(part, is_quiet=text.is_quiet, is_bold=text.is_strong, language=text.language)


def _table(flow: Flow, table: ReportTable) -> None:
    rows = [_row(flow, row) for row in table.rows]
    flow.banded_table(table.head, rows, table.shares, field=message("Comment"))


def _row(flow: Flow, row: PageRow) -> BandedRow:
    """Return the row; a cell must fit on a page, so what is too long for it stands below."""
    cells = [printable(cell, flow.body) for cell in row.cells]
    long = [cell for cell in cells if len(cell) > LONGEST_CELL]
    note = "\n".join(filter(None, (*long, printable(row.note, flow.body))))
    short = (c if len(c) <= LONGEST_CELL else f"{c[:LONGEST_CELL].rstrip()}…" for c in cells)
    return BandedRow(tuple(short), row.sign, note, row.is_group)
