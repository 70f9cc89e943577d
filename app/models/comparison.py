"""What differs between two submissions of a case: texts by word, evidence by hash, facts."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.models.application import Evidence, ResubmissionNote
from app.models.identifiers import CaseId, LeafId
from app.models.message import Message
from app.models.review import Pin, Score


class Change(StrEnum):
    """What became of words, a paragraph or an answer."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are the same, new or gone."""

    text: str
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. ``before`` and ``after`` are its places (from 1) in the two texts."""

    change: Change
    runs: tuple[Run, ...]
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Two texts laid over each other; ``too_long``: they differ, and no words were compared."""

    passages: tuple[Passage, ...] = ()
    too_long: bool = False

    @property
    def is_same(self) -> bool:
        """Tell whether the words and their order are the same."""
        return not self.too_long and all(
            each.change is Change.SAME for each in self.passages
        )  # fmt: skip

    def words(self, change: Change) -> int:
        """Count the words that are new, or gone."""
        runs = (run for passage in self.passages for run in passage.runs)
        return sum(len(run.text.split()) for run in runs if run.change is change)

    @property
    def moved(self) -> int:
        """The number of paragraphs that stand elsewhere now."""
        return sum(1 for each in self.passages if each.change is Change.MOVED)


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part of an answer: ``name`` is empty for its text, a statement's id, or ``plan``."""

    name: str
    difference: TextDifference


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """One answered question; ``answer`` is its id now, or before where it is gone.

    ``evidence_new`` and ``evidence_gone`` are what the answer names now, or named before.
    """

    answer: str
    criterion: str | None
    question: str | None
    change: Change
    parts: tuple[PartDifference, ...] = ()
    evidence_new: tuple[Evidence, ...] = ()
    evidence_gone: tuple[Evidence, ...] = ()
    question_before: str | None = None

    @property
    def too_long(self) -> bool:
        """Tell whether a part was too long to be compared by word."""
        return any(part.difference.too_long for part in self.parts)


class EvidenceState(StrEnum):
    """What became of a piece of evidence, by the hash of its bytes."""

    SAME = "same"
    CHANGED = "changed"
    RENAMED = "renamed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class EvidenceDifference:
    """One piece of evidence as it is now and as it was."""

    state: EvidenceState
    after: Evidence | None = None
    before: Evidence | None = None


@dataclass(frozen=True, slots=True)
class FactDifference:
    """One field of the form; a side that said nothing is None."""

    field: str
    label: Message
    before: Message | None = None
    after: Message | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the earlier decision asked for, and where the applicant says that it is now.

    ``key`` is ``reason`` or the id of what fell short; ``leaf`` is empty for the reason as a whole.
    """

    key: str
    leaf: str
    text: str
    points: Fraction | None = None
    minimum: Fraction | None = None
    where: tuple[ResubmissionNote, ...] = ()
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class EarlierPin:
    """A pin of the earlier submission. ``now`` is the same place in the new one, if it is there.

    ``words`` say where it pointed.
    """

    pin: Pin
    now: Pin | None
    words: Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """Points of the earlier submission, waiting for a person to confirm or change them.

    ``unchanged``: the answers and evidence of this sub-criterion are as they were.
    """

    leaf: LeafId
    score: Score
    unchanged: bool
    pins: tuple[EarlierPin, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between submission ``number`` and the earlier one ``against``.

    ``earlier`` are the numbers of all earlier submissions.
    """

    case: CaseId
    number: int
    against: int
    earlier: tuple[int, ...]
    answers: tuple[AnswerDifference, ...]
    evidence: tuple[EvidenceDifference, ...]
    facts: tuple[FactDifference, ...]
    remarks: tuple[Remark, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether nothing in the form or its evidence differs."""
        answers = all(each.change is Change.SAME for each in self.answers)
        evidence = all(each.state is EvidenceState.SAME for each in self.evidence)
        return answers and evidence and not self.facts
