"""What the reader tells of a document's blocks, checked against limits before anyone shows it."""

import json
from collections.abc import Iterator
from typing import Any

from app.models.blocks import (
    BLOCK_LIMIT,
    INNER_LIMIT,
    LETTER_LIMIT,
    LEVEL_LIMIT,
    PICTURE_LIMIT,
    PIECE_LIMIT,
    TABLE_CELL_LIMIT,
    TABLE_COLUMN_LIMIT,
    Block,
    BlockDocument,
    Inner,
    Picture,
    Run,
    Shape,
)
from app.models.frames import Frame

SLACK = 2
"""Tables are counted apart from the other letters, by the same limit."""


def read_blocks(untrusted: Frame) -> BlockDocument:
    """Return a document; raises ``ValueError``, ``KeyError``, ``TypeError`` or ``IndexError``."""
    sizes, files, *lines = json_lines(untrusted.parts[0])
    pixels = untrusted.parts[1:]
    if len(sizes) > PICTURE_LIMIT or len(files) > INNER_LIMIT:
        raise ValueError("pictures")
    pictures = tuple(
        Picture(int(width), int(height), content)
        for (width, height), content in zip(sizes, pixels, strict=True)
    )
    blocks = tuple(_block(each, len(pictures)) for each in lines)
    _check(blocks)
    inner = tuple(Inner(str(name)[:400], max(0, int(size))) for name, size in files)
    return BlockDocument(blocks, pictures, inner)


def json_lines(untrusted: bytes) -> Iterator[Any]:
    """Yield the record on each line: read whole, JSON would stop the window's thread too."""
    for line in untrusted.split(b"\n"):
        if line:
            yield json.loads(line)


def _block(untrusted: list[Any], pictures: int) -> Block:
    shape, runs, level, label, rows, picture = untrusted
    words = tuple(Run(_text(text), bool(bold), bool(italic)) for text, bold, italic in runs)
    cells = tuple(tuple(map(_text, row)) for row in rows)
    block = Block(Shape(shape), words, int(level), _text(label), cells, int(picture))
    if block.shape is Shape.PICTURE and not 0 <= block.picture < pictures:
        raise ValueError("picture")
    if block.level < 0 or (block.shape is not Shape.SLIDE and block.level > LEVEL_LIMIT):
        raise ValueError("level")
    return block


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str):
        raise TypeError("text")
    return untrusted


def _check(blocks: tuple[Block, ...]) -> None:
    rows = [row for block in blocks for row in block.rows]
    letters = sum(len(run.text) for block in blocks for run in block.runs)
    letters += sum(len(cell) for row in rows for cell in row)
    too_many = len(blocks) > BLOCK_LIMIT or letters > SLACK * LETTER_LIMIT
    if too_many or sum(map(len, rows)) > TABLE_CELL_LIMIT:
        raise ValueError("blocks")
    pieces = [len(block.text) for block in blocks] + [len(cell) for row in rows for cell in row]
    if max(pieces, default=0) > PIECE_LIMIT:
        raise ValueError("pieces")
    if any(len(row) > TABLE_COLUMN_LIMIT for row in rows):
        raise ValueError("columns")
