"""Two texts laid over each other: paragraphs first, then the words of those that changed.

Everything is bounded: a text over ``LONGEST`` letters is only told to be different, a paragraph
with more than ``MOST_CHANGES`` changed words is shown as taken out and put in again.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from app.documents.alignment import Pair, aligned, pairs
from app.models.comparison import Change, Passage, Run, TextDifference

LONGEST: Final = 200_000
"""Letters of a text that is compared word by word: a hundred times a usual answer."""

MOST_CHANGES: Final = 600
"""Words put in and taken out in one paragraph, beyond which it is shown as written anew."""

MOST_MOVES: Final = 1_000
"""Paragraphs put in and taken out, beyond which the whole text is shown as written anew."""

SHORT: Final = 3
"""Words in a row that, the same by chance between two changes, would only disturb the eye."""


def differences(before: str, after: str) -> TextDifference:
    """Return how ``before`` became ``after``, a passage per paragraph in reading order."""
    if max(len(before), len(after)) > LONGEST:
        same = before.split() == after.split()
        return TextDifference((_same(after, 0, 0),)) if same else TextDifference(too_long=True)
    old, new = paragraphs(before), paragraphs(after)
    keys = [_key(each) for each in old], [_key(each) for each in new]
    if keys[0] == keys[1]:
        return TextDifference(tuple(_same(text, at, at) for at, text in enumerate(new)))
    return TextDifference(tuple(_passages(old, new, *keys)))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what stands between empty lines."""
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", whole)
    return [part.strip("\n") for part in parts if part.strip()]


def words(text: str) -> list[str]:
    """Return words, spaces and single signs; joined they are the text, in any script."""
    found: list[str] = []
    for kind, letters in groupby(text, _kind):
        together = "".join(letters)
        found += together if kind == "sign" else [together]
    return found


@lru_cache(maxsize=4096)
def _kind(letter: str) -> str:
    """Marks belong to the letters they stand on: Arabic vowels, accents that do not compose."""
    if letter.isspace():
        return "space"
    return "word" if letter.isalnum() or unicodedata.category(letter)[0] == "M" else "sign"


def _key(paragraph: str) -> str:
    """Return a paragraph as it is compared: how its lines are broken does not count."""
    return " ".join(paragraph.split())


def _same(text: str, before: int, after: int) -> Passage:
    return Passage(Change.SAME, (Run(text),), before + 1, after + 1)


def _passages(
    old: list[str], new: list[str], old_keys: list[str], new_keys: list[str]
) -> list[Passage]:
    """Lay paragraphs over each other: equal in order, alike in order, then moved ones."""
    equal = aligned(old_keys, new_keys, MOST_MOVES) or []
    alike = pairs(old_keys, new_keys, equal)
    by_new = {after: before for before, after in (*equal, *alike.in_order, *alike.moved)}
    moved = {after for _before, after in alike.moved}
    found: list[Passage] = []
    gone = iter(sorted(set(range(len(old))) - set(by_new.values())))
    waiting = next(gone, None)
    for after, text in enumerate(new):
        before = by_new.get(after)
        if before is not None and after not in moved:
            while waiting is not None and waiting < before:
                found.append(_gone(old[waiting], waiting))
                waiting = next(gone, None)
        found.append(_passage(old, text, before, after, is_moved=after in moved))
    rest = [] if waiting is None else [waiting, *gone]
    return found + [_gone(old[before], before) for before in rest]


def _gone(text: str, before: int) -> Passage:
    return Passage(Change.GONE, (Run(text, Change.GONE),), before + 1, None)


def _passage(
    old: list[str], text: str, before: int | None, after: int, *, is_moved: bool
) -> Passage:
    if before is None:
        return Passage(Change.NEW, (Run(text, Change.NEW),), None, after + 1)
    runs = word_runs(old[before], text)
    changed = any(run.change is not Change.SAME for run in runs)
    change = Change.MOVED if is_moved else Change.CHANGED if changed else Change.SAME
    return Passage(change, runs, before + 1, after + 1)


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return the words of two paragraphs as runs that are the same, gone or new."""
    old, new = words(before), words(after)
    keys = [" " if each.isspace() else each for each in old]
    found = aligned(keys, [" " if each.isspace() else each for each in new], MOST_CHANGES)
    if found is None:
        return (Run(before, Change.GONE), Run(after, Change.NEW))
    runs = _steps(old, new, found)
    for few in (1, SHORT):  # spaces alone first, so that whole changes stand beside each other
        runs = _joined(_calm(runs, few))
    return tuple(runs)


def _steps(old: Sequence[str], new: Sequence[str], equal: Sequence[Pair]) -> list[Run]:
    """Return the runs between and at the equal words; gone before new, the same as written now."""
    found: list[Run] = []
    was = now = 0
    for before, after in (*equal, (len(old), len(new))):
        found += _run(old[was:before], Change.GONE) + _run(new[now:after], Change.NEW)
        found += _run(new[after : after + 1], Change.SAME)
        was, now = before + 1, after + 1
    return _joined(found)


def _run(pieces: Sequence[str], change: Change) -> list[Run]:
    return [Run("".join(pieces), change)] if pieces else []


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Join neighbours of one kind; between two that are the same, gone comes before new."""
    found: list[Run] = []
    for is_same, group in groupby(runs, lambda run: run.change is Change.SAME):
        near = list(group)
        for change in (Change.SAME,) if is_same else (Change.GONE, Change.NEW):
            text = "".join(run.text for run in near if run.change is change)
            found += [Run(text, change)] if text else []
    return found


def _calm(runs: list[Run], few: int) -> list[Run]:
    """Take words that are the same by chance, fewer than ``few``, into the changes around them."""
    found: list[Run] = []
    for at, run in enumerate(runs):
        inside = 0 < at < len(runs) - 1 and run.change is Change.SAME
        if inside and _is_chance(run.text, runs[at - 1].text, runs[at + 1].text, few):
            found += [Run(run.text, Change.GONE), Run(run.text, Change.NEW)]
        else:
            found.append(run)
    return found


def _is_chance(text: str, left: str, right: str, few: int) -> bool:
    count = len(text.split())
    return count < few and count < max(len(left.split()), len(right.split()))
