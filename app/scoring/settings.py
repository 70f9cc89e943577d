"""Changing one value of a season's TOML by its dotted path; comments and order stay."""

import json
import re
from collections.abc import MutableMapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NoReturn

import tomlkit
from tomlkit.exceptions import TOMLKitError

from app.models.errors import Misused, Refused
from app.models.message import Message, message
from app.resources import resource
from app.scoring.seasons import load_season

INLINE = {"name", "role", "minimums", "about"}
"""Tables that are written on one line."""

_PART = re.compile(r'(?:"([^"]+)"|([^."\s]+))')


def set_value(text: str, dotted: str, value: str) -> str:
    """Return the season's text with ``value`` at ``dotted``; an empty value takes the key away.

    ``rules.evaluators_per_case``, ``schemes.nql-2022.minimums.1b``, ``organisation.name.nb``, …
    Lists are written with commas. Raises ``Misused``: ``season.key``, ``season.value``.
    """
    path = _path(dotted)
    kind = _kind(path, dotted)
    document = _document(text)
    if path == ["organisation", "country"]:
        _check_country(value.strip())
    if value.strip():
        _put(document, path, _typed(dotted, kind, value.strip()))
    else:
        _take_away(document, path)
    changed = tomlkit.dumps(document)
    try:
        load_season(changed)
    except Refused as error:
        hint = error.hint or message("Nothing was changed.")
        raise Misused("season.value", error.message, hint) from error
    return changed


def _path(dotted: str) -> list[str]:
    if not re.fullmatch(rf"{_PART.pattern}(\.{_PART.pattern})*", dotted):
        _no_key(dotted)
    return [quoted or plain for quoted, plain in _PART.findall(dotted)]


@cache
def _schema() -> dict[str, Any]:
    text = resource("schemas", "season-1.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _check_country(code: str) -> None:
    if code and code not in _countries():
        raise Misused(
            "season.value",
            message("{code} is no country.", code=code[:40]),
            message("Two capital letters, as in NO, DK or XK."),
        )


@cache
def _countries() -> frozenset[str]:
    """Return the codes that an application may name: ISO 3166-1 and ``XK``."""
    text = resource("schemas", "application-1.schema.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["$defs"]["country"]["enum"])


def _kind(path: list[str], dotted: str) -> str:
    """Return the schema's type of the value at the path: string, integer, number or array."""
    schema: Any = _schema()
    for part in path:
        properties = schema.get("properties", {})
        schema = properties.get(part, schema.get("additionalProperties"))
        if not isinstance(schema, dict):
            _no_key(dotted)
    kind = str(schema.get("type", ""))
    if kind not in {"string", "integer", "number", "array"}:
        _no_key(dotted)
    return kind


def _typed(dotted: str, kind: str, value: str) -> Any:
    if kind == "string":
        return value
    if kind == "array":
        return [part for part in re.split(r'[,\s"\[\]]+', value) if part]
    try:
        number = Decimal(value)
        if kind == "integer":
            return int(value)
    except (InvalidOperation, ValueError):
        number = Decimal("NaN")
    if not number.is_finite() or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise Misused(
            "season.value", message("{key}: {value} is not a number.", key=dotted, value=value[:40])
        )
    return tomlkit.value(value)


def _document(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        said = message("The season is not valid TOML: {detail}", detail=str(error)[:200])
        raise Refused("season.toml", said) from error


def _put(document: tomlkit.TOMLDocument, path: list[str], value: object) -> None:
    table: MutableMapping[str, Any] = document
    for part in path[:-1]:
        if part not in table:
            table[part] = tomlkit.inline_table() if part in INLINE else tomlkit.table()
        table = table[part]
    table[path[-1]] = value


def _take_away(document: tomlkit.TOMLDocument, path: list[str]) -> None:
    table: MutableMapping[str, Any] = document
    for part in path[:-1]:
        if part not in table:
            return
        table = table[part]
    table.pop(path[-1], None)


def _no_key(dotted: str) -> NoReturn:
    known: Message = message(
        "As in {examples}.",
        examples="rules.evaluators_per_case, schemes.nql-2022.minimums.1b, organisation.name.nb",
    )
    raise Misused("season.key", message("A season has no value {key}.", key=dotted[:80]), known)
