"""Days that depend on where one is: school years, time zones, cut-offs that are left empty."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.season import SchemeRound, Season

ZONES = {
    "AL": "Europe/Tirane", "AM": "Asia/Yerevan", "AT": "Europe/Vienna", "AZ": "Asia/Baku",
    "BA": "Europe/Sarajevo", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CH": "Europe/Zurich",
    "CY": "Asia/Nicosia", "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn", "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris",
    "GB": "Europe/London", "GE": "Asia/Tbilisi", "GR": "Europe/Athens", "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest", "IE": "Europe/Dublin", "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome", "JO": "Asia/Amman", "LB": "Asia/Beirut", "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga",
    "MD": "Europe/Chisinau", "ME": "Europe/Podgorica", "MK": "Europe/Skopje",
    "MT": "Europe/Malta", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm", "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava",
    "TN": "Africa/Tunis", "TR": "Europe/Istanbul", "UA": "Europe/Kyiv", "XK": "Europe/Belgrade",
}  # fmt: skip
"""The zone of the capital; an office elsewhere sets ``rules.time_zone``."""

COMPUTED_YEARS = 2


@dataclass(frozen=True, slots=True)
class CutOff:
    """A round's date; ``computed`` from the deadline where the season leaves it empty."""

    day: date | None
    computed: bool


@dataclass(frozen=True, slots=True)
class CutOffs:
    """The four dates of a School Label round.

    ``registered_by``: set, the last day that counts; computed, the first that does not, because
    the rule says *more than* two years. The window of quality labels includes both its days.
    """

    registered_by: CutOff
    active_since: CutOff
    nql_from: CutOff
    nql_to: CutOff


def cut_offs(own: SchemeRound) -> CutOffs:
    """Return the dates of a round, the empty ones computed from its deadline."""
    last = own.deadline.date() if own.deadline else None
    since = years_before(last, COMPUTED_YEARS) if last else None

    def pick(day: date | None, computed: date | None) -> CutOff:
        return CutOff(day, computed=False) if day else CutOff(computed, computed=True)

    return CutOffs(
        pick(own.registered_by, since),
        pick(own.active_since, since),
        pick(own.nql_from, since),
        pick(own.nql_to, last),
    )


def years_before(day: date, years: int) -> date:
    """Return the same day ``years`` earlier; 29 February becomes 1 March where there is none."""
    return on_day(day.year - years, day.month, day.day)


def on_day(year: int, month: int, day: int) -> date:
    """Return a date; 29 February of a year that has none is 1 March."""
    if (month, day) == (2, 29):
        return date(year, 2, 28) + timedelta(days=1)
    return date(year, month, day)


def zone_of(season: Season) -> ZoneInfo:
    """Return the office's time zone: the season's, else its country's, else UTC."""
    return ZoneInfo(season.rules.time_zone or ZONES.get(season.organisation.country, "UTC"))


def school_year(instant: datetime, season: Season) -> date:
    """Return the first day of the school year in which an instant falls, by the office's clock."""
    month, day = map(int, season.rules.school_year_start.split("-"))
    local = instant.astimezone(zone_of(season)).date()
    start = on_day(local.year, month, day)
    return start if local >= start else on_day(local.year - 1, month, day)
