"""Text of strangers made printable: what the typefaces lack is named by its number, never lost.

A certificate must be exact and is refused; a report of what somebody sent must be printed
whatever it holds, and says which characters it could not draw.
"""

import unicodedata

from app.models.errors import Refused
from app.models.message import message
from app.paper.lines import Style, typeset

_FIELD = message("Text")
_ANY_WIDTH = 1e6
_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x0b": "\n", "\x0c": "\n"}
_UNSEEN = (
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\ufe0f"
)
"""Marks of direction and of width: they are not drawn, and left out."""


def printable(text: str, style: Style) -> str:
    """Return the text with ``[U+1F600]`` in place of each character that cannot be drawn."""
    plain = _plain(text)
    if _can_be_set(plain, style):
        return plain
    return "\n".join(_line(each, style) for each in plain.split("\n"))


def _plain(text: str) -> str:
    for before, after in _BREAKS.items():
        text = text.replace(before, after)
    text = text.replace("\t", "    ").translate(dict.fromkeys(map(ord, _UNSEEN)))
    return unicodedata.normalize("NFC", text)


def _line(line: str, style: Style) -> str:
    if _can_be_set(line, style):
        return line
    return " ".join(_word(each, style) for each in line.split(" "))


def _word(word: str, style: Style) -> str:
    if _can_be_set(word, style):
        return word
    named = "".join(each if _can_be_set(each, style) else _number(each) for each in word)
    if _can_be_set(named, style):
        return named
    return "".join(_number(each) if unicodedata.combining(each) else each for each in named)


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _can_be_set(text: str, style: Style) -> bool:
    try:
        typeset(text, style, _ANY_WIDTH, _FIELD)
    except Refused:
        return False
    return True
