"""What a cell of a spreadsheet means as a value of the form; what is not clear is refused."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import product
from string import ascii_uppercase
from zoneinfo import ZoneInfo

from app.models.message import Message, message
from app.models.plain import Plain
from app.wording import LANGUAGES, country_name

YES = frozenset({"yes", "y", "ja", "j", "true", "1", "x", "✓", "✔", "on"})
NO = frozenset({"no", "n", "nei", "nej", "false", "0", "-", "–", "off"})
OTHER_CODES = {"UK": "GB", "EL": "GR"}
"""Codes that European institutions write instead of those of ISO 3166-1."""

IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
AFTER_BRACKET = re.compile(r"([)\]])\s*,")
"""A comma behind a bracket divides like a semicolon; elsewhere names may hold commas."""
DAY_FIRST = re.compile(
    r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?:[ T,]+(?:kl\.? ?)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?"
)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([ T].*)?")

Reading = Callable[[str], Plain]
"""Returns the value of a cell that is not blank; raises ``UnclearCell``."""


class UnclearCell(Exception):
    """The cell cannot be read; ``sentence`` says what is wanted."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def text(cell: str) -> str:
    """Return a text with plain line ends."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def word(cell: str) -> str:
    """Return a text on one line."""
    return " ".join(cell.split())


def whole(cell: str) -> int:
    """Return a whole number, at most of nine digits."""
    digits = re.sub(r"[\s\u00a0\u202f]", "", cell)
    if not re.fullmatch("[0-9]{1,9}", digits):
        raise UnclearCell(message("“{cell}” is not a whole number.", cell=_short(cell)))
    return int(digits)


def yes_or_no(cell: str) -> bool:
    """Return yes or no, in the words of our languages."""
    said = cell.casefold()
    if said not in YES | NO:
        raise UnclearCell(message("“{cell}” is neither yes nor no.", cell=_short(cell)))
    return said in YES


def country(cell: str) -> str:
    """Return the code of a country from its code or its name in one of our languages."""
    code = cell.upper()
    code = OTHER_CODES.get(code, code)
    if re.fullmatch("[A-Z]{2}", code):
        return code
    named = _countries().get(cell.casefold())
    if named is None:
        raise UnclearCell(
            message("“{cell}” is not a country. Write its code, as NO or PT.", cell=_short(cell))
        )
    return named


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    codes = map("".join, product(ascii_uppercase, repeat=2))
    named = ((code, country_name(code, each)) for code in codes for each in LANGUAGES)
    return {name.casefold(): code for code, name in named if name != code}


def day(cell: str) -> str:
    """Return a day as ``YYYY-MM-DD``."""
    return _moment(cell).date().isoformat()


def instant(zone: str) -> Reading:
    """Return what reads an instant; without an offset it is a time of ``zone``."""

    def read(cell: str) -> str:
        moment = _moment(cell)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.isoformat(timespec="seconds")

    return read


def is_day_only(cell: str) -> bool:
    """Tell whether a cell gives a day without a time of day."""
    found = DAY_FIRST.fullmatch(cell)
    return found[4] is None if found else bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell))


def _moment(cell: str) -> datetime:
    """Years come first, or days do with points or hyphens; slashes mean two things."""
    try:
        found = DAY_FIRST.fullmatch(cell)
        if found:
            at, month, year, hour, minute, second = (int(each or 0) for each in found.groups())
            return datetime(year, month, at, hour, minute, second)
        if ISO.fullmatch(cell):
            return datetime.fromisoformat(cell)
    except ValueError:
        pass
    raise UnclearCell(message(
        "“{cell}” is not a clear date. Write it as 2026-09-20, with a time as 2026-09-20 14:12.",
        cell=_short(cell),
    ))  # fmt: skip


def pieces(cell: str) -> list[str]:
    """Return the parts of a list: one a line, or divided by semicolons."""
    return [each.strip() for each in re.split("[;\n\r]", cell) if each.strip()]


def languages(cell: str) -> list[str]:
    """Return language tags, divided by anything."""
    return [each for each in re.split(r"[;,\s]+", cell) if each]


def partners(cell: str) -> list[Plain]:
    """Return schools written as ``School (NO); Skola (PT)``."""
    return [{"school": name, "country": country(inside)} for name, inside in _bracketed(cell)]


def teachers(cell: str) -> list[Plain]:
    """Return teachers written as ``Name (2026-05-02); Name``; the day is when last active."""
    found: list[Plain] = []
    for piece in pieces(AFTER_BRACKET.sub(r"\1;", cell)):
        match = IN_BRACKETS.fullmatch(piece)
        found.append(
            {"name": match[1], "last_active_on": day(match[2].strip())} if match
            else {"name": piece}
        )  # fmt: skip
    return found


def labels(cell: str) -> list[Plain]:
    """Return quality labels written as ``Project (2025-10-01, NO, european)``."""
    found: list[Plain] = []
    for project, inside in _bracketed(cell):
        awarded, *more = (each.strip() for each in inside.split(","))
        label: dict[str, Plain] = {"project": project, "awarded_on": day(awarded)}
        for each in more:
            if each.casefold().startswith("europ"):
                label["european"] = True
            else:
                label["country"] = country(each)
        found.append(label)
    return found


def _bracketed(cell: str) -> Iterator[tuple[str, str]]:
    for piece in pieces(AFTER_BRACKET.sub(r"\1;", cell)):
        match = IN_BRACKETS.fullmatch(piece)
        if match is None:
            raise UnclearCell(message(
                "“{cell}” lacks what belongs in brackets behind it, as in “Ringve skole (NO)”.",
                cell=_short(piece),
            ))  # fmt: skip
        yield match[1], match[2].strip()


def _short(cell: str) -> str:
    one_line = " ".join(cell.split())
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"


def is_zone(name: str) -> bool:
    """Tell whether a time zone is known here."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return bool(name)
