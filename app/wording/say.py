"""Turning an untranslated message, or names by language, into one text."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Protocol, runtime_checkable

from app.wording.catalogue import LANGUAGES, catalogue, current
from app.wording.format import country_name, date_text, instant_text, moment_text, points_text


@runtime_checkable
class Sayable(Protocol):
    """A template with values, as ``app.models.message.Message``."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def plural(self) -> str | None: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, object]: ...  # noqa: D102


@runtime_checkable
class Land(Protocol):
    """A country by its code, as ``app.models.message.Country``."""

    @property
    def country(self) -> str: ...  # noqa: D102


@runtime_checkable
class Spelt(Protocol):
    """An instant that a letter writes out, as ``app.models.message.Moment``."""

    @property
    def instant(self) -> datetime: ...  # noqa: D102


def say(message: Sayable, language: str | None = None) -> str:
    """Return the message in ``language``, by default the current one.

    Values are written as people of the language do: names by language, points, dates, instants,
    countries, and tuples as a list with "and".
    """
    language = language or current()
    texts = catalogue(language)
    if message.plural is None:
        template = texts.gettext(message.text)
    else:
        template = texts.ngettext(message.text, message.plural, message.count)
    values = {name: _value(value, language) for name, value in message.values.items()}
    return template.format_map(values)


def _value(value: object, language: str) -> str:
    """Return one value of a message as text; ``datetime`` before ``date``, which it also is."""
    if isinstance(value, Sayable):
        return say(value, language)
    if isinstance(value, Mapping):
        return pick(value, language)
    if isinstance(value, Land):
        return country_name(value.country, language)
    if isinstance(value, Spelt):
        return moment_text(value.instant, language)
    if isinstance(value, tuple | list):
        return _list(value, language)
    return _plain_value(value, language)


def _plain_value(value: object, language: str) -> str:
    if isinstance(value, Fraction):
        return points_text(value, language)
    if isinstance(value, datetime):
        return instant_text(value, language)
    return date_text(value, language) if isinstance(value, date) else str(value)


def _list(values: tuple[object, ...] | list[object], language: str) -> str:
    from babel.lists import format_list  # noqa: PLC0415  loaded with the first list

    texts = [_value(value, language) for value in values]
    tag = language if language in LANGUAGES else "en"
    return str(format_list(texts, "standard", locale=tag))


def pick(names: Mapping[str, str], language: str | None = None) -> str:
    """Return the text in ``language``, else in its base language, English, or any."""
    return picked(names, language)[0]


def picked(names: Mapping[str, str], language: str | None = None) -> tuple[str, str]:
    """Return the text that ``pick`` returns, and the language it is in."""
    language = language or current()
    for tag in (language, language.split("-", maxsplit=1)[0], "en"):
        if tag in names:
            return names[tag], tag
    return next(((text, tag) for tag, text in names.items()), ("", language))
