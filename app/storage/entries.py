"""Log entries as records, read from their leaves."""

import json
from datetime import datetime

from sqlalchemy import Connection, select

from app.models.log import Act, Commitment, LogEntry
from app.storage import schema
from app.storage.connection import sentences

LEAF_VERSION = 1


def to_entry(leaf: str, checkpoint: str) -> LogEntry:
    """Return the entry that a leaf states; raises KeyError, ValueError when it is not one."""
    stated = json.loads(leaf)
    return LogEntry(
        index=stated["sequence"],
        act=Act(stated["type"]),
        at=datetime.fromisoformat(stated["at"]),
        origin=stated["origin"],
        key=stated["key"],
        previous_size=stated["previous_size"],
        commitments=tuple(Commitment(*pair) for pair in stated["commitments"].items()),
        leaf=leaf.encode(),
        checkpoint=checkpoint,
        package=stated.get("package"),
        scheme=stated.get("scheme"),
        clock_moved=stated.get("clock_moved", False),
    )


def entries(connection: Connection, start: int, end: int | None) -> tuple[LogEntry, ...]:
    """Return the log from index ``start`` on, up to but without ``end``."""
    table = schema.entry.c
    query = select(table.leaf, table.checkpoint).where(table.number >= start)
    if end is not None:
        query = query.where(table.number < end)
    with sentences():
        rows = connection.execute(query.order_by(table.number)).all()
    return tuple(to_entry(row.leaf, row.checkpoint) for row in rows)
