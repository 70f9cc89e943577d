"""An office's season: reading it, changing one value, laying its minimums over a scheme."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.models.errors import Refused
from app.models.identifiers import LeafId, Names, SchemeId, Sha256
from app.models.message import Message, message
from app.models.scheme import Criterion, Leaf, Minimum, PinRule, Scheme, Source
from app.models.season import (
    ComplaintRule,
    Organisation,
    PlaqueSettings,
    SchemeRound,
    Season,
    SeasonRules,
    Signatory,
)
from app.scoring.sense import minimums_with_maximum
from app.scoring.tables import Table, exact, read_table

DEFAULT_SEASON = """\
# The office's own settings for one season. Empty values are computed or left out.
format = "label-season"
version = 1
name = ""

[organisation]
name = {}
country = ""                  # two letters, as in "NO"
place = ""
logo = ""

[signatory]
name = ""
role = {}

[rules]
evaluators_per_case = 1
school_year_start = "08-01"   # month and day
languages = ["en"]

[complaint]                   # printed in letters once "days" is set, as in days = 21
to = ""
about = {}

# One table a scheme. Deadlines with offset, as in "2026-09-30T23:59:00+02:00".
[schemes.nql-2022]
deadline = ""
again_until = ""              # when a refused application can be sent again
minimums = {}
pins = ""                     # "at-minimum": sealing asks for a pin at or below a minimum

[schemes.esl-2022]
opens = ""
deadline = ""
label_years = ""              # as in "2027-2028"
registered_by = ""            # these four: empty means computed from the deadline
active_since = ""
nql_from = ""
nql_to = ""
minimums = {}
"""
"""The season of a new casebook."""


def load_season(text: str, *, is_known: bool = False) -> Season:
    """Return the season of a TOML text; ``is_known``: its shape was checked before.

    Raises ``Refused``: ``season.toml``, ``.newer``, ``.schema``, ``.instant``, ``.date``,
    ``.time-zone``, ``.school-year``.
    """
    data = text.encode("utf-8", errors="replace")
    table = read_table(data, "season", is_known=is_known)
    return Season(
        name=table.get("name", ""),
        organisation=_organisation(table.get("organisation", {})),
        signatory=_signatory(table.get("signatory", {})),
        rules=_rules(table.get("rules", {})),
        schemes={
            SchemeId(scheme): _round(scheme, each)
            for scheme, each in table.get("schemes", {}).items()
        },
        plaques=PlaqueSettings(**table.get("plaques", {})),
        complaint=_complaint(table.get("complaint", {})),
        text=text,
        sha256=Sha256(sha256(data).hexdigest()),
    )


def with_season(scheme: Scheme, season: Season) -> Scheme:
    """Return the scheme with the season's minimums and rule for pins in the place of its own.

    Raises ``Refused`` ``season.minimum`` when the scheme lacks the id or cannot reach the points.
    """
    round_ = season.schemes.get(scheme.id, SchemeRound())
    if round_.pins is not None:
        scheme = replace(scheme, pins=round_.pins)
    own = round_.minimums
    if not own:
        return scheme
    check_minimums(scheme, own)
    minimums = {
        where: Minimum(points=points, source=Source.SEASON) for where, points in own.items()
    }
    return replace(
        scheme,
        gates=tuple(_leaf_with(gate, minimums) for gate in scheme.gates),
        criteria=tuple(_criterion_with(each, minimums) for each in scheme.criteria),
        minimum_total=minimums.get("total", scheme.minimum_total),
    )


def check_minimums(scheme: Scheme, minimums: dict[str, Fraction]) -> None:
    """Raise ``Refused`` ``season.minimum`` unless every id is the scheme's and within reach."""
    most = {where: maximum for where, _, maximum in minimums_with_maximum(scheme)}
    for where, points in minimums.items():
        if where not in most:
            said = message(
                "{scheme} has no {id} that can have a minimum.", scheme=scheme.id, id=where
            )
            raise Refused("season.minimum", said)
        if points > most[where]:
            said = message(
                "The minimum of {id} is {points}, but only {most} can be reached.",
                id=where,
                points=points,
                most=most[where],
            )
            raise Refused("season.minimum", said)


