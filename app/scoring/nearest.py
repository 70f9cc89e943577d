"""The smallest changes that would turn the outcome (docs/formats/scheme.md, ``nearest``).

Raising: leaves below their own minimum are raised to it first; the further steps that the
criteria and the total need are then searched. Every step on a leaf adds the same amount to its
criterion and to the total, so that the fewest steps follow from counting, and the ways are walked
in the scheme's order with an exact test whether a beginning can still be completed: no dead ends,
and quick enough for every key press.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from app.models.assessment import Change, Outcome
from app.models.scheme import Scheme
from app.scoring.board import Board, Steps, board_of
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

Test = Callable[[Steps, int], bool]
"""Tells whether a beginning reaches the goal with at most so many more steps."""


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


def _raising(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[Way, ...]:
    raised = tuple(_at_minimum(scheme, cell) for cell in cells)
    if any(cell.value is not None and cell.value > scheme.scale.max for cell in raised):
        return ()
    board = board_of(scheme, raised, scheme.scale.max)
    can = _can_raise(board, *_needs(scheme, raised, board))
    return tuple(_changes(scheme, cells, raised, way, 1) for way in _shortest(board, can))


def _at_minimum(scheme: Scheme, cell: Cell) -> Cell:
    """Raise a leaf that is below its own minimum to the first step of the scale that meets it."""
    if cell.value is None or cell.minimum is None or cell.value >= cell.minimum:
        return cell
    steps = ceil((cell.minimum - cell.value) / scheme.scale.step)
    points = cell.value + steps * scheme.scale.step
    return Cell(cell.id, cell.group, points, cell.minimum, cell.source)


def _values(
    scheme: Scheme, cells: tuple[Cell, ...]
) -> Iterator[tuple[int, Fraction, Fraction, Fraction | None]]:
    """Yield each criterion that applies: position, points, maximum, minimum."""
    for at, group in enumerate(groups(scheme, cells)):
        points, maximum = points_of(scheme, group), maximum_of(scheme, group)
        if points is not None:
            yield at, points, maximum, criterion_minimum(scheme.criteria[at], maximum, group)


def _above_total(scheme: Scheme, cells: tuple[Cell, ...]) -> Fraction | None:
    """Return how far the total is above its minimum, below zero where it is short."""
    if scheme.minimum_total is None:
        return None
    values = list(_values(scheme, cells))
    total = total_of(scheme, [points for _, points, _, _ in values])
    return total - scheme.minimum_total.of(total_of(scheme, [most for _, _, most, _ in values]))


def _needs(scheme: Scheme, cells: tuple[Cell, ...], board: Board) -> tuple[dict[int, int], int]:
    """Return the steps each criterion still needs, and the units the total still needs."""
    needs = {
        at: ceil((minimum - points) / board.step_in[at])
        for at, points, _, minimum in _values(scheme, cells)
        if minimum is not None and points < minimum
    }
    above = _above_total(scheme, cells)
    return needs, 0 if above is None else ceil(-above / board.unit)


def _can_raise(board: Board, needs: dict[int, int], total: int) -> Test:
    """Spend the steps that criteria need, then the rest where the total gains most."""

    def can(taken: Steps, left: int) -> bool:
        room = board.room_after(taken)
        short = total - board.gained(taken)
        for group, wanted in needs.items():
            missing = max(0, wanted - board.count_in(group, taken))
            if missing > min(left, room[group]):
                return False
            left -= missing
            room[group] -= missing
            short -= missing * board.gain[group]
        return short <= board.most(room, left)

    return can


def _lowering(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[Way, ...]:
    board = board_of(scheme, cells, scheme.scale.min)
    tests = [
        *_leaves_to_lose(scheme, cells, board),
        *_criteria_to_lose(scheme, cells, board),
        *_total_to_lose(scheme, cells, board),
    ]

    def can(taken: Steps, left: int) -> bool:
        return any(test(taken, left) for test in tests)

    return tuple(_changes(scheme, cells, cells, way, -1) for way in _shortest(board, can))


def _leaves_to_lose(scheme: Scheme, cells: tuple[Cell, ...], board: Board) -> Iterator[Test]:
    for at, cell in enumerate(cells):
        if cell.value is None or cell.minimum is None:
            continue
        steps = floor((cell.value - cell.minimum) / scheme.scale.step) + 1
        if steps <= min(board.room[at], MOST_STEPS):
            yield _leaf_to_lose(board, at, steps)


def _leaf_to_lose(board: Board, at: int, steps: int) -> Test:
    def can(taken: Steps, left: int) -> bool:
        done = taken.count(at)
        free = board.room[at] - done if not taken or at >= taken[-1] else 0
        return steps - done <= min(left, free)

    return can


def _criteria_to_lose(scheme: Scheme, cells: tuple[Cell, ...], board: Board) -> Iterator[Test]:
    for group, points, _, minimum in _values(scheme, cells):
        if minimum is None:
            continue
        steps = floor((points - minimum) / board.step_in[group]) + 1
        if steps <= min(board.room_after(())[group], MOST_STEPS):
            yield _criterion_to_lose(board, group, steps)


def _criterion_to_lose(board: Board, group: int, steps: int) -> Test:
    def can(taken: Steps, left: int) -> bool:
        missing = steps - board.count_in(group, taken)
        return missing <= min(left, board.room_after(taken)[group])

    return can


def _total_to_lose(scheme: Scheme, cells: tuple[Cell, ...], board: Board) -> Iterator[Test]:
    above = _above_total(scheme, cells)
    if above is None:
        return
    units = floor(above / board.unit) + 1

    def can(taken: Steps, left: int) -> bool:
        return units - board.gained(taken) <= board.most(board.room_after(taken), left)

    if can((), MOST_STEPS):
        yield can


def _shortest(board: Board, can: Test) -> Iterator[Steps]:
    """Walk at most five ways of the fewest steps that do it; none beyond six."""
    fewest = next((steps for steps in range(MOST_STEPS + 1) if can((), steps)), None)
    return iter(()) if fewest is None else islice(_ways(board, fewest, can), MOST_WAYS)


def _ways(board: Board, left: int, can: Test, taken: Steps = ()) -> Iterator[Steps]:
    """Walk the ways of exactly ``left`` more steps in the scheme's order."""
    if left == 0:
        yield taken
        return
    for at in range(taken[-1] if taken else 0, len(board.room)):
        longer = (*taken, at)
        if board.room[at] > taken.count(at) and can(longer, left - 1):
            yield from _ways(board, left - 1, can, longer)


def _changes(
    scheme: Scheme, cells: tuple[Cell, ...], start: tuple[Cell, ...], way: Steps, sign: int
) -> Way:
    """Return each changed leaf once, from what it has to what it would have."""
    changes = []
    for at, (before, from_here) in enumerate(zip(cells, start, strict=True)):
        if before.value is None or from_here.value is None:
            continue
        after = from_here.value + sign * way.count(at) * scheme.scale.step
        if after != before.value:
            changes.append(Change(before.id, before.value, after))
    return tuple(changes)
