"""What the window knows of the open casebook and of the case shown; records, no widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.assessment import Outcome
from app.models.case import CaseRef, QueueRow
from app.models.casebook import Health
from app.models.certificate import Certificate, SigningIdentity
from app.models.decision import Decision
from app.models.identifiers import CertificateNumber, SchemeId, Sha256
from app.models.message import Message
from app.models.scheme import Scheme
from app.models.season import Season

if TYPE_CHECKING:
    from app.casework.judge import Judgement
    from app.models.review import Review


@dataclass(frozen=True, slots=True)
class Opened:
    """The casebook as it opened: folder, health, season and schemes with the season on top.

    ``expiry`` is said weeks before the identity ends; ``request_waits`` for an issuer's answer.
    """

    folder: Path
    health: Health
    season: Season
    schemes: dict[SchemeId, Scheme] = field(default_factory=dict)
    confirmed: dict[SchemeId, bool] = field(default_factory=dict)
    identity: SigningIdentity | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    """What certificates can be printed in: tag to its own name."""
    expiry: Message | None = None
    is_identity_copied: bool = True
    request_waits: bool = False

    @property
    def read_only_because(self) -> Message | None:
        """Why nothing can be written, if so."""
        return self.health.read_only_because


@dataclass(frozen=True, slots=True)
class Shown:
    """The case in the window: what the points mean, its row, what was decided and issued.

    ``gone`` says of each certificate that no longer counts since when, and what counts instead.
    """

    judgement: "Judgement"
    row: QueueRow | None
    submissions: int
    decisions: tuple[Decision, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    reviews: "tuple[Review, ...]" = ()
    opened: tuple[Sha256, ...] = ()
    read_only: bool = False
    gone: Mapping[CertificateNumber, Message] = field(default_factory=dict)

    @property
    def ref(self) -> CaseRef:
        """Case and submission."""
        submission = self.judgement.submission
        return CaseRef(submission.case, submission.number)

    @property
    def decision(self) -> Decision | None:
        """The decision that holds for the submission shown."""
        number = self.judgement.submission.number
        mine = [each for each in self.decisions if each.submission == number]
        return max(mine, key=lambda each: each.entry, default=None)

    @property
    def certificate(self) -> Certificate | None:
        """The certificate of the decision that holds."""
        decision = self.decision
        mine = [each for each in self.certificates if decision and each.decision == decision.id]
        return max(mine, key=lambda each: each.entry, default=None)

    @property
    def is_current(self) -> bool:
        """Tell whether no later submission was received."""
        return self.judgement.submission.number >= self.submissions

    @property
    def may_score(self) -> bool:
        """Tell whether points can be changed: not decided, not sealed, not an older submission."""
        return not self.read_only and self.decision is None and self.is_current

    @property
    def may_certify(self) -> bool:
        """Tell whether there is a grant to certify."""
        return self.decision is not None and self.decision.outcome is Outcome.GRANT
