"""The client of the reader process: one open file, whose pages are asked for one by one."""

import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, Self, TypeVar

from app.documents.blocks import json_lines, read_blocks
from app.documents.facts import (
    Document,
    DocumentFacts,
    Found,
    Link,
    Note,
    OutlineEntry,
    Pixels,
    TextPage,
)
from app.documents.kind import VIEWED, Kind
from app.documents.patience import Patience
from app.documents.refusals import translated, unavailable
from app.models.blocks import INNER_BYTES, BlockDocument
from app.models.errors import Unavailable
from app.models.frames import Frame, Header
from app.models.sheet import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    ROW_LIMIT,
    SHEET_LIMIT,
    SHEET_NAME,
    SheetTable,
)
from app.processes import Worker

DEADLINE = 10.0
SIGNS_DEADLINE = 2.0
"""Seconds for a look at pages that nobody waits for."""
WAITED_FOR = {"draw", "text"}
"""What a person waits for once a file is chosen; it shares its time with the opening."""
GIVEN_UP = {"evidence.slow", "evidence.died"}
FILE_LIMIT = 256 * 1024 * 1024
ANSWER_LIMIT = 80 * 1024 * 1024
"""The largest drawn part of a page has 64 MB."""
SLATE = 16 * 1024 * 1024
"""Shared memory for what is drawn: a part of a page as the window asks for it; more is sent."""
PAGE_LIMIT = 20_000
PAGES_PER_SEARCH = 25
FOUND_LIMIT = 2_000
CODES_LIMIT, CODE_LIMIT = 20, 4_000
"""QR codes of a page, and letters of one."""
OUTLINE_LIMIT, TITLE_LIMIT, LEVELS = 2_000, 300, 12
LINK_LIMIT, ADDRESS_LIMIT = 500, 2_000
NOTES = frozenset(Note)

Clip = tuple[int, int, int, int]
Taken = TypeVar("Taken")


