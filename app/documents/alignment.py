"""Which parts of two sequences belong together: equal in order (Myers), alike, or moved."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[int, int]
"""A place in the earlier sequence and the place in the later one that belongs to it."""

ALIKE: Final = 0.4
"""Share of common words from which a paragraph between the same neighbours is one that changed."""

ALIKE_ELSEWHERE: Final = 0.7
"""The same for one that also stands elsewhere now."""

GROWN: Final = 0.8
"""Share of the shorter one's words that the longer one has, where a paragraph was written on."""

ENOUGH: Final = 8
"""Words of the shorter one, so that it is no chance."""

MOST_PAIRS: Final = 4_000
"""Pairs of paragraphs whose words are counted against each other; beyond, none is."""


def aligned(old: Sequence[Hashable], new: Sequence[Hashable], most: int) -> list[Pair] | None:
    """Return the places of a longest common subsequence; None where over ``most`` items differ.

    Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), greedy form. Time
    is at most (length + most) · most, however hostile the texts.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _snakes(old[start : len(old) - end], new[start : len(new) - end], most)
    if middle is None:
        return None
    head = [(at, at) for at in range(start)]
    tail = [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return head + [(before + start, after + start) for before, after in middle] + tail


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many items are the same from the beginning."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _snakes(old: Sequence[Hashable], new: Sequence[Hashable], most: int) -> list[Pair] | None:
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for cost in range(min(most, len(old) + len(new)) + 1):
        trace.append(dict(furthest))
        for diagonal in range(-cost, cost + 1, 2):
            before = _step(furthest, diagonal, cost)
            after = before - diagonal
            while before < len(old) and after < len(new) and old[before] == new[after]:
                before, after = before + 1, after + 1
            furthest[diagonal] = before
            if before >= len(old) and after >= len(new):
                return _walked(trace, len(old), len(new))
    return None


def _step(furthest: dict[int, int], diagonal: int, cost: int) -> int:
    """Return where a diagonal is reached first: by putting in, or by taking out."""
    down = furthest.get(diagonal + 1, -1)
    right = furthest.get(diagonal - 1, -1)
    return down if diagonal == -cost or (diagonal != cost and right < down) else right + 1


def _walked(trace: list[dict[int, int]], before: int, after: int) -> list[Pair]:
    """Walk back from the end and collect the places that are equal."""
    found: list[Pair] = []
    for cost in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[cost], before - after
        start = _step(furthest, diagonal, cost)
        down = start == furthest.get(diagonal + 1, -1) and (
            diagonal == -cost or (diagonal != cost and furthest.get(diagonal - 1, -1) < start)
        )
        while before > start and after > start - diagonal:
            before, after = before - 1, after - 1
            found.append((before, after))
        if cost:
            before, after = (before, after - 1) if down else (before - 1, after)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Alike:
    """Paragraphs that belong together although their words or their places differ."""

    in_order: tuple[Pair, ...]
    moved: tuple[Pair, ...]


def pairs(old: Sequence[str], new: Sequence[str], equal: Sequence[Pair]) -> Alike:
    """Pair what is not equal in order: first what moved unchanged, then what is alike."""
    old_left = set(range(len(old))) - {before for before, _ in equal}
    new_left = set(range(len(new))) - {after for _, after in equal}
    moved = list(_moved(old, new, old_left, new_left))
    bags = _Bags(old, new)
    in_order: list[Pair] = []
    for befores, afters in _gaps(equal, old_left, new_left):
        in_order += bags.best(befores, afters)
    _take(in_order, old_left, new_left)
    elsewhere = bags.closest(sorted(old_left), sorted(new_left))
    return Alike(tuple(in_order), tuple(sorted((*moved, *elsewhere), key=lambda pair: pair[1])))


def _moved(
    old: Sequence[str], new: Sequence[str], old_left: set[int], new_left: set[int]
) -> Iterator[Pair]:
    """Pair equal paragraphs that stand elsewhere, and take them out of what is left."""
    places: dict[str, list[int]] = defaultdict(list)
    for before in sorted(old_left, reverse=True):
        places[old[before]].append(before)
    found = [(places[new[after]].pop(), after) for after in sorted(new_left) if places[new[after]]]
    _take(found, old_left, new_left)
    yield from found


def _take(found: Sequence[Pair], old_left: set[int], new_left: set[int]) -> None:
    old_left -= {before for before, _ in found}
    new_left -= {after for _, after in found}


def _gaps(
    equal: Sequence[Pair], old_left: set[int], new_left: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left between each two equal neighbours."""
    ends = [*equal, (max(old_left, default=0) + 1, max(new_left, default=0) + 1)]
    was = now = 0
    for before, after in ends:
        yield (
            [at for at in range(was, before) if at in old_left],
            [at for at in range(now, after) if at in new_left],
        )
        was, now = before + 1, after + 1


class _Bags:
    """Counts the words that two paragraphs have in common."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self._counted: dict[tuple[bool, int], Counter[str]] = {}

    def best(self, befores: list[int], afters: list[int]) -> list[Pair]:
        """Return the pairs, in order, that have most words in common altogether."""
        if not befores or not afters or len(befores) * len(afters) > MOST_PAIRS:
            return []
        # Each cell: the most common words up to here, and the pairs that make it.
        above: list[tuple[int, tuple[Pair, ...]]] = [(0, ())] * (len(afters) + 1)
        for before in befores:
            row: list[tuple[int, tuple[Pair, ...]]] = [(0, ())]
            for at, after in enumerate(afters):
                choices = [above[at + 1], row[at]]
                common, share = self._common(before, after)
                if share >= ALIKE:
                    sum_, taken = above[at]
                    choices.append((sum_ + common, (*taken, (before, after))))
                row.append(max(choices, key=lambda each: each[0]))
            above = row
        return list(above[-1][1])

    def closest(self, befores: list[int], afters: list[int]) -> list[Pair]:
        """Return pairs from anywhere that are nearly the same, the likest first."""
        if len(befores) * len(afters) > MOST_PAIRS:
            return []
        shares = [
            (*self._common(before, after), before, after) for before in befores for after in afters
        ]
        found: list[Pair] = []
        for _common, share, before, after in sorted(shares, reverse=True):
            fresh = all(before != one and after != other for one, other in found)
            if share >= ALIKE_ELSEWHERE and fresh:
                found.append((before, after))
        return found

    def _common(self, before: int, after: int) -> tuple[int, float]:
        """Return how many words are common, and their share; of one written on, of the shorter."""
        one, other = self._bag(True, before), self._bag(False, after)
        common = sum((one & other).values())
        sizes = sorted((sum(one.values()), sum(other.values())))
        contained = common / max(1, sizes[0])
        if sizes[0] >= ENOUGH and contained >= GROWN:
            return common, contained
        return common, 2 * common / max(1, sum(sizes))

    def _bag(self, is_old: bool, at: int) -> Counter[str]:
        if (is_old, at) not in self._counted:
            text = (self._old if is_old else self._new)[at]
            self._counted[is_old, at] = Counter(text.casefold().split())
        return self._counted[is_old, at]
