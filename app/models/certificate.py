"""A certificate: the printed words, the proof it carries, the bytes that were handed out."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.models.identifiers import CertificateNumber, DecisionId, Names, Sha256
from app.models.message import Message


@dataclass(frozen=True, slots=True)
class LogProof:
    """What ties a printed certificate to the log: origin, index, size, root (hex), full proof."""

    origin: str
    index: int
    size: int
    root: str
    proof: str


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The code that is printed: its text, and the log's public key (base64) that checks it."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """Every word on the sheet that does not come from the template, in the languages printed.

    ``sample`` marks certificates of the demonstration casebook. ``label_years`` only for schools.
    ``replaces`` is the number of the certificate that this one corrects.
    """

    number: CertificateNumber
    languages: tuple[str, ...]
    label: Names
    recipient: str
    school: str
    city: str | None
    country: str
    season: str
    organisation: Names
    place: str
    signatory: str
    role: Names
    decided_on: date
    issued_on: date
    for_school: bool
    project: str | None = None
    partner_countries: tuple[str, ...] = ()
    label_years: str | None = None
    sample: bool = False
    replaces: CertificateNumber | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """One issued certificate; ``pdf`` are exactly the bytes that were handed out.

    ``replaces`` is the number that no longer counts since this one was issued.
    """

    number: CertificateNumber
    decision: DecisionId
    words: PrintedWords
    proof: LogProof
    sha256: Sha256
    key_fingerprint: str
    at: datetime
    entry: int
    pdf: bytes = b""
    name_reason: str = ""
    replaces: CertificateNumber | None = None


class Why(StrEnum):
    """Why a certificate no longer counts: taken back, corrected, or its decision was revised."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A certificate that no longer counts, since ``at``; ``successor`` is the one that does.

    No names and no reasons: this is what others may know.
    """

    number: CertificateNumber
    at: datetime
    why: Why
    successor: CertificateNumber | None = None


class Verdict(StrEnum):
    """The five answers of ``verify`` (docs/formats/certificate.md)."""

    VALID = "valid"
    WARNINGS = "warnings"
    RESTRICTED = "restricted"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was asked of a paper; ``passed`` is None where it could not be asked here.

    ``id`` is stable: bytes · signer · identity · time · revocation · proof · log-key · code ·
    issued · withdrawn (docs/formats/certificate.md).
    """

    id: str
    passed: bool | None
    message: Message


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a paper found. ``content`` is what the paper itself states.

    ``log_key`` is the log's public key (base64) that a known signer vouches for inside the file.
    """

    verdict: Verdict
    reasons: tuple[Message, ...]
    content: dict[str, str] = field(default_factory=dict)
    signer: str | None = None
    signed_at: datetime | None = None
    fingerprint: str | None = None
    checks: tuple[Checked, ...] = ()
    next_step: Message | None = None
    log_key: str | None = None


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a key on a card is: the maker's PKCS#11 library, the card's name, the key's id (hex).

    A setting of this machine, never logged. Empty: the only card, the only key.
    """

    module: str
    token: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SigningIdentity:
    """The public side of the organisation's identity, in a PKCS#12 file or on a card.

    ``statement``: the identity certifies the log's key, as PEM (docs/formats/certificate.md).
    """

    subject: str
    issuer: str
    fingerprint: str
    serial: str
    not_before: datetime
    not_after: datetime
    certificate_pem: str
    self_signed: bool
    key: str = ""
    on_card: bool = False
    statement: str = ""
