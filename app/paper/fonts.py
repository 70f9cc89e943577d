"""Embedded fonts: Type0 with one CID for each (glyph, reading), subset by HarfBuzz.

Because a CID stands for a glyph *and* what it reads as, ToUnicode is never ambiguous and no
replacement text is needed around single glyphs.
"""

import hashlib
from typing import Any

import uharfbuzz as hb

from app.paper.faces import Face
from app.paper.objects import PaperStream, PDFDocument, array, dictionary, name, number, string

_DROPPED = (
    "GSUB", "GPOS", "GDEF", "OS/2", "name", "cmap", "post", "STAT", "DSIG", "gasp", "kern", "BASE",
    "MATH", "JSTF", "meta", "prep", "fpgm", "cvt ",
)  # fmt: skip
_FLAGS = (
    hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_HINTING
)
_BLOCK = 100


class DocumentFont:
    """One face as one document uses it; ``resource`` is its name in content streams."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._cids: dict[tuple[int, str], int] = {}

    def cid(self, glyph: int, reading: str) -> int:
        """Return the CID of a glyph with a reading; numbers are given in order of first use."""
        return self._cids.setdefault((glyph, reading), len(self._cids) + 1)

    def embed(self, document: PDFDocument) -> Any:
        """Write all objects of the font and return its Type0 dictionary."""
        program, numbers = _subset(self.face, sorted({glyph for glyph, _ in self._cids}))
        title = f"{_prefix(program)}+{self.face.name}"
        descendant = dictionary(
            Type=name("Font"),
            Subtype=name("CIDFontType2"),
            BaseFont=name(title),
            CIDSystemInfo=dictionary(
                Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0
            ),
            FontDescriptor=document.Reference(_descriptor(self.face, title, program, document)),
            DW=0,
            W=array([1, array([number(self.face.advance(glyph)) for glyph, _ in self._cids])]),
            CIDToGIDMap=document.Reference(self._glyph_map(numbers)),
        )
        return dictionary(
            Type=name("Font"),
            Subtype=name("Type0"),
            BaseFont=name(title),
            Encoding=name("Identity-H"),
            DescendantFonts=array([document.Reference(descendant)]),
            ToUnicode=document.Reference(PaperStream(self._to_unicode())),
        )

    def _glyph_map(self, numbers: dict[int, int]) -> PaperStream:
        glyphs = [0, *(numbers[glyph] for glyph, _ in self._cids)]
        return PaperStream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{cid:04X}> <{reading.encode('utf-16-be').hex().upper()}>"
            for (_, reading), cid in self._cids.items()
        ]
        blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def _subset(face: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font program with only these glyphs, and where each of them is in it."""
    wanted = hb.SubsetInput()
    wanted.flags = _FLAGS
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    plan = hb.SubsetPlan(face.harfbuzz, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _prefix(program: bytes) -> str:
    value = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _descriptor(face: Face, title: str, program: bytes, document: PDFDocument) -> Any:
    stream = PaperStream(program, {"Length1": len(program)})
    is_bold = not face.name.endswith("-Regular")
    return dictionary(
        Type=name("FontDescriptor"),
        FontName=name(title),
        Flags=4,
        FontBBox=array([-1000, round(face.descender), 3000, round(face.ascender)]),
        ItalicAngle=0,
        Ascent=round(face.ascender),
        Descent=round(face.descender),
        CapHeight=714,
        StemV=140 if is_bold else 80,
        FontFile2=document.Reference(stream),
    )
