"""Keeping the search index true: what is new is taken in, what is gone is forgotten.

Nothing here touches the casebook's own connection except ``casework.texts``, so that the thread
that does this never keeps the casebook waiting.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.texts import texts
from app.documents import FILE_LIMIT, HEAD_BYTES, Kind, Reader, declared_kind, kind_of, too_large
from app.models.errors import LabelDeskError
from app.models.finding import HeldFile, TextStamp
from app.models.identifiers import CaseId
from app.models.sheet import SHEET_LIMIT
from app.packages import read_member
from app.storage import WordIndex

if TYPE_CHECKING:
    from app.storage import Casebook

WORDLESS = frozenset({
    Kind.IMAGE, Kind.SOUND, Kind.FILM, Kind.PROGRAM, Kind.EMPTY, Kind.OTHER,
})  # fmt: skip
"""Kinds without words; nothing is missing when they are not read."""

PAGES_AT_ONCE = 25
MOST_LETTERS = 20_000_000
"""Characters of one file that are found; the rest of it is not."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the casebook has and the index has not, and the other way round."""

    new: tuple[TextStamp, ...] = ()
    gone: tuple[CaseId, ...] = ()


def difference(index: WordIndex, stamps: Iterable[TextStamp]) -> Difference:
    """Return what is to be taken in, the newest first, and what is to be forgotten."""
    known = index.stamps()
    now = {stamp.case.lower(): stamp for stamp in stamps}
    new = [stamp for key, stamp in now.items() if not _is_same(known.get(key), stamp)]
    gone = [stamp.case for key, stamp in known.items() if key not in now]
    return Difference(tuple(sorted(new, key=lambda each: -each.entry)), tuple(gone))


def _is_same(known: TextStamp | None, now: TextStamp) -> bool:
    return known is not None and (known.submission, known.entry, known.comments) == (
        now.submission, now.entry, now.comments,
    )  # fmt: skip


def catch_up(casebook: "Casebook", index: WordIndex) -> None:
    """Take in everything new at once, without evidence; for programs that have no window."""
    found = difference(index, casebook.text_stamps())
    for case in found.gone:
        index.forget(case)
    for each in found.new:
        for taken in texts(casebook, [each]):
            index.take(taken)


def read_next(
    index: WordIndex,
    folder: Path,
    reader: Callable[[], Reader],
    first: CaseId | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> HeldFile | None:
    """Read one file that waits, of case ``first`` if it has one; None when none waits.

    ``reader`` is asked for when a file comes. What fails once ``is_stopped`` is true waits again.
    """
    held = index.next_file(first)
    if held is None:
        return None
    try:
        pages, has_pages = read_words(folder, held, reader)
    except LabelDeskError as error:
        if is_stopped():
            index.put_back(held.sha256)
        else:
            index.give_up(held.sha256, error.code)
    else:
        index.take_file(held.sha256, pages, has_pages=has_pages)
    return held


def read_words(
    folder: Path, held: HeldFile, ready: Callable[[], Reader]
) -> tuple[list[str], bool]:  # fmt: skip
    """Return the words of a file by its pages, and whether it has pages.

    Raises ``Unavailable``: absent, changed, protected, damaged, too large, or it took too long.
    """
    if declared_kind(held.member, held.media_type) in WORDLESS:
        return [], False
    package = folder / "packages" / f"{held.package}.labelapp"
    if _size(package, held.member) > FILE_LIMIT:
        raise too_large()
    untrusted = read_member(package, held.member, held.sha256)
    found = kind_of(untrusted[:HEAD_BYTES], held.member, held.media_type)
    if found.kind in WORDLESS or not found.is_viewed:
        return [], False
    reader = ready()
    facts = reader.open(untrusted, found.kind)
    if found.kind is Kind.SHEET:
        return _sheets(reader), True
    if found.kind is not Kind.PDF:
        return list(reader.words(0, 1)), False
    return _pages(reader, facts.pages), True


def _sheets(reader: Reader) -> list[str]:
    """Return the words of each sheet of a workbook, one asked for at a time."""
    sheets: list[str] = []
    while len(sheets) < SHEET_LIMIT and sum(map(len, sheets)) <= MOST_LETTERS:
        some = reader.words(len(sheets), len(sheets) + 1)
        if not some:
            break
        sheets += some
    return sheets


def _pages(reader: Reader, count: int) -> list[str]:
    pages: list[str] = []
    letters = 0
    for first in range(0, count, PAGES_AT_ONCE):
        some = reader.words(first, min(first + PAGES_AT_ONCE, count))
        pages += some
        letters += sum(map(len, some))
        if letters > MOST_LETTERS:
            break
    return pages


def _size(package: Path, member: str) -> int:
    """Return the bytes of a member; 0 when it cannot be told, ``read_member`` says why."""
    try:
        with zipfile.ZipFile(package) as archive:
            return archive.getinfo(member).file_size
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError):
        return 0
