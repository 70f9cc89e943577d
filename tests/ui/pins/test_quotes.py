"""A quote is found again, by its letters and its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.pins.quotes import around, find_quote

RIVER = "Hvert lag målte i sin elv. Ett lag målte i sin elv to ganger."


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("one two three", "two", "two"),
        ("one\ntwo  three", "one two three", "one\ntwo  three"),
        ("sam-\narbeid mellom", "samarbeid", "sam-\narbeid"),
        ("αβγ δ", "β", "β"),
        ("نعمل معًا", "معًا", "معًا"),
        ("→ ←", "←", "←"),
        ("one two", "four", None),
        ("one two", "  ", None),
        ("", "one", None),
        ("one", "→", None),
    ],
)
def test_a_quote_is_found_where_it_stands(text: str, quote: str, found: str | None) -> None:
    place = find_quote(text, quote)
    assert (None if place is None else text[slice(*place)]) == found


@pytest.mark.parametrize("first", [RIVER.index("målte"), RIVER.rindex("målte")])
def test_of_two_places_the_one_with_the_same_neighbours_counts(first: int) -> None:
    end = first + len("målte i sin elv")
    before, after = around(RIVER, first, end)
    assert find_quote(RIVER, "målte i sin elv", before, after) == (first, end)
    broken = RIVER.replace(" ", "\n")
    assert find_quote(broken, "målte i sin elv", before, after) == (first, end)


@given(st.text(max_size=60), st.text(min_size=1, max_size=30).filter(str.strip), st.text())
def test_every_choice_is_found_again(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    place = find_quote(text, quote, *around(text, len(before), len(before + quote)))
    assert place is not None
    assert text[slice(*place)] == quote


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_texts_give_a_place_inside_or_none(text, quote, before, after) -> None:
    place = find_quote(text, quote, before, after)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


def test_context_is_one_short_line() -> None:
    before, after = around("a\n b" * 100, 150, 160)
    assert max(len(before), len(after)) <= 48
    assert "\n" not in before + after
