"""One connection to one SQLite file, with the settings that lose nothing, and its errors in words.

Settings and why: docs/decisions/0004-casebook.md.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from app.models.errors import LabelDeskError, Refused, Unavailable
from app.models.message import message

LOCK_SECONDS = 0.3

OPEN_ELSEWHERE = message(
    "This casebook is open in another Label Desk. Close it there, or choose another with "
    "--casebook."
)

_SETTINGS = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, *, read_only: bool = False, create: bool = False) -> Connection:
    """Open the file and lock it, so that nobody else even reads it; raises Unavailable.

    Explicit transactions only: nothing begins by itself. ``read_only`` is for media that cannot
    be written; there SQLite shares its lock with other readers.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, creator=lambda: _driver(path, mode),
        execution_options={"isolation_level": "AUTOCOMMIT"},
    )  # fmt: skip
    with sentences():
        connection = engine.connect()
        try:
            _lock(connection, read_only=read_only)
        except BaseException:
            close(connection)
            raise
    return connection


def close(connection: Connection) -> None:
    """Give the file free."""
    connection.close()
    connection.engine.dispose()


def _driver(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{_uri(path)}?mode={mode}", uri=True, timeout=LOCK_SECONDS,
        isolation_level=None, cached_statements=256,
    )  # fmt: skip


def _uri(path: Path) -> str:
    """Return the path as SQLite wants it; the server of a network path is no authority there."""
    uri = path.absolute().as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _lock(connection: Connection, *, read_only: bool) -> None:
    for statement in _SETTINGS[:1] if read_only else _SETTINGS:
        connection.exec_driver_sql(statement)
    if sys.platform == "darwin":
        connection.exec_driver_sql("PRAGMA fullfsync = ON")
    if read_only:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        return
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
    connection.exec_driver_sql("COMMIT")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Run the body as one transaction: all of it is kept, or nothing."""
    driver: Any = connection.connection.driver_connection
    with sentences():
        driver.execute("BEGIN IMMEDIATE")
        try:
            yield
            driver.execute("COMMIT")
        except BaseException:
            # After a full disk SQLite may have rolled back by itself.
            with suppress(sqlite3.Error):
                driver.execute("ROLLBACK")
            raise


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what SQLite says into this project's errors."""
    try:
        yield
    except DBAPIError as error:
        raise in_words(error.orig) from error
    except sqlite3.Error as error:
        raise in_words(error) from error


def in_words(error: BaseException | None) -> LabelDeskError:
    """Return the project's error for one of SQLite."""
    if isinstance(error, sqlite3.ProgrammingError):  # a fault of ours, such as a wrong thread
        raise error
    name = str(getattr(error, "sqlite_errorname", "") or "unknown")
    if "decode" in str(error):  # a flipped bit need not be UTF-8 any more
        return damaged()
    for start, make in _ERRORS.items():
        if name.startswith(start):
            return make()
    return Unavailable(
        "casebook.unreadable",
        message("The casebook could not be used ({name}).", name=name.lower()),
    )


def damaged() -> Unavailable:
    """Return the error for a file whose bytes are not what was written."""
    return Unavailable(
        "casebook.damaged",
        message("The casebook's file is damaged."),
        message("Restore it from the newest backup: label-desk casebook restore PATH."),
    )


def disk_full(needed: int = 0) -> Unavailable:
    """Return the error for a disk without room; ``needed`` is in bytes, where it is known."""
    said = message("The disk is full. Nothing was changed; what was confirmed before is safe.")
    if needed:
        said = message(
            "The disk is full; this needs about {size} kB. Nothing was changed; what was "
            "confirmed before is safe.",
            size=4 * needed // 1000 + 40,
        )
    return Unavailable(
        "casebook.disk-full",
        said,
        message("Free some space, then do it again."),
    )


def not_writable() -> Unavailable:
    """Return the error for a place that cannot be written."""
    return Unavailable(
        "casebook.read-only",
        message("The casebook cannot be written here. Nothing was changed."),
        message("Copy its folder to a disk of this computer and open it there."),
    )


def _io_error() -> Unavailable:
    return Unavailable(
        "casebook.disk-error",
        message("The disk could not be read or written. Nothing was changed."),
        message("Check that the drive is connected and has room, then open the casebook again."),
    )


_ERRORS: dict[str, Callable[[], LabelDeskError]] = {
    "SQLITE_BUSY": lambda: Unavailable("casebook.open-elsewhere", OPEN_ELSEWHERE),
    "SQLITE_LOCKED": lambda: Unavailable("casebook.open-elsewhere", OPEN_ELSEWHERE),
    "SQLITE_FULL": disk_full,
    "SQLITE_READONLY": not_writable,
    "SQLITE_PERM": not_writable,
    "SQLITE_CANTOPEN": not_writable,
    "SQLITE_IOERR": _io_error,
    "SQLITE_CORRUPT": damaged,
    "SQLITE_NOTADB": damaged,
    "SQLITE_CONSTRAINT_TRIGGER": lambda: Refused(
        "casebook.only-grows", message("Finished records are never changed or removed.")
    ),
    "SQLITE_CONSTRAINT": lambda: Refused(
        "casebook.taken", message("A record with this number exists already. Nothing was stored.")
    ),
}
