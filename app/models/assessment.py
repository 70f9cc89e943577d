"""What points mean under a scheme and season: pure results of app.scoring."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.models.identifiers import LeafId, RuleId
from app.models.message import Message
from app.models.scheme import Source


class Outcome(StrEnum):
    """What the rules say, or a person decides."""

    GRANT = "grant"
    REFUSE = "refuse"
    RETURN = "return"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Exact points of one criterion; None while a part is open, or when all is not applicable."""

    id: str
    points: Fraction | None
    maximum: Fraction
    minimum: Fraction | None
    met: bool | None
    minimum_source: Source | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate, or any leaf with a minimum of its own."""

    id: LeafId
    points: Fraction | None
    minimum: Fraction
    met: bool | None
    minimum_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A minimum not met (id of leaf, criterion or ``total``) or an eligibility rule's id."""

    id: str
    points: Fraction | None = None
    minimum: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One leaf raised or lowered."""

    id: LeafId
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from the points. ``certain`` is ``refuse`` or None, never grant."""

    criteria: tuple[CriterionResult, ...]
    gates: tuple[GateResult, ...]
    total: Fraction
    maximum: Fraction
    minimum_total: Fraction | None
    outcome: Outcome
    certain: Outcome | None
    reasons: tuple[Reason, ...]
    nearest: tuple[tuple[Change, ...], ...]
    open: tuple[LeafId, ...]
    minimum_total_source: Source | None = None


class RuleAnswer(StrEnum):
    """The answer of one eligibility rule."""

    MET = "met"
    NOT_MET = "not-met"
    NEEDS_PERSON = "needs-person"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's answer, why, and the fields of the form or casebook it was computed from."""

    id: RuleId
    result: RuleAnswer
    reason: Message
    fields: tuple[str, ...] = ()
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All rules. ``eligible`` is None while a rule still needs a person and none is not met."""

    rules: tuple[RuleResult, ...]

    @property
    def eligible(self) -> bool | None:
        """True: all met. False: one is not met. None: a person still has to answer."""
        answers = {rule.result for rule in self.rules}
        if RuleAnswer.NOT_MET in answers:
            return False
        return None if RuleAnswer.NEEDS_PERSON in answers else True
