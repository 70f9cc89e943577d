"""Points, dates, instants and countries as people of a language write them."""

from functools import lru_cache
from typing import TYPE_CHECKING

from app.wording.catalogue import current

if TYPE_CHECKING:  # loaded when the first date is said, not before the first picture
    from datetime import date, datetime
    from fractions import Fraction

    from babel import Locale


def points_text(points: "Fraction | None", language: str | None = None) -> str:
    """Return points rounded half up to at most two decimals; an en dash where there are none."""
    if points is None:
        return "–"
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415

    exact = Decimal(points.numerator) / Decimal(points.denominator)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return text if _locale(language).language == "en" else text.replace(".", ",")


def date_text(day: "date", language: str | None = None) -> str:
    """Return a date in the long form of the language: ``14. november 2026``."""
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(day, "long", locale=_locale(language)))


def instant_text(moment: "datetime", language: str | None = None) -> str:
    """Return a date with its time of day in the medium form of the language.

    On the full minute, as deadlines are, the seconds are left out.
    """
    from babel.dates import format_datetime, format_time  # noqa: PLC0415

    locale = _locale(language)
    text = str(format_datetime(moment, "medium", locale=locale))
    if moment.second or moment.microsecond:
        return text
    exact, short = (str(format_time(moment, form, locale=locale)) for form in ("medium", "short"))
    return text.replace(exact, short)


MOMENTS = {
    "en": "d MMMM y 'at' HH:mm",
    "nb": "d. MMMM y 'kl.' HH.mm",
    "da": "d. MMMM y 'kl.' HH.mm",
}
"""How a sentence of a letter writes an instant."""


def moment_text(moment: "datetime", language: str | None = None) -> str:
    """Return an instant as a letter writes it: ``30. desember 2026 kl. 23.59``."""
    from babel.dates import format_datetime  # noqa: PLC0415

    locale = _locale(language)
    return str(format_datetime(moment, MOMENTS.get(locale.language, "long"), locale=locale))


def country_name(code: str, language: str | None = None) -> str:
    """Return the country's name for an ISO 3166-1 code, or the code itself when unknown."""
    return str(_locale(language).territories.get(code, code))


def load_names() -> None:
    """Load the names of the window's language; what is said first would wait 30 ms for them."""
    country_name("NO")


def _locale(language: str | None) -> "Locale":
    return _locale_of(language or current())


@lru_cache
def _locale_of(tag: str) -> "Locale":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse("en-GB" if tag == "en" else tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
