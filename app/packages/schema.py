"""Checking the form against the shipped JSON Schema (draft 2020-12): every violation, in words.

Only the schema inside the program is used; retrieval of others is off (threat J3).
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry

from app.models.message import Message, message
from app.models.plain import Plain
from app.packages.findings import Findings
from app.resources import resource

VERSION = 1
CODE = "application.schema"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_YEARS = range(1900, 3000)
_LONGEST_SHOWN = 60
_MOST = 5_000  # violations; a form with more is looked at no further


def check_form(form: Plain, findings: Findings, *, for_school: bool | None = None) -> None:
    """Report every violation with its place, what is wanted and what was found.

    ``for_school`` says which label the scheme is for, where the scheme is known; the schema itself
    knows it from ids that begin with ``nql`` or ``esl``.
    """
    if newer := _newer_version(form):
        findings.error(CODE, "/version", newer)
        return
    errors = islice(_errors(form, for_school), _MOST)
    for error in sorted(errors, key=lambda error: _pointer(error.absolute_path)):
        for where, text in _sentences(error):
            findings.error(CODE, where, text)
    for where, text in _doubles(form):
        findings.error(CODE, where, text)


def _newer_version(form: Plain) -> Message | None:
    version = form.get("version") if isinstance(form, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        return message("The form is of the newer version {version}; this program reads version "
                       "{known}. Update the program.", version=version, known=VERSION)  # fmt: skip
    return None


def _errors(form: Plain, for_school: bool | None) -> Iterator[ValidationError]:
    yield from _validator().iter_errors(form)
    if for_school is not None and isinstance(form, dict):
        label = "school-label" if for_school else "quality-label"
        part = {"$ref": f"urn:label-desk:application:1#/$defs/{label}"}
        yield from _validator().evolve(schema=part).iter_errors(form)


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    path = resource("schemas", "application-1.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    registry = Registry().with_contents([(schema["$id"], schema)])
    return Draft202012Validator(schema, registry=registry, format_checker=_formats())


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    checker.checks("date-time", raises=(ValueError, OverflowError))(_is_instant)
    return checker


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return bool(_DATE.fullmatch(value)) and date.fromisoformat(value).year in _YEARS


def _is_instant(value: object) -> bool:
    if not isinstance(value, str):
        return True
    if not _INSTANT.fullmatch(value):
        return False
    return datetime.fromisoformat(value).astimezone(UTC).year in _YEARS


def _pointer(path: Iterable[str | int]) -> str:
    """Return the place as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _sentences(error: ValidationError) -> Iterator[tuple[str, Message]]:
    where = _pointer(error.absolute_path)
    if error.validator == "required":
        instance: Plain = error.instance
        for name in _value(error):
            if name not in instance:
                yield _pointer([*error.absolute_path, name]), message("It is missing.")
        return
    text = message("Expected {wanted}, found {found}.",
                   wanted=_wanted(error), found=_found(error.instance))  # fmt: skip
    yield where, text


def _value(error: ValidationError) -> Plain:
    """Return what the schema says at the place that was violated."""
    return error.validator_value


def _wanted(error: ValidationError) -> Message:
    value = _value(error)
    if error.validator == "type":
        return _wanted_type(value)
    if error.validator == "format":
        return _WANTED_FORMATS[value]()
    if error.validator == "pattern":
        return _wanted_pattern(error)
    if error.validator in {"const", "enum"}:
        return _wanted_choice(value)
    if error.validator in {"minimum", "maximum"}:
        return message("a number from {least}", least=value) if error.validator == "minimum" else (
            message("a number up to {most}", most=value)
        )  # fmt: skip
    return message("a text of at most {most} characters", most=value)


_WANTED_FORMATS = {
    "date": lambda: message("a date like 2026-09-20"),
    "date-time": lambda: message("an instant with offset like 2026-09-20T14:12:05+02:00"),
}


def _wanted_type(value: str | list[str]) -> Message:
    words = {
        "object": message("an object"),
        "array": message("a list"),
        "string": message("a text"),
        "integer": message("a whole number"),
        "boolean": message("true or false"),
    }
    kinds = [value] if isinstance(value, str) else value
    first = next(words[kind] for kind in kinds if kind in words)
    return message("{kind} or null", kind=first) if "null" in kinds else first


def _wanted_pattern(error: ValidationError) -> Message:
    last = str(error.absolute_path[-1]) if error.absolute_path else ""
    if last == "language" or "languages" in error.absolute_path:
        return message("a language tag like nb or pt-BR")
    if last == "name":
        return message("a name that is not empty")
    if last == "id":
        return message("1 to 64 letters A–Z, digits, dots, underscores or hyphens")
    return message("an id like nql-2022")


def _wanted_choice(value: Plain) -> Message:
    if isinstance(value, list) and len(value) > 20:
        return message("a country code of two capital letters like NO")
    choices = value if isinstance(value, list) else [value]
    return message("{choices}", choices=" / ".join(_short(each) for each in choices))


def _found(value: Plain) -> Message:
    if isinstance(value, dict):
        return message("an object")
    if isinstance(value, list):
        return message("a list")
    return message("{value}", value=_short(value))


def _short(value: Plain) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _doubles(form: Plain) -> Iterator[tuple[str, Message]]:
    """Ids of answers and evidence must tell them apart, which a schema cannot say."""
    for part in ("answers", "evidence"):
        entries = form.get(part) if isinstance(form, dict) else None
        seen: set[str] = set()
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            identifier = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(identifier, str) and identifier in seen:
                yield f"/{part}/{number}/id", message("“{id}” stands here twice", id=identifier)
            if isinstance(identifier, str):
                seen.add(identifier)
