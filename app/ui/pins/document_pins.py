"""Pins in one view of the evidence: shown in whichever viewer is open, made from what is chosen."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.documents import TextPage
from app.models.review import Pin
from app.ui.evidence.document_view import DocumentView
from app.ui.evidence.page_selection import PageSelection
from app.ui.pins.page_marks import PageMarks
from app.ui.pins.page_rectangle import PageRectangle, Rectangle
from app.ui.pins.quotes import around
from app.ui.pins.shown import ShownPin
from app.ui.pins.table_marks import TableMarks

if TYPE_CHECKING:
    from app.ui.evidence.film_view import FilmView
    from app.ui.pins.film_marks import FilmMarks


class DocumentPins(QObject):
    """``pressed(ShownPin)``: a badge. ``drawn(Pin)``: a part of a page was marked."""

    pressed = Signal(object)
    drawn = Signal(object)

    def __init__(self, document: DocumentView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._pins: tuple[ShownPin, ...] = ()
        self._wanted: ShownPin | None = None
        viewers = document.viewers
        self._pages, self._text, self._blocks = viewers.pages, viewers.text, viewers.blocks.text
        self._table = viewers.table
        self.marks = PageMarks(self._pages, self)
        self.rectangle = PageRectangle(self._pages, self)
        self.table_marks = TableMarks(self._table, self)
        for marks in (self.marks, self._text.marks, self._blocks.marks, self.table_marks):
            marks.pressed.connect(self.pressed)
        self.film_marks: FilmMarks | None = None
        self.rectangle.drawn.connect(self._drawn)
        viewers.film_made.connect(self._follow_film)
        document.opened.connect(lambda _evidence: self._apply())

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of a case; only those of the file that is open are seen."""
        self._pins = tuple(pins)
        self._apply()

    def reveal(self, pin: ShownPin) -> None:
        """Go to a pin in the file that is open, or as soon as it is."""
        self._wanted = pin
        self._reveal()

    def chosen(self) -> Pin | None:
        """Return the words that are chosen or found, as a pin; None where there are none."""
        evidence = self.document.current
        if evidence is None or self.document.is_inside:
            return None
        if self._pages.isVisible():
            return self._chosen_on_page(Pin(evidence.id))
        for view in (self._text, self._blocks):
            if view.isVisible():
                quote, before, after = view.marks.chosen()
                if quote:
                    return Pin(evidence.id, quote=quote, before=before, after=after)
        return self._chosen_cell(Pin(evidence.id))

    @property
    def can_mark(self) -> bool:
        """Tell whether pages are open, of which a part can be marked."""
        here = self._pages.isVisible() and self._pages.facts.pages > 0
        return here and not self.document.is_inside

    def whole(self) -> Pin | None:
        """Return the page, the picture or the file that is open, as a pin."""
        evidence = self.document.current
        if evidence is None or self.document.is_inside or not self.document.is_shown:
            return None
        film = self._film
        if film is not None:
            return Pin(evidence.id, second=Fraction(round(film.position() * 10), 10))
        if self._pages.isVisible():
            return Pin(evidence.id, page=self._number(self._pages.page))
        return Pin(evidence.id)

    @property
    def _film(self) -> "FilmView | None":
        """The viewer of films, where one is shown."""
        film = self.document.viewers.film
        return film if film is not None and film.isVisible() and film.facts is not None else None

    def _follow_film(self, film: "FilmView") -> None:
        from app.ui.pins.film_marks import FilmMarks  # noqa: PLC0415  with the first film

        self.film_marks = FilmMarks(film)
        self.film_marks.pressed.connect(self.pressed)

    def forget_choice(self) -> None:
        """Take the choice away, so that it is not pinned twice."""
        self._pages.select(None)
        for view in (self._text, self._blocks):
            view.marks.forget_choice()

    def _chosen_on_page(self, pin: Pin) -> Pin | None:
        """The chosen words of one page, else the place that was found last."""
        selection = self._pages.selection
        if selection is None or selection.is_empty:
            found = self._pages.search.current
            if found is None:
                return None
            selection = PageSelection(
                (found.page, found.first), (found.page, found.first + found.length)
            )
        page = min(selection.anchor, selection.head)[0]
        text = self._pages.texts.of(page)
        part = selection.on(page, len(text.text))
        quote = " ".join(text.text[part.start : part.stop].split())
        if not quote:
            return None
        return _quoted(pin, page, quote, text, part)

    def _chosen_cell(self, pin: Pin) -> Pin | None:
        index = self._table.grid.currentIndex()
        if not self._table.isVisible() or not index.isValid():
            return None
        quote = self._table.model.cell(index.row(), index.column()).strip()
        if not quote:
            return None
        sheet = self._table.tabs.currentIndex()
        return Pin(pin.evidence, quote=quote, page=sheet + 1 if sheet > 0 else None)

    def _drawn(self, page: int, rectangle: Rectangle) -> None:
        evidence = self.document.current
        if evidence is not None and not self.document.is_inside:
            self.drawn.emit(Pin(evidence.id, page=self._number(page), rectangle=rectangle))

    def _number(self, page: int) -> int | None:
        """Return a page's number as it is kept; a picture that has no pages has none."""
        alone = self._pages.is_picture and self._pages.facts.pages == 1
        return None if alone else page + 1

    def _apply(self) -> None:
        """Give each viewer the pins of what it shows; a file inside another has none."""
        current = self.document.current
        mine = tuple(
            pin for pin in self._pins
            if current is not None and pin.evidence == current.id and not self.document.is_inside
        )  # fmt: skip
        self.marks.show_pins(mine if self._pages.isVisible() else ())
        if self.film_marks is not None:
            self.film_marks.show_pins(mine if self._film is not None else ())
        for view in (self._text, self._blocks):
            view.marks.show_pins(mine if view.isVisible() else ())
        self.table_marks.show_pins(mine if self._table.isVisible() else ())
        self._reveal()

    def _reveal(self) -> None:
        pin, current = self._wanted, self.document.current
        if pin is None or current is None or not self.document.is_shown:
            return
        self._wanted = None
        if pin.evidence != current.id or self.document.is_inside:
            return
        if self._pages.isVisible():
            self.marks.reveal(pin)
        elif self._film is not None and self.film_marks is not None:
            self.film_marks.reveal(pin)
        elif self._table.isVisible() and pin.pin.quote:
            self._table.find(pin.pin.quote)
        for view in (self._text, self._blocks):
            if view.isVisible():
                view.marks.reveal(pin)


def _quoted(pin: Pin, page: int, quote: str, text: TextPage, part: range) -> Pin:
    before, after = around(text.text, part.start, part.stop)
    return Pin(pin.evidence, page=page + 1, quote=quote, before=before, after=after)
