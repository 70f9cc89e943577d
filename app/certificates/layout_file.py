"""Reading an office's layout file strictly: every wrong key and value is named in a sentence."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from string import Formatter
from typing import Any

from app.models.errors import Refused
from app.models.message import Message, message
from app.models.problem import Problem, Severity

FORMAT, VERSION = "label-certificate", 1
SIZE_LIMIT = 256 * 1024
ORIENTATIONS = ("landscape", "portrait")
MOST_POINTS = 1200.0
MOST_TEXT = 400
SIZES, LINES = (5.0, 80.0), (1, 9)

_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HEAD = ("format", "version", "name", "orientation", "logo")
_PLACES = ("page", "band", "frame", "text", "foot", "code")
_TABLES = (*_PLACES, "colours", "elements", "words", "teacher", "school")
_NEEDED = {
    "number": {"number"}, "replaces": {"number"}, "entry": {"index", "origin", "size"},
    "root": {"root"}, "decided": {"day", "scheme", "key"},
}  # fmt: skip
_FAMILIES = ("sans", "serif")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """A layout file as a table with clean values, and what is wrong with it."""

    table: dict[str, Any]
    problems: tuple[Problem, ...]


def read_layout(text: str, shipped: Callable[[str], Table]) -> LayoutFile:
    """Return the table of a layout file and all its problems; raises ``Refused`` for no TOML.

    ``shipped`` gives what lies below, by orientation.
    """
    table = _parsed(text)
    orientation = table.get("orientation", ORIENTATIONS[0])
    problems = list(_head(table))
    below = shipped(orientation if orientation in ORIENTATIONS else ORIENTATIONS[0])
    for name in _PLACES:
        problems += _numbers(name, table.get(name, {}), below["layout"][name])
    problems += _colours(table, below["layout"]["colours"])
    problems += _elements(table.get("elements", {}), below["layout"])
    problems += _languages(table, below)
    return LayoutFile(table, tuple(problems))


def _parsed(text: str) -> dict[str, Any]:
    if len(text.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise Refused("layout.too-large", message("The file is larger than 256 KiB."))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "layout.toml", message("The file is not valid TOML: {detail}", detail=str(error)[:200])
        ) from error


def _problem(code: str, where: str, sentence: Message) -> Problem:
    return Problem(f"layout.{code}", Severity.ERROR, where, sentence)


def _unknown(where: str, key: str, known: tuple[str, ...]) -> Problem:
    return _problem("unknown", where, message(
        "“{key}” in {where} is not known. Known are: {known}.",
        where=where or message("the file"), key=key, known=", ".join(known)))  # fmt: skip


def _wrong(where: str, wanted: Message) -> Problem:
    return _problem("value", where, message("{where} must be {wanted}.", where=where,
                                            wanted=wanted))  # fmt: skip


def _head(table: Table) -> Iterator[Problem]:
    known = (*_HEAD, *_TABLES)
    yield from (_unknown("", key, known) for key in table if key not in known)
    if table.get("format") != FORMAT:
        yield _wrong("format", message("“{word}”", word=FORMAT))
    version = table.get("version", 0)
    if isinstance(version, int) and version > VERSION:
        yield _problem(
            "newer",
            "version",
            message(
                "The file has version {version}; this program reads version 1.", version=version
            ),
        )
    elif version != VERSION or isinstance(version, bool):
        yield _wrong("version", message("1"))
    if table.get("orientation", "landscape") not in ORIENTATIONS:
        yield _wrong("orientation", message("landscape or portrait"))
    texts = (key for key in ("name", "logo") if not _is_text(table.get(key, "")))
    yield from (_wrong(key, message("a text")) for key in texts)
    tables = (key for key in _TABLES if not isinstance(table.get(key, {}), dict))
    yield from (_wrong(key, message("a table")) for key in tables)


def _numbers(name: str, own: object, below: Table) -> Iterator[Problem]:
    for key, value in own.items() if isinstance(own, dict) else ():
        if key not in below:
            yield _unknown(f"[{name}]", key, tuple(below))
        elif not _is_number(value) or not 0 <= value <= MOST_POINTS:
            yield _wrong(f"[{name}] {key}", message("a number of points from 0 to 1200"))


def _colours(table: Table, below: Table) -> Iterator[Problem]:
    own = table.get("colours", {})
    for key, value in own.items() if isinstance(own, dict) else ():
        if key not in below:
            yield _unknown("[colours]", key, tuple(below))
        elif not isinstance(value, str) or not _COLOUR.fullmatch(value):
            yield _wrong(f"[colours] {key}", message("six digits 0–9, a–f, as in 16315d"))
        else:
            own[key] = value.removeprefix("#").lower()


def _elements(own: object, below: Table) -> Iterator[Problem]:
    keys = ("family", "colour", "gap", "fits", "bold", "tracking")
    for name, look in own.items() if isinstance(own, dict) else ():
        where = f"[elements.{name}]"
        if name not in below["elements"]:
            yield _unknown("[elements]", name, tuple(below["elements"]))
        elif not isinstance(look, dict):
            yield _wrong(where, message("a table"))
        else:
            yield from (_unknown(where, key, keys) for key in look if key not in keys)
            yield from _element(where, look, tuple(below["colours"]))


def _element(where: str, look: Table, colours: tuple[str, ...]) -> Iterator[Problem]:
    if look.get("family", "sans") not in _FAMILIES:
        yield _wrong(f"{where} family", message("sans or serif"))
    if look.get("colour", colours[0]) not in colours:
        yield _wrong(f"{where} colour", message("one of {names}", names=", ".join(colours)))
    for key in ("gap", "tracking"):
        value = look.get(key, 0)
        if not _is_number(value) or not 0 <= value <= MOST_POINTS:
            yield _wrong(f"{where} {key}", message("a number of points from 0 to 1200"))
    if not isinstance(look.get("bold", True), bool):
        yield _wrong(f"{where} bold", message("true or false"))
    if not _are_fits(look.get("fits", [[10, 1]])):
        yield _wrong(f"{where} fits", message("pairs of a size from 5 to 80 and lines from 1 to 9"))


def _are_fits(value: object) -> bool:
    if not isinstance(value, list) or not 1 <= len(value) <= 30:
        return False
    return all(isinstance(each, list) and len(each) == 2 and _is_number(each[0])
               and SIZES[0] <= each[0] <= SIZES[1] and type(each[1]) is int
               and LINES[0] <= each[1] <= LINES[1] for each in value)  # fmt: skip


def _languages(table: Table, below: Table) -> Iterator[Problem]:
    """Check the words; a new language needs all of them in all three tables."""
    parts = {"words": (table.get("words", {}), below["common"])}
    for label in ("teacher", "school"):
        own = table.get(label, {})
        own = own if isinstance(own, dict) else {}
        yield from _label(label, own)
        parts[f"{label}.words"] = own.get("words", {}), below[label]["words"]
    given = {name: own if isinstance(own, dict) else {} for name, (own, _) in parts.items()}
    for name, (_, known) in parts.items():
        for tag, words in given[name].items():
            yield from _words(f"[{name}.{tag}]", tag, words, known)
    for tag in sorted({tag for own in given.values() for tag in own} - set(below["common"])):
        missing = ", ".join(f"[{name}.{tag}]" for name, own in given.items() if tag not in own)
        if missing:
            yield _problem(
                "language",
                tag,
                message("The language {tag} has no words in {tables}.", tag=tag, tables=missing),
            )


def _label(label: str, own: Table) -> Iterator[Problem]:
    known = ("separator", "label_separator", "words")
    for key, value in own.items():
        if key not in known:
            yield _unknown(f"[{label}]", key, known)
        elif key != "words" and not _is_text(value):
            yield _wrong(f"[{label}] {key}", message("a text"))


def _words(where: str, tag: str, words: object, known: Table) -> Iterator[Problem]:
    if not _LANGUAGE.fullmatch(tag):
        yield _wrong(where, message("named by a language, as in sv"))
    if not isinstance(words, dict):
        yield _wrong(where, message("a table"))
        return
    keys = [key for key in known["en"] if key not in {"countries", "places"}]
    allowed = (*keys, "countries", "places") if "partners" in known["en"] else tuple(keys)
    for key, value in words.items():
        if key not in allowed:
            yield _unknown(where, key, allowed)
        else:
            yield from _word(where, key, value)
    for key in keys:
        if tag not in known and key not in words:
            yield _problem("language", where, message("{where} has no “{key}”.", where=where,
                                                      key=key))  # fmt: skip


def _word(where: str, key: str, value: object) -> Iterator[Problem]:
    if key in {"countries", "places"}:
        fits = isinstance(value, dict) and all(
            _COUNTRY.fullmatch(code) and _is_text(name) for code, name in value.items()
        )
        if not fits:
            yield _wrong(f"{where} {key}", message('names by country, as in NL = "…"'))
    elif key == "quotes":
        if not isinstance(value, list) or len(value) != 2 or not all(map(_is_text, value)):
            yield _wrong(f"{where} {key}", message("two texts"))
    elif not _is_text(value):
        yield _wrong(f"{where} {key}", message("a text"))
    else:
        yield from _placeholders(where, key, str(value))


def _placeholders(where: str, key: str, text: str) -> Iterator[Problem]:
    """Only what the program puts in may stand in braces, and what is needed must."""
    may = {"countries"} if key == "partners" else _NEEDED.get(key, set())
    try:
        found = {f"{name}{as_}{way or ''}" for _, name, as_, way in Formatter().parse(text)
                 if name is not None}  # fmt: skip
    except ValueError:
        found = {text}
    if not found <= may or not _NEEDED.get(key, set()) <= found:
        names = ", ".join(f"{{{name}}}" for name in sorted(may))
        yield _wrong(f"{where} {key}",
                     message("a text with {names} and nothing else in braces", names=names)
                     if may else message("a text without braces"))  # fmt: skip


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isfinite(value) if isinstance(value, float) else abs(value) < MOST_POINTS * 1000


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MOST_TEXT
