"""The rubric as data (docs/formats/scheme.md): scale, criteria, minimums, eligibility, limits."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.models.identifiers import NO_FILE, LeafId, Names, RuleId, SchemeId, Sha256


class Source(StrEnum):
    """Where a value comes from; shown wherever the value is shown."""

    OFFICIAL = "official"
    NATIONAL = "national"
    THIRD_PARTY = "third-party"
    INFERRED = "inferred"
    OURS = "ours"
    SEASON = "season"


class PinRule(StrEnum):
    """Whether sealing asks for pins, or the words that no evidence was found."""

    OPTIONAL = "optional"
    AT_MINIMUM = "at-minimum"


@dataclass(frozen=True, slots=True)
class Minimum:
    """Least points needed: absolute ``points``, or a ``share`` of the maximum that remains."""

    points: Fraction | None = None
    share: Fraction | None = None
    source: Source | None = None

    def of(self, maximum: Fraction) -> Fraction:
        """Return the minimum in points where ``maximum`` points can be reached."""
        return self.points if self.points is not None else (self.share or Fraction(0)) * maximum


@dataclass(frozen=True, slots=True)
class Scale:
    """The points a leaf can get, from ``min`` to ``max`` in steps of ``step``."""

    min: Fraction
    max: Fraction
    step: Fraction = Fraction(1)
    not_applicable: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """The word for a number of points."""

    points: Fraction
    names: Names


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is scored by itself: a sub-criterion, statement, gate or criterion without parts.

    ``scale_max`` differs from the scheme's only where the scheme says so. ``descriptors`` maps
    points, written as text (``"4"``), to what that level looks like.
    """

    id: LeafId
    names: Names
    minimum: Minimum | None = None
    evidence: tuple[Names, ...] = ()
    looks_for: tuple[Names, ...] = ()
    descriptors: dict[str, Names] = field(default_factory=dict)
    source: Source | None = None
    descriptors_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group of leaves; without ``sub`` it is scored directly as a leaf of its own id."""

    id: str
    names: Names
    sub: tuple[Leaf, ...] = ()
    minimum: Minimum | None = None
    looks_for: tuple[Names, ...] = ()
    questions: tuple[Names, ...] = ()
    source: Source | None = None
    looks_for_source: Source | None = None
    short_names: Names = field(default_factory=dict)


class RuleKind(StrEnum):
    """How an eligibility rule gets its answer."""

    COMPUTED = "computed"
    DECLARED = "declared"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """One condition; ``rule`` names the computation, or the key in ``declarations``."""

    id: RuleId
    kind: RuleKind
    names: Names
    rule: str | None = None
    source: Source | None = None
    hint: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resubmission:
    """Whether a refused application may come again: never, until the deadline, or ``count``."""

    until_deadline: bool = False
    count: int | None = None
    must_name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers around the applications of one applicant."""

    applications_per_applicant_and_school_year: int | None = None
    resubmissions: Resubmission = Resubmission()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example that must come out as written whenever the scheme is loaded."""

    scores: dict[str, str | int]
    outcome: str
    reasons: tuple[str, ...] = ()
    total: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """One rubric of one label.

    ``criterion_rule`` is mean, sum or direct; ``total_rule`` sum or mean.

    ``sha256`` and ``source_bytes`` are of the file it was read from, kept with every decision.
    ``short`` is the part of certificate numbers (``NQL``). ``pins``: whether a leaf at or below its
    minimum must have a pin.
    """

    id: SchemeId
    kind: str
    unit: str
    names: Names
    scale: Scale
    criterion_rule: str
    total_rule: str
    criteria: tuple[Criterion, ...]
    gates: tuple[Leaf, ...] = ()
    levels: tuple[Level, ...] = ()
    minimum_total: Minimum | None = None
    eligibility: tuple[EligibilityRule, ...] = ()
    limits: Limits = Limits()
    examples: tuple[Example, ...] = ()
    short: str = ""
    pins: PinRule = PinRule.OPTIONAL
    valid_from: date | None = None
    valid_until: date | None = None
    sha256: Sha256 = NO_FILE
    source_bytes: bytes = b""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Everything that gets points, gates first, in the scheme's order."""
        return self.gates + tuple(leaf for criterion in self.criteria for leaf in parts(criterion))

    def is_for_school(self) -> bool:
        """Tell whether a whole school is judged, not a teacher in a project."""
        return self.unit == "school"


def parts(criterion: Criterion) -> tuple[Leaf, ...]:
    """Return the leaves of a criterion; without sub-criteria it is its own leaf."""
    if criterion.sub:
        return criterion.sub
    return (Leaf(LeafId(criterion.id), criterion.names, looks_for=criterion.looks_for),)
