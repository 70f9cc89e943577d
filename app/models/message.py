"""A sentence for people, kept untranslated until someone says it in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Country:
    """A value of a message: a country by its code, said by its name in the language."""

    country: str

    def __str__(self) -> str:
        return self.country


@dataclass(frozen=True, slots=True)
class Moment:
    """A value of a message: an instant as a letter writes it, the month in full and the hour."""

    instant: "datetime"

    def __str__(self) -> str:
        return self.instant.isoformat(sep=" ", timespec="minutes")


@dataclass(frozen=True, slots=True)
class Message:
    """An English template and its values; ``app.wording.say`` turns it into one language.

    Values may be Messages themselves; they are said in the same language. So are names by
    language, points (``Fraction``), dates, instants, ``Moment``, ``Country`` and tuples of all
    these.
    ``plural`` and ``count`` choose between two templates by the rules of the language.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    plural: str | None = None
    count: int = 1

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        template = self.text if self.plural is None or self.count == 1 else self.plural
        return template.format_map({name: _english(value) for name, value in self.values.items()})


def _english(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("en") or next(iter(value.values()), ""))
    if isinstance(value, tuple | list):
        return ", ".join(_english(each) for each in value)
    if isinstance(value, Fraction):
        return str(value) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0")
    return str(value)


def message(text: str, /, **values: object) -> Message:
    """Mark an English template for translation and bind its values."""
    return Message(text, MappingProxyType(values))


def counted(one: str, many: str, /, count: int, **values: object) -> Message:
    """Mark a template pair; ``{count}`` is bound and decides between them."""
    return Message(one, MappingProxyType({"count": count, **values}), many, count)
