"""The words and pictures of a document in a readable measure; nothing is followed or fetched."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.documents import FOUND_LIMIT
from app.models.blocks import BlockDocument
from app.models.folding import FoldedText
from app.models.terms import phrase_places
from app.ui.evidence.blocks_writer import BlocksWriter, fit_picture
from app.ui.evidence.text_view import MARKED, MEASURE, RARE
from app.ui.evidence.turns import SLICE, Turns
from app.ui.evidence.words_menu import only_text, words_menu
from app.ui.evidence.zoom import larger, smaller
from app.ui.pins.text_marks import TextMarks
from app.ui.theme import sized_font, sizes, tokens


class BlocksText(QTextEdit):
    """Shows a document that cannot be changed, its beginning at once."""

    find_asked = Signal()
    changed_places = Signal()
    moved = Signal()
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-document")
        self.setProperty("kind", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._document: QTextDocument | None = None
        self._begin_document()
        self._shown = BlockDocument(())
        self._share = 1.0
        self._pictures: list[tuple[int, int, int]] = []
        self._left: Iterator[None] = iter(())
        self._wanted_place = 0.0
        self._query = ""
        self._places: list[tuple[int, int]] = []
        self._rare: list[int] = []
        self._at = -1
        self.marks = TextMarks(self, self.toPlainText, self)
        self._colours = tokens(self)
        self._recolour = QTimer(self)
        self._recolour.setSingleShot(True)
        self._recolour.setInterval(0)
        self._recolour.timeout.connect(self._follow_colours)
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

    @property
    def is_whole(self) -> bool:
        """Tell whether everything is laid out."""
        return not self._more.isActive()

    def forget(self) -> None:
        """Show nothing: a long document would be laid out anew when room is made for the next."""
        self._more.stop()
        self._turns.stop()
        self._query, self._places, self._at = "", [], -1
        self._pictures = []
        self.marks.forget()
        self._begin_document()

    def show_document(self, shown: BlockDocument) -> None:
        """Show another document from its beginning."""
        self.forget()
        self._shown, self._wanted_place = shown, 0.0
        self._write()
        self.zoom_changed.emit(self._share)

    def place(self) -> float:
        """Return how far down the view is, as a part of the whole."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def show_place(self, place: float) -> None:
        """Show a document again from where ``place`` was, when it is laid out."""
        self._wanted_place = place
        if self.is_whole:
            self._go_to_place()

    def zoom(self, by: int) -> None:
        """Make the letters larger (1), smaller (-1), or as they are elsewhere (0)."""
        place = self.place()
        if by == 0:
            self._share = 1.0
        else:
            self._share = min(3.0, max(0.5, (larger if by > 0 else smaller)(self._share)))
        self._write_again(place)
        self.zoom_changed.emit(self._share)

    def changeEvent(self, event: QEvent) -> None:
        """Write again in the colours that hold now, once for all that changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_recolour", None):
            self._recolour.start()

    def _follow_colours(self) -> None:
        if self._colours != tokens(self) and self._shown.blocks:
            self._write_again(self.place())

    def _write_again(self, place: float) -> None:
        """Write the same document anew and stay where the reader was."""
        query = self._query
        self._write()
        self._wanted_place = place
        if query:
            self.find(query)

    def find(self, words: str) -> None:  # type: ignore[override]
        """Mark every place of the words and show the first."""
        self._query, self._places, self._at = words, [], -1
        self._mark()
        self.changed_places.emit()
        self._turns.start(self._finding(words) if words else iter(()))

    def _finding(self, words: str) -> Iterator[None]:
        """Lay out what is left, then look for the words."""
        while not self.is_whole:
            self._add()
            yield
        text = self.toPlainText()
        self._rare = [each.start() for each in RARE.finditer(text)]
        folded: FoldedText | None = None
        for made in FoldedText.in_pieces(text):
            folded = made
            yield
        places: list[tuple[int, int]] = []
        for place in islice(phrase_places(folded, words) if folded else (), FOUND_LIMIT):
            places.append(place)
            yield
        self._places = places
        if places:
            self.step(1)
        else:
            self.changed_places.emit()

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, around the end."""
        if not self._places:
            return
        self._at = (self._at + by) % len(self._places)
        first = self._places[self._at][0]
        self.setTextCursor(self._cursor(first, first))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().center().y() - self.viewport().height() // 2)
        self._mark()
        self.changed_places.emit()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Give one white point for whatever a document asks for: nothing is fetched."""
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        text = self.textCursor().selection().toPlainText()
        content = super().createMimeDataFromSelection()
        return only_text(content, text.replace("\N{OBJECT REPLACEMENT CHARACTER}", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F finds, Ctrl with + - 0 makes larger and smaller; letters are the window's."""
        sizes_by_key = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif control and event.key() in sizes_by_key:
            self.zoom(sizes_by_key[Qt.Key(event.key())])
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel make larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, in our own words."""
        can_copy = self.textCursor().hasSelection()
        words_menu(self, self.copy, self.selectAll, can_copy=can_copy).popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines at a length that reads well, and pictures inside them."""
        super().resizeEvent(event)
        width = self.fontMetrics().horizontalAdvance("n") * MEASURE
        side = max(self.marks.margin, (self.width() - width) // 2)
        self.setViewportMargins(side, 14, min(side, 16), 0)
        for at, wide, high in self._pictures:
            cursor = QTextCursor(self.document())
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            shown = cursor.charFormat().toImageFormat()
            fit_picture(shown, wide, high, self._room())
            cursor.setCharFormat(shown)

    def _room(self) -> int:
        return max(40, self.viewport().width() - 4)

    def _begin_document(self) -> None:
        """Take a new document: to empty a long one would stop the window here and now."""
        old, new = self._document, QTextDocument(self)
        new.setUndoRedoEnabled(False)
        new.setDocumentMargin(0)
        new.setDefaultFont(self.font())
        self.setDocument(new)
        self._document = new
        if old is not None:
            old.deleteLater()

    def _write(self) -> None:
        pixels = round(sizes().reading * self._share)
        self.setFont(sized_font(pixels))
        self.marks.forget()
        self._begin_document()
        self.setTabStopDistance(22)
        self._colours = tokens(self)
        writer = BlocksWriter(self.document(), self._colours, pixels, self._room())
        self._pictures = writer.pictures
        self._left = writer.write(self._shown)
        self._more.start()
        self._add()
        self.setTextCursor(QTextCursor(self.document()))

    def _add(self) -> None:
        """Lay out the next pieces of a long document."""
        until = monotonic() + SLICE
        for _ in self._left:
            if monotonic() > until:
                return
        self._more.stop()
        self._go_to_place()

    def _go_to_place(self) -> None:
        if self._wanted_place:
            bar = self.verticalScrollBar()
            bar.setValue(round(self._wanted_place * bar.maximum()))

    def _mark(self) -> None:
        near = self._places[max(0, self._at - MARKED // 2) :][:MARKED]
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
        cursor.setPosition(first + bisect_left(self._rare, first))
        cursor.setPosition(last + bisect_left(self._rare, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor
