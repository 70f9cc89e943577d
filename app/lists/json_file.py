"""Lists for programs: one object a row, under the columns' stable names."""

import json

from app.models.table import ListTable


def json_bytes(table: ListTable) -> bytes:
    """Return the list as UTF-8 JSON."""
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    document = {"title": table.title, "rows": rows}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
