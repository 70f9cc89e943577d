"""The search index in the cache: passages of all cases by their words, evidence once by its hash.

The full-text table holds no text, only where folded words stand; the passages lie beside it, small.
A passage's number says whose it is: serial of the case or file, kind, place among its passages.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from app.models.errors import Unavailable
from app.models.finding import HeldFile, IndexState, Passage, Unread, Where
from app.models.folding import APART, folded, spelled
from app.models.identifiers import CaseId, Sha256
from app.models.terms import Term, words_of
from app.storage.cache import Cache

KINDS = (Where.FACTS, Where.ANSWER, Where.COMMENT, Where.EVIDENCE)
OF_OWNER = 1 << 16
"""Most passages of one owner."""

PIECE = 6_000
"""Characters from which a text without pages is divided at its lines."""

MOST_TRIES = 2
"""A file during whose reading the program ended this often is given up."""

GIVEN_UP = "evidence.died"


class WordIndex:
    """Takes in texts, forgets them, finds words. Any thread may come; nothing here ever fails.

    What the cache lost is simply not there: ``cases`` says what is known.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def cases(self) -> dict[str, tuple[int, int]]:
        """Return submission and log entry of every case whose form was taken in, by its key."""
        rows = self._rows("SELECT key, submission, entry FROM word_case WHERE entry >= 0")
        return {key: (submission, entry) for key, submission, entry in rows}

    def take_form(
        self, case: CaseId, submission: int, entry: int, passages: Sequence[Passage],
        files: Sequence[HeldFile],
    ) -> None:  # fmt: skip
        """Take in a case's form and evidence list in place of what was known of them."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _serial(connection, "word_case", "key", case.lower())
            connection.execute(
                "UPDATE word_case SET submission = ?, entry = ? WHERE serial = ?",
                (submission, entry, serial),
            )
            for kind in (Where.FACTS, Where.ANSWER):
                mine = [each for each in passages if each.where is kind]
                _replace(connection, _owner(serial, kind), mine)
            connection.execute("DELETE FROM word_held WHERE kase = ?", (serial,))
            for each in files:
                file = _serial(connection, "word_file", "sha256", each.sha256)
                connection.execute(
                    "INSERT OR REPLACE INTO word_held VALUES (?, ?, ?, ?, ?)",
                    (serial, each.evidence, file, each.name, each.media_type),
                )
            _forget_files(connection)

    def take_comments(self, case: CaseId, passages: Sequence[Passage]) -> None:
        """Take in the comments of a case in place of those known."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _serial(connection, "word_case", "key", case.lower())
            _replace(connection, _owner(serial, Where.COMMENT), passages)

    def forget(self, case: CaseId) -> None:
        """Forget a case and the evidence that no other case has; its words leave the file too."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _serial(connection, "word_case", "key", case.lower())
            for kind in (Where.FACTS, Where.ANSWER, Where.COMMENT):
                _replace(connection, _owner(serial, kind), ())
            connection.execute("DELETE FROM word_held WHERE kase = ?", (serial,))
            connection.execute("DELETE FROM word_case WHERE serial = ?", (serial,))
            _forget_files(connection)
            # Merging everything leaves no deleted word behind in older parts of the index.
            connection.execute("INSERT INTO word (word) VALUES ('optimize')")
        with suppress(Unavailable):
            self._cache.compact()

    # Evidence files

    def next_file(self, first: CaseId | None = None) -> tuple[str, HeldFile] | None:
        """Return case key and file of what is to be read next, of case ``first`` if it has one.

        It counts as tried from now on, so that a file that ends the program is given up.
        """
        found: tuple[str, HeldFile] | None = None
        with suppress(Unavailable), self._cache.use() as connection:
            connection.execute(
                "UPDATE word_file SET state = ? WHERE state = '' AND tries >= ?",
                (GIVEN_UP, MOST_TRIES),
            )
            row = connection.execute(_NEXT, ((first or "").lower(),)).fetchone()
            if row is not None:
                serial, key, sha256, evidence, name, media_type = row
                connection.execute(
                    "UPDATE word_file SET tries = tries + 1 WHERE serial = ?", (serial,)
                )
                found = key, HeldFile(Sha256(sha256), evidence, name, media_type)
        return found

    def take_file(self, sha256: Sha256, texts: Iterable[str], *, has_pages: bool) -> None:
        """Take in the texts of a file's pages."""
        passages = _pages(texts) if has_pages else _pieces("\n".join(texts))
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _known_file(connection, sha256)
            if serial is not None:
                _replace(connection, _owner(serial, Where.EVIDENCE), list(passages))
                _set_state(connection, serial, "read")

    def give_up(self, sha256: Sha256, code: str) -> None:
        """Remember why a file's words cannot be found."""
        with suppress(Unavailable), self._cache.use() as connection:
            serial = _known_file(connection, sha256)
            if serial is not None:
                _set_state(connection, serial, code)

    def put_back(self, sha256: Sha256) -> None:
        """Let a file wait again whose reading was interrupted on purpose."""
        with suppress(Unavailable), self._cache.use() as connection:
            connection.execute("UPDATE word_file SET tries = 0 WHERE sha256 = ?", (sha256,))

    def state(self) -> IndexState:
        """Return how far the reading is."""
        rows = self._rows(
            "SELECT count(*), total(state != ''), total(state NOT IN ('', 'read')) FROM word_file"
        )
        files, read, failed = rows[0] if rows else (0, 0, 0)
        return IndexState(int(read), int(files), int(failed))

    def unread(self, case: CaseId) -> tuple[Unread, ...]:
        """Return the evidence of a case whose words cannot be found; code ``""`` is not yet."""
        rows = self._rows(
            "SELECT evidence, name, state FROM word_case JOIN word_held ON kase = "
            "word_case.serial JOIN word_file ON word_file.serial = file WHERE key = ? "
            "AND state != 'read' ORDER BY evidence",
            (case.lower(),),
        )
        return tuple(Unread(*row) for row in rows)

    def evidence(self, case: CaseId) -> tuple[Passage, ...]:
        """Return all texts that were read of a case's evidence."""
        found: list[Passage] = []
        with suppress(Unavailable), self._cache.use() as connection:
            files = connection.execute(_FILES_OF, (case.lower(),)).fetchall()
            for evidence, serial in files:
                owner = _owner(serial, Where.EVIDENCE)
                found += _passages(connection, owner, Where.EVIDENCE, evidence)
        return tuple(found)

    # Finding

    def owners(self, term: Term, kinds: frozenset[Where]) -> frozenset[int]:
        """Return whose passages have a term: numbers of owners, of these kinds."""
        rows = self._rows(
            f"SELECT DISTINCT rowid / {OF_OWNER} FROM word WHERE word MATCH ?", (_match(term),)
        )
        wanted = {at for at, kind in enumerate(KINDS) if kind in kinds}
        return frozenset(owner for (owner,) in rows if owner % len(KINDS) in wanted)

    def holders(self) -> tuple[dict[int, str], dict[int, list[tuple[int, str]]]]:
        """Return the key of each case by serial, and for each file the cases that have it."""
        keys = {serial: key for serial, key in self._rows("SELECT serial, key FROM word_case")}
        held: dict[int, list[tuple[int, str]]] = {}
        for file, case, evidence in self._rows("SELECT file, kase, evidence FROM word_held"):
            held.setdefault(file, []).append((case, evidence))
        return keys, held

    def passages(
        self, owner: int, terms: Sequence[Term], place: str, most: int
    ) -> tuple[Passage, ...]:
        """Return the first passages of an owner that have one of the terms.

        ``place`` names the piece of evidence, which may have another id in each case.
        """
        kind = KINDS[owner % len(KINDS)]
        any_term = " OR ".join(f"({_match(each)})" for each in terms)
        found: tuple[Passage, ...] = ()
        with suppress(Unavailable), self._cache.use() as connection:
            rows = connection.execute(
                "SELECT rowid FROM word WHERE word MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
                (any_term, owner * OF_OWNER, (owner + 1) * OF_OWNER - 1, most),
            ).fetchall()
            found = tuple(_passage(connection, number, kind, place) for (number,) in rows)
        return found

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with self._cache.use() as connection:
                return connection.execute(statement, values).fetchall()
        except Unavailable:
            return []


