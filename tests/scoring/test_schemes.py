"""Schemes are data that prove themselves; what makes no sense is refused."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import Refused
from app.models.identifiers import SchemeId
from app.models.scheme import Minimum, Scheme, Source, parts
from app.resources import resource
from app.scoring import SHIPPED, load_scheme, shipped_schemes
from app.scoring.rules import COMPUTED

SAMPLES = Path(__file__).parent.parent / "samples" / "schemes"
LANGUAGES = {"en", "nb", "da"}

SMALL = """
format = "label-scheme"
version = 1
id = "small"
kind = "criteria"
unit = "school"
names = { en = "Small" }
[scale]
min = 0
max = 2
step = 0.5
[aggregation]
criterion = "mean"
total = "sum"
minimum_total = { points = 1.5 }
[[criteria]]
id = "1"
names = { en = "One" }
looks_for = { en = ["a", "b"], nb = ["x", "y"] }
minimum = { share = "1/3" }
  [[criteria.sub]]
  id = "1a"
  names = { en = "A" }
  descriptors = { 2 = { en = "All." }, "0.5" = { en = "A bit." } }
[[eligibility]]
id = "own"
kind = "computed"
rule = "own_country"
names = { en = "Own" }
[[examples]]
scores = { 1a = 1.5 }
outcome = "grant"
total = 1.5
"""


def small(old: str = "", new: str = "") -> Scheme:
    assert old in SMALL
    return load_scheme(SMALL.replace(old, new, 1).encode(), "small.toml")


def texts(scheme: Scheme) -> list[tuple[str, dict[str, str]]]:
    """Return every text of a scheme that people read."""
    found = [(scheme.id, scheme.names), *((str(lev.points), lev.names) for lev in scheme.levels)]
    found += [(str(rule.id), rule.names) for rule in scheme.eligibility]
    for each in scheme.criteria:
        found += [(each.id, names) for names in (each.names, *each.looks_for, *each.questions)]
    leaves = (*scheme.gates, *(leaf for each in scheme.criteria for leaf in parts(each)))
    for leaf in leaves:
        own = (leaf.names, *leaf.evidence, *leaf.looks_for, *leaf.descriptors.values())
        found += [(str(leaf.id), names) for names in own]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rubrics_pass_the_whole_check(name: str) -> None:
    assert load_scheme(resource("schemes", f"{name}.toml").read_bytes(), name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rubrics_are_complete_in_three_languages(name: str) -> None:
    for where, names in texts(shipped_schemes()[SchemeId(name)]):
        assert set(names) >= LANGUAGES, where


def test_the_quality_label_has_what_the_sources_say() -> None:
    scheme = shipped_schemes()[SchemeId("nql-2022")]
    gates = {leaf.id: leaf.minimum for leaf in scheme.leaves if leaf.minimum}
    third = Minimum(Fraction(3), source=Source.THIRD_PARTY)
    assert gates == {"1b": third, "2a": third, "2c": third}
    assert {each.minimum for each in scheme.criteria} == {Minimum(Fraction(2), source=Source.OURS)}
    assert scheme.minimum_total == Minimum(Fraction(15), source=Source.OURS)
    assert [rule.id for rule in scheme.eligibility[:5]] == ["e1", "e2", "e3", "e4", "e5"]
    assert all(set(leaf.descriptors) == set("012345") for leaf in scheme.leaves)
    assert scheme.limits.applications_per_applicant_and_school_year == 4
    assert scheme.valid_from == date(2022, 9, 1)


def test_the_school_label_has_five_elements_and_two_gates() -> None:
    scheme = shipped_schemes()[SchemeId("esl-2022")]
    elements = ["leadership", "teamwork", "agency", "inclusion", "model"]
    assert [each.id for each in scheme.criteria] == elements
    assert [gate.id for gate in scheme.gates] == ["safety", "declaration"]
    assert all(3 <= len(each.sub) <= 4 for each in scheme.criteria)
    assert all(leaf.source is Source.OURS for each in scheme.criteria for leaf in each.sub)
    assert all(each.minimum and each.minimum.share == Fraction(1, 2) for each in scheme.criteria)
    assert scheme.limits.resubmissions.until_deadline
    assert scheme.minimum_total is None


def test_numbers_are_exact_as_written() -> None:
    scheme = small("step = 0.5", "step = 0.1")
    assert scheme.scale.step == Fraction(1, 10)
    assert scheme.criteria[0].minimum == Minimum(share=Fraction(1, 3))
    assert scheme.criteria[0].looks_for == ({"en": "a", "nb": "x"}, {"en": "b", "nb": "y"})
    assert scheme.short == "SMALL"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('format = "label-scheme"', "", "schema"),
        ('format = "label-scheme"', 'format = "label-season"', "schema"),
        ("version = 1", "version = 2", "newer"),
        ("version = 1", "version = true", "schema"),
        ('id = "small"', 'id = "Small!"', "schema"),
        ("minimum_total", "minimun_total", "schema"),
        ("min = 0", 'min = "0"', "schema"),
        ("min = 0", "min = nan", "toml"),
        ("min = 0", "min = 1e999999", "toml"),
        ("min = 0", "min = 0\nmin = 0", "toml"),
        ("max = 2", "max = 0.2", "scale"),
        ("min = 0", "min = 2", "scale"),
        ("step = 0.5", "step = 0.3", "scale"),
        ("step = 0.5", "step = 0.0001", "scale"),
        ("points = 1.5", "points = 2.5", "minimum"),
        ("points = 1.5", 'points = 1.5, share = "1/2"', "schema"),
        ('share = "1/3"', 'share = "4/3"', "minimum"),
        ('share = "1/3"', 'share = "1/0"', "schema"),
        ('nb = ["x", "y"]', 'nb = ["x"]', "languages"),
        ('id = "1a"', 'id = "1"', "id"),
        ('id = "1a"', 'id = "total"', "schema"),
        ('id = "own"', 'id = "1a"', "id"),
        ('criterion = "mean"', 'criterion = "direct"', "id"),
        ('rule = "own_country"', 'rule = "__import__"', "rule"),
        ('rule = "own_country"', "", "rule"),
        ('"0.5" = {', '"0.7" = {', "level"),
        ("{ 2 = {", "{ 3 = {", "level"),
        ('outcome = "grant"', 'outcome = "refuse"', "example"),
        ("total = 1.5\n", "total = 1\n", "example"),
        ("1a = 1.5", "1a = 1.7", "example"),
        ("1a = 1.5", "1c = 1", "example"),
        ('outcome = "grant"', 'outcome = "grant"\nreasons = ["1a"]', "example"),
    ],
)
def test_what_makes_no_sense_is_refused(old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        small(old, new)
    assert refused.value.code == f"scheme.{code}"
    assert "small.toml" in str(refused.value.message)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "schema"),
        (b"\xff", "encoding"),
        (b"x" * (2**20 + 1), "too-large"),
        (b"a = " + b"[" * 5000, "toml"),
        (b"valid_from = 2022-13-01", "toml"),
    ],
)
def test_files_that_are_no_scheme(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        load_scheme(data, "x.toml")
    assert refused.value.code == f"scheme.{code}"


@pytest.mark.parametrize("day", ['"2022-13-01"', "2022-09-01T10:00:00Z", "10:00:00"])
def test_a_day_that_is_none(day: str) -> None:
    with pytest.raises(Refused) as refused:
        small("version = 1", f"version = 1\nvalid_from = {day}")
    assert refused.value.code == "scheme.schema"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.binary(max_size=4))
def test_a_damaged_scheme_is_refused_or_read(at: int, junk: bytes) -> None:
    data = resource("schemes", "esl-2022.toml").read_bytes()
    at %= len(data)
    try:
        load_scheme(data[:at] + junk + data[at + len(junk) :], "x")
    except Refused as refused:
        assert refused.code.startswith("scheme.")  # noqa: PT017


@pytest.mark.parametrize("name", ["nql-2014", "ite-2022"])
def test_other_grids_fit_the_model(name: str) -> None:
    scheme = load_scheme((SAMPLES / f"{name}.toml").read_bytes(), name)
    assert scheme.examples


def test_every_rule_that_there_is_is_used_by_a_shipped_scheme() -> None:
    used = {rule.rule for each in shipped_schemes().values() for rule in each.eligibility}
    assert used - {None} == set(COMPUTED)
