"""The shipped typefaces, opened once per process, and which face follows which."""

from functools import cache

import uharfbuzz as hb

from app.resources import resource

_REGULAR = ("NotoSansGeorgian-Regular", "NotoSansArmenian-Regular", "Amiri-Regular")
_BOLD = ("NotoSansGeorgian-Bold", "NotoSansArmenian-Bold", "Amiri-Bold")

CHAINS = {
    ("sans", False): ("NotoSans-Regular", *_REGULAR),
    ("sans", True): ("NotoSans-SemiBold", *_BOLD),
    ("serif", False): ("NotoSerif-Regular", *_REGULAR),
    ("serif", True): ("NotoSerif-Bold", *_BOLD),
}
"""Family and weight → faces in the order in which a character is looked for."""

OPTICAL = {"Amiri-Regular": 1.18, "Amiri-Bold": 1.18}
"""How much larger a face is set so that it looks as large as its neighbours."""


class Face:
    """One font file with HarfBuzz's view of it; metrics are in thousandths of the em."""

    def __init__(self, name: str) -> None:
        self.name = name
        blob = hb.Blob.from_file_path(str(resource("fonts", f"{name}.ttf")))
        self.harfbuzz = hb.Face(blob)
        self.font = hb.Font(self.harfbuzz)
        self.scale = 1000 / self.harfbuzz.upem
        self.optical = OPTICAL.get(name, 1.0)
        self.coverage: frozenset[int] = frozenset(self.harfbuzz.unicodes)
        extents = self.font.get_font_extents("ltr")
        self.ascender = extents.ascender * self.scale
        self.descender = extents.descender * self.scale
        self._advances: dict[int, float] = {}

    def advance(self, glyph: int) -> float:
        """Return the width of a glyph as the font states it."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return known


@cache
def face(name: str) -> Face:
    """Return an opened face by its file name without suffix."""
    return Face(name)


@cache
def chain(family: str, bold: bool) -> tuple[Face, ...]:
    """Return the faces of ``sans`` or ``serif`` in order of preference."""
    return tuple(face(name) for name in CHAINS[family, bold])
