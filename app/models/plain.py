"""Records as plain JSON values and back, for the casebook and the pipes between processes.

Fractions are written ``"7/3"``, instants and dates in ISO 8601; nothing is ever a float.
"""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from app.models.message import Message
from app.models.review import Mark, Points

if TYPE_CHECKING:
    from cattrs import Converter

Plain: TypeAlias = Any
"""A JSON value: None, bool, int, str, list or dict of these."""

Record = TypeVar("Record")


@lru_cache(maxsize=1)
def _converter() -> "Converter":
    from cattrs import Converter  # noqa: PLC0415  30 ms that the first picture does not need

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Fraction, str)
    converter.register_structure_hook(Fraction, lambda value, _: Fraction(value))
    for kind in (datetime, date):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(StrEnum, str)
    converter.register_unstructure_hook(Message, _message)
    converter.register_structure_hook_func(lambda kind: kind == Points, _points)
    converter.register_structure_hook_func(lambda kind: kind is object, _message_value)
    return converter


def _points(value: Plain, _: object) -> Points:
    if value is None or value == Mark.NOT_APPLICABLE:
        return None if value is None else Mark.NOT_APPLICABLE
    return Fraction(value)


def _message(value: Message) -> Plain:
    values = {name: to_plain(each) for name, each in value.values.items()}
    return {"text": value.text, "values": values, "plural": value.plural, "count": value.count}


def _message_value(value: Plain, _: object) -> object:
    """A value of a Message may be a Message again; everything else is as it is."""
    is_message = isinstance(value, dict) and {"text", "values"} <= value.keys()
    return from_plain(value, Message) if is_message else value


def to_plain(record: object) -> Plain:
    """Return the record as JSON values: dictionaries, lists, text, integers, booleans, None."""
    return _converter().unstructure(record)


def from_plain(value: Plain, kind: type[Record]) -> Record:
    """Rebuild a record of ``kind``; raises ``cattrs.BaseValidationError`` when it does not fit."""
    return _converter().structure(value, kind)
