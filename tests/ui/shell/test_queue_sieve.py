"""Finding, filtering and sorting of the queue."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.case import QueueRow, Status
from app.models.folding import folded
from app.ui.queue.sieve import Order, Sieve
from app.ui.queue.words import progress_text, spoken, status_word, who


def ids(sieve: Sieve) -> list[int]:
    return [int(row.id[-4:]) for row in sieve.shown()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [3, 2, 1]),
        ("elva", [1]),
        ("ELVA", [1]),
        ("asen", [2]),
        ("γεφυρες", [3]),
        ("hansen elva", [1]),
        ("0002", [2]),
        ("refused", [3]),
        ("nobody", []),
    ],
)
def test_every_word_must_be_found_somewhere(make_row: Any, text: str, found: list[int]) -> None:
    sieve = Sieve(folded)
    sieve.take([
        make_row(1, title="Stemmer fra elva"),
        make_row(2, school="Åsen ungdomsskole"),
        make_row(3, title="Γέφυρες", status=Status.REFUSED),
    ])  # fmt: skip
    sieve.text = text
    assert ids(sieve) == found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, [3, 2, 1]),
        (Order.OLDEST, [1, 2, 3]),
        (Order.TITLE, [2, 3, 1]),
        (Order.POINTS, [3, 1, 2]),
        (Order.STATUS, [2, 1, 3]),
    ],
)
def test_sorting(make_row: Any, order: Order, expected: list[int]) -> None:
    sieve = Sieve(folded)
    sieve.take([
        make_row(1, title="c", total=Fraction(5), status=Status.IN_REVIEW),
        make_row(2, title="a"),
        make_row(3, title="b", total=Fraction(22), status=Status.GRANTED),
    ])  # fmt: skip
    sieve.sort(order)
    assert ids(sieve) == expected


def test_states_filter_together(make_row: Any) -> None:
    sieve = Sieve(folded)
    sieve.take([make_row(1), make_row(2, status=Status.GRANTED), make_row(3)])
    sieve.statuses = frozenset({Status.NEW})
    assert ids(sieve) == [3, 1]
    assert sieve.counts() == {Status.NEW: 2, Status.GRANTED: 1}


def test_a_changed_row_keeps_its_place_and_is_found_by_its_new_words(make_row: Any) -> None:
    sieve = Sieve(folded)
    sieve.take([make_row(1), make_row(2), make_row(3)])
    sieve.replace(make_row(2, title="Havets plast"))
    assert ids(sieve) == [3, 2, 1]
    sieve.text = "plast"
    assert ids(sieve) == [2]


@given(st.text(max_size=40))
def test_a_title_is_found_by_itself_whatever_it_is(title: str) -> None:
    words = folded(title).split()
    assert all(word in folded(title) for word in words)
    assert folded(folded(title)) == folded(title)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, ""),
        ({"status": Status.IN_REVIEW, "scored": 10}, "10/12"),
        ({"status": Status.GRANTED, "total": Fraction(22)}, "22/25"),
        ({"status": Status.REFUSED, "total": Fraction(43, 3)}, "14.33/25"),
        ({"status": Status.GRANTED, "total": Fraction(22), "maximum": None}, "22"),
    ],
)
def test_how_far_a_case_is(make_row: Any, changes: dict[str, Any], text: str) -> None:
    assert progress_text(make_row(1, **changes)) == text


def test_a_row_is_read_out_whole(make_row: Any) -> None:
    row: QueueRow = make_row(1, damaged=True)
    assert spoken(row) == "Project 1, new, Solveig Hansen, Ringve skole, damaged file"


def test_a_schools_own_case_names_its_town(make_row: Any) -> None:
    assert who(make_row(1, title="Ringve skole")) == "Solveig Hansen · Trondheim"


@pytest.mark.parametrize("status", list(Status))
def test_every_state_has_a_word(status: Status) -> None:
    assert status_word(status)


def test_words_found_in_forms_count_only_for_the_text_they_were_asked_for(make_row: Any) -> None:
    sieve = Sieve(folded)
    sieve.take([make_row(1), make_row(2)])
    sieve.text = "nitrat"
    assert ids(sieve) == []
    sieve.add_found("nitrat", frozenset({make_row(2).id}))
    assert ids(sieve) == [2]
    sieve.text = "nitrate"
    assert ids(sieve) == []
