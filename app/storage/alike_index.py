"""Sequences of words of all answers in the cache, to find texts that are nearly the same.

A file that was received is known by its hash, so that nothing here can belong to another casebook.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from app.models.errors import Unavailable
from app.models.identifiers import Sha256
from app.storage.cache import Cache

MOST_HOLDERS = 200
"""Texts with one sequence, beyond which it says nothing: the question copied into every answer."""

MANY = 300
"""Files that wait, from which on the index is made once at the end instead of file by file."""


@dataclass(frozen=True, slots=True)
class AlikeAnswer:
    """An answer of a received file, and how many sequences it has in common."""

    sha256: Sha256
    answer: str
    common: int


class AlikeIndex:
    """Any thread may come; nothing here ever fails: what the cache lost is taken in again."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def known(self) -> frozenset[Sha256]:
        """Return the files whose answers were taken in."""
        with suppress(Unavailable), self._cache.use() as connection:
            rows = connection.execute("SELECT sha256 FROM alike_known").fetchall()
            return frozenset(Sha256(row[0]) for row in rows)
        return frozenset()

    def take(
        self, files: Iterable[tuple[Sha256, dict[str, frozenset[int]]]], waiting: int = 0
    ) -> None:
        """Take in the sequences of some files' answers; ``waiting`` more files come after them."""
        with suppress(Unavailable), self._cache.use() as connection:
            if waiting > MANY:
                connection.execute("DROP INDEX IF EXISTS alike_hash")
            for sha256, answers in files:
                connection.execute("INSERT OR IGNORE INTO alike_known VALUES (?)", (sha256,))
                for answer, hashes in answers.items():
                    _take(connection, sha256, answer, hashes)
            if not waiting:
                connection.execute("CREATE INDEX IF NOT EXISTS alike_hash ON alike (hash, text)")

    def forget(self, gone: Collection[Sha256]) -> None:
        """Forget files that the casebook does not have."""
        with suppress(Unavailable), self._cache.use() as connection:
            for sha256 in gone:
                connection.execute(
                    "DELETE FROM alike WHERE text IN (SELECT id FROM alike_text WHERE sha256 = ?)",
                    (sha256,),
                )
                for table in ("alike_text", "alike_known"):
                    connection.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))  # noqa: S608

    def near(self, hashes: Collection[int], most: int) -> tuple[AlikeAnswer, ...]:
        """Return the answers that have most of these sequences, the nearest first."""
        with suppress(Unavailable), self._cache.use() as connection:
            counts = _counts(connection, hashes)
            found = []
            for text, common in counts.most_common(most):
                row = connection.execute(
                    "SELECT sha256, answer FROM alike_text WHERE id = ?", (text,)
                ).fetchone()
                if row is not None:
                    found.append(AlikeAnswer(Sha256(row[0]), row[1], common))
            return tuple(found)
        return ()


def _take(connection: sqlite3.Connection, sha256: str, answer: str, hashes: frozenset[int]) -> None:
    made = connection.execute(
        "INSERT INTO alike_text (sha256, answer) VALUES (?, ?)", (sha256, answer)
    )
    rows = ((each, made.lastrowid) for each in sorted(hashes))
    connection.executemany("INSERT INTO alike VALUES (?, ?)", rows)


def _counts(connection: sqlite3.Connection, hashes: Collection[int]) -> Counter[int]:
    """Count the common sequences by text, leaving out those that very many texts have."""
    counts: Counter[int] = Counter()
    for each in hashes:
        holders = connection.execute(
            "SELECT text FROM alike WHERE hash = ? LIMIT ?", (each, MOST_HOLDERS)
        ).fetchall()
        if len(holders) < MOST_HOLDERS:
            counts.update(row[0] for row in holders)
    return counts
