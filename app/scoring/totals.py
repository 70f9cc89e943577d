"""Total and maximum alone, for lists of thousands of cases; the same numbers as ``assess``."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from app.models.identifiers import LeafId
from app.models.review import Mark, Points
from app.models.scheme import Criterion, Scheme

_LEFT_OUT: Final = Mark.NOT_APPLICABLE

Ratio = tuple[int, int]
"""A fraction above and below its line: adding thousands as `Fraction` takes three times as long."""


def totals(scheme: Scheme, points: Mapping[LeafId, Points]) -> tuple[Fraction, Fraction]:
    """Return the exact total of the criteria that are complete, and the maximum of all that apply.

    Where the rubric's total is a mean, both are means over those criteria.
    """
    reached, scales = list[Ratio](), list[int]()
    for criterion in scheme.criteria:
        given = _applicable(criterion, points)
        if given:
            scales.append(1 if scheme.criterion_rule == "mean" else len(given))
            known = [value.as_integer_ratio() for value in given if value is not None]
            if len(known) == len(given):
                reached.append(_joined(scheme.criterion_rule, known))
    maximum = scheme.scale.max * sum(scales)
    if scheme.total_rule == "mean" and scales:
        maximum /= len(scales)
    return Fraction(*_joined(scheme.total_rule, reached)), maximum


def _applicable(criterion: Criterion, points: Mapping[LeafId, Points]) -> list[Fraction | None]:
    own = [leaf.id for leaf in criterion.sub] or [LeafId(criterion.id)]
    return [value for value in map(points.get, own) if value is not _LEFT_OUT]


def _joined(rule: str, values: Sequence[Ratio]) -> Ratio:
    """Return sum or mean, exact but not reduced: that is done once, at the end."""
    above, below = 0, 1
    for over, under in values:
        if under == below:
            above += over
        else:
            above, below = above * under + over * below, below * under
    return above, below * (len(values) if rule == "mean" and values else 1)
