"""The smallest changes that would turn the outcome (scheme.md, ``nearest``).

Raising: leaves below their own minimum are raised to it first; the further steps that the
criteria and the total need are then searched. Every step on a leaf adds the same amount to its
criterion and to the total, so the fewest steps follow from sums alone, and the ways are walked in
the scheme's order with an exact test whether a beginning can still be completed: no dead ends.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, floor, lcm

from app.models.assessment import Change, Outcome
from app.models.scheme import Scheme
from app.scoring.cells import (
    Cell,
    criterion_minimum,
    filled,
    groups,
    maximum_of,
    points_of,
    total_of,
)

MOST_WAYS = 5
MOST_STEPS = 6

Way = tuple[Change, ...]
Steps = tuple[int, ...]
"""Positions of cells, never falling; a position twice means two steps."""


def nearest(
    scheme: Scheme, cells: tuple[Cell, ...], outcome: Outcome, *, is_short: bool
) -> tuple[Way, ...]:
    """Return at most five ways to turn the outcome, fewest steps, in the scheme's order.

    ``is_short``: a minimum is missed, so raising is asked for; open leaves count as full. None
    beyond six further steps, when only eligibility is missing, or while nothing is certain.
    """
    if is_short:
        return _raising(scheme, filled(cells, scheme.scale.max))
    return _lowering(scheme, cells) if outcome is Outcome.GRANT else ()


@dataclass(frozen=True, slots=True)
class _Board:
    """What a step means. ``gain`` is in whole units, ``room`` the steps left on each cell."""

    cells: tuple[Cell, ...]
    room: tuple[int, ...]
    gain: tuple[int, ...]
    unit: Fraction
    in_criterion: tuple[Fraction, ...]


def _raising(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[Way, ...]:
    raised = tuple(_at_minimum(scheme, cell) for cell in cells)
    if any(cell.value is not None and cell.value > scheme.scale.max for cell in raised):
        return ()
    board = _board(scheme, raised, upward=True)
    needs, total = _needs(scheme, board)
    found = _fewest(board, needs, total)
    ways = islice(_ways(board, found, _can_complete(board, needs, total)), MOST_WAYS)
    return tuple(_changes(scheme, cells, raised, way, Fraction(1)) for way in ways)


def _at_minimum(scheme: Scheme, cell: Cell) -> Cell:
    """Raise a leaf that is below its own minimum to the first step of the scale that meets it."""
    if cell.value is None or cell.minimum is None or cell.value >= cell.minimum:
        return cell
    steps = ceil((cell.minimum - cell.value) / scheme.scale.step)
    points = cell.value + steps * scheme.scale.step
    return Cell(cell.id, cell.group, points, cell.minimum, cell.source)


def _board(scheme: Scheme, cells: tuple[Cell, ...], *, upward: bool) -> _Board:
    scale = scheme.scale
    sizes = [len(group) for group in groups(scheme, cells)]
    counted = sum(1 for size in sizes if size)
    in_criterion = [
        scale.step / size if _is_mean(scheme) and size else scale.step for size in sizes
    ]
    share = Fraction(1, counted) if scheme.total_rule == "mean" and counted else Fraction(1)
    gains = [_of_group(cell, in_criterion) * share for cell in cells]
    unit = Fraction(1, lcm(*(gain.denominator for gain in gains)))
    room = [_room(cell, scale.max if upward else scale.min, scale.step) for cell in cells]
    return _Board(
        cells, tuple(room), tuple(int(gain / unit) for gain in gains), unit, tuple(in_criterion)
    )


def _is_mean(scheme: Scheme) -> bool:
    return scheme.criterion_rule == "mean"


def _of_group(cell: Cell, amounts: list[Fraction]) -> Fraction:
    return amounts[cell.group] if cell.group is not None and cell.applies else Fraction(0)


def _room(cell: Cell, end: Fraction, step: Fraction) -> int:
    return 0 if cell.value is None else floor(abs(end - cell.value) / step)


def _needs(scheme: Scheme, board: _Board) -> tuple[dict[int, int], int]:
    """Return the steps each criterion still needs, and the units the total still needs."""
    values, maxima, needs = [], [], {}
    for at, group in enumerate(groups(scheme, board.cells)):
        points, maximum = points_of(scheme, group), maximum_of(scheme, group)
        minimum = criterion_minimum(scheme.criteria[at], maximum, group)
        if points is None:
            continue
        values.append(points)
        maxima.append(maximum)
        if minimum is not None and points < minimum:
            needs[at] = ceil((minimum - points) / board.in_criterion[at])
    if scheme.minimum_total is None:
        return needs, 0
    short = scheme.minimum_total.of(total_of(scheme, maxima)) - total_of(scheme, values)
    return needs, max(0, ceil(short / board.unit))


def _fewest(board: _Board, needs: dict[int, int], total: int) -> int:
    """Return the smallest number of further steps; ``MOST_STEPS + 1`` when six do not do."""
    can = _can_complete(board, needs, total)
    return next((steps for steps in range(MOST_STEPS + 1) if can((), steps)), MOST_STEPS + 1)


Test = Callable[[Steps, int], bool]
"""Tells whether a beginning can be completed with exactly so many more steps, or fewer."""


def _can_complete(board: _Board, needs: dict[int, int], total: int) -> Test:
    def can(taken: Steps, left: int) -> bool:
        first = taken[-1] if taken else 0
        room = {
            at: min(board.room[at] - taken.count(at), left)
            for at in range(first, len(board.cells))
            if board.gain[at]
        }
        missing = dict(needs)
        for at in taken:
            group = board.cells[at].group
            if group in missing:
                missing[group] -= 1
        gained = sum(board.gain[at] for at in taken)
        return _reaches(board, room, missing, total - gained, left)

    return can


def _reaches(
    board: _Board, room: dict[int, int], missing: dict[int, int], total: int, left: int
) -> bool:
    """Spend the steps that criteria need, then the rest where the total gains most."""
    by_group: dict[int | None, list[int]] = {}
    for at, steps in room.items():
        by_group.setdefault(board.cells[at].group, []).extend([board.gain[at]] * steps)
    for group, wanted in missing.items():
        have = by_group.get(group, [])
        if wanted > min(len(have), left):
            return False
        used = max(0, wanted)
        left -= used
        total -= sum(have[:used])
        by_group[group] = have[used:]
    free = sorted((gain for gains in by_group.values() for gain in gains), reverse=True)
    return sum(free[:left]) >= total


def _lowering(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[Way, ...]:
    board = _board(scheme, cells, upward=False)
    limits = _limits(scheme, board)
    can = _can_lose(board, limits)
    fewest = next((steps for steps in range(1, MOST_STEPS + 1) if can((), steps)), MOST_STEPS + 1)
    ways = islice(_ways(board, fewest, can), MOST_WAYS)
    return tuple(_changes(scheme, cells, cells, way, Fraction(-1)) for way in ways)


@dataclass(frozen=True, slots=True)
class _Limit:
    """One minimum that can be lost: the cells that count, and the units that break it."""

    cells: frozenset[int]
    units: int
    counts_steps: bool


def _limits(scheme: Scheme, board: _Board) -> list[_Limit]:
    """Return every minimum with how far its value is above it."""
    step = scheme.scale.step
    limits = [
        _Limit(frozenset({at}), floor((cell.value - cell.minimum) / step) + 1, counts_steps=True)
        for at, cell in enumerate(board.cells)
        if cell.value is not None and cell.minimum is not None
    ]
    values, maxima = [], []
    for position, group in enumerate(groups(scheme, board.cells)):
        points, maximum = points_of(scheme, group), maximum_of(scheme, group)
        minimum = criterion_minimum(scheme.criteria[position], maximum, group)
        if points is None:
            continue
        values.append(points)
        maxima.append(maximum)
        if minimum is not None:
            spare = floor((points - minimum) / board.in_criterion[position]) + 1
            own = (at for at, cell in enumerate(board.cells) if cell.group == position)
            limits.append(_Limit(frozenset(own), spare, counts_steps=True))
    if scheme.minimum_total is not None:
        spare_total = total_of(scheme, values) - scheme.minimum_total.of(total_of(scheme, maxima))
        every = frozenset(at for at, gain in enumerate(board.gain) if gain)
        limits.append(_Limit(every, floor(spare_total / board.unit) + 1, counts_steps=False))
    return limits


def _can_lose(board: _Board, limits: list[_Limit]) -> Test:
    def can(taken: Steps, left: int) -> bool:
        first = taken[-1] if taken else 0
        return any(_breaks(board, limit, taken, first, left) for limit in limits)

    return can


def _breaks(board: _Board, limit: _Limit, taken: Steps, first: int, left: int) -> bool:
    """Tell whether a minimum can be broken by ``left`` more steps from position ``first`` on."""
    worth = [1 if limit.counts_steps else gain for gain in board.gain]
    units = limit.units - sum(worth[at] for at in taken if at in limit.cells)
    room = [
        worth[at]
        for at in limit.cells
        if at >= first
        for _ in range(min(left, board.room[at] - taken.count(at)))
    ]
    return sum(sorted(room, reverse=True)[:left]) >= units


def _ways(board: _Board, fewest: int, can: Test, taken: Steps = ()) -> Iterator[Steps]:
    """Walk the ways of exactly ``fewest`` steps in the scheme's order."""
    left = fewest - len(taken)
    if fewest > MOST_STEPS:
        return
    if left == 0:
        yield taken
        return
    for at in range(taken[-1] if taken else 0, len(board.cells)):
        longer = (*taken, at)
        if board.room[at] > taken.count(at) and can(longer, left - 1):
            yield from _ways(board, fewest, can, longer)


def _changes(
    scheme: Scheme, cells: tuple[Cell, ...], start: tuple[Cell, ...], way: Steps, sign: Fraction
) -> Way:
    changes = []
    for at, (before, from_here) in enumerate(zip(cells, start, strict=True)):
        if before.value is None or from_here.value is None:
            continue
        after = from_here.value + sign * way.count(at) * scheme.scale.step
        if after != before.value:
            changes.append(Change(before.id, before.value, after))
    return tuple(changes)
