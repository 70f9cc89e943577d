"""What points mean: worked figures, and laws that hold for all points."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.assessment import Eligibility, Outcome, RuleAnswer, RuleResult
from app.models.identifiers import LeafId, RuleId, SchemeId
from app.models.message import message
from app.models.review import Mark, Score, Scores
from app.models.scheme import Minimum, Scheme
from app.scoring import assess, json_number, load_scheme, read_scores, shipped_schemes

SAMPLES = Path(__file__).parent.parent / "samples" / "schemes"
NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]
OLD = load_scheme((SAMPLES / "nql-2014.toml").read_bytes(), "nql-2014")
ITE = load_scheme((SAMPLES / "ite-2022.toml").read_bytes(), "ite-2022")
ALL = [NQL, ESL, OLD, ITE]


def every(scheme: Scheme, points: object, **other: object) -> Scores:
    plain = {leaf.id: points for leaf in scheme.leaves} | other
    return read_scores({leaf: each for leaf, each in plain.items() if each is not None}, scheme)


def eligibility(**answers: RuleAnswer) -> Eligibility:
    rules = (RuleResult(RuleId(rule), answer, message("")) for rule, answer in answers.items())
    return Eligibility(tuple(rules))


@st.composite
def scored(draw: st.DrawFn, *, some_open: bool = False) -> tuple[Scheme, Scores]:
    scheme = draw(st.sampled_from(ALL))
    scale = scheme.scale
    steps = int((scale.max - scale.min) / scale.step)
    floor = draw(st.integers(0, steps))
    scores: Scores = {}
    for leaf in scheme.leaves:
        if not some_open or draw(st.booleans()):
            scores[leaf.id] = Score(scale.min + draw(st.integers(floor, steps)) * scale.step)
    return scheme, scores


def test_each_value_is_exact_and_each_minimum_has_its_source() -> None:
    found = assess(NQL, every(NQL, 3, **{"1a": 4, "2c": 2}))
    first, second = found.criteria[0], found.criteria[1]
    assert (first.points, first.maximum, first.minimum, first.met) == (Fraction(10, 3), 5, 2, True)
    assert (second.points, second.met) == (Fraction(8, 3), True)
    assert (found.total, found.maximum, found.minimum_total) == (15, 25, 15)
    assert [(gate.id, gate.points, gate.minimum, gate.met) for gate in found.gates] == [
        ("1b", 3, 3, True),
        ("2a", 3, 3, True),
        ("2c", 2, 3, False),
    ]
    assert [reason.id for reason in found.reasons] == ["2c"]
    assert first.minimum_source == "ours"
    assert found.gates[0].minimum_source == "third-party"


def test_while_incomplete_nothing_is_met_and_the_total_counts_what_is_whole() -> None:
    found = assess(NQL, every(NQL, 4, **{"1a": None, "2c": 2}))
    first = found.criteria[0]
    assert (found.outcome, found.certain, found.open) == ("incomplete", "refuse", ("1a",))
    assert (first.points, first.maximum, first.minimum, first.met) == (None, 5, 2, None)
    assert found.total == 12 + Fraction(10, 3)
    assert [(r.id, r.points, r.minimum) for r in found.reasons] == [("2c", 2, 3)]


def test_not_scored_is_not_zero() -> None:
    assert assess(NQL, {}).outcome is Outcome.INCOMPLETE
    assert assess(NQL, {}).certain is None
    assert assess(NQL, {LeafId("1a"): Score(None, "later")}).open == assess(NQL, {}).open


@pytest.mark.parametrize(
    ("scores", "reasons"),
    [
        ({"3a": 0, "3b": 3}, ["3"]),
        ({"3a": 0, "3b": None}, []),
        ({"1a": 0, "1c": 0, "1b": None}, ["1"]),
        ({"1a": 0, "1c": 1, "1b": None}, []),
    ],
)
def test_refusal_is_certain_only_when_the_maximum_cannot_mend_it(
    scores: dict[str, object], reasons: list[str]
) -> None:
    found = assess(NQL, every(NQL, 4, **scores))
    assert [reason.id for reason in found.reasons] == reasons


def test_not_applicable_leaves_mean_total_and_maximum() -> None:
    none_of_c = every(ITE, 2, C1="n/a", C2="n/a", C3="n/a", A2="n/a", A3=3)
    found = assess(ITE, none_of_c)
    area, _, left_out = found.criteria
    assert (area.points, area.maximum) == (Fraction(5, 2), 3)
    assert (left_out.points, left_out.maximum, left_out.minimum, left_out.met) == (
        None,
        0,
        None,
        None,
    )
    assert (found.total, found.maximum, found.minimum_total) == (Fraction(9, 2), 6, 4)
    assert found.outcome is Outcome.GRANT


def test_a_sum_shrinks_by_each_part_that_does_not_apply() -> None:
    scheme = replace(
        ESL, scale=replace(ESL.scale, not_applicable=True), gates=(), minimum_total=None
    )
    scores = every(scheme, "partly", **{"agency-1": "n/a"})
    agency = assess(scheme, scores).criteria[2]
    assert (agency.points, agency.maximum, agency.minimum, agency.met) == (3, 6, 3, True)


def test_a_criterion_without_parts_is_gate_and_criterion_but_one_reason() -> None:
    found = assess(OLD, every(OLD, 5, collaboration=2))
    assert [gate.id for gate in found.gates] == ["collaboration"]
    assert [reason.id for reason in found.reasons] == ["collaboration"]


def test_gates_come_first_and_the_total_last_in_the_reasons() -> None:
    strict = replace(ESL, minimum_total=Minimum(share=Fraction(9, 10)))
    scores = every(strict, "partly", **{"model-1": "not-met"})
    rules = eligibility(registered=RuleAnswer.NOT_MET, quality=RuleAnswer.MET)
    found = assess(strict, scores, eligibility=rules)
    assert [r.id for r in found.reasons] == [
        "safety",
        "declaration",
        "model",
        "registered",
        "total",
    ]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (RuleAnswer.MET, Outcome.GRANT),
        (RuleAnswer.NOT_MET, Outcome.REFUSE),
        (RuleAnswer.NEEDS_PERSON, Outcome.REFUSE),
    ],
)
def test_grant_needs_eligibility_where_an_application_is_given(
    answer: RuleAnswer, outcome: Outcome
) -> None:
    found = assess(NQL, every(NQL, 4), eligibility=eligibility(founders=answer))
    assert found.outcome is outcome
    assert found.certain is None
    assert [r.id for r in found.reasons] == ([] if outcome is Outcome.GRANT else ["founders"])


@pytest.mark.parametrize(
    ("scheme", "after", "outcome"),
    [
        (ESL, timedelta(0), Outcome.RETURN),
        (ESL, timedelta(seconds=1), Outcome.REFUSE),
        (NQL, timedelta(days=-1), Outcome.REFUSE),
    ],
)
def test_a_refusal_can_be_mended_until_the_deadline(
    scheme: Scheme, after: timedelta, outcome: Outcome
) -> None:
    deadline = datetime(2026, 3, 10, 22, 59, tzinfo=UTC)
    scores = every(scheme, scheme.scale.min)
    assert assess(scheme, scores, deadline=deadline, at=deadline + after).outcome is outcome
    assert assess(scheme, scores, deadline=deadline).outcome is Outcome.REFUSE
    assert assess(scheme, scores, at=deadline).outcome is Outcome.REFUSE


@pytest.mark.parametrize(
    ("points", "shown"),
    [("46/3", 15.33), ("15.005", 15.01), ("15.995", 16), ("2/3", 0.67), ("0", 0), ("25/2", 12.5)],
)
def test_points_are_shown_rounded_half_up(points: str, shown: float) -> None:
    assert json_number(Fraction(points)) == shown


def test_decisions_are_never_rounded() -> None:
    nearly = replace(NQL, minimum_total=Minimum(points=Fraction("15.333")))
    over = replace(NQL, minimum_total=Minimum(points=Fraction("15.334")))
    scores = every(NQL, 3, **{"1a": 4})
    assert assess(nearly, scores).outcome is Outcome.GRANT
    assert assess(over, scores).outcome is Outcome.REFUSE


@settings(max_examples=100, deadline=None)
@given(scored(), st.data())
def test_raising_a_point_never_turns_grant_into_refuse(
    case: tuple[Scheme, Scores], data: st.DataObject
) -> None:
    scheme, scores = case
    before = assess(scheme, scores)
    leaf = data.draw(st.sampled_from(list(scores)))
    points = scores[leaf].points
    assert isinstance(points, Fraction)
    raised = min(scheme.scale.max, points + scheme.scale.step)
    after = assess(scheme, scores | {leaf: Score(raised)})
    assert {r.id for r in after.reasons} <= {r.id for r in before.reasons}
    assert after.total >= before.total


@settings(max_examples=60, deadline=None)
@given(scored(some_open=True), st.randoms(use_true_random=False))
def test_the_order_of_scoring_never_matters(case: tuple[Scheme, Scores], random: object) -> None:
    scheme, scores = case
    shuffled = list(scores.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assess(scheme, dict(shuffled)) == assess(scheme, scores)


def without(scheme: Scheme, ids: set[str]) -> Scheme:
    """Return the scheme without the minimums named."""

    def own(where: str, minimum: Minimum | None) -> Minimum | None:
        return Minimum(points=Fraction(0)) if where in ids and minimum else minimum

    criteria = tuple(
        replace(
            each,
            minimum=own(each.id, each.minimum),
            sub=tuple(replace(leaf, minimum=own(leaf.id, leaf.minimum)) for leaf in each.sub),
        )
        for each in scheme.criteria
    )
    gates = tuple(replace(gate, minimum=own(gate.id, gate.minimum)) for gate in scheme.gates)
    total = own("total", scheme.minimum_total)
    return replace(scheme, criteria=criteria, gates=gates, minimum_total=total)


@settings(max_examples=60, deadline=None)
@given(scored())
def test_reasons_are_necessary_and_sufficient(case: tuple[Scheme, Scores]) -> None:
    scheme, scores = case
    ids = [reason.id for reason in assess(scheme, scores).reasons]
    assert assess(without(scheme, set(ids)), scores).outcome is Outcome.GRANT
    fewer = chain.from_iterable(combinations(ids, size) for size in range(len(ids)))
    for some in list(fewer)[:20]:
        assert assess(without(scheme, set(some)), scores).outcome is Outcome.REFUSE


@settings(max_examples=60, deadline=None)
@given(scored(some_open=True), st.data())
def test_what_is_certain_stays_whatever_comes(
    case: tuple[Scheme, Scores], data: st.DataObject
) -> None:
    scheme, scores = case
    found = assess(scheme, scores)
    steps = int((scheme.scale.max - scheme.scale.min) / scheme.scale.step)
    rest = {
        leaf: Score(scheme.scale.min + data.draw(st.integers(0, steps)) * scheme.scale.step)
        for leaf in found.open
    }
    best = {leaf: Score(scheme.scale.max) for leaf in found.open}
    ends = assess(scheme, scores | rest)
    assert {r.id for r in found.reasons} <= {r.id for r in ends.reasons}
    assert (assess(scheme, scores | best).outcome is Outcome.REFUSE) == (
        found.certain is Outcome.REFUSE
    )


def test_marks_of_other_schemes_are_left_alone() -> None:
    stray = every(NQL, 3) | {LeafId("9z"): Score(Mark.NOT_APPLICABLE)}
    assert assess(NQL, stray) == assess(NQL, every(NQL, 3))
