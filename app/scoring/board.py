"""Counting steps on the leaves of a rubric: what each is worth, and how many are left."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

from app.models.scheme import Scheme
from app.scoring.cells import Cell, groups

Steps = tuple[int, ...]
"""Positions of leaves, never falling; a position twice means two steps."""


@dataclass(frozen=True, slots=True)
class Board:
    """What a step means, with the leaves in the scheme's order.

    ``room``: steps left on each leaf. ``group``: each leaf's criterion, None for what does not
    count (gates, not applicable). ``step_in``: what a step adds to a criterion. ``gain``: what it
    adds to the total, in whole units. ``rest``: room of each criterion from a position on.
    """

    room: tuple[int, ...]
    group: tuple[int | None, ...]
    step_in: tuple[Fraction, ...]
    gain: tuple[int, ...]
    unit: Fraction
    rest: tuple[tuple[int, ...], ...]
    by_gain: tuple[int, ...]

    def room_after(self, taken: Steps) -> list[int]:
        """Return the room of each criterion on the leaves that may still come in order."""
        if not taken:
            return list(self.rest[0])
        room = list(self.rest[taken[-1]])
        group = self.group[taken[-1]]
        if group is not None:
            room[group] -= taken.count(taken[-1])
        return room

    def count_in(self, group: int, taken: Steps) -> int:
        """Return how many of the steps are on a criterion's leaves."""
        return sum(1 for at in taken if self.group[at] == group)

    def gained(self, taken: Steps) -> int:
        """Return what the steps add to the total, in units."""
        own = (self.group[at] for at in taken)
        return sum(self.gain[group] for group in own if group is not None)

    def most(self, room: list[int], left: int) -> int:
        """Return the most units that ``left`` steps can add in the room there is."""
        gained = 0
        for group in self.by_gain:
            steps = min(room[group], left)
            gained += steps * self.gain[group]
            left -= steps
            if not left:
                break
        return gained


def board_of(scheme: Scheme, cells: tuple[Cell, ...], end: Fraction) -> Board:
    """Return the board for steps towards ``end``, the scale's maximum or minimum."""
    sizes = [len(group) for group in groups(scheme, cells)]
    step_in = [_step_in(scheme, size) for size in sizes]
    gains = [step * _share(scheme, sizes) for step in step_in]
    unit = Fraction(1, lcm(*(gain.denominator for gain in gains)))
    room = tuple(_room(cell, end, scheme.scale.step) for cell in cells)
    group = tuple(cell.group if cell.applies else None for cell in cells)
    gain = tuple(int(each / unit) for each in gains)
    order = sorted(range(len(gain)), key=lambda at: -gain[at])
    rest = _rest(room, group, len(sizes))
    return Board(room, group, tuple(step_in), gain, unit, rest, tuple(order))


def _step_in(scheme: Scheme, size: int) -> Fraction:
    is_mean = scheme.criterion_rule == "mean"
    return scheme.scale.step / size if is_mean and size else scheme.scale.step


def _share(scheme: Scheme, sizes: list[int]) -> Fraction:
    """Return the part of a criterion's points that reaches the total."""
    counted = sum(1 for size in sizes if size)
    return Fraction(1, counted) if scheme.total_rule == "mean" and counted else Fraction(1)


def _room(cell: Cell, end: Fraction, step: Fraction) -> int:
    return 0 if cell.value is None else floor(abs(end - cell.value) / step)


def _rest(
    room: tuple[int, ...], group: tuple[int | None, ...], count: int
) -> tuple[tuple[int, ...], ...]:
    rest = [[0] * count]
    for steps, own in zip(reversed(room), reversed(group), strict=True):
        row = list(rest[-1])
        if own is not None:
            row[own] += steps
        rest.append(row)
    return tuple(tuple(row) for row in reversed(rest))