def serial_of(owner: int) -> int:
    """Return the serial of the case or file that an owner's number stands for."""
    return owner // len(KINDS)


def is_file(owner: int) -> bool:
    """Tell whether an owner is a file."""
    return KINDS[owner % len(KINDS)] is Where.EVIDENCE


_NEXT = """
SELECT word_file.serial, word_case.key, sha256, evidence, name, media_type
FROM word_file JOIN word_held ON file = word_file.serial
JOIN word_case ON word_case.serial = kase
WHERE state = '' ORDER BY word_case.key = ? DESC, entry DESC, evidence LIMIT 1
"""
_FILES_OF = """
SELECT evidence, file FROM word_case JOIN word_held ON kase = word_case.serial
WHERE key = ? ORDER BY evidence
"""


def _owner(serial: int, kind: Where) -> int:
    return serial * len(KINDS) + KINDS.index(kind)


def _serial(connection: sqlite3.Connection, table: str, column: str, value: str) -> int:
    """Return the serial of a case or file, a new one if need be."""
    connection.execute(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", (value,))
    query = f"SELECT serial FROM {table} WHERE {column} = ?"
    return int(connection.execute(query, (value,)).fetchone()[0])


def _known_file(connection: sqlite3.Connection, sha256: Sha256) -> int | None:
    """Return a file's serial; None when no case has it any more."""
    row = connection.execute("SELECT serial FROM word_file WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def _set_state(connection: sqlite3.Connection, serial: int, state: str) -> None:
    connection.execute("UPDATE word_file SET state = ? WHERE serial = ?", (state, serial))


def _forget_files(connection: sqlite3.Connection) -> None:
    """Forget the files that no case has any more."""
    rows = connection.execute(
        "SELECT serial FROM word_file WHERE serial NOT IN (SELECT file FROM word_held)"
    ).fetchall()
    for (serial,) in rows:
        _replace(connection, _owner(serial, Where.EVIDENCE), ())
        connection.execute("DELETE FROM word_file WHERE serial = ?", (serial,))


def _replace(connection: sqlite3.Connection, owner: int, passages: Sequence[Passage]) -> None:
    """Put an owner's passages in place of those before."""
    span = (owner * OF_OWNER, (owner + 1) * OF_OWNER - 1)
    old = connection.execute("SELECT id, text FROM passage WHERE id BETWEEN ? AND ?", span)
    for number, packed in old.fetchall():
        connection.execute(
            "INSERT INTO word (word, rowid, plain, apart) VALUES ('delete', ?, ?, ?)",
            (number, *_words(_unpacked(packed))),
        )
    connection.execute("DELETE FROM passage WHERE id BETWEEN ? AND ?", span)
    rows = list(enumerate(passages[:OF_OWNER], owner * OF_OWNER))
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
        [(at, each.place, each.page, each.by, _packed(each.text)) for at, each in rows],
    )
    connection.executemany(
        "INSERT INTO word (rowid, plain, apart) VALUES (?, ?, ?)",
        [(at, *_words(each.text)) for at, each in rows],
    )


def _words(text: str) -> tuple[str, str]:
    """Return the words of a text folded, and those with a Nordic letter as they are spelled."""
    plain = " ".join(words_of(folded(text)))
    if text.isascii():
        return plain, ""
    apart = [word for word in words_of(spelled(text)) if not APART.isdisjoint(word)]
    return plain, " ".join(apart)


def _match(term: Term) -> str:
    """Return the term as the full-text table wants it."""
    star = "*" if term.begins else ""
    asked = [f'plain : "{" ".join(term.words)}" {star}']
    asked += [f'apart : "{word}" {star}' for word in term.apart]
    return " AND ".join(asked)


def _pages(texts: Iterable[str]) -> Iterator[Passage]:
    for page, text in enumerate(texts):
        if text.strip():
            yield Passage(Where.EVIDENCE, "", text, page)


def _pieces(text: str) -> Iterator[Passage]:
    """Divide a long text where a line ends, so that what is shown of it is read fast."""
    first = 0
    while first < len(text):
        end = text.find("\n", first + PIECE) if first + PIECE < len(text) else -1
        end = end if 0 <= end < first + 2 * PIECE else min(first + 2 * PIECE, len(text))
        if text[first:end].strip():
            yield Passage(Where.EVIDENCE, "", text[first:end])
        first = end


def _passages(
    connection: sqlite3.Connection, owner: int, kind: Where, place: str
) -> list[Passage]:
    rows = connection.execute(
        "SELECT page, text FROM passage WHERE id BETWEEN ? AND ? ORDER BY id",
        (owner * OF_OWNER, (owner + 1) * OF_OWNER - 1),
    )
    return [Passage(kind, place, _unpacked(packed), page) for page, packed in rows]


def _passage(connection: sqlite3.Connection, number: int, kind: Where, evidence: str) -> Passage:
    query = "SELECT place, page, written_by, text FROM passage WHERE id = ?"
    place, page, by, packed = connection.execute(query, (number,)).fetchone()
    return Passage(kind, evidence or place, _unpacked(packed), page, by)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "replace")
