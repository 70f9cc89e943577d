"""Points, dates, countries and names as each language writes them."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from app.models.message import counted, message
from app.wording import country_name, date_text, instant_text, moment_text, pick, points_text, say


@pytest.mark.parametrize(
    ("points", "language", "text"),
    [
        (Fraction(43, 10), "en", "4.3"),
        (Fraction(13, 3), "en", "4.33"),
        (Fraction(13, 3), "nb", "4,33"),
        (Fraction(15), "da", "15"),
        (Fraction(5, 1000), "en", "0.01"),
        (Fraction(0), "en", "0"),
        (None, "en", "–"),
    ],
)
def test_points_are_rounded_half_up_to_two_decimals(points, language, text) -> None:
    assert points_text(points, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("nb", "14. november 2026"), ("da", "14. november 2026"), ("en", "14 November 2026"),
     ("xx-unknown", "14 November 2026")],
)  # fmt: skip
def test_dates_are_written_as_the_language_does(language: str, text: str) -> None:
    assert date_text(date(2026, 11, 14), language) == text


@pytest.mark.parametrize(
    ("second", "language", "text"),
    [(0, "en", "10 Mar 2026, 23:59"), (5, "en", "10 Mar 2026, 23:59:05"),
     (0, "nb", "10. mars 2026, 23:59"), (0, "da", "10. mar. 2026 23.59")],
)  # fmt: skip
def test_a_full_minute_has_no_seconds(second: int, language: str, text: str) -> None:
    moment = datetime(2026, 3, 10, 23, 59, second, tzinfo=timezone(timedelta(hours=1)))
    assert instant_text(moment, language) == text


@pytest.mark.parametrize(("code", "name"), [("NO", "Norge"), ("XK", "Kosovo"), ("QQ", "QQ")])
def test_countries_have_names_and_unknown_ones_their_code(code: str, name: str) -> None:
    assert country_name(code, "nb") == name


@pytest.mark.parametrize(("language", "text"), [("nb", "b"), ("nb-NO", "b"), ("fr", "e")])
def test_names_fall_back_to_the_base_language_and_english(language: str, text: str) -> None:
    assert pick({"en": "e", "nb": "b"}, language) == text


def test_a_message_may_hold_messages() -> None:
    inner = counted("{count} point", "{count} points", 2)
    assert say(message("Needs {what}.", what=inner), "en") == "Needs 2 points."


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "10 March 2026 at 23:05"), ("nb", "10. mars 2026 kl. 23.05"),
     ("da", "10. marts 2026 kl. 23.05")],
)  # fmt: skip
def test_a_letter_spells_an_instant_out(language: str, text: str) -> None:
    assert moment_text(datetime(2026, 3, 10, 23, 5), language) == text
