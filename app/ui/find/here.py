"""What is looked through in the application shown; used on the thread that finds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.case import Submission
from app.models.finding import Passage, Unread
from app.models.identifiers import Sha256
from app.models.review import Scores

if TYPE_CHECKING:
    from app.casework.finding import FoundHere, Here
    from app.storage import WordIndex


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found, and which files were not searched."""

    found: "FoundHere"
    unread: tuple[Unread, ...] = ()

    @property
    def waiting(self) -> int:
        """How many files are still to be read."""
        return sum(not each.code for each in self.unread)


class HereTexts:
    """Keeps the folded texts of the application shown last, until more of it is read."""

    def __init__(self) -> None:
        self._known: tuple[Sha256, tuple[Unread, ...]] | None = None
        self._here: Here | None = None

    def prepare(self, index: "WordIndex | None", submission: Submission) -> None:
        """Fold the texts before the first letter is typed."""
        self.find(index, submission, {}, "")

    def find(
        self, index: "WordIndex | None", submission: Submission, scores: Scores, words: str
    ) -> Answered:
        """Find words in answers, evidence and the comments that are shown."""
        from app.casework.finding import FoundHere, Here  # noqa: PLC0415  on this thread
        from app.casework.texts import comment_passages, form_passages  # noqa: PLC0415

        unread = index.unread(submission.case) if index is not None else ()
        if self._here is None or self._known != (submission.sha256, unread):
            passages: list[Passage] = list(form_passages(submission.application))
            if index is not None:
                passages += index.evidence(submission.case)
            self._here, self._known = Here(passages), (submission.sha256, unread)
        texts = self._here.find(words)
        comments = Here(comment_passages(scores, "")).find(words)
        both = FoundHere((*texts.lines, *comments.lines), texts.is_cut or comments.is_cut)
        return Answered(both, unread)
