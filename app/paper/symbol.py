"""A QR code as a vector figure: one path of horizontal bars, sharp at every size."""

from dataclasses import dataclass
from itertools import groupby

import segno

from app.paper.canvas import TaggedCanvas
from app.paper.objects import number

MASK = 4
"""Always the same of the eight masks: trying all of them takes longer than everything else."""
QUIET = 4
"""Modules that must stay white around the symbol."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Modules a side, and the dark ones as bars: column, row, length, from the upper left."""

    modules: int
    bars: tuple[tuple[int, int, int], ...]


def symbol(text: str) -> Symbol:
    """Return the QR code of a text, with error correction M, or Q and H where that is free."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=True)
    bars = []
    for row, line in enumerate(code.matrix):
        column = 0
        for is_dark, run in groupby(line):
            length = sum(1 for _ in run)
            if is_dark:
                bars.append((column, row, length))
            column += length
    return Symbol(len(code.matrix), tuple(bars))


def place_symbol(canvas: TaggedCanvas, drawing: Symbol, x: float, y: float, side: float) -> None:
    """Draw a symbol in black, its upper left corner at ``x``, ``y``, inside ``content``."""
    scale = number(side / drawing.modules)
    bars = "\n".join(f"{x} {-y - 1} {length} 1 re" for x, y, length in drawing.bars)
    canvas.addLiteral(f"q 0 0 0 rg {scale} 0 0 {scale} {number(x)} {number(y)} cm\n{bars} f\nQ")
