"""A list as a PDF table: awarded schools, plaque orders."""

from datetime import datetime

from app.models.message import message
from app.models.table import ListTable
from app.paper.flow import Flow

WIDE = 7
"""More columns than this are set on landscape pages."""


def list_pdf(table: ListTable, at: datetime) -> bytes:
    """Return the list as a tagged PDF; raises ``Refused`` naming what cannot be printed."""
    is_wide = len(table.columns) > WIDE
    flow = Flow(
        table.title, table.language, at=at, is_landscape=is_wide, size=8.5 if is_wide else 10
    )
    flow.heading(table.title)
    if table.subtitle:
        flow.paragraph(table.subtitle, is_quiet=True)
    rows = [[column.title for column in table.columns], *table.rows]
    shares = [column.share for column in table.columns]
    flow.table(rows, head=1, widths=shares, field=message("List"))
    return flow.finish()
