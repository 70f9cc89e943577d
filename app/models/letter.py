"""A letter to an applicant: what it is about, and its finished text."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from app.models.assessment import Outcome
from app.models.identifiers import LeafId
from app.models.message import Message

OWN_WORDS = LeafId("")
"""Where the evaluator's own opening words stand among the blocks."""


@dataclass(frozen=True, slots=True)
class BlockEdit:
    """What a person wrote in the place of a block.

    ``block`` is the block as it was then, so that the difference stays visible; ``points`` are
    those the words were written for, as text: with other points the words no longer count.
    """

    points: str
    block: str
    text: str


LetterDraft = dict[LeafId, BlockEdit]
"""The edited blocks of one letter in one language."""


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """One block as it stands in the letter being written.

    ``text`` is what will be printed; ``outdated`` are words that were written for other points.
    """

    leaf: LeafId
    name: str
    points: str
    block: str
    text: str
    outdated: str = ""

    @property
    def is_edited(self) -> bool:
        """Tell whether a person wrote something else than the block."""
        return self.text != self.block


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the table: a criterion (``is_group``), a part of it, or a gate.

    ``points`` None is shown as a dash; ``met`` None where there is no minimum;
    ``leaf`` is what the points were given for. ``block`` is the
    sentence for these points, edited or not; ``places`` are the pins in words. Where points fell
    short, ``looked_for`` says what would show it and ``looked_in`` which evidence was read for it,
    or ``named`` which evidence the application names.
    """

    name: str
    points: Fraction | None
    maximum: Fraction | None = None
    minimum: Fraction | None = None
    met: bool | None = None
    comment: str = ""
    is_group: bool = False
    leaf: LeafId | None = None
    block: str = ""
    places: tuple[Message, ...] = ()
    looked_for: tuple[str, ...] = ()
    looked_in: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """How one complains: until which day, to whom, about what."""

    until: date
    to: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """Everything a letter says, in words of its language where it is not translated here.

    ``explanation`` are sentences of the assessment, ``changes`` the smallest that would turn the
    outcome; ``reason`` is the decision's own, written by a person. ``deadline`` is set when the
    application can be sent again until then.
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
    changes: tuple[Message, ...] = ()
    reason: str = ""
    total: Fraction | None = None
    maximum: Fraction | None = None
    minimum_total: Fraction | None = None
    deadline: datetime | None = None
    may_apply_again: bool = False
    complaint: Complaint | None = None
    own_words: str = ""
    certificate: str = ""
    signatory: str = ""
    role: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter as plain text and as one accessible HTML page."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of the printed table, in words; ``note`` stands across below it."""

    cells: tuple[str, ...]
    sign: bool | None = None
    note: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading with paragraphs, a list and perhaps the table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rows: tuple[PageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterPart:
    """The letter in one language, in words: all that is printed, in reading order."""

    language: str
    sender: str
    address: tuple[str, ...]
    dated: str
    heading: str
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    sections: tuple[PageSection, ...]
    closing: tuple[str, ...]
    seal: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter on paper states about itself (docs/formats/certificate.md)."""

    case: str
    label: str
    recipient: str
    school: str
    title: str
    outcome: Outcome
    written_on: date
    languages: tuple[str, ...]
    sample: bool = False


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter to be printed: one part a language, and its facts."""

    facts: LetterFacts
    parts: tuple[LetterPart, ...]
