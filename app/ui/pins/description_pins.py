"""Pins in the description: quotes on a ground with a badge behind them, made from a choice."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.models.review import Pin
from app.ui.pins.chosen_words import answer_words, chosen, plain_words
from app.ui.pins.quotes import find_quote
from app.ui.pins.ring import OBJECT, Ring, insert_ring, pin_of, remove_rings
from app.ui.pins.shown import ShownPin
from app.ui.pins.text_marks import FLASH, quote_look
from app.ui.review.answer_page import AnswerPage
from app.ui.review.description_pane import DescriptionPane
from app.ui.theme import tokens


class DescriptionPins(QObject):
    """Marks on the page of answers. ``pressed(sub-criterion, place in its list)``."""

    pressed = Signal(str, int)

    def __init__(self, pane: DescriptionPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane, self._page = pane, pane.page
        self._pins: tuple[ShownPin, ...] = ()
        self._marks: dict[ShownPin, QTextCursor] = {}
        self._flashed: ShownPin | None = None
        self._ring = Ring(self)
        self._page.document().documentLayout().registerHandler(OBJECT, self._ring)
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.setInterval(FLASH)
        self._dim.timeout.connect(lambda: self._flash(None))
        self._page.written.connect(self._write)
        self._page.link_followed.connect(self._follow)

    @property
    def page(self) -> AnswerPage:
        """The page on which words can be chosen: that of answers, or that of differences."""
        return self._pane.reading

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of a case; those of other tabs wait for theirs."""
        mine = tuple(pin for pin in pins if pin.pin.answer is not None)
        if mine != self._pins:
            self._pins = mine
            self._write()

    def place(self) -> Pin | None:
        """Return the words that are chosen, as a pin; None where there are none."""
        page = self.page
        words = plain_words if page is self._page else answer_words
        return chosen(page, partial(words, page))

    def forget_choice(self) -> None:
        """Take the choice away, so that it is not pinned twice."""
        cursor = self.page.textCursor()
        cursor.clearSelection()
        self.page.setTextCursor(cursor)

    def reveal(self, pin: ShownPin) -> None:
        """Go to the tab and the words of a pin, and frame them for a moment."""
        if self.page is not self._page:
            self._pane.plain_wanted.emit()  # marks stand on the answers as they are
        self._pane.show_answer(pin.pin.answer or "")
        mark = self._marks.get(pin)
        if mark is None:
            return
        cursor = QTextCursor(mark)
        cursor.setPosition(mark.selectionStart())
        self._page.setTextCursor(cursor)
        self._page.ensureCursorVisible()
        self._flash(pin)
        self._dim.start()

    def _write(self) -> None:
        """Find the quotes on the page that is shown, mark them, and put badges behind them."""
        together = QTextCursor(self._page.document())
        together.beginEditBlock()  # laid out once, not after each badge
        remove_rings(self._page.document())
        found = ((pin, self._find(pin)) for pin in self._pins)
        self._marks = {pin: mark for pin, mark in found if mark is not None}
        self._insert_rings()
        together.endEditBlock()
        self._show()

    def _insert_rings(self) -> None:
        dark = tokens(self._page).dark
        for pin, mark in self._marks.items():
            end = QTextCursor(self._page.document())
            last = mark.selectionEnd()
            end.setPosition(last)
            insert_ring(end, pin, dark=dark)
            first = mark.selectionStart()
            mark.setPosition(first)
            mark.setPosition(last, QTextCursor.MoveMode.KeepAnchor)

    def _find(self, pin: ShownPin) -> QTextCursor | None:
        passage = self._page.passages.get(pin.pin.answer or "")
        if passage is None:
            return None
        begin = passage.selectionStart()
        text = plain_words(self._page, begin, passage.selectionEnd())
        place = find_quote(text, pin.pin.quote or "", pin.pin.before, pin.pin.after)
        if place is None:
            return None
        first, length = (
            len(part.encode("utf-16-le", "replace")) // 2
            for part in (text[: place[0]], text[place[0] : place[1]])
        )
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(begin + first)
        cursor.setPosition(begin + first + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show(self) -> None:
        colours = tokens(self._page)
        selections = []
        for pin, mark in self._marks.items():
            selection = QTextEdit.ExtraSelection()
            selection.format = quote_look(pin, colours, flashed=pin == self._flashed)
            selection.cursor = mark
            selections.append(selection)
        self._page.show_marks(selections)

    def _flash(self, pin: ShownPin | None) -> None:
        self._flashed = pin
        self._show()

    def _follow(self, address: str) -> None:
        found = pin_of(address)
        if found is not None:
            self.pressed.emit(*found)
