"""Reading the TOML of schemes and seasons: exact numbers, checked against a shipped schema."""

import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.models.errors import Refused
from app.models.message import message

SIZE_LIMIT = 2**20
"""Bytes of a scheme or season file; the shipped ones are under 64 KiB."""

Table = dict[str, Any]
"""A TOML table: text, integers, Decimal, booleans, lists and tables; dates are ISO text."""


def read_table(data: bytes, kind: str, *, is_known: bool = False) -> Table:
    """Return the table of a ``scheme`` or ``season`` file, checked against its schema.

    ``is_known``: it ships with the program, or was checked before it was stored, and what
    checks is not loaded (it is a tenth of the window's memory).

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
    if not is_known:
        from app.scoring.shape import check_shape  # noqa: PLC0415  loaded only for new files

        check_shape(table, kind)
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
