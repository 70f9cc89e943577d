"""A letter to an applicant: what it is about, and its finished text."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from app.models.assessment import Outcome
from app.models.message import Message


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the table: a criterion (``is_group``), a part of it, or a gate.

    ``points`` None is shown as a dash; ``met`` None where there is no minimum.
    """

    name: str
    points: Fraction | None
    maximum: Fraction | None = None
    minimum: Fraction | None = None
    met: bool | None = None
    comment: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class LetterContent:
    """Everything a letter says, in words of its language where it is not translated here.

    ``explanation`` are sentences of the assessment; ``reason`` is the decision's own, written by a
    person. ``deadline`` is set when the application can be sent again until then.
    """

    language: str
    organisation: str
    place: str
    written_on: date
    recipient: str
    school: str
    case: str
    title: str
    label: str
    outcome: Outcome
    rows: tuple[LetterRow, ...]
    explanation: tuple[Message, ...] = ()
    reason: str = ""
    total: Fraction | None = None
    maximum: Fraction | None = None
    minimum_total: Fraction | None = None
    deadline: datetime | None = None
    may_apply_again: bool = False
    certificate: str = ""
    signatory: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter as plain text and as one accessible HTML page."""

    text: str
    html: str
