"""The certificate's words and layout: what is shipped, and what an office has laid over it."""

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from app.certificates.layout_file import LayoutFile, read_layout
from app.models.errors import Misused, Refused
from app.models.message import message
from app.models.plain import from_plain
from app.resources import resource

ORIENTATIONS = ("landscape", "portrait")
PLACES = ("page", "band", "frame", "text", "foot", "code")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What one label's certificate says in one language.

    ``countries`` are names written otherwise than usual inside the sentence, ``places`` those that
    need a preposition of their own.
    """

    title: str
    awarded: str
    reason: str
    partners: str
    in_country: str
    quotes: tuple[str, str]
    countries: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one label by language, and what stands between two languages."""

    separator: str
    label_separator: str
    words: dict[str, LabelWords]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """What every certificate says in one language."""

    number: str
    replaces: str
    entry: str
    root: str
    seal: str
    sample: str
    decided: str
    scan: str
    figure: str


@dataclass(frozen=True, slots=True)
class ElementLook:
    """How one element is set; ``fits`` are pairs of size and lines allowed, tried in order."""

    family: str
    colour: str
    gap: float
    fits: tuple[tuple[float, int], ...]
    bold: bool = False
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The page; every group maps a name to a length in points, ``colours`` to RGB."""

    page: dict[str, float]
    band: dict[str, float]
    frame: dict[str, float]
    text: dict[str, float]
    foot: dict[str, float]
    code: dict[str, float]
    colours: dict[str, str]
    elements: dict[str, ElementLook]


@dataclass(frozen=True, slots=True)
class Look:
    """All that a certificate looks like and says beside its own words."""

    layout: Layout
    teacher: Template
    school: Template
    common: dict[str, CommonWords]

    def template(self, for_school: bool) -> Template:
        """Return the words of the School Label's or the teacher's certificate."""
        return self.school if for_school else self.teacher

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that every part has words in."""
        return tuple(tag for tag in self.common
                     if tag in self.teacher.words and tag in self.school.words)  # fmt: skip

    def checked_languages(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Return one or two languages that have words; raises ``Misused``."""
        known = self.languages
        chosen = tuple(dict.fromkeys(languages))
        if not 1 <= len(chosen) <= 2 or not set(chosen) <= set(known):
            raise Misused(
                "certificate.language",
                message(
                    "A certificate is printed in one or two of: {languages}.",
                    languages=", ".join(known),
                ),
            )
        return chosen


@lru_cache(maxsize=16)
def look(text: str = "") -> Look:
    """Return what is shipped with an office's layout file on top; raises ``Refused``."""
    office = read_layout(text, shipped_plain) if text else LayoutFile({}, ())
    if office.problems:
        first = office.problems[0]
        raise Refused(first.code, first.message, message("Mend the layout file, then try again."))
    return from_plain(merged(shipped_plain(orientation_of(office.table)), office.table), Look)


def orientation_of(table: dict[str, Any]) -> str:
    """Return how a layout file wants the page to lie."""
    return str(table.get("orientation", ORIENTATIONS[0]))


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return ``below`` with the values of ``above`` in their places, in the form of ``Look``."""
    result = deepcopy(below)
    for name in (*PLACES, "colours", "elements"):
        _lay_over(result["layout"][name], above.get(name, {}))
    _lay_over(result["common"], above.get("words", {}))
    for label in ("teacher", "school"):
        _lay_over(result[label], above.get(label, {}))
    return result


def _lay_over(below: dict[str, Any], above: dict[str, Any]) -> None:
    for name, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(name), dict):
            _lay_over(below[name], value)
        else:
            below[name] = value


@cache
def shipped_plain(orientation: str = ORIENTATIONS[0]) -> dict[str, Any]:
    """Return what is shipped, in the form of ``Look``; not to be changed."""
    return {
        "layout": {**_read("layout"), **_read(orientation)},
        "teacher": _read("teacher"),
        "school": _read("school"),
        "common": _read("common")["words"],
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("certificates", f"{name}.toml").read_text("utf-8"))
