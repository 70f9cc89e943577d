"""What may be printed: text in NFC without anything that hides, reorders or stacks up.

Refusing directional controls is a guard against look-alike names, and keeps the bidirectional
algorithm to a single embedding (see ``bidi``).
"""

import unicodedata
from itertools import groupby

from app.models.errors import Refused
from app.models.message import Message, message

JOINERS = "\u200c\u200d\u00ad"
"""Zero width non-joiner, zero width joiner, soft hyphen: allowed, and stay with their word."""

MOST_MARKS = 4
"""Combining marks in a row; living scripts need at most three."""

_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str, field: Message) -> str:
    """Return ``text`` in NFC with outer space removed.

    Raises ``Refused`` (``paper.control``, ``paper.marks``), naming ``field`` and the character.
    """
    return normalised(text, field).strip(" \t\r\n")


def normalised(text: str, field: Message) -> str:
    """Return ``text`` in NFC as ``clean`` does, with the space around it."""
    if text.isascii() and text.isprintable():
        return text
    normal = unicodedata.normalize("NFC", text)
    for character in normal:
        if unicodedata.category(character) in _REFUSED and character not in JOINERS:
            raise unprintable("paper.control", character, field)
    marks = groupby(normal, lambda each: unicodedata.category(each) in {"Mn", "Me"})
    if any(is_mark and sum(1 for _ in run) > MOST_MARKS for is_mark, run in marks):
        sentence = message("{field}: too many accents are stacked on one letter.", field=field)
        raise Refused("paper.marks", sentence, message("Correct the text, then try again."))
    return normal


def unprintable(code: str, character: str, field: Message) -> Refused:
    """Return the error for a character that cannot or must not be printed."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").capitalize()
    shown = f"“{character}” ({number} {name})" if code == "paper.glyph" else f"{number} {name}"
    sentence = message(
        "{field}: the character {character} cannot be printed.",
        field=field,
        character=shown.strip(),
    )
    return Refused(code, sentence, message("Write the text without this character."))
