"""A text file as words in a readable measure; found words are marked."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from app.documents import FOUND_LIMIT
from app.models.folding import FoldedText
from app.models.terms import phrase_places
from app.ui.evidence.turns import Turns
from app.ui.evidence.words_menu import words_menu
from app.ui.pins.text_marks import TextMarks
from app.ui.theme import sized_font, sizes, tokens

FIRST = 20_000
CHUNK = 60_000
"""Characters that are laid out at once, so that a long text never stops the window."""
LINE_LIMIT = 2_000
MARKED = 120
RARE = re.compile("[\U00010000-\U0010ffff]")
MEASURE = 72


class TextView(QPlainTextEdit):
    """Shows plain text that cannot be changed."""

    find_asked = Signal()
    changed_places = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-text")
        self.setProperty("kind", "reading")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self._left = ""
        self._whole = ""
        self._folded: FoldedText | None = None
        self._rare: list[int] = []
        self._places: list[tuple[int, int]] = []
        self._at = -1
        self.marks = TextMarks(self, lambda: self._whole, self)
        self._turns = Turns(self)
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._add)
        self.verticalScrollBar().valueChanged.connect(self.moved)

    @property
    def count(self) -> int:
        """How many places were found."""
        return len(self._places)

    @property
    def number(self) -> int:
        """The current place, from 1; 0 without one."""
        return self._at + 1

    def show_text(self, text: str) -> None:
        """Show another text, its beginning at once."""
        self.setFont(sized_font(sizes().reading))
        self.setTabStopDistance(4.0 * self.fontMetrics().horizontalAdvance("n"))
        self.find("")
        self._whole = text
        self._rare = [each.start() for each in RARE.finditer(text)]
        self._align(text[:FIRST])
        self.setPlainText(text[:FIRST])
        self._left = text[FIRST:]
        self._more.stop()
        if self._left:
            self._more.start()

    def place(self) -> float:
        """Return how far down the first line shown is, as a part of the whole text."""
        first = self.firstVisibleBlock().position()
        return first / len(self._whole) if self._whole else 0.0

    def show_place(self, place: float) -> None:
        """Show a text again from where ``place`` was."""
        position = round(place * len(self._whole))
        self._reach(position)
        block = self.document().findBlock(position)
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber()))

    def find(self, words: str) -> None:  # type: ignore[override]
        """Mark every place of the words and show the first."""
        self._places, self._at = [], -1
        self._mark()
        self.changed_places.emit()
        self._turns.start(self._finding(words) if words else iter(()))

    def _finding(self, words: str) -> Iterator[None]:
        if self._folded is None or self._folded.text is not self._whole:
            for made in FoldedText.in_pieces(self._whole):
                yield
                self._folded = made
        places: list[tuple[int, int]] = []
        for place in islice(
            phrase_places(self._folded, words) if self._folded else (), FOUND_LIMIT
        ):
            places.append(place)
            yield
        self._places = places
        if places:
            yield from self._going(0)
        else:
            self.changed_places.emit()

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, around the end."""
        if self._places:
            self._turns.start(self._going((self._at + by) % len(self._places)))

    def _going(self, at: int) -> Iterator[None]:
        """Go to a place; one far down waits until everything before it is laid out."""
        self._at = at
        first, last = self._places[at]
        while self._left and len(self._whole) - len(self._left) < last:
            self._add()
            yield
        self.setTextCursor(self._cursor(first, first))
        self.centerCursor()
        self._mark()
        self.changed_places.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F finds; letters are the window's."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, in our own words."""
        words_menu(
            self, self.copy, self.selectAll, can_copy=self.textCursor().hasSelection()
        ).popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines at a length that reads well."""
        super().resizeEvent(event)
        width = self.fontMetrics().horizontalAdvance("n") * MEASURE
        side = max(self.marks.margin, (self.width() - width) // 2)
        self.setViewportMargins(side, 14, min(side, 16), 0)

    def _align(self, text: str) -> None:
        """Let the lines of Arabic or Hebrew begin at the right."""
        option = self.document().defaultTextOption()
        rightward = _is_right_to_left(text)
        option.setAlignment(
            Qt.AlignmentFlag.AlignRight if rightward else Qt.AlignmentFlag.AlignLeft
        )
        self.document().setDefaultTextOption(option)

    def _add(self) -> None:
        """Lay out the next piece of a long text."""
        piece, self._left = self._left[:CHUNK], self._left[CHUNK:]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        if not self._left:
            self._more.stop()

    def _reach(self, place: int) -> None:
        """A place far down can only be shown when everything before it is laid out."""
        while self._left and len(self._whole) - len(self._left) < place:
            self._add()

    def _mark(self) -> None:
        laid_out = len(self._whole) - len(self._left)
        near = self._places[max(0, self._at - MARKED // 2) :][:MARKED]
        near = [place for place in near if place[1] <= laid_out]
        current = self._places[self._at] if self._at >= 0 else None
        self.marks.show_found([self._selection(place, place == current) for place in near])

    def _selection(self, place: tuple[int, int], current: bool) -> QTextEdit.ExtraSelection:
        colours = tokens(self)
        marked = QTextCharFormat()
        marked.setBackground(QColor("#ffb84d") if current else colours.color("pin"))
        marked.setForeground(QColor("#1b2430") if current else colours.color("pin_text"))
        selection = QTextEdit.ExtraSelection()
        selection.format = marked
        selection.cursor = self._cursor(*place)
        return selection

    def _cursor(self, first: int, last: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(first))
        cursor.setPosition(self._units(last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, place: int) -> int:
        """Return a place in Qt's counting, where a rare character counts twice."""
        return place + bisect_left(self._rare, place)


def _is_right_to_left(text: str) -> bool:
    """Tell which way most letters of a text run."""
    ways = Counter(unicodedata.bidirectional(letter) for letter in text)
    return ways["R"] + ways["AL"] > ways["L"]


def broken_lines(text: str) -> str:
    """Return the text with lines that no one could lay out broken into pieces."""
    if max(map(len, text.split("\n"))) <= LINE_LIMIT:
        return text
    pieces = (
        line[at : at + LINE_LIMIT]
        for line in text.split("\n")
        for at in range(0, max(1, len(line)), LINE_LIMIT)
    )
    return "\n".join(pieces)
