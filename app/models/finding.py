"""What is searched and what was found: passages, lines of context, how far the index is."""

from dataclasses import dataclass
from enum import StrEnum

from app.models.identifiers import CaseId, Sha256


class Where(StrEnum):
    """What kind of text a passage is."""

    FACTS = "facts"
    ANSWER = "answer"
    COMMENT = "comment"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is found as one.

    ``place`` is the id of the answer or piece of evidence, or the sub-criterion of a comment,
    which ``by`` has written. ``page`` counts from 0 where the evidence has pages; ``name`` is the
    evidence's file name where it is known.
    """

    where: Where
    place: str
    text: str
    page: int | None = None
    by: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that a case has as evidence: to be read once, however many cases have it.

    It lies in the package with the hash ``package`` as ``member``.
    """

    sha256: Sha256
    evidence: str
    name: str
    media_type: str = ""
    package: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class TextStamp:
    """Which state of a case's texts is meant: other texts have another stamp."""

    case: CaseId
    submission: int
    entry: int
    comments: str = ""


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """Everything of a case that words can be found in, or where it lies."""

    stamp: TextStamp
    passages: tuple[Passage, ...] = ()
    files: tuple[HeldFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One place that was found, with some words before and after it.

    ``marks`` are the found letters in ``text``; ``found`` are those letters as written, and
    ``after`` the words that follow, so that the very place can be shown.
    """

    where: Where
    place: str
    text: str
    marks: tuple[tuple[int, int], ...]
    found: str
    after: str = ""
    page: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case in which everything asked for was found; ``is_cut``: not all places are listed."""

    case: CaseId
    lines: tuple[Line, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Evidence whose words cannot be found, and why as a code (``evidence.encrypted``)."""

    evidence: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """How many of the evidence files have been read for finding; ``failed`` could not be."""

    read: int = 0
    files: int = 0
    failed: int = 0

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is left to be read."""
        return self.read >= self.files
