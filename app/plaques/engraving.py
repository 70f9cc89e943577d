"""The lines on a school's plaque, fitted to what the plaque maker can engrave."""

import unicodedata
from math import ceil
from textwrap import wrap

from app.models.application import School
from app.models.message import Message, counted, message
from app.models.season import PlaqueSettings
from app.wording import country_name

DEFAULT = PlaqueSettings()


def engraving(
    school: School, label_years: str, language: str = "en", plaque: PlaqueSettings = DEFAULT
) -> tuple[str, ...]:
    """Return the lines: the school's name, the town with its country, the years of the label.

    The official name is used where it fits, else the public one. Nothing is ever cut off: what
    cannot fit is left whole for a person, and ``misfits`` says so.
    """
    last = [line for line in (_place(school, language, plaque), _one_line(label_years)) if line]
    room = max(1, plaque.lines - len(last))
    names = [_one_line(name) for name in (school.official_name or school.name, school.name)]
    split = [_balanced(name, plaque.line_length) for name in names]
    fitting = [lines for lines in split if len(lines) <= room and not _too_long(lines, plaque)]
    return (*(fitting or split)[0], *last)


def misfits(lines: tuple[str, ...], plaque: PlaqueSettings = DEFAULT) -> tuple[Message, ...]:
    """Return what the plaque maker cannot engrave, one sentence each; empty when all fits."""
    found = [
        message("“{line}” has more than {most} characters.", line=line, most=plaque.line_length)
        for line in _too_long(lines, plaque)
    ]
    if len(lines) > plaque.lines:
        found.append(
            counted(
                "There is room for {count} line, not for {have}.",
                "There is room for {count} lines, not for {have}.",
                count=plaque.lines,
                have=len(lines),
            )
        )
    return tuple(found)


def _place(school: School, language: str, plaque: PlaqueSettings) -> str:
    """The town with the country's name; the town alone where both are too long."""
    country = country_name(school.country, language) if school.country else ""
    both = ", ".join(part for part in (_one_line(school.city or ""), country) if part)
    return both if len(both) <= plaque.line_length else _one_line(school.city or country)


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _balanced(name: str, longest: int) -> list[str]:
    """Break at spaces and hyphens into as few lines as needed, of about the same length."""
    needed = len(_broken(name, longest))
    shortest = ceil(len(name) / max(1, needed))
    widths = range(min(shortest, longest), longest + 1)
    return next(lines for width in widths if len(lines := _broken(name, width)) <= needed)


def _broken(name: str, width: int) -> list[str]:
    return wrap(name, width, break_long_words=False) or [name]


def _too_long(lines: tuple[str, ...] | list[str], plaque: PlaqueSettings) -> list[str]:
    return [line for line in lines if len(line) > plaque.line_length]
