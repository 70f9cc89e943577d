"""Coverage says for each leaf whether it is described, has evidence named, and is pinned."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.casework.coverage import LeafCoverage, coverage
from app.models.application import Answer, Evidence
from app.models.identifiers import LeafId, SchemeId
from app.models.review import Pin, Score
from app.scoring import shipped_schemes
from tests.storage.made import application

NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]
FORM = replace(
    application(),
    answers=(
        Answer("a1", "Elevene …", "1", evidence=("ev1", "absent")),
        Answer("a2", "  ", "2"),
        Answer("a3", "Bare 3b.", "3b"),
    ),
    evidence=(Evidence("ev1", "Rapport"), Evidence("ev2", "Regler", criteria=("2c",))),
)
SCORES = {
    LeafId("1b"): Score(Fraction(4), pins=(Pin("ev1"), Pin(answer="a1"))),
    LeafId("2c"): Score(Fraction(1), no_evidence=True),
}


@pytest.mark.parametrize(
    ("leaf", "found"),
    [
        ("1a", ("a1", ("ev1",), 0, False)),
        ("1b", ("a1", ("ev1",), 2, False)),
        ("2a", (None, (), 0, False)),
        ("2c", (None, ("ev2",), 0, True)),
        ("3a", (None, (), 0, False)),
        ("3b", ("a3", (), 0, False)),
    ],
)
def test_each_leaf_is_covered_by_its_own_and_its_criterions_answers(leaf, found) -> None:
    by_leaf = {each.leaf: each for each in coverage(NQL, FORM, SCORES)}
    assert by_leaf[leaf] == LeafCoverage(leaf, *found)


def test_statements_are_described_one_by_one() -> None:
    answer = Answer("l", "We lead.", "leadership", statements={"leadership-1": "Yes.", "x": ""})
    by_leaf = {each.leaf: each for each in coverage(ESL, replace(FORM, answers=(answer,)), {})}
    assert by_leaf[LeafId("leadership-1")].answer == "l"
    assert by_leaf[LeafId("leadership-2")].answer is None


@pytest.mark.parametrize("scheme", [NQL, ESL], ids=["nql", "esl"])
def test_every_leaf_is_there_once_in_the_schemes_order(scheme) -> None:
    found = [each.leaf for each in coverage(scheme, FORM, {})]
    assert found == [leaf.id for leaf in scheme.leaves]
