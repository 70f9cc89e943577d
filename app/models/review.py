"""What one evaluator found: points, comments, pins, ticks, a conflict of interest."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from app.models.identifiers import CaseId, EvidenceId, LeafId, RuleId, SchemeId, Sha256
from app.models.own_evidence import OwnEvidence


class Mark(StrEnum):
    """Marks that are not points."""

    NOT_APPLICABLE = "n/a"


Points = Fraction | Mark | None
"""Points, *not applicable*, or None: not scored, which is never 0."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in the evidence, or in an ``answer`` of the description, that a score rests on.

    A ``quote`` with the words ``before`` and ``after`` it, a ``rectangle`` (left, top, right,
    bottom as fractions of the page), a ``second`` of a film, or a whole page or file. ``sha256``
    is of the evidence's bytes as they were pinned; a link without a copy has none.
    """

    evidence: EvidenceId | None = None
    answer: str | None = None
    page: int | None = None
    quote: str | None = None
    rectangle: tuple[Fraction, Fraction, Fraction, Fraction] | None = None
    second: Fraction | None = None
    note: str = ""
    before: str = ""
    after: str = ""
    sha256: Sha256 | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one leaf with the evaluator's comment and pins.

    ``no_evidence``: the evaluator looked and says that no evidence was found.
    """

    points: Points = None
    comment: str = ""
    pins: tuple[Pin, ...] = ()
    no_evidence: bool = False


Scores = dict[LeafId, Score]


@dataclass(frozen=True, slots=True)
class Tick:
    """A person's answer to an eligibility rule that needs one."""

    rule: RuleId
    met: bool
    by: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsealed work of one evaluator on one submission; saved with every change, never logged."""

    case: CaseId
    submission: int
    evaluator: str
    scores: Scores = field(default_factory=dict)
    conflict: str | None = None
    opened: tuple[Sha256, ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """One person confirmed points of an earlier submission in one act, where nothing had changed.

    ``review`` is the sealed review they stand in, of submission ``against``.
    """

    case: CaseId
    submission: int
    sha256: Sha256
    against: int
    review: str
    evaluator: str
    points: dict[LeafId, Points]
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Review:
    """A sealed draft; never changed, a new one names it in ``revises``.

    ``own`` (personal) are the evaluator's own notes and pictures, with their hashes.
    """

    id: str
    case: CaseId
    submission: int
    sha256: Sha256
    evaluator: str
    scheme: SchemeId
    scheme_sha256: Sha256
    season_sha256: Sha256
    scores: Scores
    sealed_at: datetime
    conflict: str | None = None
    revises: str | None = None
    entry: int | None = None
    own: tuple[OwnEvidence, ...] = ()
