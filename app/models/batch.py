"""Many certificates at once: what is to be signed, with which key, and what became of each."""

from dataclasses import dataclass
from datetime import datetime

from app.models.certificate import Verdict
from app.models.identifiers import CaseId, CertificateNumber, Sha256
from app.models.message import Message


@dataclass(frozen=True, slots=True)
class Candidate:
    """A granted application without a certificate: whose, and for what."""

    case: CaseId
    name: str
    school: str
    label: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that was begun; kept until all of it is done, so that a power cut loses nothing.

    ``fingerprint`` is of the one key that signs all of it; ``folder`` is where the files go.
    """

    id: str
    cases: tuple[CaseId, ...]
    languages: tuple[str, ...]
    fingerprint: str
    folder: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one case: a certificate that was checked again, or why there is none."""

    candidate: Candidate
    number: CertificateNumber | None = None
    sha256: Sha256 | None = None
    file: str = ""
    verdict: Verdict | None = None
    at: datetime | None = None
    problem: Message | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether the file was written and found whole by both readers."""
        return self.verdict in {Verdict.VALID, Verdict.WARNINGS} and self.problem is None
