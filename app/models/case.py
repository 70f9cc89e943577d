"""Cases and submissions as the casebook keeps them, and the words of their status."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from app.models.application import Application
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.models.problem import Problem


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case as people name it: ``ID`` is the current submission, ``ID/N`` another."""

    case: CaseId
    submission: int | None = None

    def __str__(self) -> str:
        return self.case if self.submission is None else f"{self.case}/{self.submission}"


class Status(StrEnum):
    """Computed from the records, never stored."""

    NEW = "new"
    IN_REVIEW = "in-review"
    SEALED = "sealed"
    SECOND_OPINION = "second-opinion"
    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"
    CERTIFIED = "certified"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Submission:
    """One received file of a case. ``damaged``: stored although its integrity is broken.

    ``evidence_sha256`` are the hashes of the evidence files as received, by evidence id;
    ``evidence_members`` (personal) their full names in the archive.
    """

    case: CaseId
    number: int
    sha256: Sha256
    size: int
    scheme: SchemeId
    received_at: datetime
    submitted_at: datetime
    damaged: bool
    missing_evidence: bool
    entry: int
    application: Application
    problems: tuple[Problem, ...] = ()
    evidence_sha256: dict[EvidenceId, Sha256] = field(default_factory=dict)
    evidence_members: dict[EvidenceId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``scored``/``leaves`` count the best draft; ``total`` is exact.

    ``words`` is everything that a case is found by, without case and accents.
    """

    id: CaseId
    submission: int
    submissions: int
    scheme: SchemeId
    applicant: str
    school: str
    city: str
    country: str
    title: str
    status: Status
    submitted_at: datetime
    received_at: datetime
    damaged: bool
    scored: int = 0
    leaves: int = 0
    total: Fraction | None = None
    maximum: Fraction | None = None
    words: str = ""
