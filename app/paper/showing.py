"""The text operators of one shaped line."""

from collections.abc import Callable

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
    colour = " ".join(number(int(style.colour[i : i + 2], 16) / 255) for i in (0, 2, 4))
    parts = [f"BT {colour} rg 1 0 0 1 {number(start)} {number(y)} Tm"]
    pen = _Pen(style.size, font_of)
    parts += [pen.piece(piece) for piece in line.pieces]
    parts.append("ET")
    return "\n".join(parts)


class _Pen:
    """Follows where the PDF pen is and where HarfBuzz wants the next glyph (em thousandths)."""

    def __init__(self, size: float, font_of: Callable[[Face], DocumentFont]) -> None:
        self.size = size
        self.font_of = font_of
        self.at = 0.0
        self.wanted = 0.0
        self.rise = 0.0
        self.face: Face | None = None

    def piece(self, piece: Piece) -> str:
        """Return the operators that show one piece."""
        font = self.font_of(piece.face)
        parts = []
        if piece.face is not self.face:
            self.face = piece.face
            parts.append(f"/{font.resource} {number(self.size * piece.face.optical)} Tf")
        codes: list[str] = []
        for glyph in piece.glyphs:
            self._glyph(glyph, font, parts, codes)
        _flush(parts, codes)
        return "\n".join(parts)

    def _glyph(self, glyph: Glyph, font: DocumentFont, parts: list[str], codes: list[str]) -> None:
        if glyph.dy != self.rise:
            _flush(parts, codes)
            parts.append(f"{number(glyph.dy * self.size / 1000)} Ts")
            self.rise = glyph.dy
        shift = self.at - (self.wanted + glyph.dx)
        if abs(shift) > _CLOSE_ENOUGH:
            codes.append(number(shift / font.face.optical))
            self.at -= shift
        code = f"<{font.cid(glyph.number, glyph.reading):04X}>"
        if glyph.reading == NOTHING:
            _flush(parts, codes)
            parts.append(f"{_SILENT} [{code}] TJ EMC")
        else:
            codes.append(code)
        self.at += font.face.advance(glyph.number) * font.face.optical
        self.wanted += glyph.advance


def _flush(parts: list[str], codes: list[str]) -> None:
    """Write the collected codes, joining neighbours into one string."""
    if codes:
        parts.append("[" + "".join(codes).replace("><", "") + "] TJ")
        codes.clear()
