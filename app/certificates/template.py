"""The certificate's words and layout, read from ``resources/certificates``."""

import tomllib
from dataclasses import dataclass, field
from functools import cache

from app.models.errors import Misused
from app.models.message import message
from app.models.plain import from_plain
from app.resources import resource


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


@cache
def layout() -> Layout:
    """Return the page's measures."""
    return from_plain(_read("layout"), Layout)


@cache
def template(for_school: bool) -> Template:
    """Return the words of the School Label's or the teacher's certificate."""
    return from_plain(_read("school" if for_school else "teacher"), Template)


@cache
def common_words() -> dict[str, CommonWords]:
    """Return the words of both certificates by language."""
    return from_plain(_read("common")["words"], dict[str, CommonWords])


def checked_languages(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return one or two languages that have words; raises ``Misused``."""
    known = tuple(common_words())
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


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resource("certificates", f"{name}.toml").read_text("utf-8"))
