"""What the casebook knows around one application, for rules that look beyond the form."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models.case import Status
from app.models.identifiers import CaseId


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """Another case of the same applicant or school; the instant is of its first submission."""

    case: CaseId
    project: str | None
    first_submitted_at: datetime
    status: Status
    label_valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Other cases under the same scheme. ``applicant_known`` is False when nothing identifies."""

    applicant_known: bool = True
    of_applicant: tuple[EarlierCase, ...] = ()
    of_school: tuple[EarlierCase, ...] = ()
    first_submitted_at: datetime | None = None
