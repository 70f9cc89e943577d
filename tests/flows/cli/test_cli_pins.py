"""Pins by the command line: accepted strictly, bound to bytes, shown again as they were given."""

import json

import pytest

from tests.flows.cli.office import NQL, Office, points, teacher

GOOD = [
    {"evidence": "ev1", "quote": "vi fant", "before": "Det", "after": ".", "note": "Se her."},
    {"evidence": "ev1", "rectangle": [0, 0.125, 0.5, 1], "page": 1},
    {"evidence": "ev1", "second": 67.5},
    {"answer": "a1", "quote": "arbeidet sammen"},
]


def with_pins(*pins: object, leaf: str = "2c", value: int = 2) -> dict[str, object]:
    """Return points with a comment and pins at one leaf."""
    return points(4) | {leaf: {"points": value, "comment": "Lisens?", "pins": list(pins)}}


def test_every_kind_of_pin_is_kept_and_shown(ready: Office) -> None:
    assert ready.scores(NQL, with_pins(*GOOD)).status == 0
    shown = ready.does("show", NQL)
    assert [pin["state"] for pin in shown["pins"]] == ["here"] * 4
    assert [pin["text"] for pin in shown["pins"]] == [
        "rapport.txt: “vi fant” – Se her.", "rapport.txt, marked part of page 1",
        "rapport.txt, at 1:07", "Description, a1: “arbeidet sammen”",
    ]  # fmt: skip
    kept = shown["scores"]["2c"]["pins"]
    assert [pin | {"sha256": None} for pin in kept[:3]] == [
        pin | {"sha256": None} for pin in GOOD[:3]
    ]
    assert kept[3] == GOOD[3]
    assert len({pin["sha256"] for pin in kept[:3]}) == 1
    assert ready.does("list")[0]["pins"] + ready.does("list")[1]["pins"] == 4


def test_what_show_says_can_be_given_back(ready: Office) -> None:
    ready.scores(NQL, with_pins(*GOOD))
    first = ready.does("show", NQL)
    assert ready.scores(NQL, first["scores"]).status == 0
    assert ready.does("show", NQL) == first


@pytest.mark.parametrize(
    "pin",
    [
        {"evidence": "ev9"},
        {"answer": "a9", "quote": "x"},
        {"evidence": "ev1", "rectangle": [0, 0, 1.01, 1]},
        {"evidence": "ev1", "second": -0.5},
        {"evidence": "ev1", "page": 0},
    ],
)
def test_a_pin_that_points_nowhere_is_refused_and_nothing_stored(ready: Office, pin) -> None:
    ready.scores(NQL, points(3))
    reply = ready.scores(NQL, with_pins(pin))
    assert (reply.status, reply.code) == (2, "scores.pin")
    assert "2c" in reply.json["error"]["message"]
    assert ready.does("show", NQL)["scores"]["2c"] == {"points": 3}


def test_a_page_that_the_document_does_not_have_is_refused(office: Office, one_page: bytes) -> None:
    form = teacher()
    form["evidence"][0]["path"] = "evidence/rapport.txt"
    office.receives(form, one_page)
    assert office.scores(NQL, with_pins({"evidence": "ev1", "page": 1})).status == 0
    assert office.scores(NQL, with_pins({"evidence": "ev1", "page": 2})).code == "scores.pin"


def test_a_pin_into_other_bytes_says_so(ready: Office) -> None:
    other = {"evidence": "ev1", "sha256": "0" * 64}
    ready.scores(NQL, with_pins(other, {"answer": "a1", "quote": "noe annet"}))
    assert [pin["state"] for pin in ready.does("show", NQL)["pins"]] == ["changed", "changed"]
    assert "changed since it was pinned" in ready.says("show", NQL).out


def test_a_scheme_may_ask_for_pins_at_a_minimum(ready: Office) -> None:
    ready.does("season", "set", "schemes.nql-2022.pins", "at-minimum")
    low = points(4) | {"1b": 3, "2c": {"points": 2, "comment": "Lisens?"}}
    reply = ready.scores(NQL, low, "--seal")
    assert (reply.status, reply.code) == (1, "seal.pin-missing")
    assert "1b, 2c" in reply.json["error"]["message"]
    low["1b"] = {"points": 3, "pins": [{"evidence": "ev1"}]}
    low["2c"] = {"points": 2, "comment": "Lisens?", "no_evidence": True}
    assert ready.scores(NQL, low, "--seal").status == 0
    assert ready.does("show", NQL)["scores"]["2c"]["no_evidence"] is True
    assert "No evidence found." in ready.says("show", NQL).out


def test_pins_are_optional_unless_asked_for(ready: Office) -> None:
    low = points(4) | {"1b": 3, "2c": {"points": 2, "comment": "Lisens?"}}
    assert ready.scores(NQL, low, "--seal").status == 0


def test_a_wrong_rule_for_pins_is_refused(ready: Office) -> None:
    reply = ready.asks("season", "set", "schemes.nql-2022.pins", "always")
    assert (reply.status, reply.code) == (2, "season.value")


@pytest.fixture
def one_page() -> bytes:
    """A PDF with one empty page."""
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    )
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def test_the_answer_is_one_document(ready: Office) -> None:
    assert set(json.loads(ready.asks("show", NQL).out)) == {
        "id", "submission", "status", "evaluator", "sealed", "total", "scores", "pins",
        "coverage",
    }  # fmt: skip
