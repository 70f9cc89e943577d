"""What may be printed and what is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Refused
from app.models.message import message
from app.paper.clean import clean
from app.paper.lines import Style, typeset

NAME = message("Name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Solveig ", "Solveig"),
        ("A\u030a", "Å"),
        ("نمی\u200cدانم", "نمی\u200cدانم"),
        ("İzmir ığ", "İzmir ığ"),
    ],
)
def test_text_is_normal_and_trimmed(text: str, expected: str) -> None:
    assert clean(text, NAME) == expected


@pytest.mark.parametrize(
    "character",
    [
        "\u202e",
        "\u202a",
        "\u2066",
        "\u200f",
        "\u061c",
        "\x00",
        "\x1b",
        "\ue000",
        "\ufeff",
        "\u2028",
    ],
)
def test_what_hides_or_reorders_is_refused_with_its_name(character: str) -> None:
    with pytest.raises(Refused) as caught:
        clean(f"Kari{character} Nordmann", NAME)
    assert f"U+{ord(character):04X}" in str(caught.value.message)
    assert "Name" in str(caught.value.message)


def test_a_tower_of_accents_is_refused() -> None:
    with pytest.raises(Refused, match=r"paper\.marks"):
        clean("Z" + "\u0335\u0324\u0315" * 10, NAME)


@pytest.mark.parametrize("text", ["山田", "👩‍🏫", "שלום", "สวัสดี"])
def test_a_missing_glyph_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(Refused, match=r"paper\.glyph") as caught:
        typeset(text, Style(family="serif"), 400, NAME)
    assert "Name" in str(caught.value.message)


@given(st.text(max_size=40))
def test_any_text_is_drawn_or_refused(text: str) -> None:
    try:
        lines = typeset(text, Style(), 200, NAME)
    except Refused as error:
        assert error.code.startswith("paper.")  # noqa: PT017
    else:
        assert all(glyph.number for line in lines for p in line.pieces for glyph in p.glyphs)
