"""Finding words in a document: the places come in page by page, from the page being read."""

from PySide6.QtCore import QObject, Signal

from app.documents import FOUND_LIMIT, Found, search_order
from app.models.errors import LabelDeskError
from app.ui.evidence.reading import Reading, Ticket, Urgency


class Search(QObject):
    """One search at a time. ``changed`` tells that places came, or another one is current."""

    changed = Signal()
    went = Signal(Found)

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._ticket: Ticket | None = None
        self._left: list[tuple[int, int]] = []
        self._here = 0
        self.query = ""
        self.places: list[Found] = []
        self.current: Found | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether pages are left to be searched."""
        return bool(self._left) or self._ticket is not None

    @property
    def number(self) -> int:
        """The current place, counted from 1 in the order of the document; 0 without one."""
        return self.places.index(self.current) + 1 if self.current in self.places else 0

    def start(self, query: str, pages: int, here: int) -> None:
        """Search ``pages`` pages for the words, from page ``here`` around."""
        self.stop()
        self.query, self._here = query.strip(), here
        self._left = search_order(pages, here) if self.query else []
        self._next()
        self.changed.emit()

    def stop(self) -> None:
        """Forget the search and its places."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket, self._left, self.places, self.current = None, [], [], None
        self.query = ""

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the end."""
        if not self.places:
            return
        at = self.number - 1 if self.number else (0 if by < 0 else -1)
        self._go(self.places[(at + by) % len(self.places)])

    def on(self, page: int) -> list[Found]:
        """Return the places on a page."""
        return [place for place in self.places if place.page == page]

    def _next(self) -> None:
        if not self._left or len(self.places) >= FOUND_LIMIT:
            self._left = []
            return
        query, (first, end) = self.query, self._left.pop(0)
        self._ticket = self._reading.ask(
            lambda reader: reader.find_between(query, first, end),
            self._came,
            self._failed,
            urgency=Urgency.SEARCH,
        )

    def _came(self, places: tuple[Found, ...]) -> None:
        self._ticket = None
        self.places = sorted({*self.places, *places}, key=lambda place: (place.page, place.first))
        self._next()
        if self.current is None and self.places:
            later = [place for place in self.places if place.page >= self._here]
            self._go((later or self.places)[0])
        self.changed.emit()

    def _failed(self, _error: LabelDeskError) -> None:
        self._came(())

    def _go(self, place: Found) -> None:
        self.current = place
        self.went.emit(place)
        self.changed.emit()