class Reader:
    """Shows one document at a time; a death of the process costs one call, not the document."""

    def __init__(self, worker: Worker | None = None, *, deadline: float = DEADLINE) -> None:
        self._worker = worker or Worker("reader", answer_limit=ANSWER_LIMIT, slate=SLATE)
        self._patience = Patience(deadline)
        self._turn = threading.RLock()
        self._document: Document | None = None
        self._generation = 0
        self._given_up: dict[int, Unavailable] = {}

    def start(self) -> None:
        """Start the process now, so that the first file finds it ready."""
        self._worker.start()

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(
        self, content: bytes, kind: Kind, password: str = "", *, language: str = ""
    ) -> DocumentFacts:
        """Open a file instead of the one before; raises ``Unavailable`` with ``evidence.*``.

        ``language`` (BCP 47) helps to tell the encoding of an old text.
        """
        with self._turn:
            self._document = None
            self._given_up = {}
            if kind not in VIEWED:
                raise unavailable("unsupported")
            if len(content) > FILE_LIMIT:
                raise unavailable("too-large")
            document = Document(content, kind, password, language)
            facts = self._facts(document)
            self._document = document
            return facts

    def render(
        self, page: int, size: tuple[int, int], *, clip: Clip | None = None, rotation: int = 0
    ) -> Pixels:
        """Draw a page (from 0) as ``draw`` does and return the pixels."""
        return self.draw(page, size, _owned, clip=clip, rotation=rotation)

    def draw(
        self, page: int, size: tuple[int, int], take: Callable[[Pixels], Taken], *,
        clip: Clip | None = None, rotation: int = 0,
    ) -> Taken:  # fmt: skip
        """Draw a page (from 0), scaled to ``size`` pixels after ``rotation`` quarter turns.

        ``clip`` is the wanted part: left, top, width, height in those pixels. Return what ``take``
        makes of the pixels: they are lent until it returns, and a reader that was taken over may
        change them meanwhile, but neither their number nor their size.
        """
        part = list(clip or (0, 0, *size))
        header = {
            "do": "draw", "page": page, "full": list(size), "clip": part, "rotation": rotation,
        }  # fmt: skip
        with self._turn:
            answer = self._ask(header)
            with _checked():
                pixels = _read_pixels(answer)
                if [pixels.width, pixels.height] != part[2:]:
                    raise ValueError("size")
            return take(pixels)

    def codes(self, page: int, size: tuple[int, int]) -> tuple[str, ...]:
        """Return the texts of the QR codes on a page, looked for at ``size`` pixels."""
        header = {
            "do": "codes", "page": page, "full": list(size), "clip": [0, 0, *size], "rotation": 0,
        }  # fmt: skip
        answer = self._ask(header)
        with _checked():
            return tuple(str(each)[:CODE_LIMIT] for each in answer.header["codes"][:CODES_LIMIT])

    def stencil(self, side: int) -> Pixels:
        """Return a picture with its transparency, at most ``side`` long; pixels are RGBA here."""
        answer = self._ask({"do": "stencil", "side": side})
        with _checked():
            pixels = _read_pixels(answer)
            if max(pixels.width, pixels.height) > side or pixels.stride != 4 * pixels.width:
                raise ValueError("size")
        return pixels

    def text(self, page: int = 0) -> TextPage:
        """Return the text of a page; of a text file, the whole."""
        answer = self._ask({"do": "text", "page": page})
        with _checked():
            untrusted_boxes = array("f")
            untrusted_boxes.frombytes(answer.parts[1])
            if not all(map(isfinite, untrusted_boxes)):
                raise ValueError("boxes")
            # Words may stand outside the page; where exactly does not matter there.
            sides = iter([min(max(side, -1.0), 2.0) for side in untrusted_boxes])
            boxes = tuple(zip(sides, sides, sides, sides, strict=True))
            return TextPage(answer.parts[0].decode(), boxes)

    def table(self, sheet: int = 0) -> SheetTable:
        """Return the rows of a table or of one of a workbook's visible sheets."""
        answer = self._ask({"do": "text", "page": sheet})
        with _checked():
            return _read_table(answer)

    def blocks(self) -> BlockDocument:
        """Return a document of ``BLOCK_KINDS`` as blocks and pictures."""
        answer = self._ask({"do": "text", "page": 0})
        with _checked():
            return read_blocks(answer)

    def inner(self, index: int) -> bytes:
        """Return the untrusted bytes of a file that is inside the one that is open."""
        answer = self._ask({"do": "inner", "index": index})
        with _checked():
            if len(answer.parts[0]) > INNER_BYTES:
                raise ValueError("inner")
            return answer.parts[0]

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return the outline of a PDF; empty where it has none."""
        answer = self._ask({"do": "outline"})
        with _checked():
            return tuple(map(_read_entry, answer.header["entries"][:OUTLINE_LIMIT]))

    def links(self, page: int) -> tuple[Link, ...]:
        """Return the links on a page of a PDF."""
        answer = self._ask({"do": "links", "page": page})
        with _checked():
            return tuple(map(_read_link, answer.header["links"][:LINK_LIMIT]))

    def signs(self, first: int = 0) -> tuple[frozenset[Note], int]:
        """Return notes of a PDF's pages from ``first``, and the page to go on from."""
        skipped = sorted(self._given_up)
        header = {"do": "signs", "first": first, "skipped": skipped}
        answer = self._ask(header, deadline=SIGNS_DEADLINE)
        with _checked():
            following = int(answer.header["next"])
            if not first <= following <= PAGE_LIMIT:
                raise ValueError("next")
            return _notes(answer.header), following

    def find(self, query: str, pages: int, start: int = 0) -> Iterator[tuple[Found, ...]]:
        """Search from page ``start`` around to the page before it, some pages at a time."""
        left = FOUND_LIMIT
        for first, end in search_order(pages, start):
            places = self.find_between(query, first, end)[:left]
            left -= len(places)
            yield places
            if left <= 0:
                return

    def words(self, first: int, end: int) -> tuple[str, ...]:
        """Return the text of pages ``first`` to before ``end``, for finding; without places.

        Kinds without pages are one page; raises ``evidence.unsupported`` where there are no words.
        """
        answer = self._ask({"do": "words", "first": first, "end": end})
        with _checked():
            if len(answer.parts) > max(1, end - first):
                raise ValueError("pages")
            return tuple(part.decode() for part in answer.parts)

    def confinement(self) -> tuple[str, ...]:
        """Return the names of the limits that are in force in the process, for ``doctor``."""
        answer = self._worker.call({"do": "confinement"}, deadline=self._patience.seconds)
        return tuple(str(name) for name in answer.header.get("active", ()))

    def interrupt(self) -> None:
        """End what the process is doing now; its caller gets an error, the next call works."""
        self._worker.kill()

    def find_between(self, query: str, first: int, end: int) -> tuple[Found, ...]:
        """Search pages ``first`` to before ``end``; those that were given up are left out."""
        skipped = [page for page in sorted(self._given_up) if first <= page < end]
        if skipped:
            parts = ((first, skipped[0]), (skipped[0] + 1, end))
            return tuple(
                found for a, b in parts if a < b for found in self.find_between(query, a, b)
            )
        header = {"do": "find", "query": query, "first": first, "end": end}
        answer = self._ask(header)
        with _checked():
            places = [tuple(map(int, place)) for place in answer.header["places"]]
            found = tuple(Found(page, at, length) for page, at, length in places)
            if not all(first <= f.page < end and f.first >= 0 < f.length for f in found):
                raise ValueError("places")
            return found

    def _ask(self, header: Header, *, deadline: float | None = None) -> Frame:
        """Ask; a page that once used up its time or its process is not waited for again."""
        page = header.get("page", -1)
        with self._turn:
            document = self._document
            if document is None:
                raise unavailable("answer")
            if page in self._given_up:
                raise self._given_up[page]
            if self._generation != self._worker.generation or not self._worker.is_running():
                self._facts(document)
            if header["do"] in WAITED_FOR:
                deadline = self._patience.left()
            try:
                return self._call(header, deadline=deadline)
            except Unavailable as error:
                if page >= 0 and error.code in GIVEN_UP:
                    self._given_up[page] = error
                raise

    def _facts(self, document: Document) -> DocumentFacts:
        words = {
            "do": "open", "kind": str(document.kind), "password": document.password,
            "language": document.language,
        }  # fmt: skip
        with self._patience.opening():
            answer = self._call(words, document.content)
        self._generation = self._worker.generation
        with _checked():
            return _read_facts(answer.header, document.kind)

    def _call(self, header: Header, *parts: bytes, deadline: float | None = None) -> Frame:
        longest = self._patience.seconds
        try:
            return self._worker.call(header, parts, deadline=min(deadline or longest, longest))
        except Unavailable as error:
            raise translated(error, longest) from error


