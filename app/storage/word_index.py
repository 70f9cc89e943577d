"""The search index in the cache: texts of all cases by their words, evidence once by its hash."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from app.models.errors import Unavailable
from app.models.finding import (
    CaseTexts,
    HeldFile,
    IndexState,
    Passage,
    TextStamp,
    Unread,
    Where,
)  # fmt: skip
from app.models.identifiers import CaseId, Sha256
from app.models.terms import Term
from app.storage import passages as texts_of
from app.storage.cache import Cache
from app.storage.passages import KINDS, owner_of

OF_CASE = (Where.FACTS, Where.ANSWER, Where.COMMENT)
AT_ONCE = 40
"""Pages that are taken in together, so that nobody waits long for the cache."""

MOST_TRIES = 2
"""A file during whose reading the program ended this often is given up."""

GIVEN_UP = "evidence.died"
READ = "read"


class WordIndex:
    """Takes in texts, forgets them, finds words. Any thread may come; nothing here ever fails.

    What the cache lost is simply not there: ``stamps`` says what is known.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def is_in(self, cache: Cache) -> bool:
        """Tell whether this index lies in that cache."""
        return self._cache is cache

    # Cases

    def stamps(self) -> dict[str, TextStamp]:
        """Return which texts of each case were taken in, by the case's key."""
        rows = self._rows("SELECT key, submission, entry, comments FROM word_case WHERE entry >= 0")
        return {row[0]: TextStamp(CaseId(row[0]), *row[1:]) for row in rows}

    def take(self, texts: CaseTexts) -> None:
        """Take in a case's form, comments and list of evidence in place of what was known."""
        stamp = texts.stamp
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _case(connection, stamp.case)
            connection.execute(
                "UPDATE word_case SET submission = ?, entry = ?, comments = ? WHERE serial = ?",
                (stamp.submission, stamp.entry, stamp.comments, serial),
            )
            for kind in OF_CASE:
                mine = [each for each in texts.passages if each.where is kind]
                texts_of.replace(connection, owner_of(serial, kind), mine)
            _hold(connection, serial, texts.files)

    def take_comments(self, stamp: TextStamp, passages: Sequence[Passage]) -> None:
        """Take in the comments of a case in place of those known."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _case(connection, stamp.case)
            texts_of.replace(connection, owner_of(serial, Where.COMMENT), passages)
            connection.execute(
                "UPDATE word_case SET comments = ? WHERE serial = ?", (stamp.comments, serial)
            )

    def forget(self, case: CaseId) -> None:
        """Forget a case and the evidence that no other case has; its words leave the file too."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _case(connection, case)
            for kind in OF_CASE:
                texts_of.remove(connection, owner_of(serial, kind))
            _hold(connection, serial, ())
            connection.execute("DELETE FROM word_case WHERE serial = ?", (serial,))
            # Merging everything leaves no deleted word behind in older parts of the index.
            connection.execute("INSERT INTO word (word) VALUES ('optimize')")
        with suppress(Unavailable):
            self._cache.compact()

    # Evidence files

    def next_file(self, first: CaseId | None = None) -> HeldFile | None:
        """Return what is to be read next, of case ``first`` if it has something.

        It counts as tried from now on, so that a file that ends the program is given up.
        """
        with suppress(Unavailable), self._cache.use() as connection:
            connection.execute(
                "UPDATE word_file SET state = ? WHERE state = '' AND tries >= ?",
                (GIVEN_UP, MOST_TRIES),
            )
            wanted = connection.execute(_NEXT_OF, ((first or "").lower(),)).fetchone()
            row = wanted or connection.execute(_NEXT).fetchone()
            if row is not None:
                connection.execute(
                    "UPDATE word_file SET tries = tries + 1 WHERE sha256 = ?", (row[0],)
                )
                return HeldFile(*row)
        return None

    def take_file(self, sha256: Sha256, texts: Iterable[str], *, has_pages: bool) -> None:
        """Take in the texts of a file's pages."""
        left = texts_of.of_pages(texts) if has_pages else texts_of.of_text("\n".join(texts))
        for first in range(0, max(1, len(left)), AT_ONCE):
            with suppress(Unavailable), self._cache.use() as connection:
                serial = _known_file(connection, sha256)
                if serial is None:
                    return
                owner = owner_of(serial, Where.EVIDENCE)
                if first == 0:
                    texts_of.remove(connection, owner)
                texts_of.add(connection, owner, first, left[first : first + AT_ONCE])
                if first + AT_ONCE >= len(left):
                    _set_state(connection, sha256, READ)

    def give_up(self, sha256: Sha256, code: str) -> None:
        """Remember why a file's words cannot be found."""
        with suppress(Unavailable), self._cache.use() as connection:
            _set_state(connection, sha256, code)

    def put_back(self, sha256: Sha256) -> None:
        """Let a file wait again whose reading was stopped on purpose."""
        with suppress(Unavailable), self._cache.use() as connection:
            connection.execute("UPDATE word_file SET tries = 0 WHERE sha256 = ?", (sha256,))

    def state(self) -> IndexState:
        """Return how far the reading is."""
        rows = self._rows(
            "SELECT total(state != ''), count(*), total(state NOT IN ('', 'read')) FROM word_file"
        )
        return IndexState(*map(int, rows[0])) if rows else IndexState()

    def unread(self, case: CaseId) -> tuple[Unread, ...]:
        """Return the evidence of a case whose words cannot be found; code ``""`` is not yet."""
        rows = self._rows(_UNREAD, (case.lower(),))
        return tuple(Unread(*row) for row in rows)

    def evidence(self, case: CaseId) -> tuple[Passage, ...]:
        """Return all texts that were read of a case's evidence."""
        found: list[Passage] = []
        with suppress(Unavailable), self._cache.use() as connection:
            for evidence, serial in connection.execute(_FILES_OF, (case.lower(),)).fetchall():
                owner = owner_of(serial, Where.EVIDENCE)
                found += texts_of.passages(connection, owner, evidence)
        return tuple(found)

    # Finding

    def keys(self) -> dict[int, str]:
        """Return the key of each case by its serial."""
        return dict(self._rows("SELECT serial, key FROM word_case"))

    def cases_with(self, term: Term, kinds: frozenset[Where]) -> frozenset[int]:
        """Return the serials of the cases that have a term in texts of these kinds."""
        words, found = texts_of.match(term), []
        of_case = [str(KINDS.index(kind)) for kind in OF_CASE if kind in kinds]
        if of_case:
            found += self._rows(_CASES_WITH, (words, f"[{','.join(of_case)}]"))
        if Where.EVIDENCE in kinds:
            found += self._rows(_HOLDERS_WITH, (words,))
        return frozenset(serial for (serial,) in found)

    def passages(
        self, serial: int, terms: Sequence[Term], kinds: frozenset[Where], most: int
    ) -> tuple[Passage, ...]:
        """Return the first passages of a case that have one of the terms."""
        found: list[Passage] = []
        with suppress(Unavailable), self._cache.use() as connection:
            owners = [(owner_of(serial, kind), "", "") for kind in OF_CASE if kind in kinds]
            if Where.EVIDENCE in kinds:
                files = connection.execute(_FILES_HELD, (serial,)).fetchall()
                owners += [(owner_of(file, Where.EVIDENCE), *held) for file, *held in files]
            for owner, evidence, name in owners:
                some = texts_of.passages_with(connection, owner, terms, most)
                found += (replace(each, place=evidence or each.place, name=name) for each in some)
                if len(found) >= most:
                    break
        return tuple(found)

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            with self._cache.use() as connection:
                return connection.execute(statement, values).fetchall()
        except Unavailable:
            return []


