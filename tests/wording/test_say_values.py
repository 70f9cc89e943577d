"""Values inside a sentence are written as the language writes them."""

from datetime import date
from fractions import Fraction

import pytest

from app.models.message import Country, Message, counted, message
from app.wording import say

NAMES = {"en": "Good", "nb": "God"}


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (NAMES, "nb", "God"),
        (NAMES, "da", "Good"),
        (Fraction(46, 3), "en", "15.33"),
        (Fraction(46, 3), "nb", "15,33"),
        (date(2026, 11, 14), "nb", "14. november 2026"),
        (Country("NO"), "da", "Norge"),
        (Country("NO"), "en", "Norway"),
        (("a", NAMES, Fraction(1, 2)), "da", "a, Good og 0,5"),
        ((message("{x}", x=NAMES),), "nb", "God"),
        ("{x}", "en", "{x}"),
    ],
)
def test_a_value_is_said_in_the_language(value: object, language: str, said: str) -> None:
    assert say(message("{value}", value=value), language) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (message("{a}", a=("x", NAMES)), "x, Good"),
        (message("{a}", a=Fraction(5, 2)), "2.5"),
        (message("{a}", a=Country("NO")), "NO"),
        (counted("{count} row", "{count} rows", count=2), "2 rows"),
    ],
)
def test_logs_and_tests_read_english(sentence: Message, said: str) -> None:
    assert str(sentence) == said
