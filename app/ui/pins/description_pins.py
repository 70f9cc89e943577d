"""Pins in the description: quotes on a ground with a badge behind them, made from a choice."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.models.review import Pin
from app.ui.pins.chosen_words import answer_words, chosen, plain_words, words_and_places
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
        self._pane = pane
        self._pins: tuple[ShownPin, ...] = ()
        self._marks: dict[ShownPin, list[QTextCursor]] = {}
        self._flashed: ShownPin | None = None
        self._ring = Ring(self)
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.setInterval(FLASH)
        self._dim.timeout.connect(lambda: self._flash(None))
        self._join(pane.page)
        pane.page_made.connect(self._join)

    def _join(self, page: AnswerPage) -> None:
        """Show pins on one more page of answers."""
        page.document().documentLayout().registerHandler(OBJECT, self._ring)
        page.written.connect(self._write)
        page.link_followed.connect(self._follow)

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
        words = plain_words if page is self._pane.page else answer_words
        return chosen(page, partial(words, page))

    def forget_choice(self) -> None:
        """Take the choice away, so that it is not pinned twice."""
        cursor = self.page.textCursor()
        cursor.clearSelection()
        self.page.setTextCursor(cursor)

    def reveal(self, pin: ShownPin) -> None:
        """Go to the tab and the words of a pin, and frame them for a moment."""
        self._pane.show_answer(pin.pin.answer or "")
        if pin not in self._marks and self.page is not self._pane.page:
            self._pane.plain_wanted.emit()  # a text that is too long has no differences
        marks = self._marks.get(pin)
        if not marks:
            return
        cursor = QTextCursor(marks[0])
        cursor.setPosition(marks[0].selectionStart())
        self.page.setTextCursor(cursor)
        self.page.ensureCursorVisible()
        self._flash(pin)
        self._dim.start()

    def _write(self) -> None:
        """Find the quotes on the page that is shown, mark them, and put badges behind them."""
        document = self.page.document()
        together = QTextCursor(document)
        together.beginEditBlock()  # laid out once, not after each badge
        remove_rings(document)
        texts: dict[str, tuple[str, list[int]]] = {}
        found = ((pin, self._find(pin, texts)) for pin in self._pins)
        self._marks = {pin: marks for pin, marks in found if marks}
        self._insert_rings()
        together.endEditBlock()
        self._show()

    def _insert_rings(self) -> None:
        dark = tokens(self.page).dark
        for pin, marks in self._marks.items():
            mark, end = marks[-1], QTextCursor(self.page.document())
            last = mark.selectionEnd()
            end.setPosition(last)
            insert_ring(end, pin, dark=dark)
            first = mark.selectionStart()
            mark.setPosition(first)
            mark.setPosition(last, QTextCursor.MoveMode.KeepAnchor)

    def _find(self, pin: ShownPin, texts: dict[str, tuple[str, list[int]]]) -> list[QTextCursor]:
        """Return cursors over a quote; words between that are gone, or of ours, are left out."""
        answer = pin.pin.answer or ""
        passage = self.page.passages.get(answer)
        if passage is None:
            return []
        if answer not in texts:
            ends = passage.selectionStart(), passage.selectionEnd()
            texts[answer] = words_and_places(self.page, *ends)
        text, places = texts[answer]
        place = find_quote(text, pin.pin.quote or "", pin.pin.before, pin.pin.after)
        if place is None:
            return []
        last = place[1] - 1
        size = 2 if text[last] > "\uffff" else 1
        return [self._over(*run) for run in _runs(places[place[0] : place[1]], size)]

    def _over(self, first: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show(self) -> None:
        colours = tokens(self.page)
        selections = []
        for pin, marks in self._marks.items():
            look = quote_look(pin, colours, flashed=pin == self._flashed)
            for mark in marks:
                selection = QTextEdit.ExtraSelection()
                selection.format = look
                selection.cursor = mark
                selections.append(selection)
        self.page.show_marks(selections)

    def _flash(self, pin: ShownPin | None) -> None:
        self._flashed = pin
        self._show()

    def _follow(self, address: str) -> None:
        found = pin_of(address)
        if found is not None:
            self.pressed.emit(*found)


def _runs(places: Sequence[int], last_size: int) -> list[tuple[int, int]]:
    """Return begin and end of each stretch without a gap; a rare letter takes two places."""
    runs: list[tuple[int, int]] = []
    begin = places[0]
    for place, following in pairwise(places):
        if following - place > 2:
            runs.append((begin, place + 1))
            begin = following
    return [*runs, (begin, places[-1] + last_size)]
