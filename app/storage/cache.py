"""The casebook's cache: one file of things that can be computed anew, deleted at any time.

Small pictures and the search index lie here and nowhere else. Nothing is ever asked of the person
because of it: damaged, foreign or of another version it is deleted and made anew; where it cannot
be written it lives in memory. Each craft that keeps something here adds its tables to ``TABLES``.
"""

import contextlib
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.models.errors import Unavailable
from app.models.message import message

NAME = "cache.sqlite"
TABLES: tuple[str, ...] = (
    "CREATE TABLE thumbnail (key TEXT PRIMARY KEY, facts TEXT NOT NULL, picture BLOB NOT NULL)",
    "CREATE TABLE word_case (serial INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, "
    "submission INTEGER NOT NULL DEFAULT 0, entry INTEGER NOT NULL DEFAULT -1, "
    "comments TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE word_file (serial INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, "
    "state TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE word_held (kase INTEGER NOT NULL, evidence TEXT NOT NULL, file INTEGER NOT NULL, "
    "name TEXT NOT NULL, media_type TEXT NOT NULL, package TEXT NOT NULL, member TEXT NOT NULL, "
    "PRIMARY KEY (kase, evidence)) WITHOUT ROWID",
    "CREATE INDEX word_held_file ON word_held (file)",
    "CREATE INDEX word_file_waiting ON word_file (serial) WHERE state = ''",
    "CREATE TABLE passage (id INTEGER PRIMARY KEY, place TEXT NOT NULL, page INTEGER, "
    "written_by TEXT NOT NULL, text BLOB NOT NULL)",
    "CREATE TABLE alike_text (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, answer TEXT NOT NULL)",
    "CREATE INDEX alike_text_sha256 ON alike_text (sha256)",
    "CREATE TABLE alike_known (sha256 TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE alike (hash INTEGER NOT NULL, text INTEGER NOT NULL)",
    "CREATE INDEX alike_hash ON alike (hash, text)",
    "CREATE VIRTUAL TABLE word USING fts5 (plain, apart, content='', columnsize=0, "
    "tokenize='ascii', prefix='2 3 4')",
)

_SETTINGS = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
)
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_INTERRUPT", "SQLITE_FULL")
"""What says nothing against the file."""
_BESIDE = ("-wal", "-shm", "-journal")


class Cache:
    """The one owner of the file's connection; any thread may come, one at a time goes in.

    Opened at the first use. ``use`` raises ``Unavailable`` when nothing could be kept or read
    this time; what was in the file may be gone after it.
    """

    def __init__(self, path: Path, tables: tuple[str, ...] = TABLES) -> None:
        self.path = path
        self._tables = tables
        self._form = zlib.crc32("\n".join(tables).encode()) & 0x7FFFFFFF
        self._turn = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction: all of it is kept, or nothing."""
        with self._turn:
            try:
                connection = self._opened()
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                self._recover(error)
                raise _not_kept() from error
            except BaseException:
                self._roll_back()
                raise

    def close(self) -> None:
        """Give the file free; later uses raise ``Unavailable``."""
        with self._turn:
            self._closed = True
            self._let_go()

    def compact(self) -> None:
        """Leave nothing on the disk of what was removed; for when persons are forgotten."""
        with self._turn:
            try:
                connection = self._opened()
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
            except sqlite3.Error as error:
                self._recover(error)
                raise _not_kept() from error

    def delete(self) -> None:
        """Forget everything, also on the disk; the next use begins anew."""
        with self._turn:
            self._let_go()
            for each in (
                self.path,
                *(self.path.with_name(self.path.name + end) for end in _BESIDE),
            ):
                with contextlib.suppress(OSError):
                    each.unlink()

    def _opened(self) -> sqlite3.Connection:
        if self._closed:
            raise _not_kept()
        if self._connection is None:
            self._connection = self._open_file() or self._open_file() or self._made(":memory:")
        return self._connection

    def _open_file(self) -> sqlite3.Connection | None:
        """Open the file or make it; None when it was no good and was deleted."""
        try:
            return self._made(self.path)
        except sqlite3.Error as error:
            if not _is_passing(error):
                self.delete()
            return None

    def _made(self, place: Path | str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            place, timeout=0.3, isolation_level=None, check_same_thread=False
        )
        try:
            for statement in _SETTINGS:
                connection.execute(statement)
            if connection.execute("PRAGMA user_version").fetchone()[0] != self._form:
                self._make_tables(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN EXCLUSIVE")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError("another version")
        for statement in self._tables:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {self._form}")
        connection.execute("COMMIT")

    def _recover(self, error: sqlite3.Error) -> None:
        self._roll_back()
        if isinstance(error, sqlite3.DatabaseError) and not _is_passing(error):
            self.delete()

    def _roll_back(self) -> None:
        if self._connection is not None and self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def is_supported(tables: tuple[str, ...] = TABLES) -> bool:
    """Tell whether this SQLite can hold the cache; its word search (FTS5) is left out of some."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            for statement in tables:
                connection.execute(statement)
        except sqlite3.OperationalError:
            return False
    return True


def _is_passing(error: sqlite3.Error) -> bool:
    """Tell whether the file may be whole: busy, full, or a fault of ours in a statement."""
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError | sqlite3.DataError):
        return True
    name = str(getattr(error, "sqlite_errorname", "") or "")
    missing = "no such table" in str(error)
    return name.startswith(_PASSING) or (name == "SQLITE_ERROR" and not missing)


def _not_kept() -> Unavailable:
    return Unavailable("cache.lost", message("Something that can be made anew was not kept."))
