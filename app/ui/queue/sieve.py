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
    """Keeps rows sorted and finds among them; ``fold`` drops case and accents, as ``words`` do."""

    fold: Callable[[str], str] = str.casefold
    order: Order = Order.NEWEST
    statuses: frozenset[Status] = frozenset()
    text: str = ""
    _rows: list[QueueRow] = field(default_factory=list)
    _found_for: str = ""
    _found: frozenset[CaseId] = frozenset()

    def take(self, rows: Iterable[QueueRow]) -> None:
        """Hold these rows from now on."""
        self._rows = list(rows)
        self.sort(self.order)

    def replace(self, row: QueueRow) -> None:
        """Put the new state of one case in its place; the order stays until sorted again."""
        for at, old in enumerate(self._rows):
            if old.id == row.id:
                self._rows[at] = row
                return
        self._rows.insert(0, row)

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
        found, also = self._rows, self._in_forms()
        for word in self.fold(self.text).split():
            states = [status for status in Status if word in status]
            found = [
                row for row in found
                if word in row.words or row.status in states or row.id in also
            ]  # fmt: skip
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
