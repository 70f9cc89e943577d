"""Reading the TOML of schemes and seasons: exact numbers, checked against a shipped schema."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from app.models.errors import Refused
from app.models.message import Message, message
from app.resources import resource

SIZE_LIMIT = 2**20
"""Bytes of a scheme or season file; the shipped ones are under 64 KiB."""

Table = dict[str, Any]
"""A TOML table: text, integers, Decimal, booleans, lists and tables; dates are ISO text."""


def read_table(data: bytes, kind: str) -> Table:
    """Return the table of a ``scheme`` or ``season`` file, checked against its schema.

    Raises ``Refused`` with ``scheme.toml``, ``scheme.newer``, ``scheme.schema`` (or ``season.…``).
    """
    table = _parsed(data, kind)
    version = table.get("version")
    if isinstance(version, int) and version > 1:
        raise Refused(
            f"{kind}.newer",
            message(
                "The file has version {version}; this program reads version 1.", version=version
            ),
            message("Use a newer Label Desk."),
        )
    _check(table, kind)
    return table


def exact(value: int | Decimal | str) -> Fraction:
    """Return a number of a file as it was written: ``0.1`` is one tenth, ``"1/2"`` a half."""
    return Fraction(value)


def _parsed(data: bytes, kind: str) -> Table:
    if len(data) > SIZE_LIMIT:
        raise Refused(f"{kind}.too-large", message("The file is larger than 1 MiB."))
    try:
        text = data.decode("utf-8")
        table: Table = _dates_as_text(tomllib.loads(text, parse_float=_decimal))
    except UnicodeDecodeError as error:
        raise Refused(f"{kind}.encoding", message("The file is not UTF-8 text.")) from error
    except (ValueError, RecursionError) as error:
        raise Refused(
            f"{kind}.toml", message("The file is not valid TOML: {detail}", detail=str(error)[:200])
        ) from error
    return table


def _decimal(text: str) -> Decimal:
    """Refuse what is not an ordinary number before anybody computes with it."""
    number = Decimal(text.replace("_", ""))
    if not number.is_finite() or abs(number.adjusted()) > 12 or len(text) > 40:
        raise ValueError(f"{text[:40]} is not a number that can be used here")
    return number


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(each) for each in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


@cache
def _validator(kind: str) -> Draft202012Validator:
    path = resource("schemas", f"{kind}-1.schema.json")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _check(table: Table, kind: str) -> None:
    errors = sorted(
        _validator(kind).iter_errors(table), key=lambda error: list(map(str, error.path))
    )
    if errors:
        first = errors[0]
        where = "/".join(map(str, first.absolute_path)) or kind
        raise Refused(f"{kind}.schema", _sentence(first, where))


def _sentence(error: ValidationError, where: str) -> Message:
    wanted: Any = error.validator_value
    if error.validator == "type":
        return message("{where}: wanted {wanted}.", where=where, wanted=_words(wanted))
    if error.validator in {"enum", "const"}:
        return message("{where}: must be {wanted}.", where=where, wanted=_words(wanted))
    if error.validator == "required":
        missing = [str(key) for key in wanted if key not in _keys(error.instance)]
        return message("{where}: {key} is missing.", where=where, key=_words(missing))
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        unknown = [key for key in _keys(error.instance) if key not in known]
        return message(
            "{where}: {key} is not a key of this format.", where=where, key=_words(unknown)
        )
    return message(
        "{where}: {found} does not fit ({rule} {wanted}).",
        where=where,
        found=str(error.instance)[:60],
        rule=str(error.validator),
        wanted=str(wanted)[:80],
    )


def _keys(instance: object) -> list[str]:
    return list(instance) if isinstance(instance, Mapping) else []


def _words(wanted: object) -> str:
    return ", ".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted)
