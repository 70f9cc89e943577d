"""The comment bank's rows: kept and removed as drafts are, never logged."""

import json

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.models.identifiers import SchemeId
from app.models.phrase import Phrase
from app.models.plain import from_plain, to_plain
from app.storage import schema
from app.storage.connection import sentences

_KEYS = ("id", "scheme", "leaf", "language")


def phrases(connection: Connection, scheme: SchemeId | None) -> tuple[Phrase, ...]:
    """Return all phrases, or those of one rubric."""
    table = schema.phrase.c
    query = select(schema.phrase).order_by(table.scheme, table.leaf, table.id)
    if scheme is not None:
        query = query.where(table.scheme == scheme)
    with sentences():
        rows = connection.execute(query).all()
    return tuple(
        from_plain({key: getattr(row, key) for key in _KEYS} | json.loads(row.value), Phrase)
        for row in rows
    )


def keep(connection: Connection, phrase: Phrase) -> None:
    """Keep a phrase in place of the one with the same id."""
    value = to_plain(phrase)
    row = {key: value.pop(key) for key in _KEYS}
    row["value"] = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    statement = insert(schema.phrase).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))


def remove(connection: Connection, identifier: str) -> None:
    """Remove a phrase."""
    connection.execute(delete(schema.phrase).where(schema.phrase.c.id == identifier))
