"""What a schema cannot say about a scheme: ids, scale, minimums, languages, rules, levels."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from app.models.errors import Refused
from app.models.identifiers import Names
from app.models.message import Message, message
from app.models.scheme import Minimum, RuleKind, Scheme, parts
from app.scoring.cells import cells_of, groups, maximum_of, total_of
from app.scoring.rules import COMPUTED

MOST_LEAVES = 200
"""Beyond this nobody scores, and the nearest change could not be found at each key press."""


def check_sense(scheme: Scheme) -> None:
    """Raise ``Refused`` with the first thing that makes no sense."""
    _check_ids(scheme)
    _check_scale(scheme)
    _check_minimums(scheme)
    _check_languages(scheme)
    _check_rules(scheme)
    _check_levels(scheme)


def _refuse(code: str, said: Message) -> None:
    raise Refused(f"scheme.{code}", said)


def _check_ids(scheme: Scheme) -> None:
    """Ids of criteria, leaves and rules share the list of reasons, so none may be there twice."""
    ids = [str(gate.id) for gate in scheme.gates] + [str(rule.id) for rule in scheme.eligibility]
    for criterion in scheme.criteria:
        ids += [criterion.id, *(str(leaf.id) for leaf in criterion.sub)]
        if criterion.sub and scheme.criterion_rule == "direct":
            _refuse(
                "id", message("{id} has parts, but criteria are scored directly.", id=criterion.id)
            )
    twice = [each for each, count in Counter(ids).items() if count > 1]
    if twice:
        _refuse("id", message("The id {id} is used twice.", id=twice[0]))


def _check_scale(scheme: Scheme) -> None:
    scale = scheme.scale
    if scale.max <= scale.min:
        _refuse("scale", message("The scale's maximum must be above its minimum."))
    if (scale.max - scale.min) % scale.step:
        _refuse("scale", message("The step {step} does not divide the scale.", step=scale.step))
    if (scale.max - scale.min) / scale.step > 1000:
        _refuse("scale", message("The scale has more than a thousand steps."))
    if len(scheme.leaves) > MOST_LEAVES:
        _refuse("scale", message("More than {most} items are to be scored.", most=MOST_LEAVES))


def _check_minimums(scheme: Scheme) -> None:
    for where, minimum, maximum in minimums_with_maximum(scheme):
        if minimum is not None and minimum.of(maximum) > maximum:
            _refuse(
                "minimum",
                message(
                    "The minimum of {id} is {minimum}, but only {maximum} can be reached.",
                    id=where,
                    minimum=minimum.of(maximum),
                    maximum=maximum,
                ),
            )


def minimums_with_maximum(scheme: Scheme) -> list[tuple[str, Minimum | None, Fraction]]:
    """Return every place that can have a minimum, with the most points it can reach."""
    full = groups(scheme, cells_of(scheme, {}))
    maxima = [maximum_of(scheme, group) for group in full]
    found = [(str(gate.id), gate.minimum, scheme.scale.max) for gate in scheme.gates]
    for criterion, maximum in zip(scheme.criteria, maxima, strict=True):
        found += [(str(leaf.id), leaf.minimum, scheme.scale.max) for leaf in criterion.sub]
        found.append((criterion.id, criterion.minimum, maximum))
    return [*found, ("total", scheme.minimum_total, total_of(scheme, maxima))]


def _check_languages(scheme: Scheme) -> None:
    for criterion in scheme.criteria:
        _check_lists(criterion.id, criterion.looks_for)
        _check_lists(criterion.id, criterion.questions)
        for leaf in parts(criterion):
            _check_lists(leaf.id, leaf.looks_for)


def _check_lists(where: str, texts: Iterable[Names]) -> None:
    tags = {frozenset(names) for names in texts}
    if len(tags) > 1:
        _refuse(
            "languages", message("{id}: the lists of the languages differ in length.", id=where)
        )


def _check_rules(scheme: Scheme) -> None:
    for rule in scheme.eligibility:
        if rule.kind is RuleKind.COMPUTED and rule.rule not in COMPUTED:
            _refuse(
                "rule",
                message(
                    "{id}: there is no rule {rule}. There are: {known}",
                    id=rule.id,
                    rule=rule.rule or "–",
                    known=", ".join(sorted(COMPUTED)),
                ),
            )


def _check_levels(scheme: Scheme) -> None:
    scale = scheme.scale
    leaves = (*scheme.gates, *(leaf for each in scheme.criteria for leaf in parts(each)))
    written = [(str(leaf.id), Fraction(key)) for leaf in leaves for key in leaf.descriptors]
    for where, points in [("levels", level.points) for level in scheme.levels] + written:
        if not scale.min <= points <= scale.max or (points - scale.min) % scale.step:
            _refuse(
                "level", message("{id}: {points} is not on the scale.", id=where, points=points)
            )
