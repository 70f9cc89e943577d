"""What a person said of a sheet of paper: that it came out right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.identifiers import CaseId, Sha256


class PaperKind(StrEnum):
    """What was printed."""

    CERTIFICATE = "certificate"
    LETTER = "letter"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed: ``name`` tells it from others of its kind (a number, ``ID/N nb``)."""

    kind: PaperKind
    name: str
    case: CaseId
    pdf: bytes

    @property
    def subject(self) -> str:
        """What copies are counted of."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Printed:
    """One copy on paper, on the word of ``by``; ``sha256`` is of the PDF."""

    kind: PaperKind
    name: str
    case: CaseId
    copy: int
    sha256: Sha256
    by: str
    at: datetime
