"""A list as a PDF table: awarded schools, plaque orders."""

from dataclasses import replace
from datetime import datetime

from app.models.errors import Refused
from app.models.message import message
from app.models.table import ListTable
from app.paper.flow import Flow
from app.paper.lines import Style
from app.paper.printable import printable
from app.wording import say

WIDE = 7
"""More columns than this are set on landscape pages."""

NUMBERED = message(
    "Characters that cannot be drawn stand as their number, as in [U+1F600]; the other forms of "
    "this list have them."
)


def list_pdf(table: ListTable, at: datetime) -> bytes:
    """Return the list as a tagged PDF; what no typeface has stands as its number, and is told."""
    try:
        return _drawn(table, at)
    except Refused:
        note = say(NUMBERED, table.language)
        rows = tuple(tuple(printable(cell, Style()) for cell in row) for row in table.rows)
        said = "\n".join(filter(None, (printable(table.subtitle, Style()), note)))
        title = printable(table.title, Style())
        return _drawn(replace(table, title=title, subtitle=said, rows=rows), at)


def _drawn(table: ListTable, at: datetime) -> bytes:
    is_wide = len(table.columns) > WIDE
    flow = Flow(
        table.title, table.language, at=at, is_landscape=is_wide, size=8.5 if is_wide else 10
    )
    flow.heading(table.title)
    for line in filter(None, table.subtitle.split("\n")):
        flow.paragraph(line, is_quiet=True)
    rows = [[column.title for column in table.columns], *table.rows]
    shares = [column.share for column in table.columns]
    flow.table(rows, head=1, widths=shares, field=message("List"))
    return flow.finish()