@dataclass(frozen=True, slots=True)
class Readers:
    """Two processes: one for the page being read, one for thumbnails behind it."""

    pages: Reader
    thumbnails: Reader

    @classmethod
    def make(cls) -> Self:
        """Return readers whose processes start when first needed."""
        return cls(Reader(), Reader())

    def close(self) -> None:
        """End both processes."""
        self.pages.close()
        self.thumbnails.close()


@contextmanager
def _checked() -> Iterator[None]:
    """Turn whatever is wrong with an answer into one error."""
    try:
        yield
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        OverflowError,
        RecursionError,
    ) as error:
        raise unavailable("answer") from error


def _owned(pixels: Pixels) -> Pixels:
    return replace(pixels, content=bytes(pixels.content))


def _read_pixels(untrusted: Frame) -> Pixels:
    width, height, stride = (untrusted.header[word] for word in ("width", "height", "stride"))
    content = untrusted.parts[0] if untrusted.lent is None else untrusted.lent
    return Pixels(int(width), int(height), int(stride), content)


def _read_facts(untrusted: Header, kind: Kind) -> DocumentFacts:
    pages = int(untrusted["pages"])
    sizes = tuple((float(width), float(height)) for width, height in untrusted["sizes"])
    sound = 1 <= pages <= PAGE_LIMIT and len(sizes) == pages
    if not sound or not all(0 < side < 1e6 for size in sizes for side in size):
        raise ValueError("facts")
    encoding = str(untrusted.get("encoding", ""))[:40]
    return DocumentFacts(kind, pages, sizes, _notes(untrusted), encoding)


def _notes(untrusted: Header) -> frozenset[Note]:
    return frozenset(Note(word) for word in untrusted["notes"] if word in NOTES)


def _read_link(untrusted: Sequence[Any]) -> Link:
    (left, top, right, bottom), address, page, down = untrusted
    box = (float(left), float(top), float(right), float(bottom))
    link = Link(box, str(address)[:ADDRESS_LIMIT], int(page), float(down))
    if not (all(map(isfinite, box)) and -1 <= link.page < PAGE_LIMIT and 0 <= link.down < 1):
        raise ValueError("link")
    return link


def _read_entry(untrusted: Sequence[Any]) -> OutlineEntry:
    level, title, page, down = untrusted
    entry = OutlineEntry(int(level), str(title)[:TITLE_LIMIT], int(page), float(down))
    if not (0 <= entry.level <= LEVELS and -1 <= entry.page < PAGE_LIMIT and 0 <= entry.down < 1):
        raise ValueError("outline")
    return entry


def _read_table(untrusted: Frame) -> SheetTable:
    rows = tuple(tuple(row) for row in json_lines(untrusted.parts[0]))
    sound = len(rows) <= ROW_LIMIT and all(len(row) <= COLUMN_LIMIT for row in rows)
    if not sound or not all(set(map(type, row)) <= {str} for row in rows):
        raise ValueError("rows")
    if any(max(map(len, row), default=0) > CELL_LIMIT for row in rows):
        raise ValueError("cells")
    header = untrusted.header
    names = tuple(str(each)[:SHEET_NAME] for each in header["names"][:SHEET_LIMIT])
    encoding, sheet = (str(header[word])[:100] for word in ("encoding", "sheet"))
    return SheetTable(
        rows, encoding, str(header["delimiter"])[:1], sheet, names, cut=bool(header["cut"]),
    )  # fmt: skip


def search_order(pages: int, start: int) -> list[tuple[int, int]]:
    """Return ``(first, end)`` of some pages each, from ``start`` around to the page before it."""
    parts = ((start, pages), (0, min(start, pages)))
    return [
        (first, min(first + PAGES_PER_SEARCH, end))
        for begin, end in parts
        for first in range(begin, end, PAGES_PER_SEARCH)
    ]
