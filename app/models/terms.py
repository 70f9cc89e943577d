"""What a person looks for: words, “phrases” and beginnings*, and the places that have them all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.models.folding import APART, FoldedText, folded, spelled

LONGEST = 200
"""Characters of a question that count."""

MOST_TERMS = 12
QUOTES = '"“”„«»'
_PIECE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)(?:[{QUOTES}](\*)?|$)|([^\s{QUOTES}]+)")
_WORD = re.compile(r"[^\W_]+")
_GAP = r"[\W_]+"

Place = tuple[int, int]
"""First character and the one after the last, in the text as written."""


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand one after the other; with ``begins`` the last goes on.

    ``apart`` are those among them that were typed with å, ä, æ, ö or ø, as they were spelled.
    """

    words: tuple[str, ...]
    begins: bool = False
    apart: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of a text that is folded or spelled already."""
    return _WORD.findall(text)


def terms(question: str, *, typing: bool = False) -> tuple[Term, ...]:
    """Return what is looked for. ``typing``: the last word may not be finished yet."""
    question = question[:LONGEST]
    found = []
    for piece in _PIECE.finditer(question):
        phrase, star, word = piece.groups()
        is_last = piece.end() == len(question)
        begins = bool(star) or (word or "").endswith("*") or (typing and is_last and not phrase)
        term = _term(phrase or word or "", begins=begins)
        if term is not None:
            found.append(term)
    return tuple(found[:MOST_TERMS])


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of a question to the queue: a phrase in quotes, or any letters of one word."""

    text: str
    phrase: Term | None = None

    def stands_in(self, folded_text: str) -> bool:
        """Tell whether a folded text has it: a phrase as whole words, a word anywhere."""
        if self.phrase is None:
            return self.text in folded_text
        return _term_pattern(self.phrase, inside=False).search(folded_text) is not None


def asked(question: str) -> tuple[Asked, ...]:
    """Return the parts of a question; a star after a word says what holds anyway."""
    found = []
    for piece in _PIECE.finditer(question[:LONGEST]):
        phrase, star, word = piece.groups()
        term = _term(phrase, begins=bool(star)) if phrase else None
        text = folded(phrase or (word or "").rstrip("*"))
        if term is not None or (word and text):
            found.append(Asked(text, term))
    return tuple(found)


def _term(text: str, *, begins: bool) -> Term | None:
    words = tuple(words_of(folded(text)))
    if not words:
        return None
    apart = [word for word in words_of(spelled(text)) if not APART.isdisjoint(word)]
    return Term(words, begins, tuple(apart))


def places(text: FoldedText, wanted: tuple[Term, ...], *, inside: bool = False) -> list[Place]:
    """Return every place of every term, in order; none when one of the terms has no place.

    ``inside``: words are also found in the middle of longer ones.
    """
    found: set[Place] = set()
    if not all(word in text.folded for term in wanted for word in term.words):
        return []
    for term in wanted:
        of_term = set(_of_term(text, term, inside=inside))
        if not of_term:
            return []
        found |= of_term
    return sorted(found)


def phrase_places(text: FoldedText, phrase: str) -> Iterator[Place]:
    """Yield every place of a phrase as it was typed, signs too; any white space fits another."""
    pattern = _phrase_pattern(phrase[:LONGEST])
    if pattern is None:
        return
    words = tuple(spelled(each) for each in phrase.split())
    apart = Term((), apart=tuple(each for each in words if not APART.isdisjoint(each)))
    for each in pattern.finditer(text.folded):
        place = text.place(each.start(), each.end())
        if _is_spelled(text.text[slice(*place)], apart):
            yield place


@lru_cache(maxsize=8)
def _phrase_pattern(phrase: str) -> "re.Pattern[str] | None":
    words = [re.escape(word) for word in folded(phrase).split()]
    return re.compile(r"\s+".join(words)) if words else None


def _of_term(text: FoldedText, term: Term, *, inside: bool) -> list[Place]:
    hits = _term_pattern(term, inside=inside).finditer(text.folded)
    found = [text.place(each.start(), each.end()) for each in hits]
    if not term.apart:
        return found
    return [place for place in found if _is_spelled(text.text[slice(*place)], term)]


@lru_cache(maxsize=64)
def _term_pattern(term: Term, *, inside: bool) -> "re.Pattern[str]":
    body = _GAP.join(map(re.escape, term.words))
    before = "" if inside else r"(?<![^\W_])"
    after = "" if inside or term.begins else r"(?![^\W_])"
    return re.compile(f"{before}{body}{after}")


def _is_spelled(written: str, term: Term) -> bool:
    whole = spelled(written) if term.apart else ""
    return all(word in whole for word in term.apart)
