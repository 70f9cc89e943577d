"""Which rows are shown, and in which order; pure, fast for ten thousand cases."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.models.case import QueueRow, Status
from app.models.identifiers import CaseId


class Order(StrEnum):
    """How the queue can be sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    SCHOOL = "school"
    STATUS = "status"
    POINTS = "points"


_KEYS: dict[Order, tuple[Callable[[QueueRow], Any], bool]] = {
    Order.NEWEST: (lambda row: row.submitted_at, True),
    Order.OLDEST: (lambda row: row.submitted_at, False),
    Order.TITLE: (lambda row: row.title.casefold(), False),
    Order.SCHOOL: (lambda row: row.school.casefold(), False),
    Order.STATUS: (lambda row: list(Status).index(row.status), False),
    Order.POINTS: (lambda row: -1 if row.total is None else row.total, True),
}


@dataclass(slots=True)
class Sieve:
    """Keeps rows sorted with their words ready for finding; ``fold`` drops case and accents."""

    fold: Callable[[str], str] = str.casefold
    order: Order = Order.NEWEST
    statuses: frozenset[Status] = frozenset()
    text: str = ""
    _rows: list[QueueRow] = field(default_factory=list)
    _words: dict[str, str] = field(default_factory=dict)
    _found_for: str = ""
    _found: frozenset[CaseId] = frozenset()

    def take(self, rows: Iterable[QueueRow]) -> None:
        """Hold these rows from now on."""
        self._rows = list(rows)
        self._words = {row.id: self._haystack(row) for row in self._rows}
        self.sort(self.order)

    def replace(self, row: QueueRow) -> None:
        """Put the new state of one case in its place; the order stays until sorted again."""
        for at, old in enumerate(self._rows):
            if old.id == row.id:
                self._rows[at] = row
                self._words[row.id] = self._haystack(row)
                return
        self._rows.insert(0, row)
        self._words[row.id] = self._haystack(row)

    def sort(self, order: Order) -> None:
        """Sort anew; equal rows stay in the order of their ids."""
        self.order = order
        key, down = _KEYS[order]
        self._rows.sort(key=lambda row: row.id)
        self._rows.sort(key=key, reverse=down)

    @property
    def rows(self) -> list[QueueRow]:
        """All rows, sorted."""
        return self._rows

    def shown(self) -> list[QueueRow]:
        """Return the rows that have every word of the text and one of the states."""
        found, texts, also = self._rows, self._words, self._in_forms()
        for word in self.fold(self.text).split():
            found = [row for row in found if word in texts[row.id] or row.id in also]
        if self.statuses:
            found = [row for row in found if row.status in self.statuses]
        return found

    def add_found(self, text: str, found: frozenset[CaseId]) -> None:
        """Show these cases too while the text is the same: the words are in their forms."""
        self._found_for, self._found = text, found

    def _in_forms(self) -> frozenset[CaseId]:
        return self._found if self.text and self.text == self._found_for else frozenset()

    def counts(self) -> dict[Status, int]:
        """Return how many cases are in each state, in the order of the states."""
        counted = Counter(row.status for row in self._rows)
        return {status: counted[status] for status in Status if counted[status]}

    def _haystack(self, row: QueueRow) -> str:
        if row.words:
            return f"{row.words} {row.status}"
        return self.fold(
            f"{row.id} {row.title} {row.applicant} {row.school} {row.city} {row.status}"
        )
