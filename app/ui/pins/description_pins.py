"""Pins in the description: quotes on a ground with a badge behind them, made from a choice."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.models.review import Pin
from app.ui.pins.quotes import around, find_quote
from app.ui.pins.ring import (
    OBJECT,
    Ring,
    insert_ring,
    pin_of,
    remove_rings,
    without_rings,
)
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
        """The page that is marked."""
        return self._page

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of a case; those of other tabs wait for theirs."""
        mine = tuple(pin for pin in pins if pin.pin.answer is not None)
        if mine != self._pins:
            self._pins = mine
            self._write()

    def place(self) -> Pin | None:
        """Return the words that are chosen, as a pin; None where there are none."""
        cursor = self._page.textCursor()
        if not cursor.hasSelection():
            return None
        first, end = cursor.selectionStart(), cursor.selectionEnd()
        for answer, passage in self._page.passages.items():
            begin, last = passage.selectionStart(), passage.selectionEnd()
            if begin <= first < last or begin < end <= last:
                return self._chosen(answer, max(first, begin), min(end, last))
        return None

    def forget_choice(self) -> None:
        """Take the choice away, so that it is not pinned twice."""
        cursor = self._page.textCursor()
        cursor.clearSelection()
        self._page.setTextCursor(cursor)

    def reveal(self, pin: ShownPin) -> None:
        """Go to the tab and the words of a pin, and frame them for a moment."""
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

    def _chosen(self, answer: str, first: int, end: int) -> Pin | None:
        passage = self._page.passages[answer]
        whole = self._words(passage.selectionStart(), passage.selectionEnd())
        skipped = self._words(passage.selectionStart(), first)
        quote = self._words(first, end)
        if not quote.strip():
            return None
        at = len(skipped)
        before, after = around(whole, at, at + len(quote))
        return Pin(answer=answer, quote=quote.strip(), before=before, after=after)

    def _words(self, first: int, end: int) -> str:
        """Return words of the page without the badges between them."""
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return without_rings(cursor.selection().toPlainText())

    def _write(self) -> None:
        """Find the quotes on the page that is shown, mark them, and put badges behind them."""
        remove_rings(self._page.document())
        self._marks = {}
        for pin in self._pins:
            mark = self._find(pin)
            if mark is not None:
                self._marks[pin] = mark
        dark = tokens(self._page).dark
        for pin, mark in self._marks.items():
            end = QTextCursor(self._page.document())
            last = mark.selectionEnd()
            end.setPosition(last)
            insert_ring(end, pin, dark=dark)
            first = mark.selectionStart()
            mark.setPosition(first)
            mark.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self._show()

    def _find(self, pin: ShownPin) -> QTextCursor | None:
        passage = self._page.passages.get(pin.pin.answer or "")
        if passage is None:
            return None
        begin = passage.selectionStart()
        text = self._words(begin, passage.selectionEnd())
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
