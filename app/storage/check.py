"""Checking a casebook: every leaf, commitment, checkpoint and computed column."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, cast, func, literal, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import Select

from app.log.checker import Checker
from app.log.checkpoint import Checkpoint, PublicKey
from app.models.casebook import Beginning
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.progress import Progress
from app.storage import schema
from app.storage.connection import sentences
from app.storage.records import read
from app.storage.ring import later_keys

CHUNK = 5000
HASH_BLOCK = 1024 * 1024


def check_log(
    connection: Connection, anchors: tuple[Checkpoint, ...], progress: Progress = None
) -> Checker:
    """Feed the checker with every entry and everything kept of it."""
    with sentences():
        begun = read(connection, Beginning)
        entries = connection.execute(select(func.max(schema.entry.c.number))).scalar()
        checker = Checker(_key(begun), anchors, _later(connection))
        for start in range(0, (entries or 0) + 1, CHUNK):
            _check_chunk(connection, checker, start)
            if progress is not None:
                progress(start / ((entries or 0) + 1), message("Checking the log …"))
        _check_outside(connection, checker, checker.size)
        _check_frontier(connection, checker)
        _check_columns(connection, checker)
    return checker


def check_file(connection: Connection, checker: Checker) -> None:
    """Let SQLite look over its own pages and indexes."""
    with sentences():
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
            if line != "ok":
                checker.found("casebook.integrity", None, str(line))


def check_packages(
    connection: Connection, checker: Checker, path_of: Callable[[Sha256], Path],
    progress: Progress = None,
) -> None:  # fmt: skip
    """Hash every received file again."""
    table = schema.records["submission"].c
    with sentences():
        rows = connection.execute(select(table.entry, table.sha256)).all()
    for done, row in enumerate(rows):
        if progress is not None:
            progress(done / len(rows), message("Checking the received files …"))
        found = file_sha256(path_of(row.sha256))
        if found is None:
            checker.found("package.missing", row.entry, row.sha256)
        elif found != row.sha256:
            checker.found("package.changed", row.entry, row.sha256)


def file_sha256(path: Path) -> str | None:
    """Return the hash of a file, None when it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(HASH_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def contents(
    connection: Connection, start: int, end: int
) -> Iterator[tuple[int, str, bytes, bytes]]:
    """Yield entry, field, salt and value of everything kept of the entries in a range."""
    for query in _CONTENTS:
        yield from rows(connection, query, start, end)


def rows(connection: Connection, query: Select[Any], start: int, end: int) -> Iterator[Any]:
    """Return the driver's own rows: plain tuples, one at a time, at half the price."""
    cursor: Any = connection.execute(query, {"start": start, "end": end}).cursor
    return iter(cursor)


def _key(begun: tuple[Beginning, ...]) -> PublicKey:
    try:
        return PublicKey.of_text(begun[0].public_key)
    except (IndexError, ValueError):
        return PublicKey(bytes(32))


def _later(connection: Connection) -> tuple[PublicKey, ...]:
    """A key that cannot be read is missed at the entry that adds it."""
    try:
        return later_keys(connection)
    except (ValueError, KeyError, TypeError):
        return ()


class _Heads(dict[str, bytes]):
    """The bytes between salt and value, by field."""

    def __missing__(self, field: str) -> bytes:
        self[field] = b"\x00%b\x00" % field.encode()
        return self[field]


def _check_chunk(connection: Connection, checker: Checker, start: int) -> None:
    """Check the next entries; commitments are computed as ``app.log.commit`` does, but inline."""
    end = start + CHUNK - 1
    digests: defaultdict[int, dict[str, str]] = defaultdict(dict)
    heads = _Heads()
    for entry, field, salt, value in contents(connection, start, end):
        digests[entry][field] = sha256(salt + heads[field] + value).hexdigest()
    for number, leaf, note in rows(connection, _ENTRIES, start, end):
        checker.entry(number, leaf, note, digests.pop(number, {}))
    for entry, extra in digests.items():
        checker.found("log.content-unlogged", entry, ", ".join(sorted(extra)))


def _check_outside(connection: Connection, checker: Checker, size: int) -> None:
    """Rows before the first and after the last entry can only come from elsewhere."""
    for start, end in ((-(2**62), -1), (size, 2**62)):
        for entry, field, _, _ in contents(connection, start, end):
            checker.found("log.content-unlogged", entry, field)
    if connection.execute(select(func.count()).select_from(schema.entry)).scalar() != size:
        checker.found("log.missing-entry", None)


def _check_frontier(connection: Connection, checker: Checker) -> None:
    kept = connection.execute(select(schema.frontier.c.size, schema.frontier.c.hashes)).first()
    if kept is None or (kept.size, kept.hashes) != checker.edge():
        checker.found("log.frontier", None)


def _check_columns(connection: Connection, checker: Checker) -> None:
    """Compute the look-up columns again; a flipped bit in a stored one is seen here."""
    for table in (*schema.records.values(), schema.form):
        differing = [
            f"{column.name} IS NOT ({column.computed.sqltext})"
            for column in table.c
            if column.computed is not None
        ]
        if not differing:
            continue
        query = select(table.c.entry).where(text(" OR ".join(differing)))
        try:
            for (entry,) in connection.execute(query):
                checker.found("casebook.column", entry, table.name)
        except OperationalError:  # a value that is no JSON any more; its entry is named already
            checker.found("casebook.column", None, table.name)


def _bytes(column: Any) -> Any:
    """Read text as it lies in the file: a flipped bit need not be UTF-8 any more."""
    return cast(column, LargeBinary)


def _content_queries() -> tuple[Select[Any], ...]:
    tables = {kind: table.c for kind, table in schema.records.items()}
    tables["submission.application"] = schema.form.c
    named: list[tuple[Any, Any]] = [(literal(name), table) for name, table in tables.items()]
    named.append((schema.personal.c.field, schema.personal.c))
    return tuple(
        select(table.entry, name, _bytes(table.salt), _bytes(table.value)).where(_within(table))
        for name, table in named
    )


def _within(table: Any) -> Any:
    return text(f"{table.entry.table.name}.entry BETWEEN :start AND :end")


_CONTENTS = _content_queries()
_ENTRIES = (
    select(schema.entry.c.number, _bytes(schema.entry.c.leaf), _bytes(schema.entry.c.checkpoint))
    .where(text("number BETWEEN :start AND :end"))
    .order_by(schema.entry.c.number)
)
