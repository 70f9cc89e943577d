"""Cutting a paragraph into items of one direction, one script and one face."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from fontTools.unicodedata import script as script_of

from app.models.message import Message
from app.paper.clean import JOINERS, unprintable
from app.paper.faces import Face

_script = lru_cache(maxsize=4096)(script_of)
_COMMON = {"Zyyy", "Zinh", "Zzzz"}


@dataclass(frozen=True, slots=True)
class Item:
    """Consecutive characters that HarfBuzz shapes together."""

    text: str
    level: int
    script: str
    face: Face


@dataclass(slots=True)
class _Current:
    face: Face
    script: str


def itemise(
    text: str, levels: Sequence[int], faces: tuple[Face, ...], field: Message
) -> list[Item]:
    """Return the items of cleaned ``text``; raises ``Refused`` (``paper.glyph``) for no face."""
    places = list(_places(text, faces, field))
    keyed = zip(text, levels, places, strict=True)
    return [
        Item("".join(each[0] for each in run), level, script, face)
        for (level, (script, face)), run in groupby(keyed, key=lambda each: (each[1], each[2]))
    ]


def _places(text: str, faces: tuple[Face, ...], field: Message) -> Iterator[tuple[str, Face]]:
    """Yield script and face of each character; common ones go with what they stand beside."""
    current = _Current(faces[0], _first_script(text))
    for character in text:
        if character in JOINERS:
            yield current.script, current.face
            continue
        script = _script(character)
        if script not in _COMMON:
            current.script = script
            current.face = _having(character, faces, field)
            yield current.script, current.face
        else:
            yield current.script, _common_face(character, current.face, faces, field)


def _first_script(text: str) -> str:
    known = (_script(character) for character in text)
    return next((script for script in known if script not in _COMMON), "Latn")


def _common_face(character: str, current: Face, faces: tuple[Face, ...], field: Message) -> Face:
    """Brackets always come from the first face that has them, so that a pair is of one design."""
    if unicodedata.combining(character):
        if ord(character) not in current.coverage:
            raise unprintable("paper.glyph", character, field)
        return current
    if not unicodedata.mirrored(character) and ord(character) in current.coverage:
        return current
    return _having(character, faces, field)


def _having(character: str, faces: tuple[Face, ...], field: Message) -> Face:
    for face in faces:
        if ord(character) in face.coverage:
            return face
    raise unprintable("paper.glyph", character, field)
