"""The words of pages with their boxes, asked for when a page is seen."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.documents import TextPage
from app.ui.evidence.reading import Reading, Ticket, Urgency

NO_TEXT = TextPage("")


class PageTexts(QObject):
    """The texts of one document's pages."""

    came = Signal(int)

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._asked: dict[int, Ticket] = {}
        self.known: dict[int, TextPage] = {}

    def clear(self) -> None:
        """Forget everything, for another document."""
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()
        self.known.clear()

    def of(self, page: int) -> TextPage:
        """Return a page's text, empty until it has come."""
        return self.known.get(page, NO_TEXT)

    def want(self, pages: Iterable[int]) -> None:
        """Ask for the texts that are missing."""
        wanted = set(pages)
        for page in [each for each in self._asked if each not in wanted]:
            self._asked.pop(page).cancel()
        for page in wanted - self.known.keys() - self._asked.keys():
            self._ask(page)

    def _ask(self, page: int) -> None:
        def keep(text: TextPage) -> None:
            self._asked.pop(page, None)
            self.known[page] = text
            self.came.emit(page)

        self._asked[page] = self._reading.ask(
            lambda reader: reader.text(page),
            keep,
            lambda _error: keep(NO_TEXT),
            urgency=Urgency.TEXT,
        )
