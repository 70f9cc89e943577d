"""Reading records back out of their public rows and personal parts."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from cattrs import BaseValidationError
from sqlalchemy import ColumnElement, Connection, select

from app.models.errors import Refused
from app.models.message import message
from app.storage import schema
from app.storage.connection import damaged, sentences
from app.storage.kinds import FORM, KIND_OF, Kind, Parts

Record = TypeVar("Record")


def read(
    connection: Connection,
    record: type[Record],
    *where: ColumnElement[bool],
    raw: bool = True,
    newest: bool = False,
) -> tuple[Record, ...]:
    """Return the records that fit, oldest first; without ``raw`` their bytes stay empty.

    ``newest`` returns at most the newest one.
    """
    kind = KIND_OF[record]
    table = schema.records[kind.name]
    order = table.c.entry.desc() if newest else table.c.entry
    query = select(table.c.entry, table.c.value).where(*where).order_by(order)
    with sentences():
        rows = connection.execute(query.limit(1) if newest else query).all()
        parts = _parts(connection, kind, [row.entry for row in rows], raw=raw)
    try:
        return tuple(kind.assemble(row.value, row.entry, parts[row.entry]) for row in rows)
    except (ValueError, KeyError, TypeError, AttributeError, BaseValidationError) as error:
        raise damaged() from error


def one(records: Iterable[Record], what: str) -> Record:
    """Return the only record; raises Refused when there is none."""
    for record in records:
        return record
    raise Refused("casebook.unknown", message("The casebook does not know {what}.", what=what))


def personal(connection: Connection, entry: int, field: str) -> bytes | None:
    """Return words or bytes that an act kept by themselves, as they are stored."""
    table = schema.personal.c
    query = select(table.value).where(table.entry == entry, table.field == field)
    with sentences():
        return connection.execute(query).scalar()


def table_of(record: type[Any]) -> Any:
    """Return the columns of a record's table, for conditions."""
    return schema.records[KIND_OF[record].name].c


def _parts(
    connection: Connection, kind: Kind, entries: list[int], *, raw: bool
) -> defaultdict[int, Parts]:
    parts: defaultdict[int, Parts] = defaultdict(dict)
    names = [*kind.personal, *(kind.raw if raw else ())]
    if not names or not entries:
        return parts
    table = schema.personal
    query = select(table.c.entry, table.c.field, table.c.value).where(
        table.c.field.in_([kind.field(name) for name in names]), _within(table.c.entry, entries)
    )
    for row in connection.execute(query):
        parts[row.entry][row.field] = row.value
    if kind.field("application") == FORM:
        form = schema.form
        forms = select(form.c.entry, form.c.value).where(_within(form.c.entry, entries))
        for each in connection.execute(forms):
            parts[each.entry][FORM] = each.value.encode()
    return parts


def _within(column: Any, entries: list[int]) -> ColumnElement[bool]:
    """Few entries by number, many by range: SQLite takes a limited number of parameters."""
    if len(entries) <= 500:
        return column.in_(entries)  # type: ignore[no-any-return]
    return column.between(min(entries), max(entries))  # type: ignore[no-any-return]
