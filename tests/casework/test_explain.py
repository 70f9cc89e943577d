"""What people read about an outcome."""

import pytest

from app.casework import explain
from app.models.assessment import Eligibility, RuleAnswer, RuleResult
from app.models.identifiers import RuleId, SchemeId
from app.models.message import Country, message
from app.models.review import Scores
from app.models.scheme import Scheme
from app.scoring import assess, read_scores, shipped_schemes
from app.wording import say

NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]
GATES: dict[str, object] = {"1b": 3, "2a": 3, "2c": 3}


def every(scheme: Scheme, points: object, **other: object) -> Scores:
    plain = {leaf.id: points for leaf in scheme.leaves} | other
    return read_scores({leaf: each for leaf, each in plain.items() if each is not None}, scheme)


def told(scheme: Scheme, scores: Scores, eligibility: Eligibility | None = None) -> list[str]:
    found = assess(scheme, scores, eligibility=eligibility)
    return [say(each, "en") for each in explain.explanation(found, scheme, eligibility)]


def test_a_missed_gate_is_named_with_the_change_that_mends_it() -> None:
    assert told(NQL, every(NQL, 5, **{"2c": 2})) == [
        "The rules say refuse, for 1 reason:",
        "2c GDPR, copyright and eSafety: 2, at least 3 needed.",
        "The smallest change that would turn it: 2c from 2 to 3.",
    ]


def test_points_are_rounded_only_where_they_are_shown() -> None:
    said = told(NQL, every(NQL, 3, **{"2b": 2}))
    assert said[1] == "The total is 14.67; at least 15 are needed."
    assert said[3] == "4 other changes of the same size would do it too."


def test_an_open_case_says_how_much_is_left() -> None:
    assert told(NQL, every(NQL, 4, **{"5b": None})) == ["1 item is not scored yet."]
    assert told(NQL, {}) == ["12 items are not scored yet."]


def test_an_open_case_that_is_already_lost() -> None:
    assert told(NQL, every(NQL, 4, **{"2c": 1, "5b": None})) == [
        "1 item is not scored yet.",
        "Whatever is still to be scored, the rules will not say grant:",
        "2c GDPR, copyright and eSafety: 1, at least 3 needed.",
        "It would be open again with 2c from 1 to 3.",
    ]


def test_a_criterion_that_cannot_be_reached_any_more() -> None:
    said = told(NQL, every(NQL, 4, **{"3a": 0, "3b": 0, "5b": None}))
    assert said[2] == "3 Pedagogical approaches: 0, at least 2 needed."
    lost = told(NQL, every(NQL, 4, **{"1a": 0, "1c": 0, "1b": None}))
    assert lost[2] == "1 Collaboration between partner schools: can no longer reach 2."


def test_statements_are_told_in_words() -> None:
    said = told(ESL, every(ESL, "met", safety="partly"))
    safety = "“The school has an internet-safety policy and works by it”"
    assert said[1:] == [
        f"{safety}: “Partly met”, at least “Met” needed.",
        f"The smallest change that would turn it: {safety} from “Partly met” to “Met”.",
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (RuleAnswer.NOT_MET, "Not met: “The two founders come from two countries”. Both: Norway."),
        (
            RuleAnswer.NEEDS_PERSON,
            "A person has to answer: “The two founders come from two countries”. Both: Norway.",
        ),
    ],
)
def test_a_rule_that_does_not_hold_says_why(answer: RuleAnswer, said: str) -> None:
    reason = message("Both: {country}.", country=Country("NO"))
    rules = Eligibility((RuleResult(RuleId("founders"), answer, reason),))
    assert told(NQL, every(NQL, 4), rules)[1:] == [said]


def test_grant_says_what_would_lose_it() -> None:
    assert told(NQL, every(NQL, 4, **GATES)) == [
        "The rules say grant: every minimum is met.",
        "The smallest change that would lose it: 1b from 3 to 2.",
        "2 other changes of the same size would do it too.",
    ]


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (every(NQL, 5, **{"2c": 2}), "2c from 2 to 3 would change the outcome."),
        (every(NQL, 5), "Every minimum is met."),
        (every(NQL, 0, **GATES), "No small change would turn the outcome."),
        ({}, "12 items are not scored yet."),
    ],
)
def test_the_bar_has_one_short_sentence(scores: Scores, said: str) -> None:
    assert say(explain.bar(assess(NQL, scores), NQL), "en") == said
