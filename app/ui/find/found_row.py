"""One row of a list of what was found: a heading, a place, or a remark."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class RowKind(StrEnum):
    """What a row is; only places can be gone to."""

    HEADING = "heading"
    PLACE = "place"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """``marks`` are found letters in ``text``; ``lead`` stands before it, such as a page.

    ``note`` stands at a heading's end. ``target`` is what is told when the row is chosen.
    """

    kind: RowKind
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    lead: str = ""
    note: str = ""
    target: Any = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return " · ".join(part for part in (self.lead, self.text, self.note) if part)
