"""The smallest changes, against trying everything on small schemes."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.assessment import Assessment, Eligibility, Outcome, RuleAnswer, RuleResult
from app.models.identifiers import LeafId, RuleId, SchemeId
from app.models.message import message
from app.models.review import Mark, Score, Scores
from app.models.scheme import Criterion, Leaf, Minimum, Scale, Scheme
from app.scoring import assess, read_scores, shipped_schemes
from app.scoring.cells import leaf_minimums

NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]

TOTALS = [None, Minimum(share=Fraction(2, 3)), Minimum(share=Fraction(9, 10))]

Way = list[tuple[str, Fraction, Fraction]]


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Small schemes: mean, sum or direct, odd steps, minimums in points and shares."""
    step = draw(st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3)]))
    low = draw(st.sampled_from([Fraction(0), Fraction(1)]))
    top = low + step * draw(st.integers(1, 3))
    rule = draw(st.sampled_from(["mean", "sum"]))

    def minimum(most: Fraction) -> Minimum | None:
        share = draw(st.sampled_from([None, None, Fraction(1, 2), Fraction(2, 3), Fraction(1)]))
        if share is None:
            return None
        return Minimum(points=share * most) if draw(st.booleans()) else Minimum(share=share)

    criteria = []
    for at in range(draw(st.integers(1, 3))):
        size = draw(st.integers(0, 2))  # none: scored directly
        sub = tuple(Leaf(LeafId(f"{at}{part}"), {"en": "x"}, minimum(top)) for part in range(size))
        most = top if rule == "mean" else top * max(1, size)
        criteria.append(Criterion(str(at), {"en": "x"}, sub, minimum(most)))
    gates = (Leaf(LeafId("g"), {"en": "x"}, Minimum(points=top)),) if draw(st.booleans()) else ()
    return Scheme(
        SchemeId("small"), "criteria", "school", {"en": "x"}, Scale(low, top, step, True), rule,
        draw(st.sampled_from(["sum", "mean"])), tuple(criteria), gates,
        minimum_total=draw(st.sampled_from(TOTALS)),
    )  # fmt: skip


@st.composite
def scored(draw: st.DrawFn) -> tuple[Scheme, Scores]:
    scheme = draw(schemes())
    steps = int((scheme.scale.max - scheme.scale.min) / scheme.scale.step)
    scores: Scores = {}
    strict = leaf_minimums(scheme)
    for leaf in scheme.leaves:
        choice = draw(st.integers(0 if leaf.id in strict else -1, steps))
        points = scheme.scale.min + choice * scheme.scale.step
        scores[leaf.id] = Score(Mark.NOT_APPLICABLE if choice < 0 else points)
    return scheme, scores


def moved(scheme: Scheme, scores: Scores, steps: tuple[LeafId, ...], sign: int) -> Scores | None:
    """Return the scores after the steps, None when one leaves the scale."""
    result = dict(scores)
    for leaf in steps:
        points = result[leaf].points
        assert isinstance(points, Fraction)
        after = points + sign * scheme.scale.step
        if not scheme.scale.min <= after <= scheme.scale.max:
            return None
        result[leaf] = Score(after)
    return result


def by_trying(scheme: Scheme, scores: Scores) -> list[Way]:
    """The definition, word by word: raise to the own minimum, then try all steps, fewest first."""
    found = plain(scheme, scores)
    start, sign, goal = dict(scores), -1, Outcome.REFUSE
    if found.outcome is Outcome.REFUSE:
        sign, goal = 1, Outcome.GRANT
        for gate in found.gates:
            while start[gate.id].points < gate.minimum:  # type: ignore[operator]
                start[gate.id] = Score(start[gate.id].points + scheme.scale.step)  # type: ignore[operator]
    movable = [leaf.id for leaf in scheme.leaves if isinstance(start[leaf.id].points, Fraction)]
    for count in range(7):
        ways = []
        for steps in combinations_with_replacement(movable, count):
            after = moved(scheme, start, steps, sign)
            if after is not None and plain(scheme, after).outcome is goal:
                ways.append(difference(scheme, scores, after))
        if ways:
            return ways[:5]
    return []


def plain(scheme: Scheme, scores: Scores) -> Assessment:
    return assess(scheme, scores)


def difference(scheme: Scheme, before: Scores, after: Scores) -> Way:
    return [
        (leaf.id, before[leaf.id].points, after[leaf.id].points)  # type: ignore[misc]
        for leaf in scheme.leaves
        if before[leaf.id] != after[leaf.id]
    ]


@settings(max_examples=60, deadline=None)
@given(scored())
def test_nearest_is_what_trying_everything_finds(case: tuple[Scheme, Scores]) -> None:
    scheme, scores = case
    found = assess(scheme, scores).nearest
    assert [[(c.id, c.before, c.after) for c in way] for way in found] == by_trying(scheme, scores)


def told(scheme: Scheme, plain_scores: dict[str, object]) -> list[dict[str, str]]:
    found = assess(scheme, read_scores(plain_scores, scheme)).nearest
    return [{c.id: f"{c.before}>{c.after}" for c in way} for way in found]


def every(scheme: Scheme, points: object, **other: object) -> dict[str, object]:
    return {leaf.id: points for leaf in scheme.leaves} | other


@pytest.mark.parametrize(
    ("scores", "ways"),
    [
        (every(NQL, 5, **{"1b": 2}), [{"1b": "2>3"}]),
        (every(NQL, 5, **{"1b": 1, "2c": 0}), [{"1b": "1>3", "2c": "0>3"}]),
        (
            every(NQL, 3, **{"2b": 2}),
            [{"1a": "3>4"}, {"1b": "3>4"}, {"1c": "3>4"}, {"2a": "3>4"}, {"2b": "2>3"}],
        ),
        (every(NQL, 4, **{"3a": 1, "3b": 2}), [{"3a": "1>2"}, {"3b": "2>3"}]),
        (every(NQL, 0), []),
        (every(NQL, 5), [{"1b": "5>2"}, {"2a": "5>2"}, {"2c": "5>2"}]),
        ({"1b": 2}, [{"1b": "2>3"}]),
        ({"1b": 3}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_nearest_of_the_quality_label(scores: dict[str, object], ways: object) -> None:
    assert told(NQL, scores) == ways


def test_gates_are_raised_with_the_rest() -> None:
    scores = every(ESL, "met", safety="partly", **{"model-1": "not-met", "model-2": "partly"})
    scores["model-3"] = "partly"
    assert told(ESL, scores) == [
        {"safety": "1>2", "model-1": "0>1"},
        {"safety": "1>2", "model-2": "1>2"},
        {"safety": "1>2", "model-3": "1>2"},
    ]


def test_only_eligibility_missing_has_no_nearest() -> None:
    rule = RuleResult(RuleId("founders"), RuleAnswer.NOT_MET, message("No."))
    found = assess(NQL, read_scores(every(NQL, 4), NQL), eligibility=Eligibility((rule,)))
    assert (found.outcome, found.nearest) == (Outcome.REFUSE, ())


def test_more_than_six_further_steps_is_not_near() -> None:
    hollow = every(NQL, 0, **{"1b": 3, "2a": 3, "2c": 3})
    assert told(NQL, hollow) == []


def test_a_minimum_out_of_reach_has_no_way() -> None:
    beyond = replace(NQL, minimum_total=Minimum(points=Fraction(26)))
    assert told(beyond, every(NQL, 5, **{"1b": 2})) == []
