"""Drawings (SVG) as pixels: written anew without scripts and without a word about other files.

What is left is drawn with the fonts that ship with the program. The drawing library would open
files that a drawing names, so no such name reaches it (threats E7); the limits of this process
are the second wall. A document type may be named but declare nothing.
"""

import re
from math import isfinite
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from app.reader.refusal import refusal
from app.resources import resource

DRAWING_BYTES = 16 * 1024 * 1024
ELEMENT_LIMIT = 200_000
DEPTH_LIMIT = 200
LONG_SIDE = 2_400
"""Pixels of the longer side; the shorter has at least one."""
OWN_SIZE = (300.0, 150.0)
"""Size of a drawing that says none (CSS 2.2, 10.3.2)."""
LEFT_OUT = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler",
            "animate", "animateMotion", "animateTransform", "set", "discard", "listener",
            "metadata", "cursor", "link"}  # fmt: skip
SCRIPTS = {"script", "handler", "listener"}
PICTURES = {"image", "feImage"}
INSIDE = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)\s*[;,]", re.IGNORECASE)
REFERRED = re.compile(r"url\(\s*[\"']?\s*(?![\s\"'#])[^)]{0,2000}\)?", re.IGNORECASE)
IMPORTED = re.compile(r"@import\b[^;]{0,2000};?", re.IGNORECASE)
NUMBER = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*$")
UNITS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
         "in": 96.0}  # fmt: skip


def drawn(untrusted: bytes) -> tuple[bytes, list[str]]:
    """Return a drawing as a PNG of our own making, and the notes; raises ``Unavailable``."""
    if len(untrusted) > DRAWING_BYTES:
        raise refusal("too-large")
    clean = _Cleaning()
    try:
        clean.read(untrusted)
    except (expat.ExpatError, ValueError, LookupError, UnicodeError) as error:
        raise refusal("damaged") from error
    import resvg_py  # noqa: PLC0415  drawings are rare

    try:
        png = resvg_py.svg_to_bytes(
            svg_string="".join(clean.pieces), background="#ffffff", skip_system_fonts=True,
            font_dirs=[str(resource("fonts"))], font_family="Noto Sans",
            sans_serif_family="Noto Sans", serif_family="Noto Serif", width=_width(clean.size),
        )  # fmt: skip
    except ValueError as error:
        raise refusal("damaged") from error
    return bytes(png), ["drawing", *sorted(clean.notes)]


def _width(size: tuple[float, float]) -> int:
    """Return the width to draw at; raises ``evidence.damaged`` for a line without area."""
    width, height = size
    if not (0 < width / height < LONG_SIDE and 0 < height / width < LONG_SIDE):
        raise refusal("damaged")
    return max(1, round(LONG_SIDE * min(1.0, width / height)))


class _Cleaning:
    """Writes a drawing anew from what may be in it. ``notes``: what was left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.notes: set[str] = set()
        self.size = OWN_SIZE
        self._open: list[str] = []
        self._left_out = self._count = 0

    def read(self, untrusted: bytes) -> None:
        """Take in the whole drawing; raises ``ValueError`` where it is none."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = _refuse
        parser.Parse(untrusted, True)
        if not self.pieces:
            raise ValueError("empty")

    def _start(self, name: str, values: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._count += 1
        if self._count > ELEMENT_LIMIT or len(self._open) > DEPTH_LIMIT:
            raise ValueError("long")
        if not self._open:
            self._begin(local, values)
        self._open.append(local)
        if self._left_out or local in LEFT_OUT:
            self._left_out += 1
            self._name(local)
            return
        kept = (f" {key}={quoteattr(value)}" for key, value in self._kept(local, values))
        self.pieces.append(f"<{name}{''.join(kept)}>")

    def _begin(self, local: str, values: dict[str, str]) -> None:
        """The size is written down, so that what is drawn has the size that was reckoned with."""
        if local != "svg":
            raise ValueError("svg")
        width, height = self.size = _size(values)
        values.setdefault("viewBox", f"0 0 {width:g} {height:g}")
        values.update(width=f"{width:g}", height=f"{height:g}")

    def _name(self, local: str) -> None:
        if local in SCRIPTS:
            self.notes.add("scripts")

    def _kept(self, local: str, values: dict[str, str]) -> list[tuple[str, str]]:
        return [(key, value) for key, value in values.items() if self._may(local, key, value)]

    def _may(self, local: str, key: str, value: str) -> bool:
        name = key.rpartition(":")[2].lower()
        if name.startswith("on") and len(name) > 2:
            self.notes.add("scripts")
            return False
        if name in {"href", "src"}:
            return self._may_refer(local, value)
        if key.lower() == "xml:base":
            return False
        if REFERRED.search(value):
            self.notes.add("outside")
            return False
        return True

    def _may_refer(self, local: str, value: str) -> bool:
        """A reference stays inside the drawing; what a link leads to is no picture."""
        inside = value.strip().startswith("#")
        inside = inside or (local in PICTURES and INSIDE.match(value) is not None)
        if value.strip().lower().startswith("javascript:"):
            self.notes.add("scripts")
        elif not inside and local != "a":
            self.notes.add("outside")
        return inside and local != "a"

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._left_out:
            self._left_out -= 1
        else:
            self.pieces.append(f"</{name}>")

    def _text(self, letters: str) -> None:
        if self._left_out:
            return
        if self._open and self._open[-1] == "style":
            cleaned = IMPORTED.sub("", REFERRED.sub("none", letters))
            if cleaned != letters:
                self.notes.add("outside")
            letters = cleaned
        self.pieces.append(escape(letters))


def _refuse(*_: object) -> None:
    raise ValueError("entity")


def _size(values: dict[str, str]) -> tuple[float, float]:
    """Return width and height in pixels, from the drawing's own words or from what it shows."""
    width, height = (_length(values.get(side, "")) for side in ("width", "height"))
    box = [_length(each) for each in re.split(r"[\s,]+", values.get("viewBox", "").strip())[2:4]]
    across, along = (box[0], box[1]) if len(box) == 2 else (None, None)
    if across and along:
        share = across / along
        width = width or (height * share if height else across)
        height = height or width / share
    return width or OWN_SIZE[0], height or OWN_SIZE[1]


def _length(text: str) -> float | None:
    found = NUMBER.match(text)
    length = float(found[1]) * UNITS[found[2]] if found else 0.0
    return length if isfinite(length) and length > 0 else None
