"""S.json is read as it stands or refused with the id named."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import Misused
from app.models.identifiers import SchemeId
from app.models.review import Mark, Pin, Score
from app.models.scheme import Scheme
from app.scoring import load_scheme, parse_scores_text, read_scores, shipped_schemes

SAMPLES = Path(__file__).parent.parent / "samples" / "schemes"
NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]
OLD = load_scheme((SAMPLES / "nql-2014.toml").read_bytes(), "nql-2014")
ITE = load_scheme((SAMPLES / "ite-2022.toml").read_bytes(), "ite-2022")


def test_the_example_of_the_interface_is_read() -> None:
    text = """{"1a": 4, "1b": 3.0, "3a": null, "2c": {"points": 2, "comment": "Licence?",
        "pins": [{"evidence": "ev1", "page": 7, "quote": "…", "rectangle": [0, 0.1, 0.5, 1]}]}}"""
    found = parse_scores_text(text, NQL)
    side = (Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(1))
    pin = Pin("ev1", page=7, quote="…", rectangle=side)  # type: ignore[arg-type]
    assert list(found) == ["1a", "1b", "3a", "2c"]
    assert found["2c"] == Score(Fraction(2), "Licence?", (pin,))  # type: ignore[index]
    assert found["1b"].points == 3  # type: ignore[index]
    assert found["3a"].points is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("scheme", "plain", "points"),
    [
        (ESL, {"safety": "met"}, 2),
        (ESL, {"leadership-1": "partly"}, 1),
        (ESL, {"declaration": "not-met"}, 0),
        (ESL, {"declaration": 2}, 2),
        (ITE, {"A2": "n/a"}, Mark.NOT_APPLICABLE),
        (OLD, {"results": Decimal("4.0")}, 4),
        (NQL, {"1a": {"comment": "Not yet."}}, None),
        (NQL, {"1a": {"points": None}}, None),
        (NQL, {"1a": 2.0}, 2),
        (NQL, {"1a": {"points": 0, "no_evidence": True}}, 0),
    ],
)
def test_points_and_words(scheme: Scheme, plain: dict[str, object], points: object) -> None:
    assert next(iter(read_scores(plain, scheme).values())).points == points


@pytest.mark.parametrize(
    ("scheme", "text", "code", "named"),
    [
        (NQL, '{"1a": 6}', "out-of-scale", "1a"),
        (NQL, '{"1a": -1}', "out-of-scale", "1a"),
        (NQL, '{"1a": -0.0000000000000001}', "out-of-scale", "1a"),
        (NQL, '{"1a": 3.0000000000000000001}', "off-step", "1a"),
        (NQL, '{"1a": 2.5}', "off-step", "1a"),
        (NQL, '{"1a": 1e400}', "type", "1a"),
        (NQL, '{"1a": 1e20}', "out-of-scale", "1a"),
        (NQL, '{"1a": true}', "type", "1a"),
        (NQL, '{"1a": "4"}', "type", "1a"),
        (NQL, '{"1a": "met"}', "type", "1a"),
        (NQL, '{"1a": [4]}', "type", "1a"),
        (NQL, '{"1a": "n/a"}', "not-applicable", "1a"),
        (ITE, '{"A1": "n/a"}', "not-applicable", "A1"),
        (ITE, '{"A2": 0}', "out-of-scale", "A2"),
        (OLD, '{"collaboration": "n/a"}', "not-applicable", "collaboration"),
        (NQL, '{"9x": 1}', "unknown", "9x"),
        (NQL, '{"1A": 1}', "unknown", "1A"),
        (NQL, '{"total": 1}', "unknown", "total"),
        (NQL, '{"1": 4}', "has-parts", "1"),
        (ESL, '{"leadership": "met"}', "has-parts", "leadership"),
        (ESL, '{"safety": "Met"}', "type", "safety"),
        (NQL, '{"1a": {"points": 4, "coment": ""}}', "key", "1a"),
        (NQL, '{"1a": {"points": true}}', "type", "1a"),
        (NQL, '{"1a": {"comment": 4}}', "type", "1a"),
        (NQL, '{"1a": {"pins": {}}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "page": 0}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "page": true}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": 1}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "rectangle": [0, 0, 2, 1]}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "rectangle": [0, 0, 1]}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "second": -1}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "url": "x"}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "rectangle": [1, 0, 0, 1]}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "answer": "a1"}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"answer": "a1", "page": 2}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"answer": "a1", "second": 2}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e", "sha256": "AB"}]}}', "pin", "1a"),
        (NQL, '{"1a": {"pins": [{"evidence": "e"}], "no_evidence": true}}', "pin", "1a"),
        (NQL, '{"1a": {"no_evidence": 1}}', "type", "1a"),
        (NQL, '[["1a", 4]]', "type", "object"),
        (NQL, "4", "type", "object"),
    ],
)
def test_what_is_not_a_value_of_the_scale_is_refused_with_its_id(
    scheme: Scheme, text: str, code: str, named: str
) -> None:
    with pytest.raises(Misused) as refused:
        parse_scores_text(text, scheme)
    assert refused.value.code == f"scores.{code}"
    assert named in str(refused.value.message)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "nonsense", '{"1a": 4} x', '{"1a": NaN}', '{"1a": Infinity}', '{"1a": -Infinity}',
        '{"1a": 4, "1a": 5}', '\ufeff{"1a": 4}', '{"1a": {"comment": "\\ud800"}}',
        '{"1a": {"comment": "\\u0000"}}', '{"1a": {"comment": "a\x00b"}}', "[" * 100_000,
        b"\xff\xfe{\x00}\x00", b'{"1a": {"comment": "\xe6"}}', b"\x00", '{"1a": 04}', "{'1a': 4}",
    ],
)  # fmt: skip
def test_json_is_read_strictly(text: str | bytes) -> None:
    with pytest.raises(Misused) as refused:
        parse_scores_text(text, NQL)
    assert refused.value.code == "scores.json"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=6) | st.floats(),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["1a", "1b", "1", "x"]) | st.text(max_size=3), JSON, max_size=3)
    | JSON
)
def test_only_the_projects_own_errors_come_out(plain: object) -> None:
    try:
        for score in read_scores(plain, NQL).values():
            assert score.points in {None, *range(6)}
    except Misused as refused:
        assert refused.code.startswith("scores.")  # noqa: PT017


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    try:
        assert isinstance(parse_scores_text(text, NQL), dict)
    except Misused as refused:
        assert refused.code.startswith("scores.")  # noqa: PT017
