"""The links of pages, asked for when a page is seen; an address is only ever copied."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from app.documents import Link
from app.ui.evidence.reading import Reading, Ticket, Urgency

OFFERED = 12
"""Addresses of a page that the menu of the keyboard offers."""


class PageLinks(QObject):
    """The links of one document's pages."""

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._asked: dict[int, Ticket] = {}
        self.known: dict[int, tuple[Link, ...]] = {}

    def clear(self) -> None:
        """Forget everything, for another document."""
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()
        self.known.clear()

    def at(self, page: int, x: float, y: float) -> Link | None:
        """Return the link at a place, as parts of the page before it was turned."""
        for link in self.known.get(page, ()):
            left, top, right, bottom = link.box
            if left <= x <= right and top <= y <= bottom:
                return link
        return None

    def addresses(self, page: int) -> list[str]:
        """Return the first different addresses on a page."""
        return list(dict.fromkeys(each.address for each in self.known.get(page, ())))[:OFFERED]

    def want(self, pages: Iterable[int]) -> None:
        """Ask for the links that are missing."""
        wanted = set(pages)
        for page in [each for each in self._asked if each not in wanted]:
            self._asked.pop(page).cancel()
        for page in wanted - self.known.keys() - self._asked.keys():
            self._ask(page)

    def _ask(self, page: int) -> None:
        def keep(links: tuple[Link, ...]) -> None:
            self._asked.pop(page, None)
            self.known[page] = links

        self._asked[page] = self._reading.ask(
            lambda reader: reader.links(page),
            keep,
            lambda _error: keep(()),
            urgency=Urgency.TEXT,
        )
