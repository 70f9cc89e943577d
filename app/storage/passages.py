"""Passages of text in the cache, each with its folded words in the full-text table.

The full-text table holds no text, only where words stand; what was written lies beside it, packed.
A passage's number says whose it is: serial of the case or file, kind, place among its passages.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence

from app.models.finding import Passage, Where
from app.models.folding import APART, folded, spelled
from app.models.terms import Term, words_of

KINDS = (Where.FACTS, Where.ANSWER, Where.COMMENT, Where.EVIDENCE)
OF_OWNER = 1 << 16
"""Most passages of one owner, whose number is that of a passage without its last 16 bits; without
two more it is the serial of the case or file."""

PIECE = 6_000
"""Characters from which a text without pages is divided at its lines."""


def owner_of(serial: int, kind: Where) -> int:
    """Return the number of an owner: the passages of one kind of a case, or those of a file."""
    return serial * len(KINDS) + KINDS.index(kind)


def _kind(owner: int) -> Where:
    """Return what kind of passages an owner has."""
    return KINDS[owner % len(KINDS)]


def replace(connection: sqlite3.Connection, owner: int, passages: Sequence[Passage]) -> None:
    """Put an owner's passages in place of those before."""
    remove(connection, owner)
    add(connection, owner, 0, passages[:OF_OWNER])


def remove(connection: sqlite3.Connection, owner: int) -> None:
    """Remove all passages of an owner."""
    old = connection.execute("SELECT id, text FROM passage WHERE id BETWEEN ? AND ?", _span(owner))
    for number, packed in old.fetchall():
        connection.execute(
            "INSERT INTO word (word, rowid, plain, apart) VALUES ('delete', ?, ?, ?)",
            (number, *_words(_unpacked(packed))),
        )
    connection.execute("DELETE FROM passage WHERE id BETWEEN ? AND ?", _span(owner))


def add(
    connection: sqlite3.Connection, owner: int, first: int, passages: Sequence[Passage]
) -> None:
    """Add passages from place ``first`` on."""
    rows = list(enumerate(passages, owner * OF_OWNER + first))
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
        [(at, each.place, each.page, each.by, _packed(each.text)) for at, each in rows],
    )
    connection.executemany(
        "INSERT INTO word (rowid, plain, apart) VALUES (?, ?, ?)",
        [(at, *_words(each.text)) for at, each in rows],
    )


def passages(connection: sqlite3.Connection, owner: int, place: str = "") -> list[Passage]:
    """Return all passages of an owner; those of a file are said to be of evidence ``place``."""
    rows = connection.execute(
        "SELECT place, page, written_by, text FROM passage WHERE id BETWEEN ? AND ? ORDER BY id",
        _span(owner),
    )
    return [_passage(owner, row, place) for row in rows]


def passages_with(
    connection: sqlite3.Connection, owner: int, terms: Sequence[Term], most: int
) -> Iterator[Passage]:
    """Yield the first passages of an owner that have one of the terms."""
    any_term = " OR ".join(f"({match(each)})" for each in terms)
    numbers = connection.execute(
        "SELECT rowid FROM word WHERE word MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
        (any_term, *_span(owner), most),
    ).fetchall()
    query = "SELECT place, page, written_by, text FROM passage WHERE id = ?"
    for number in numbers:
        row = connection.execute(query, number).fetchone()
        if row is not None:
            yield _passage(owner, row, "")


def match(term: Term) -> str:
    """Return the term as the full-text table wants it."""
    star = "*" if term.begins else ""
    asked = [f'plain : "{" ".join(term.words)}" {star}']
    asked += [f'apart : "{word}" {star}' for word in term.apart]
    return " AND ".join(asked)


def of_pages(texts: Iterable[str]) -> list[Passage]:
    """Return the pages of a file that have words."""
    return [
        Passage(Where.EVIDENCE, "", text, page)
        for page, text in enumerate(texts)
        if text.strip()
    ][:OF_OWNER]  # fmt: skip


def of_text(text: str) -> list[Passage]:
    """Return a text without pages, a long one divided where a line ends."""
    return [Passage(Where.EVIDENCE, "", piece) for piece in _pieces(text) if piece.strip()]


def _pieces(text: str) -> Iterator[str]:
    first = 0
    while first < len(text):
        end = text.find("\n", first + PIECE) if first + PIECE < len(text) else len(text)
        end = end + 1 if 0 <= end < first + 2 * PIECE else min(first + 2 * PIECE, len(text))
        yield text[first:end]
        first = end


def _span(owner: int) -> tuple[int, int]:
    return owner * OF_OWNER, (owner + 1) * OF_OWNER - 1


def _words(text: str) -> tuple[str, str]:
    """Return the words of a text folded, and those with a Nordic letter as they are spelled."""
    plain = " ".join(words_of(folded(text)))
    if text.isascii():
        return plain, ""
    apart = [word for word in words_of(spelled(text)) if not APART.isdisjoint(word)]
    return plain, " ".join(apart)


def _passage(owner: int, row: tuple[str, int | None, str, bytes], evidence: str) -> Passage:
    place, page, by, packed = row
    return Passage(_kind(owner), evidence or place, _unpacked(packed), page, by)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "replace")
