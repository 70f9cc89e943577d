"""What an evaluator saw herself, at an address that lives online: a note or a picture of it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models.identifiers import EvidenceId, Sha256


@dataclass(frozen=True, slots=True)
class OwnEvidence:
    """One note or screenshot, kept apart from the applicant's evidence.

    ``link`` is the applicant's piece that it is about, if any; ``sha256`` is of the note's text in
    UTF-8, or of the picture's bytes.
    """

    id: EvidenceId
    link: EvidenceId | None
    seen_on: date
    text: str
    media_type: str
    sha256: Sha256
    size: int
    by: str
    at: datetime

    @property
    def is_picture(self) -> bool:
        """Tell whether it is a picture, not a note."""
        return self.media_type.startswith("image/")
