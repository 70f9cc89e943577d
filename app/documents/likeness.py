"""How much of one text stands in another: by sequences of five words, whatever lies between.

Sequences ("shingles") are compared by their hash: Udi Manber, "Finding Similar Files" (1994). Of
all those of a text only some are kept for finding ("winnowing": Schleimer, Wilkerson, Aiken, 2003),
so chosen that every passage of ``WINDOW + WORDS - 1`` words in common is found.
"""

import re
import zlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from app.models.folding import folded
from app.models.neighbours import Sentence

WORDS: Final = 5
"""Words in a sequence."""

WINDOW: Final = 16
"""Sequences of which the least is kept: every passage of 20 words in common is found."""

MOST_WORDS: Final = 20_000
"""Words of a text that are looked at: a hundred times a usual answer."""

MOST_LETTERS: Final = 200_000
"""Letters of a text that are looked at."""

COMMON: Final = 0.8
"""Share of a sentence's sequences that the other text must have for the sentence to be common."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?…;。؟۔։:\n]+[.!?…;。؟۔։:\n]*\s*|[.!?…;。؟۔։:\n]+\s*")
_STEP = 1_000_003
_TOP = (1 << 61) - 1


def sequences(text: str) -> list[int]:
    """Return a number for each five words in a row; case, accents and signs do not count."""
    found = [_number(word) for word in _words(text)]
    rows = zip(found, found[1:], found[2:], found[3:], found[4:], strict=False)
    return [
        ((((a * _STEP + b) * _STEP + c) * _STEP + d) * _STEP + e) % _TOP for a, b, c, d, e in rows
    ]


def fingerprints(text: str) -> frozenset[int]:
    """Return the sequences by which the text is found, about one in eight."""
    found = sequences(text)
    if len(found) <= WINDOW:
        return frozenset({min(found)} if found else ())
    kept: set[int] = set()
    least = -1
    for start in range(len(found) - WINDOW + 1):
        if least < start:
            least = min(range(start, start + WINDOW), key=found.__getitem__)
        elif found[start + WINDOW - 1] < found[least]:
            least = start + WINDOW - 1
        kept.add(found[least])
    return frozenset(kept)


def compared(text: str, other: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``, each with whether ``other`` has it too.

    A sentence of fewer than five words is never called common: it may be by chance.
    """
    known = frozenset(sequences(other))
    return tuple(Sentence(part, _is_common(part, known)) for part in sentences(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; joined they are the text."""
    found: list[str] = []
    for part in _SENTENCE.findall(text):
        if (found and not _WORD.search(found[-1])) or (found and not _WORD.search(part)):
            found[-1] += part
        else:
            found.append(part)
    return found


def _is_common(sentence: str, known: Collection[int]) -> bool:
    own = sequences(sentence)
    return bool(own) and sum(1 for each in own if each in known) >= COMMON * len(own)


def _words(text: str) -> Sequence[str]:
    found: list[str] = _WORD.findall(folded(text[:MOST_LETTERS]))
    return found[:MOST_WORDS]


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
