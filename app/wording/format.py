"""Points, dates, instants and countries as people of a language write them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime

from app.wording.catalogue import current


def points_text(points: Fraction | None, language: str | None = None) -> str:
    """Return points rounded half up to at most two decimals; an en dash where there are none."""
    if points is None:
        return "–"
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return text if _locale(language).language == "en" else text.replace(".", ",")


def date_text(day: date, language: str | None = None) -> str:
    """Return a date in the long form of the language: ``14. november 2026``."""
    return str(format_date(day, "long", locale=_locale(language)))


def instant_text(moment: datetime, language: str | None = None) -> str:
    """Return a date with its time of day in the medium form of the language."""
    return str(format_datetime(moment, "medium", locale=_locale(language)))


def country_name(code: str, language: str | None = None) -> str:
    """Return the country's name for an ISO 3166-1 code, or the code itself when unknown."""
    return str(_locale(language).territories.get(code, code))


def _locale(language: str | None) -> Locale:
    tag = language or current()
    try:
        return Locale.parse("en-GB" if tag == "en" else tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
