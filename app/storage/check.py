"""Checking a casebook: every leaf, commitment, checkpoint and computed column."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, cast, func, literal, select, text
from sqlalchemy.sql import Select

from app.log.canonical import commit
from app.log.checker import Checker
from app.log.checkpoint import Checkpoint, PublicKey
from app.models.casebook import Beginning
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.progress import Progress
from app.storage import schema
from app.storage.connection import sentences
from app.storage.records import read

CHUNK = 10_000
HASH_BLOCK = 1024 * 1024


def check_log(
    connection: Connection, anchors: tuple[Checkpoint, ...], progress: Progress = None
) -> Checker:
    """Feed the checker with every entry and everything kept of it."""
    with sentences():
        begun = read(connection, Beginning)
        entries = connection.execute(select(func.max(schema.entry.c.number))).scalar()
        checker = Checker(_key(begun), anchors)
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
    digest = hashlib.sha256()
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
        yield from connection.execute(query, {"start": start, "end": end})


def _key(begun: tuple[Beginning, ...]) -> PublicKey:
    try:
        return PublicKey.of_text(begun[0].public_key)
    except (IndexError, ValueError):
        return PublicKey(bytes(32))


def _check_chunk(connection: Connection, checker: Checker, start: int) -> None:
    within = {"start": start, "end": start + CHUNK - 1}
    digests: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for entry, field, salt, value in contents(connection, start, start + CHUNK - 1):
        digests[entry][field] = commit(salt, field, value)
    for number, leaf, note in connection.execute(_ENTRIES, within):
        checker.entry(number, leaf, note.decode(errors="replace"), digests.pop(number, {}))
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
        computed = [column for column in table.c if column.computed is not None]
        for column in computed:
            expression = str(column.computed.sqltext) if column.computed else ""
            differs = text(f"{column.name} IS NOT ({expression})")
            for (entry,) in connection.execute(select(table.c.entry).where(differs)):
                checker.found("casebook.column", entry, f"{table.name}.{column.name}")


def _bytes(column: Any) -> Any:
    """Read text as it lies in the file: a flipped bit need not be UTF-8 any more."""
    return cast(column, LargeBinary)


def _content_queries() -> tuple[Select[Any], ...]:
    tables = {kind: table.c for kind, table in schema.records.items()}
    tables["submission.application"] = schema.form.c
    queries = [
        select(table.entry, literal(name), _bytes(table.salt), _bytes(table.value)).where(
            _within(table)
        )
        for name, table in tables.items()
    ]
    table = schema.personal.c
    return (*queries, select(table.entry, table.field, _bytes(table.salt), _bytes(table.value)).where(
        _within(table)))  # fmt: skip


def _within(table: Any) -> Any:
    return text(f"{table.entry.table.name}.entry BETWEEN :start AND :end")


_CONTENTS = _content_queries()
_ENTRIES = (
    select(schema.entry.c.number, _bytes(schema.entry.c.leaf), _bytes(schema.entry.c.checkpoint))
    .where(text("number BETWEEN :start AND :end"))
    .order_by(schema.entry.c.number)
)
