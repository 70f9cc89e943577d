"""A stranger's document as a readable view: blocks of untrusted text and decoded pictures."""

from dataclasses import dataclass, field
from enum import StrEnum

BLOCK_LIMIT = 6_000
"""Blocks of a document that are shown; the rest is said to be there."""
LETTER_LIMIT = 1_000_000
"""Characters of all blocks together."""
PIECE_LIMIT = 4_000
"""Characters of one block or cell: a longer paragraph is continued in another, a cell is cut."""
TABLE_CELL_LIMIT = 6_000
"""Cells of all tables together."""
TABLE_COLUMN_LIMIT = 40
PICTURE_LIMIT = 60
PICTURE_SIDE = 1_400
"""Longest side of a picture, in pixels; larger ones are made smaller."""
PICTURE_PIXELS = 12_000_000
"""Pixels of all pictures together."""
INNER_LIMIT = 1_000
"""Files inside an archive or a message that are listed."""
INNER_BYTES = 64 * 1024 * 1024
"""Bytes of a file inside that is opened."""
LEVEL_LIMIT = 9


class Shape(StrEnum):
    """What a block is.

    ``NOTICE``: ``label`` is a word for what is not shown (``picture-outside``,
    ``picture-damaged``, ``picture-limit``), or for what follows (``page-header``, ``page-footer``,
    ``comments``, ``speaker-notes``, ``chart``, ``diagram``). ``SLIDE``: ``level`` is its number.
    ``FIELD``: ``label`` is a line of a message's head (``from``, ``to``, ``copy``, ``date``,
    ``subject``).
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    PICTURE = "picture"
    RULE = "rule"
    NOTICE = "notice"
    SLIDE = "slide"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Run:
    """Untrusted letters that look alike."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document.

    ``level`` of a heading is from 1, of a list item from 0; ``label`` of an ordered item is its
    number, of another empty. ``picture`` is the index among the pictures.
    """

    shape: Shape
    runs: tuple[Run, ...] = ()
    level: int = 0
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: int = -1

    @property
    def text(self) -> str:
        """The letters alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """Decoded pixels, row by row: blue, green, red, unused."""

    width: int
    height: int
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        sides = (self.width, self.height)
        if min(sides) < 1 or max(sides) > PICTURE_SIDE:
            raise ValueError("picture")
        if len(self.content) != 4 * self.width * self.height:
            raise ValueError("pixels")


@dataclass(frozen=True, slots=True)
class Inner:
    """A file inside: its untrusted name and its size in bytes, as it says itself."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class BlockDocument:
    """Everything that is shown of a document."""

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()
    inner: tuple[Inner, ...] = ()
