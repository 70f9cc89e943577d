"""Total and maximum alone, for lists of thousands of cases; the same numbers as ``assess``."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.models.identifiers import LeafId
from app.models.review import Mark, Points
from app.models.scheme import Criterion, Scheme
from app.scoring.cells import ZERO


def totals(scheme: Scheme, points: Mapping[LeafId, Points]) -> tuple[Fraction, Fraction]:
    """Return the exact total of the criteria that are complete, and the maximum of all that apply.

    Where the rubric's total is a mean, both are means over those criteria.
    """
    reached, scales = [], []
    for criterion in scheme.criteria:
        given = _applicable(criterion, points)
        if given:
            scales.append(1 if scheme.criterion_rule == "mean" else len(given))
            if not any(value is None for value in given):
                known = [value for value in given if isinstance(value, Fraction)]
                reached.append(_joined(scheme.criterion_rule, known))
    maximum = scheme.scale.max * sum(scales)
    if scheme.total_rule == "mean" and scales:
        maximum /= len(scales)
    return _joined(scheme.total_rule, reached), maximum


def _applicable(criterion: Criterion, points: Mapping[LeafId, Points]) -> list[Points]:
    own = [leaf.id for leaf in criterion.sub] if criterion.sub else [LeafId(criterion.id)]
    given = map(points.get, own)
    return [value for value in given if value is not Mark.NOT_APPLICABLE]


def _joined(rule: str, values: Sequence[Fraction]) -> Fraction:
    """Return sum or mean; whole points, which most are, are added as integers."""
    if not values:
        return ZERO
    parted = [value.as_integer_ratio() for value in values]
    if any(below != 1 for _, below in parted):
        whole = sum(values, ZERO)
        return whole / len(values) if rule == "mean" else whole
    added = sum(above for above, _ in parted)
    return Fraction(added, len(values) if rule == "mean" else 1)
