"""An applicant's text as blocks and spans, and how names of strangers are shown."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. ``marker`` is the bullet or number of an item, ``level`` its depth."""

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(span.text for span in self.spans)


def is_right_to_left(text: str) -> bool:
    """Tell the direction of a paragraph by its first strong letter (UAX 9, rules P2 and P3)."""
    for letter in text:
        strength = unicodedata.bidirectional(letter)
        if strength in {"L", "R", "AL"}:
            return strength != "L"
    return False


def visible(name: str) -> str:
    """Return a file's name with control, bidi and zero-width characters written out as U+XXXX."""
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _is_hidden(letter) else letter for letter in name)


LONGEST_WORD = 48
"""Letters without a natural break after which a word may be broken where a label is narrow."""


def breakable(text: str) -> str:
    """Return the text with invisible places to break in words that no line could hold.

    Addresses stay as they are: they break by themselves at / ? & -, and are copied whole.
    """
    return re.sub(rf"([^\s/?&-]{{{LONGEST_WORD}}})(?=[^\s/?&-])", "\\1\u200b", text)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