_FILE = """
SELECT sha256, evidence, name, media_type, package, member FROM word_file
JOIN word_held ON file = word_file.serial JOIN word_case ON word_case.serial = kase
"""
_NEXT_OF = _FILE + " WHERE state = '' AND key = ? ORDER BY evidence LIMIT 1"
_NEXT = _FILE + " WHERE state = '' ORDER BY word_file.serial DESC LIMIT 1"
_FILES_OF = """
SELECT evidence, file FROM word_case JOIN word_held ON kase = word_case.serial
WHERE key = ? ORDER BY evidence
"""
_FILES_HELD = "SELECT file, evidence, name FROM word_held WHERE kase = ? ORDER BY evidence"
_CASES_WITH = """
SELECT DISTINCT rowid >> 18 FROM word WHERE word MATCH ?
AND (rowid >> 16) & 3 IN (SELECT value FROM json_each(?))
"""
_HOLDERS_WITH = """
SELECT DISTINCT kase FROM word_held WHERE file IN
(SELECT rowid >> 18 FROM word WHERE word MATCH ? AND (rowid >> 16) & 3 = 3)
"""
_UNREAD = """
SELECT evidence, name, state FROM word_case JOIN word_held ON kase = word_case.serial
JOIN word_file ON word_file.serial = file WHERE key = ? AND state != 'read' ORDER BY evidence
"""


def _case(connection: sqlite3.Connection, case: CaseId) -> int:
    """Return the serial of a case, a new one if need be."""
    key = (case.lower(),)
    connection.execute("INSERT OR IGNORE INTO word_case (key) VALUES (?)", key)
    query = "SELECT serial FROM word_case WHERE key = ?"
    return int(connection.execute(query, key).fetchone()[0])


def _file(connection: sqlite3.Connection, sha256: Sha256) -> int:
    """Return the serial of a file, a new one if need be."""
    connection.execute("INSERT OR IGNORE INTO word_file (sha256) VALUES (?)", (sha256,))
    return _known_file(connection, sha256) or 0


def _known_file(connection: sqlite3.Connection, sha256: Sha256) -> int | None:
    """Return a file's serial; None when no case has it any more."""
    row = connection.execute("SELECT serial FROM word_file WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def _set_state(connection: sqlite3.Connection, sha256: Sha256, state: str) -> None:
    connection.execute("UPDATE word_file SET state = ? WHERE sha256 = ?", (state, sha256))


def _hold(connection: sqlite3.Connection, serial: int, files: Sequence[HeldFile]) -> None:
    """Note the evidence files of a case, and forget those that no case has any more."""
    before = connection.execute("SELECT file FROM word_held WHERE kase = ?", (serial,)).fetchall()
    connection.execute("DELETE FROM word_held WHERE kase = ?", (serial,))
    for each in files:
        connection.execute(
            "INSERT OR REPLACE INTO word_held VALUES (?, ?, ?, ?, ?, ?, ?)",
            (serial, each.evidence, _file(connection, each.sha256), each.name, each.media_type,
             each.package, each.member),
        )  # fmt: skip
    for (file,) in before:
        query = "SELECT 1 FROM word_held WHERE file = ? LIMIT 1"
        if connection.execute(query, (file,)).fetchone() is None:
            texts_of.remove(connection, owner_of(file, Where.EVIDENCE))
            connection.execute("DELETE FROM word_file WHERE serial = ?", (file,))
