"""The text operators of one shaped line."""

from collections.abc import Callable
from functools import lru_cache

from app.paper.faces import Face
from app.paper.fonts import DocumentFont
from app.paper.lines import Line, Piece, Style
from app.paper.objects import number
from app.paper.shape import NOTHING, Glyph

_SILENT = "/Span <</ActualText <FEFF>>> BDC"
_CLOSE_ENOUGH = 0.05
"""Thousandths of the em below which the pen is where it should be."""


def show(
    line: Line, style: Style, x: float, y: float, font_of: Callable[[Face], DocumentFont]
) -> str:
    """Return ``BT … ET`` for a line whose visible part starts at ``x`` on baseline ``y``."""
    start = x - (line.hang if line.is_rtl else 0.0)
    parts = [f"BT {_colour(style.colour)} rg 1 0 0 1 {number(start)} {number(y)} Tm"]
    pen = _Pen(style.size, font_of)
    for piece in line.pieces:
        pen.piece(piece)
    parts += [*pen.finished(), "ET"]
    return "\n".join(parts)


@lru_cache(maxsize=64)
def _colour(code: str) -> str:
    return " ".join(number(int(code[at : at + 2], 16) / 255) for at in (0, 2, 4))


class _Pen:
    """Follows where the PDF pen is and where HarfBuzz wants the next glyph (em thousandths)."""

    def __init__(self, size: float, font_of: Callable[[Face], DocumentFont]) -> None:
        self.size = size
        self.font_of = font_of
        self.at = 0.0
        self.wanted = 0.0
        self.rise = 0.0
        self.face: Face | None = None
        self._parts: list[str] = []
        self._codes: list[str] = []

    def piece(self, piece: Piece) -> None:
        """Show one piece; pieces of one face share an operator, so that readers join them."""
        font = self.font_of(piece.face)
        if piece.face is not self.face:
            self._flush()
            self.face = piece.face
            self._parts.append(f"/{font.resource} {number(self.size * piece.face.optical)} Tf")
        for glyph in piece.glyphs:
            self._glyph(glyph, font)

    def finished(self) -> list[str]:
        """Return the operators of all pieces."""
        self._flush()
        return self._parts

    def _glyph(self, glyph: Glyph, font: DocumentFont) -> None:
        if glyph.dy != self.rise:
            self._flush()
            self._parts.append(f"{number(glyph.dy * self.size / 1000)} Ts")
            self.rise = glyph.dy
        shift = self.at - (self.wanted + glyph.dx)
        if abs(shift) > _CLOSE_ENOUGH:
            self._codes.append(number(shift / font.face.optical))
            self.at -= shift
        code = f"<{font.cid(glyph.number, glyph.reading):04X}>"
        if glyph.reading == NOTHING:
            self._flush()
            self._parts.append(f"{_SILENT} [{code}] TJ EMC")
        else:
            self._codes.append(code)
        self.at += font.face.advance(glyph.number) * font.face.optical
        self.wanted += glyph.advance

    def _flush(self) -> None:
        """Write the collected codes, joining neighbours into one string."""
        if self._codes:
            self._parts.append("[" + "".join(self._codes).replace("><", "") + "] TJ")
            self._codes.clear()
