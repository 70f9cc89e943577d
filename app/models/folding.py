"""Texts without case, accents and other ways of writing the same word, for finding.

What is folded and why: docs/decisions/0015-search.md. Every letter is folded by itself, so that
places in the folded text lead back to exact places in the text as it was written.
"""

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

APART = frozenset("åäæöø")
"""Letters of their own in the Nordic languages: typed, they are meant."""

PLAIN = {
    "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t",
    "ı": "i", "ŋ": "n", "ə": "e",
    "ς": "σ", "ѐ": "е", "ѝ": "и", "ґ": "г",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه",
    "ھ": "ه", "ە": "ه",
    "’": "'", "‘": "'", "ʼ": "'",
}  # fmt: skip
"""Letters that no rule of Unicode takes apart, and what a plain keyboard has for them."""

TATWEEL = "\u0640"
KHUTSURI = {chr(0x2D00 + at): chr(0x10D0 + at) for at in range(0x26)}
"""The old ecclesiastical letters of Georgian are those of today in another shape."""


SAME = frozenset(chr(code) for code in range(128)) - frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""Letters that folding leaves as they are."""

MANY = 24
PIECE = 10_000
"""Letters that are folded before others have their turn."""


class _Table(dict[int, str]):
    """Each letter's folded form, worked out when it is first met."""

    def __init__(self, kept: frozenset[str]) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, code: int) -> str:
        made = _folded_letter(chr(code), self._kept)
        self[code] = made
        return made


def folded(text: str) -> str:
    """Return the text as it is compared: ``é`` is ``e``, ``Å`` is ``a``, ``Ø`` is ``o``."""
    return text.lower() if text.isascii() else _translated(text, _ALL)


def spelled(text: str) -> str:
    """Return the text folded, but with the letters ``å ä æ ö ø`` as they were written."""
    return text.lower() if text.isascii() else _translated(_composed(text), _BUT_NORDIC)


class FoldedText:
    """A text with its folded form, and the way back from one to the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded(text)
        self._starts: list[int] | None = None
        self._is_even: bool | None = None

    @classmethod
    def in_pieces(cls, text: str) -> Iterator["FoldedText | None"]:
        """Fold a long text some letters at a time: yield None meanwhile, and the whole at last."""
        pieces: list[str] = []
        at = 0
        while at < len(text):
            end = at + PIECE
            blank = text.rfind(" ", at + PIECE // 2, end)  # the letters of a word stay together
            end = blank if blank > 0 and end < len(text) else end
            while text[end : end + 1] in {"վ", "Վ"}:  # the second half of an Armenian ligature
                end += 1
            pieces.append(folded(text[at:end]))
            at = end
            yield None
        made = cls.__new__(cls)
        made.text, made.folded = text, "".join(pieces)
        made._starts, made._is_even = None, None
        yield from made._reckon()
        yield made

    def _reckon(self) -> Iterator[None]:
        """Work out where each letter begins, some letters at a time."""
        letters: set[str] = set()
        for at in range(0, len(self.text), PIECE):
            letters.update(self.text[at : at + PIECE])
            yield None
        self._is_even = all(len(_ALL[ord(letter)]) == 1 for letter in letters)
        if self._is_even:
            return
        starts = [0]
        for at in range(0, len(self.text), PIECE):
            for letter in self.text[at : at + PIECE]:
                starts.append(starts[-1] + len(_ALL[ord(letter)]))
            yield None
        self._starts = starts

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Return first and end, in the text as written, of a part of the folded text.

        A letter is never cut in two, and marks that belong to the last one come with it.
        """
        if first >= end:
            return (0, 0)
        starts = self._starts_of_letters()
        if starts is None:
            return (first, end)
        left = _last_not_after(starts, first)
        right = _last_not_after(starts, end - 1) + 1
        while right < len(self.text) and starts[right] == starts[right + 1]:
            right += 1
        return (left, right)

    def _starts_of_letters(self) -> list[int] | None:
        """Return where each letter begins in the folded text; None when nothing moves."""
        if self._is_even is None:
            self._is_even = all(len(_ALL[ord(letter)]) == 1 for letter in set(self.text))
        if self._is_even:
            return None
        if self._starts is None:
            lengths = [len(_ALL[ord(letter)]) for letter in self.text]
            self._starts = list(accumulate(lengths, initial=0))
        return self._starts


def _last_not_after(starts: list[int], place: int) -> int:
    """Return the letter that holds a place of the folded text; empty letters hold none."""
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high) // 2
        if starts[middle + 1] <= place:
            low = middle + 1
        else:
            high = middle
    return low


def _translated(text: str, table: "_Table") -> str:
    odd = set(text) - SAME
    if len(odd) > MANY:
        text = text.translate(table)
    else:  # ten times as fast for a page whose letters are nearly all plain
        for letter in odd:
            text = text.replace(letter, table[ord(letter)])
    # The Armenian ligature ev is written ԵՒ or, since the reform, ԵՎ in capitals.
    return text.translate(table).replace("եվ", "եւ")


def _composed(text: str) -> str:
    is_composed = unicodedata.is_normalized("NFC", text)
    return text if is_composed else unicodedata.normalize("NFC", text)


def _folded_letter(letter: str, kept: frozenset[str]) -> str:
    text, before = letter.casefold(), ""
    if text in kept:
        return text
    while text != before:
        before = text
        parts = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(_plain(part) for part in parts)
    return text


def _plain(part: str) -> str:
    """Return what is left of one part of a letter: nothing of marks and of what is not seen."""
    if unicodedata.combining(part) or unicodedata.category(part) == "Cf" or part == TATWEEL:
        return ""
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    return PLAIN.get(part) or KHUTSURI.get(part, part)


_ALL = _Table(frozenset())
_BUT_NORDIC = _Table(APART)
