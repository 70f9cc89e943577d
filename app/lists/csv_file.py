"""Comma-separated lists: UTF-8 with BOM, CRLF, every cell quoted (docs/formats/lists.md)."""

import csv
import io

from app.lists.cells import harmless
from app.models.table import ListTable


def csv_bytes(table: ListTable) -> bytes:
    """Return the list; the first row has the columns' titles."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in table.columns])
    writer.writerows([[harmless(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")
