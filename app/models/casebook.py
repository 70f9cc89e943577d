"""What the casebook keeps beside reviews and decisions, and what it says of itself."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from app.models.assessment import Outcome
from app.models.identifiers import (
    CaseId,
    CertificateNumber,
    DecisionId,
    LeafId,
    OrderId,
    SchemeId,
    Sha256,
)  # fmt: skip
from app.models.log import Act, LogFinding
from app.models.message import Message
from app.models.order import OrderState
from app.models.review import Points


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first entry: the log's origin (no names) and its Ed25519 public key (base64)."""

    origin: str
    public_key: str
    program: str


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key of the log (base64) was added, retired or reported stolen; ``by`` is personal.

    ``trusted_size``: signatures of a stolen key count for checkpoints up to this size.
    """

    act: Act
    key: str
    at: datetime
    entry: int
    trusted_size: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that was not taken in. ``name`` is personal; ``codes`` are those of its errors."""

    sha256: Sha256
    size: int
    codes: tuple[str, ...]
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeasonText:
    """The office's season settings as TOML text; the newest is the current one."""

    sha256: Sha256
    text: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class SeasonConfirmation:
    """A person (``by``, personal) confirmed the minimums of these schemes.

    ``minimums`` is a hash over the confirmed minimums of each scheme, as casework made it, so
    that a later change of one scheme undoes only its own confirmation.
    """

    season_sha256: Sha256
    minimums: dict[SchemeId, str]
    by: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class LayoutText:
    """The office's layout of certificates; the newest is the current one, no text the shipped one.

    ``logo`` is a PNG in base64 that this program wrote itself; ``sha256`` is over both.
    """

    sha256: Sha256
    text: str
    logo: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class SchemeText:
    """The bytes of an installed scheme file, as text."""

    scheme: SchemeId
    sha256: Sha256
    text: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A case, or one certificate of it, was withdrawn. ``by`` and ``reason`` are personal."""

    case: CaseId
    certificate: CertificateNumber | None
    by: str
    at: datetime
    reason: str
    entry: int


@dataclass(frozen=True, slots=True)
class OrderMarking:
    """A state that an order reached; kept beside the order, which never changes."""

    order: OrderId
    state: OrderState
    at: datetime
    by: str
    entry: int


@dataclass(frozen=True, slots=True)
class Exported:
    """Something left the casebook as a file. ``kind``: awards, log, dossier, order …"""

    kind: str
    sha256: Sha256
    rows: int
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Continuation:
    """Why the log goes on under a new origin suffix: an older copy was restored or opened.

    ``known_size`` and ``known_root`` are the newest checkpoint remembered outside, when one is.
    ``by`` (personal) is who decided to go on with a gap; empty after a restore.
    """

    origin_before: str
    origin: str
    size: int
    at: datetime
    known_size: int | None = None
    known_root: str | None = None
    by: str = ""

    @property
    def missing(self) -> int:
        """How many entries are known to be lost, at the least."""
        return max(0, (self.known_size or 0) - self.size)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a time stamp (RFC 3161) states: that ``imprint`` (SHA-256, hex) was there at a time.

    Time and authority are the authority's own words; ``trusted`` tells whether its certificate led
    to one that was trusted when the stamp was taken in.
    """

    imprint: str
    stated_at: datetime
    authority: str
    serial: str
    policy: str
    trusted: bool


@dataclass(frozen=True, slots=True)
class Anchored:
    """A checkpoint over the first ``size`` entries that another hand dated, with its answer."""

    size: int
    checkpoint: str
    stamp: Stamp
    at: datetime
    entry: int
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case for the queue: its current submission, what was decided, the points of its drafts.

    ``outcome`` and ``decision`` are of the newest decision of the case; ``sealed`` counts the
    evaluators with a sealed review of the *current* submission, and ``sealed_points`` are those of
    the newest such review where the case is not decided.
    """

    case: CaseId
    submission: int
    submissions: int
    decided_submission: int | None
    scheme: SchemeId
    sha256: Sha256
    applicant: str
    school: str
    city: str
    country: str
    title: str
    applicant_key: str | None
    school_key: str | None
    project_key: str | None
    submitted_at: datetime
    first_submitted_at: datetime
    received_at: datetime
    damaged: bool
    sealed: int
    outcome: Outcome | None
    decision: DecisionId | None
    decided_at: datetime | None
    total: Fraction | None
    certified: bool
    withdrawn: bool
    drafts: tuple[dict[LeafId, Points], ...] = ()
    sealed_points: dict[LeafId, Points] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """This is not the newest copy of the casebook: ``here`` and ``known`` are numbers of entries.

    ``elsewhere``: the newest copy known was continued under a later suffix, or has another
    history, so entries may be missing before ``here`` too.
    """

    here: int
    known: int
    elsewhere: bool = False

    @property
    def missing(self) -> int:
        """How many entries are missing here, at the least."""
        return max(0, self.known - self.here)


@dataclass(frozen=True, slots=True)
class Health:
    """What the casebook noticed about itself at opening.

    ``gap`` is there when the only reason for reading alone is that this is an older copy: then
    it can be continued, with the loss written down.
    """

    read_only_because: Message | None = None
    warnings: tuple[Message, ...] = ()
    findings: tuple[LogFinding, ...] = ()
    unclean: bool = False
    backup: Path | None = None
    gap: Gap | None = None

    @property
    def is_damaged(self) -> bool:
        """Tell whether something is broken here, not only older or other than what is known."""
        return any(each.id not in {"log.older", "log.other-history"} for each in self.findings)
