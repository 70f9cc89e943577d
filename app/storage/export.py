"""Writing the log as a file that others can check, and the whole tree for proofs."""

import os
from collections import defaultdict
from pathlib import Path

from sqlalchemy import Connection, func, select

from app.log import PublicKey, Tree, leaf_hash
from app.log.export import header, line
from app.models.casebook import Beginning
from app.storage import schema
from app.storage.check import contents
from app.storage.connection import sentences
from app.storage.ring import later_keys

CHUNK = 1000


def tree_of(connection: Connection) -> Tree:
    """Return the tree over all entries, for proofs."""
    query = select(schema.entry.c.leaf).order_by(schema.entry.c.number)
    with sentences():
        leaves = connection.execute(query).scalars()
        return Tree.of(leaf_hash(leaf.encode()) for leaf in leaves)


def write_export(
    connection: Connection, beginning: Beginning, target: Path, *, content: bool
) -> Path:
    """Write the log as JSON lines (app.log.export); raises OSError."""
    with sentences():
        size = connection.execute(select(func.count()).select_from(schema.entry)).scalar() or 0
    temporary = target.with_name(target.name + ".new")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            key = PublicKey.of_text(beginning.public_key)
            later = later_keys(connection)
            file.write(header(beginning.origin, key, size, content=content, later=later))
            for start in range(0, size, CHUNK):
                file.writelines(_lines(connection, start, content=content))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _lines(connection: Connection, start: int, *, content: bool) -> list[str]:
    end = start + CHUNK - 1
    kept: defaultdict[int, dict[str, tuple[bytes, bytes]]] = defaultdict(dict)
    table = schema.entry
    query = select(table).where(table.c.number.between(start, end)).order_by(table.c.number)
    with sentences():
        for number, field, salt, value in contents(connection, start, end) if content else ():
            kept[number][field] = (salt, value)
        return [
            line(row.leaf.encode(), row.checkpoint, kept[row.number] if content else None)
            for row in connection.execute(query)
        ]
