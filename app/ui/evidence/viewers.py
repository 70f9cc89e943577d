"""The viewers of the column, one at a time, and finding in whichever is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.evidence.blocks_view import BlocksView
from app.ui.evidence.card_view import CardView
from app.ui.evidence.opening import Opened
from app.ui.evidence.pages_column import PagesColumn
from app.ui.evidence.position import Position
from app.ui.evidence.reading import Reading, Ticket
from app.ui.evidence.table_view import TableView
from app.ui.evidence.text_view import TextView
from app.ui.evidence.zoom import Fit, Zoom
from app.ui.widgets import EmptyState
from app.wording import _, say

if TYPE_CHECKING:
    from app.ui.evidence.film_view import FilmView


class Viewers(QStackedWidget):
    """Pages, text, table, document, film, card, or a sentence.

    ``found`` tells number, count and whether it goes on; ``film_made`` comes with the first film.
    """

    found = Signal(int, int, bool)
    find_asked = Signal()
    moved = Signal()
    film_made = Signal(object)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._sheet_asked: Ticket | None = None
        self.column = PagesColumn(reading, self)
        self.pages = self.column.pages
        self.text = TextView(self)
        self.table = TableView(self)
        self.blocks = BlocksView(self)
        self.film: FilmView | None = None
        self.card = CardView(self)
        self.empty = EmptyState("", "", self)
        for viewer in (self.empty, self.column, self.text, self.table, self.blocks, self.card):
            self.addWidget(viewer)
        self.pages.setAccessibleName(_("Pages of the document"))
        self.text.setAccessibleName(_("Text of the file"))
        self.pages.search.changed.connect(self._tell)
        for words in (self.text, self.table, self.blocks):
            words.changed_places.connect(self._tell)
            words.find_asked.connect(self.find_asked)
            words.moved.connect(self.moved)
        self.table.sheet_wanted.connect(self._ask_sheet)
        self.pages.find_asked.connect(self.find_asked)
        self.pages.moved.connect(self.moved)

    def make_film(self) -> "FilmView":
        """Return the viewer of films, made with the first of them."""
        if self.film is None:
            from app.ui.evidence.film_view import FilmView  # noqa: PLC0415  seldom needed

            self.film = FilmView(self)
            self.film.moved.connect(self.moved)
            self.addWidget(self.film)
            self.film_made.emit(self.film)
        return self.film

    @property
    def can_find(self) -> bool:
        """Tell whether there are words to find in what is shown."""
        if self._words() is not None:
            return True
        return self.shows_pages and not self.pages.is_picture

    @property
    def shows_pages(self) -> bool:
        """Tell whether a PDF or a picture is shown."""
        return self.currentWidget() is self.column and self.pages.facts.pages > 0

    def turn(self) -> None:
        """Turn the pages or the picture clockwise."""
        if self.shows_pages:
            self.pages.rotate()

    def position(self) -> Position | None:
        """Return where the reader is, None where there is nothing to read."""
        words = self._words()
        if self.film is not None and self.currentWidget() is self.film and self.film.facts:
            return self.film.reading_position()
        if words is not None:
            return Position(down=words.place(), known=True)
        return self.pages.position() if self.pages.facts.pages else None

    def show_viewer(self, viewer: QWidget) -> None:
        """Show one of the viewers; the focus stays where the reader was reading."""
        reading = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.setCurrentWidget(self.column if viewer is self.pages else viewer)
        if reading:
            viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_shown(self) -> None:
        """Put the keyboard into what is shown."""
        viewer = self.currentWidget()
        if viewer is not None:
            viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(
        self, file: Opened, *, can_open: bool = True
    ) -> TextView | TableView | BlocksView:
        """Show a file's text, its rows or its blocks; return the viewer that shows them."""
        if file.blocks is not None:
            self.blocks.text.forget()
            self.show_viewer(self.blocks)
            self.blocks.show_document(file.blocks, can_open=can_open)
            return self.blocks
        if file.table is not None:
            self.show_viewer(self.table)
            self.table.show_table(file.table)
            return self.table
        self.show_viewer(self.text)
        self.text.show_text(file.text)
        return self.text

    def search(self, words: str, page: int | None = None) -> None:
        """Find words in what is shown, from ``page`` on where it is given."""
        shown = self._words()
        if shown is self.table and page is not None:
            self.table.find_on(page, words)
        elif shown is not None:
            shown.find(words)
        else:
            here = self.pages.page if page is None else page
            self.pages.search.start(words, self.pages.facts.pages, here)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place."""
        words = self._words()
        if words is not None:
            words.step(by)
        else:
            self.pages.search.step(by)

    def end_search(self, focused: bool) -> None:
        """Forget the places; the focus goes back to the words where the field had it."""
        self.pages.search.stop()
        self.text.find("")
        self.table.find("")
        self.blocks.find("")
        self.pages.viewport().update()
        viewer = self.currentWidget()
        if focused and viewer is not None:
            viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom(self, by: int) -> None:
        """Make what is shown larger (1), smaller (-1) or as it was at first (0)."""
        if self.currentWidget() is self.blocks:
            self.blocks.text.zoom(by)
        elif by:
            (self.pages.zoom_in if by > 0 else self.pages.zoom_out)()
        else:
            self.pages.set_zoom(Zoom(Fit.WIDTH))

    def _ask_sheet(self, sheet: int) -> None:
        """Read another sheet of the workbook that is shown; the last one asked for counts."""
        if self._sheet_asked is not None:
            self._sheet_asked.cancel()
        self._sheet_asked = self._reading.ask(
            lambda reader: reader.table(sheet),
            self.table.show_sheet,
            lambda error: self.table.say(say(error.message)),
        )

    def _words(self) -> TextView | TableView | BlocksView | None:
        """Return the viewer that finds words by itself, where one is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, TextView | TableView | BlocksView) else None

    def _tell(self) -> None:
        search, words = self.pages.search, self._words()
        if words is not None:
            self.found.emit(words.number, words.count, False)
        else:
            self.found.emit(search.number, len(search.places), search.is_running)
