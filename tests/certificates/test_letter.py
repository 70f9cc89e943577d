"""Letters: the outcome, the table, what comes next; escaped and accessible."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from app.certificates.letter import write
from app.models.assessment import Outcome
from app.models.letter import LetterContent, LetterRow
from app.models.message import message

ROWS = (
    LetterRow("1 Collaboration", Fraction(7, 2), Fraction(5), is_group=True),
    LetterRow("1b Strategies", Fraction(2), Fraction(5), Fraction(3), met=False, comment="Page 3."),
    LetterRow("2a Tools", None, Fraction(5), Fraction(3)),
)
CONTENT = LetterContent(
    "en", "The Organisation", "Trondheim", date(2026, 11, 14), "Solveig Hansen", "Ringve skole",
    "NO-1", "Voices of the River", "National Quality Label", Outcome.REFUSE, ROWS,
    explanation=(message("Two minimums are not met."),), reason="See 1b.\n\nSee also 2a.",
    total=Fraction(35, 2), maximum=Fraction(25), minimum_total=Fraction(10),
    may_apply_again=True, signatory="Kari Nordmann", role="Head",
)  # fmt: skip


def test_points_minimums_and_comments_are_in_the_text() -> None:
    text = write(CONTENT).text
    for expected in (
        "1 Collaboration: 3.5 of 5", "1b Strategies: 2 of 5, minimum 3, not met", "Page 3.",
        "2a Tools: –, minimum 3", "Total: 17.5 of 25, minimum 10, met", "Two minimums are not met.",
        "Dear Solveig Hansen,", "Trondheim, 14 November 2026", "You can apply again.",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.GRANT, "has been granted"),
        (Outcome.REFUSE, "could not be granted"),
        (Outcome.RETURN, "to be completed"),
        (Outcome.INCOMPLETE, "has not been decided yet"),
    ],
)
def test_every_outcome_has_its_words(outcome: Outcome, expected: str) -> None:
    text = " ".join(write(replace(CONTENT, outcome=outcome)).text.split())
    assert expected in text


def test_a_deadline_is_told_with_its_hour() -> None:
    returned = replace(
        CONTENT, outcome=Outcome.RETURN, deadline=datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
    )
    assert "1 December 2026 at 23:59" in " ".join(write(returned).text.split())


def test_the_page_is_well_formed_and_has_headers_with_scope() -> None:
    page = write(CONTENT).html.replace("<!doctype html>", "").replace('<meta charset="utf-8">', "")
    root = ET.fromstring(page.replace("<br>", "<br/>").replace('scale=1">', 'scale=1"/>'))
    assert root.get("lang") == "en"
    assert [each.get("scope") for each in root.iter("th")] == [*["col"] * 4, *["row"] * 4]
    assert len(list(root.iter("h1"))) == 1


@pytest.mark.parametrize("field", ["recipient", "school", "title", "reason", "organisation"])
def test_markup_in_any_text_is_shown_literally(field: str) -> None:
    html = write(replace(CONTENT, **{field: "<img src=x onerror=alert(1)>"})).html
    assert "<img" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_the_page_says_its_language(language: str) -> None:
    assert f'<html lang="{language}" dir="ltr">' in write(replace(CONTENT, language=language)).html
