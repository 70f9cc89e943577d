"""Collects the blocks of a document up to the limits of ``app.models.blocks``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.models.blocks import (
    BLOCK_LIMIT,
    INNER_LIMIT,
    LETTER_LIMIT,
    LEVEL_LIMIT,
    PICTURE_LIMIT,
    PICTURE_PIXELS,
    PICTURE_SIDE,
    PIECE_LIMIT,
    TABLE_CELL_LIMIT,
    TABLE_COLUMN_LIMIT,
    Block,
    Inner,
    Picture,
    Run,
    Shape,
)
from app.models.errors import Unavailable

DECODED_PIXELS = 120_000_000
"""Pixels that are decoded for one document, before pictures are made smaller."""
NAME_LIMIT = 300
STRAY = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), " ") | {0x0D: "\n"}

Runs = Sequence[Run]


class Gathering:
    """What a document gives. ``notes``: signs that it is more than text; ``is_full``: enough."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
        self.inner: list[Inner] = []
        self.notes: set[str] = set()
        self.encoding = ""
        self._letters = self._cells = self._pixels = self._decoded = 0

    @property
    def is_full(self) -> bool:
        """Tell whether nothing more is taken in."""
        return "long" in self.notes

    def heading(self, level: int, runs: Runs) -> None:
        """Add a heading, level 1 being the highest."""
        self._add(Block(Shape.HEADING, tidy(runs), max(1, min(level, LEVEL_LIMIT))))

    def paragraph(self, runs: Runs) -> None:
        """Add a paragraph; one without letters is left out."""
        self._add(Block(Shape.PARAGRAPH, tidy(runs)))

    def item(self, level: int, label: str, runs: Runs) -> None:
        """Add an item of a list, level 0 being the outermost; ``label`` is its number."""
        self._add(Block(Shape.ITEM, tidy(runs), max(0, min(level, LEVEL_LIMIT)), label[:12]))

    def code(self, text: str) -> None:
        """Add lines that stay as they are."""
        self._add(Block(Shape.CODE, _cleaned([Run(text.strip("\n"))])))

    def rule(self) -> None:
        """Add a line across."""
        self._put(Block(Shape.RULE))

    def notice(self, word: str) -> None:
        """Say at this place what is not shown."""
        self._put(Block(Shape.NOTICE, label=word))

    def slide(self, number: int) -> None:
        """Begin a slide."""
        self._put(Block(Shape.SLIDE, level=number))

    def field(self, word: str, text: str) -> None:
        """Add a line of a message's head."""
        self._add(Block(Shape.FIELD, tidy([Run(text)]), label=word))

    def table(self, rows: Iterable[Iterable[str]]) -> None:
        """Add a table; what is beyond the limits is cut."""
        kept: list[tuple[str, ...]] = []
        for row in rows:
            cells = tuple(tidy_text(cell)[:PIECE_LIMIT] for cell in list(row)[:TABLE_COLUMN_LIMIT])
            self._cells += len(cells)
            self._letters += sum(map(len, cells))
            if self._cells > TABLE_CELL_LIMIT or self._letters > LETTER_LIMIT:
                self.notes.add("long")
                break
            kept.append(cells)
        if any(any(row) for row in kept):
            self.blocks.append(Block(Shape.TABLE, rows=tuple(kept)))

    def picture(self, untrusted: bytes) -> None:
        """Add a picture that the document contains; what cannot be shown is said there."""
        if self.is_full:
            return
        if len(self.pictures) >= PICTURE_LIMIT:
            self.notice("picture-limit")
            return
        try:
            made = self._made(untrusted)
        except Unavailable:
            self.notice("picture-damaged")
            return
        if self._pixels + made.width * made.height > PICTURE_PIXELS:
            self.notice("picture-limit")
            return
        self._pixels += made.width * made.height
        self.pictures.append(made)
        self._put(Block(Shape.PICTURE, picture=len(self.pictures) - 1))

    def file(self, name: str, size: int) -> None:
        """List a file that is inside."""
        if len(self.inner) >= INNER_LIMIT:
            self.notes.add("long")
            return
        self.inner.append(Inner(tidy_text(name)[:NAME_LIMIT], size))

    def _made(self, untrusted: bytes) -> Picture:
        from app.reader.picture import decoded_picture  # noqa: PLC0415  Pillow loads when needed

        left = DECODED_PIXELS - self._decoded
        picture, decoded = decoded_picture(untrusted, left, PICTURE_SIDE)
        self._decoded += decoded
        return Picture(picture.width, picture.height, picture.tobytes("raw", "BGRX"))

    def _add(self, block: Block) -> None:
        for runs in _pieces(block.runs):
            self._put(replace(block, runs=runs))

    def _put(self, block: Block) -> None:
        if self.is_full:
            return
        room = LETTER_LIMIT - self._letters
        if len(self.blocks) >= BLOCK_LIMIT or room <= 0:
            self.notes.add("long")
            return
        letters = len(block.text)
        if letters > room:
            block = replace(block, runs=(Run(block.text[:room]),))
            self.notes.add("long")
        self._letters += letters
        self.blocks.append(block)


def _pieces(runs: Runs) -> Iterator[tuple[Run, ...]]:
    """Give runs of at most ``PIECE_LIMIT`` letters together."""
    open_runs: list[Run] = []
    room = PIECE_LIMIT
    for run in runs:
        at = 0
        while at < len(run.text):
            piece = run.text[at : at + room]
            at, room = at + len(piece), room - len(piece)
            open_runs.append(replace(run, text=piece))
            if room == 0:
                yield tuple(open_runs)
                open_runs, room = [], PIECE_LIMIT
    if open_runs:
        yield tuple(open_runs)


def tidy(runs: Runs) -> tuple[Run, ...]:
    """Return runs without stray characters and without white space around; alike ones joined."""
    whole = list(_cleaned(runs))
    while whole and not whole[0].text.strip():
        del whole[0]
    while whole and not whole[-1].text.strip():
        del whole[-1]
    if whole:
        whole[0] = replace(whole[0], text=whole[0].text.lstrip())
        whole[-1] = replace(whole[-1], text=whole[-1].text.rstrip())
    return tuple(whole)


def tidy_text(text: str) -> str:
    """Return a text without stray characters and without white space around."""
    return text.translate(STRAY).strip()


def _cleaned(runs: Runs) -> tuple[Run, ...]:
    alike = groupby(runs, key=lambda run: (run.bold, run.italic))
    joined = (
        Run("".join(run.text for run in group).translate(STRAY), bold, italic)
        for (bold, italic), group in alike
    )
    return tuple(run for run in joined if run.text)
