"""Glyphs for an item of text, each with the characters it stands for."""

from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from app.models.message import Message
from app.paper.clean import unprintable
from app.paper.faces import Face

NOTHING = "\u200b"
"""The reading of a glyph whose neighbour carries the text of their common cluster."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph; lengths in thousandths of the style's em, ``reading`` in logical order."""

    number: int
    reading: str
    advance: float
    dx: float
    dy: float


def shape(
    face: Face, text: str, script: str, level: int, language: str, field: Message
) -> tuple[Glyph, ...]:
    """Return the glyphs of one item from left to right; raises ``Refused`` for a missing one."""
    glyphs = _shape(face, text, script, level % 2 == 1, language)
    for glyph in glyphs:
        if glyph.number == 0:
            raise unprintable("paper.glyph", (glyph.reading + text)[0], field)
    return glyphs


@lru_cache(maxsize=8192)
def _shape(face: Face, text: str, script: str, is_rtl: bool, language: str) -> tuple[Glyph, ...]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.direction = "rtl" if is_rtl else "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    carriers = _carriers(infos, positions)
    scale = face.scale * face.optical
    return tuple(
        Glyph(
            info.codepoint,
            text[info.cluster : ends[info.cluster]] if index in carriers else NOTHING,
            position.x_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
        )
        for index, (info, position) in enumerate(zip(infos, positions, strict=True))
    )


def _carriers(infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition]) -> set[int]:
    """The widest glyph of each cluster carries its text."""
    best: dict[int, int] = {}
    for index, info in enumerate(infos):
        other = best.get(info.cluster)
        if other is None or positions[index].x_advance > positions[other].x_advance:
            best[info.cluster] = index
    return set(best.values())
