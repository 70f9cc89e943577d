"""Thumbnails in the cache, by the hash of the file's bytes and what they were read as."""

import json
import sqlite3
import zlib
from dataclasses import asdict

from app.models.errors import Unavailable
from app.models.thumbnail import Thumbnail
from app.storage.cache import Cache

KEPT = 20_000
"""At most this many, about 10 kB each; beyond it the ones made first go."""
LARGEST = 4 * 1024 * 1024


class KeptThumbnails:
    """What is not there, or not sound, is None and is made anew; nothing here ever fails."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def find(self, key: str) -> Thumbnail | None:
        """Return what was kept under a key."""
        try:
            with self._cache.use() as connection:
                row = connection.execute(
                    "SELECT facts, picture FROM thumbnail WHERE key = ?", (key,)
                ).fetchone()
            return _read(*row) if row is not None else None
        except (Unavailable, ValueError, TypeError, zlib.error):
            return None

    def keep(self, key: str, made: Thumbnail) -> bool:
        """Keep one; tell whether it was."""
        plain = asdict(made)
        picture = zlib.compress(plain.pop("pixels"), 1)
        try:
            with self._cache.use() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?)",
                    (key, json.dumps(plain), picture),
                )
                _forget_oldest(connection)
        except Unavailable:
            return False
        return True


def _read(facts: str, picture: bytes) -> Thumbnail:
    """Return the record; raises ValueError, TypeError, zlib.error for what is not one."""
    plain = dict(json.loads(facts))
    words = {"kind", "declared"}
    if not all(isinstance(value, str if name in words else int) for name, value in plain.items()):
        raise TypeError("facts")
    unpacking = zlib.decompressobj()
    return Thumbnail(**plain, pixels=unpacking.decompress(picture, LARGEST))


def _forget_oldest(connection: sqlite3.Connection) -> None:
    newest = connection.execute("SELECT max(rowid) FROM thumbnail").fetchone()[0]
    connection.execute("DELETE FROM thumbnail WHERE rowid <= ?", (newest - KEPT,))
