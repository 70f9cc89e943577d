"""An office's own settings for one season (docs/formats/scheme.md, "The season")."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from app.models.identifiers import NO_FILE, Names, SchemeId, Sha256
from app.models.scheme import PinRule


@dataclass(frozen=True, slots=True)
class Organisation:
    """The National Support Organisation. ``logo`` is a file name beside the season file."""

    name: Names = field(default_factory=dict)
    country: str = ""
    place: str = ""
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs certificates."""

    name: str = ""
    role: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeasonRules:
    """Rules common to all schemes. ``school_year_start`` is ``MM-DD``; ``tolerance`` in points.

    ``time_zone`` (IANA, ``Europe/Oslo``) says when a school year begins; empty: the country's.
    """

    evaluators_per_case: int = 1
    school_year_start: str = "08-01"
    languages: tuple[str, ...] = ("en",)
    tolerance: Fraction | None = None
    time_zone: str = ""
    retention_years: int | None = None


@dataclass(frozen=True, slots=True)
class PlaqueSettings:
    """The plaque maker's name, and how many lines of how many characters are engraved."""

    supplier: str = ""
    line_length: int = 32
    lines: int = 4


@dataclass(frozen=True, slots=True)
class ComplaintRule:
    """How one complains about a decision: for so many days after it; no days: letters say nothing.

    ``to`` is an address, ``about`` what a complaint can be about, by language.
    """

    days: int | None = None
    to: str = ""
    about: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchemeRound:
    """One scheme's round: dates that are empty are computed from the deadline and shown as such.

    ``again_until`` is the last instant for sending a refused application again, where the scheme
    allows it at all.

    ``minimums`` overlays the scheme's by leaf or criterion id, ``"total"`` for the whole; ``pins``
    the scheme's own rule, where it is not None.
    """

    opens: datetime | None = None
    deadline: datetime | None = None
    again_until: datetime | None = None
    label_years: str | None = None
    registered_by: date | None = None
    active_since: date | None = None
    nql_from: date | None = None
    nql_to: date | None = None
    minimums: dict[str, Fraction] = field(default_factory=dict)
    pins: PinRule | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """The current season. ``text`` is the TOML it was read from, ``sha256`` its hash."""

    name: str = ""
    organisation: Organisation = field(default_factory=Organisation)
    signatory: Signatory = field(default_factory=Signatory)
    rules: SeasonRules = SeasonRules()
    schemes: dict[SchemeId, SchemeRound] = field(default_factory=dict)
    plaques: PlaqueSettings = PlaqueSettings()
    complaint: ComplaintRule = field(default_factory=ComplaintRule)
    text: str = ""
    sha256: Sha256 = NO_FILE
