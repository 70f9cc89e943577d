"""What is asked of all applications, and what is left out."""

from dataclasses import dataclass, replace

from app.models.case import QueueRow, Status
from app.models.finding import Where

TEXTS = frozenset({Where.FACTS, Where.ANSWER})
PARTS: dict[str, frozenset[Where]] = {
    "answers": TEXTS,
    "evidence": frozenset({Where.EVIDENCE}),
    "comments": frozenset({Where.COMMENT}),
}
"""Where one can look, by the name of the button."""


@dataclass(frozen=True, slots=True)
class Question:
    """``scheme``, ``status`` and ``year`` narrow the applications where they are set."""

    words: str = ""
    scheme: str = ""
    status: str = ""
    year: int = 0
    parts: frozenset[str] = frozenset(PARTS)
    place: int = 0

    def asking(self, words: str) -> "Question":
        """Return the question with other words, from the first place."""
        return replace(self, words=words, place=0)

    @property
    def kinds(self) -> frozenset[Where]:
        """What kinds of text are looked through."""
        return frozenset().union(*(PARTS[part] for part in self.parts))

    def fits(self, row: QueueRow) -> bool:
        """Tell whether an application is asked about."""
        return (
            self.scheme in {"", row.scheme}
            and (not self.status or row.status is Status(self.status))
            and self.year in {0, row.submitted_at.year}
        )
