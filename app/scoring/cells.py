"""The leaves of a rubric with their points, and exact sums over them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from app.models.identifiers import LeafId
from app.models.review import Mark, Points, Score, Scores
from app.models.scheme import Criterion, Leaf, Minimum, Scheme, Source, parts

ZERO = Fraction(0)
UNSCORED = Score()


@dataclass(frozen=True, slots=True)
class Cell:
    """One leaf with its points. ``group`` is its criterion's position; None for a gate."""

    id: LeafId
    group: int | None
    points: Points
    minimum: Fraction | None
    source: Source | None

    @property
    def value(self) -> Fraction | None:
        """The points as a number, None where open or not applicable."""
        return self.points if isinstance(self.points, Fraction) else None

    @property
    def applies(self) -> bool:
        """False where a person said *not applicable*."""
        return self.points is not Mark.NOT_APPLICABLE


def leaf_minimums(scheme: Scheme) -> dict[LeafId, Minimum]:
    """Return the minimums that leaves have themselves, in the scheme's order.

    A criterion without parts is a leaf, so that its minimum counts here too.
    """
    found = {gate.id: gate.minimum for gate in scheme.gates}
    for criterion in scheme.criteria:
        for leaf in parts(criterion):
            found[leaf.id] = leaf.minimum if criterion.sub else criterion.minimum
    return {leaf: minimum for leaf, minimum in found.items() if minimum is not None}


def cells_of(scheme: Scheme, scores: Scores) -> tuple[Cell, ...]:
    """Return every leaf with its points, gates first, in the scheme's order."""
    minimums = leaf_minimums(scheme)

    def cell(leaf: Leaf, group: int | None) -> Cell:
        minimum = minimums.get(leaf.id)
        return Cell(
            leaf.id,
            group,
            scores.get(leaf.id, UNSCORED).points,
            None if minimum is None else minimum.of(scheme.scale.max),
            None if minimum is None else minimum.source,
        )

    gates = [cell(gate, None) for gate in scheme.gates]
    rest = [
        cell(leaf, group)
        for group, criterion in enumerate(scheme.criteria)
        for leaf in parts(criterion)
    ]
    return (*gates, *rest)


def filled(cells: Iterable[Cell], points: Fraction) -> tuple[Cell, ...]:
    """Return the cells with every open one at ``points``."""
    return tuple(replace(cell, points=points) if cell.points is None else cell for cell in cells)


def groups(scheme: Scheme, cells: Iterable[Cell]) -> list[list[Cell]]:
    """Return the applicable cells of each criterion."""
    found: list[list[Cell]] = [[] for _ in scheme.criteria]
    for cell in cells:
        if cell.group is not None and cell.applies:
            found[cell.group].append(cell)
    return found


def points_of(scheme: Scheme, group: list[Cell]) -> Fraction | None:
    """Return a criterion's exact points; None while a part is open or when nothing applies."""
    values = [cell.value for cell in group]
    known = [value for value in values if value is not None]
    if not values or len(known) < len(values):
        return None
    return _mean(known) if scheme.criterion_rule == "mean" else sum(known, ZERO)


def maximum_of(scheme: Scheme, group: list[Cell]) -> Fraction:
    """Return the points a criterion can reach with the parts that apply; 0 when none does."""
    if scheme.criterion_rule == "mean":
        return scheme.scale.max if group else ZERO
    return scheme.scale.max * len(group)


def total_of(scheme: Scheme, values: list[Fraction]) -> Fraction:
    """Return the sum or mean of what the criteria have."""
    return _mean(values) if scheme.total_rule == "mean" else sum(values, ZERO)


def criterion_minimum(
    criterion: Criterion, maximum: Fraction, group: list[Cell]
) -> Fraction | None:
    """Return a criterion's minimum in points; none where nothing of it applies."""
    return criterion.minimum.of(maximum) if criterion.minimum and group else None


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, ZERO) / len(values) if values else ZERO
