"""A decision on one submission, with everything it stood on."""

from dataclasses import dataclass
from datetime import datetime

from app.models.assessment import Assessment, Outcome, RuleAnswer
from app.models.identifiers import CaseId, DecisionId, RuleId, SchemeId, Sha256


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``reason``, ``override`` and ``by`` are personal; ``entry`` is its log index.

    ``override`` says why a person went against the rules, the damage or missing evidence.
    ``revises`` names the decision it replaces.
    """

    id: DecisionId
    case: CaseId
    submission: int
    sha256: Sha256
    reviews: tuple[str, ...]
    scheme: SchemeId
    scheme_sha256: Sha256
    season_sha256: Sha256
    assessment: Assessment
    eligibility: dict[RuleId, RuleAnswer]
    outcome: Outcome
    by: str
    at: datetime
    entry: int
    reason: str = ""
    override: str = ""
    revises: DecisionId | None = None