def minimums_differ(scheme: SchemeId, before: Season, after: Season) -> bool:
    """Tell whether a scheme's minimums differ, so that a confirmation no longer holds."""
    return _minimums(scheme, before) != _minimums(scheme, after)


def _minimums(scheme: SchemeId, season: Season) -> dict[str, Fraction]:
    return season.schemes.get(scheme, SchemeRound()).minimums


def _leaf_with(leaf: Leaf, minimums: dict[str, Minimum]) -> Leaf:
    return replace(leaf, minimum=minimums.get(leaf.id, leaf.minimum))


def _criterion_with(criterion: Criterion, minimums: dict[str, Minimum]) -> Criterion:
    return replace(
        criterion,
        sub=tuple(_leaf_with(leaf, minimums) for leaf in criterion.sub),
        minimum=minimums.get(LeafId(criterion.id), criterion.minimum),
    )


def _organisation(table: Table) -> Organisation:
    return Organisation(
        name=_said(table.get("name", {})),
        country=table.get("country", ""),
        place=table.get("place", ""),
        logo=table.get("logo") or None,
    )


def _signatory(table: Table) -> Signatory:
    return Signatory(name=table.get("name", ""), role=_said(table.get("role", {})))


def _complaint(table: Table) -> ComplaintRule:
    return ComplaintRule(
        days=table.get("days"), to=table.get("to", ""), about=_said(table.get("about", {}))
    )


def _said(names: Names) -> Names:
    return {tag: text for tag, text in names.items() if text.strip()}


def _rules(table: Table) -> SeasonRules:
    defaults = SeasonRules()
    start = table.get("school_year_start", defaults.school_year_start)
    zone = table.get("time_zone", "")
    tolerance = table.get("tolerance")
    _check_day_of_year(start)
    _check_zone(zone)
    return SeasonRules(
        evaluators_per_case=table.get("evaluators_per_case", defaults.evaluators_per_case),
        school_year_start=start,
        languages=tuple(table.get("languages", defaults.languages)),
        tolerance=None if tolerance is None else exact(tolerance),
        time_zone=zone,
        retention_years=table.get("retention_years"),
    )


def _check_day_of_year(text: str) -> None:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError as error:
        said = message("rules/school_year_start: {text} is not a month and day.", text=text)
        raise Refused("season.school-year", said) from error


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        said = message("rules/time_zone: {zone} is not a time zone.", zone=zone)
        raise Refused("season.time-zone", said, message("As in “Europe/Oslo”.")) from error


def _round(scheme: str, table: Table) -> SchemeRound:
    where = f"schemes/{scheme}"
    return SchemeRound(
        opens=_instant(f"{where}/opens", table.get("opens", "")),
        deadline=_instant(f"{where}/deadline", table.get("deadline", "")),
        again_until=_instant(f"{where}/again_until", table.get("again_until", "")),
        label_years=table.get("label_years") or None,
        registered_by=_day(f"{where}/registered_by", table.get("registered_by", "")),
        active_since=_day(f"{where}/active_since", table.get("active_since", "")),
        nql_from=_day(f"{where}/nql_from", table.get("nql_from", "")),
        nql_to=_day(f"{where}/nql_to", table.get("nql_to", "")),
        minimums={leaf: exact(points) for leaf, points in table.get("minimums", {}).items()},
        pins=PinRule(table["pins"]) if table.get("pins") else None,
    )


def _instant(where: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Refused("season.instant", _wrong(where, text), message(
            "Write date, time and offset, as in 2026-09-30T23:59:00+02:00."
        ))  # fmt: skip
    return instant


def _day(where: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        hint = message("Write year, month and day, as in 2026-09-30.")
        raise Refused("season.date", _wrong(where, text), hint) from error


def _wrong(where: str, text: str) -> Message:
    return message("{where}: {text} is not a date.", where=where, text=text[:40])
