"""What points mean: criteria, gates, total, outcome and reasons (docs/formats/scheme.md)."""

from datetime import datetime
from fractions import Fraction

from app.models.assessment import (
    Assessment,
    CriterionResult,
    Eligibility,
    GateResult,
    Outcome,
    Reason,
    RuleAnswer,
)
from app.models.review import Scores
from app.models.scheme import Criterion, Scheme
from app.scoring.cells import (
    Cell,
    cells_of,
    criterion_minimum,
    filled,
    groups,
    maximum_of,
    points_of,
    total_of,
)
from app.scoring.nearest import nearest


def assess(
    scheme: Scheme,
    scores: Scores,
    *,
    eligibility: Eligibility | None = None,
    deadline: datetime | None = None,
    at: datetime | None = None,
) -> Assessment:
    """Return everything that follows from the points.

    ``scheme`` carries the season's minimums already (``with_season``). ``deadline`` is the round's
    and ``at`` the instant of asking: both are needed for the outcome *return*.
    """
    cells = cells_of(scheme, scores)
    open_leaves = tuple(cell.id for cell in cells if cell.points is None)
    criteria = _criteria(scheme, cells)
    total = _total(scheme, criteria)
    maximum = total_of(scheme, [each.maximum for each in criteria if each.maximum])
    unmet = unmet_minimums(scheme, cells, criteria, total, maximum)
    reasons = unmet if open_leaves else _with_rules(unmet, eligibility)
    outcome = _outcome(scheme, open_leaves, reasons, deadline, at)
    return Assessment(
        criteria=criteria,
        gates=_gates(cells),
        total=total,
        maximum=maximum,
        minimum_total=scheme.minimum_total.of(maximum) if scheme.minimum_total else None,
        minimum_total_source=scheme.minimum_total.source if scheme.minimum_total else None,
        outcome=outcome,
        certain=Outcome.REFUSE if unmet else None,
        reasons=reasons,
        nearest=nearest(scheme, cells, outcome, is_short=bool(unmet)),
        open=open_leaves,
    )


def unmet_minimums(
    scheme: Scheme,
    cells: tuple[Cell, ...],
    criteria: tuple[CriterionResult, ...],
    total: Fraction,
    maximum: Fraction,
) -> tuple[Reason, ...]:
    """Return the minimums that are missed even if every open leaf gets the maximum.

    In the scheme's order: gates, then each criterion after its parts, then the total.
    """
    best = filled(cells, scheme.scale.max)
    reachable = [points_of(scheme, group) for group in groups(scheme, best)]
    reasons = [_leaf_reason(cell) for cell in cells if cell.group is None and _is_short(cell)]
    for position, result in enumerate(criteria):
        ids_with_parts = bool(scheme.criteria[position].sub)
        reasons += [
            _leaf_reason(cell) for cell in cells if cell.group == position and _is_short(cell)
        ]
        if ids_with_parts and _falls_short(reachable[position], result.minimum):
            reasons.append(Reason(result.id, result.points, result.minimum))
    least = scheme.minimum_total.of(maximum) if scheme.minimum_total else None
    most = total_of(scheme, [points for points in reachable if points is not None])
    if _falls_short(most, least):
        reasons.append(Reason("total", total, least))
    return tuple(reasons)


def _criteria(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[CriterionResult, ...]:
    return tuple(
        _criterion(scheme, criterion, group)
        for criterion, group in zip(scheme.criteria, groups(scheme, cells), strict=True)
    )


def _criterion(scheme: Scheme, criterion: Criterion, group: list[Cell]) -> CriterionResult:
    points = points_of(scheme, group)
    maximum = maximum_of(scheme, group)
    minimum = criterion_minimum(criterion, maximum, group)
    return CriterionResult(
        id=criterion.id,
        points=points,
        maximum=maximum,
        minimum=minimum,
        met=None if points is None or minimum is None else points >= minimum,
        minimum_source=criterion.minimum.source if criterion.minimum else None,
    )


def _gates(cells: tuple[Cell, ...]) -> tuple[GateResult, ...]:
    return tuple(
        GateResult(
            id=cell.id,
            points=cell.value,
            minimum=cell.minimum,
            met=None if cell.value is None else cell.value >= cell.minimum,
            minimum_source=cell.source,
        )
        for cell in cells
        if cell.minimum is not None
    )


def _total(scheme: Scheme, criteria: tuple[CriterionResult, ...]) -> Fraction:
    return total_of(scheme, [each.points for each in criteria if each.points is not None])


def _is_short(cell: Cell) -> bool:
    return _falls_short(cell.value, cell.minimum)


def _falls_short(points: Fraction | None, minimum: Fraction | None) -> bool:
    return points is not None and minimum is not None and points < minimum


def _leaf_reason(cell: Cell) -> Reason:
    return Reason(cell.id, cell.value, cell.minimum)


def _with_rules(unmet: tuple[Reason, ...], eligibility: Eligibility | None) -> tuple[Reason, ...]:
    """Put the eligibility rules that do not hold before the total, which comes last."""
    if eligibility is None:
        return unmet
    rules = tuple(
        Reason(rule.id) for rule in eligibility.rules if rule.result is not RuleAnswer.MET
    )
    at = len(unmet) - (1 if unmet and unmet[-1].id == "total" else 0)
    return unmet[:at] + rules + unmet[at:]


def _outcome(
    scheme: Scheme,
    open_leaves: tuple[str, ...],
    reasons: tuple[Reason, ...],
    deadline: datetime | None,
    at: datetime | None,
) -> Outcome:
    if open_leaves:
        return Outcome.INCOMPLETE
    if not reasons:
        return Outcome.GRANT
    return Outcome.RETURN if can_be_mended(scheme, deadline, at) else Outcome.REFUSE


def can_be_mended(scheme: Scheme, deadline: datetime | None, at: datetime | None) -> bool:
    """Tell whether a refused application may be completed and sent again at this instant."""
    if deadline is None or at is None:
        return False
    return scheme.limits.resubmissions.until_deadline and at <= deadline
