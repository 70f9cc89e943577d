"""Other applications around one: of the same project, school or applicant, alike in files or words.

Likeness is a hint for a person and never a verdict: colleagues of one project may write together.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.case import Status
from app.models.identifiers import CaseId, EvidenceId, Sha256


class Relation(StrEnum):
    """What two cases have in common."""

    PROJECT = "project"
    SCHOOL = "school"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another case with what it has in common and where it stands."""

    case: CaseId
    title: str
    applicant: str
    school: str
    status: Status
    submitted_at: datetime
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A file of another case, by its hash: which case holds it, as what."""

    sha256: Sha256
    case: CaseId
    submission: int
    evidence: EvidenceId


@dataclass(frozen=True, slots=True)
class SharedEvidence:
    """One piece of evidence whose very bytes other cases have too."""

    evidence: EvidenceId
    elsewhere: tuple[HeldElsewhere, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text with the spaces behind it; ``is_common``: the other text has it."""

    text: str
    is_common: bool


@dataclass(frozen=True, slots=True)
class AlikeText:
    """An answer much of which also stands in an answer of another case, side by side."""

    answer: str
    criterion: str | None
    case: CaseId
    submission: int
    applicant: str
    school: str
    other_answer: str
    mine: tuple[Sentence, ...]
    theirs: tuple[Sentence, ...]

    @property
    def common(self) -> int:
        """How many sentences of this answer the other one has."""
        return sum(1 for each in self.mine if each.is_common)

    @property
    def sentences(self) -> int:
        """How many sentences this answer has."""
        return len(self.mine)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Everything around one submission. ``unread`` texts of other cases are not counted yet."""

    case: CaseId
    number: int
    cases: tuple[Neighbour, ...]
    evidence: tuple[SharedEvidence, ...]
    texts: tuple[AlikeText, ...]
    unread: int = 0

    @property
    def is_alone(self) -> bool:
        """Tell whether there is nothing to be said."""
        return not (self.cases or self.evidence or self.texts)
