"""The shape of a scheme or season file, against the schema that ships with the program."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from app.models.errors import Refused
from app.models.message import Message, message
from app.resources import resource
from app.scoring.tables import Table


@cache
def _validator(kind: str) -> Draft202012Validator:
    path = resource("schemas", f"{kind}-1.schema.json")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def check_shape(table: Table, kind: str) -> None:
    """Raise ``Refused`` (``….schema``) with the first place that differs from the schema."""
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
