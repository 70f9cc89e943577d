"""Pins in a text of the evidence: their quotes on a ground, their badges in the margin."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from app.ui.pins.badge import PinBadge
from app.ui.pins.look import ground, ink
from app.ui.pins.quotes import CONTEXT, Place, find_quote
from app.ui.pins.shown import ShownPin
from app.ui.theme import Tokens, tokens

MARGIN = 16
WITH_BADGES = 46
"""Pixels beside the text, without and with badges."""

SETTLED = 60
FLASH = 1_400
"""Milliseconds that a place that was gone to is shown with a frame."""


class TextMarks(QObject):
    """Marks of one text view. ``whole`` returns all its text, also what is not laid out yet.

    ``show_found`` takes the view's own marks of found words, which lie above those of pins.
    """

    pressed = Signal(object)  # ShownPin

    def __init__(
        self, view: QTextEdit | QPlainTextEdit, whole: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self._whole = view, whole
        self._pins: tuple[ShownPin, ...] = ()
        self._marks: dict[ShownPin, QTextCursor] = {}
        self._found: list[QTextEdit.ExtraSelection] = []
        self._badges: list[PinBadge] = []
        self._flashed: ShownPin | None = None
        self.margin = MARGIN
        self._settle = self._timer(SETTLED, self._find)
        self._dim = self._timer(FLASH, lambda: self._flash(None))
        view.textChanged.connect(self._changed)
        view.verticalScrollBar().valueChanged.connect(self._place_badges)
        view.installEventFilter(self)

    def _timer(self, pause: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(do)
        return timer

    def show_found(self, found: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show marks of found words with those of the pins."""
        self._found = list(found)
        self._show()

    def forget(self) -> None:
        """Take all marks away while the text is written anew; pins are looked for again then."""
        self._marks, self._found = {}, []
        self._show()

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of the text that is open."""
        if tuple(pins) == self._pins:
            return
        self._pins = tuple(pins)
        margin = WITH_BADGES if pins else MARGIN
        if margin != self.margin:
            self.margin = margin
            size = self._view.viewport().size()
            QApplication.sendEvent(self._view.viewport(), QResizeEvent(size, size))
        self._find()

    def reveal(self, pin: ShownPin) -> None:
        """Scroll to a pin's quote and frame it for a moment."""
        self._find()
        if pin not in self._marks:
            return
        cursor = QTextCursor(self._marks[pin])
        cursor.setPosition(cursor.selectionStart())
        self._view.setTextCursor(cursor)
        self._view.ensureCursorVisible()
        self._flash(pin)
        self._dim.start()

    def chosen(self) -> tuple[str, str, str]:
        """Return the chosen words with those before and after; empty without a choice."""
        cursor = self._view.textCursor()
        quote = _plain(cursor).strip()
        if not quote:
            return "", "", ""
        first, end = cursor.selectionStart(), cursor.selectionEnd()
        last = self._view.document().characterCount() - 1
        before = self._between(max(0, first - 2 * CONTEXT), first)
        after = self._between(end, min(last, end + 2 * CONTEXT))
        return quote, before[-CONTEXT:], after[:CONTEXT]

    def forget_choice(self) -> None:
        """Take the choice away, so that it is not pinned twice."""
        cursor = self._view.textCursor()
        cursor.clearSelection()
        self._view.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the view's size and colours."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.PaletteChange}:
            self._settle.start()
        return False

    def _changed(self) -> None:
        if self._pins:
            self._settle.start()

    def _between(self, first: int, end: int) -> str:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return " ".join(_plain(cursor).split())

    def _find(self) -> None:
        """Look for every quote; those that are not laid out yet are found when they are."""
        text = self._whole() if self._pins else ""
        self._marks = {}
        for shown in self._pins:
            pin = shown.pin
            place = find_quote(text, pin.quote or "", pin.before, pin.after)
            if place is not None and place[1] < self._view.document().characterCount():
                self._marks[shown] = self._cursor(text, place)
        self._show()
        self._make_badges()

    def _cursor(self, text: str, place: Place) -> QTextCursor:
        """Return a cursor over a place; Qt counts rare characters twice."""
        first = len(text[: place[0]].encode("utf-16-le", "replace")) // 2
        length = len(text[place[0] : place[1]].encode("utf-16-le", "replace")) // 2
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(first)
        cursor.setPosition(first + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show(self) -> None:
        mine = [self._selection(pin, cursor) for pin, cursor in self._marks.items()]
        self._view.setExtraSelections([*mine, *self._found])

    def _selection(self, pin: ShownPin, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.format = quote_look(pin, tokens(self._view), flashed=pin == self._flashed)
        selection.cursor = cursor
        return selection

    def _flash(self, pin: ShownPin | None) -> None:
        self._flashed = pin
        self._show()

    def _make_badges(self) -> None:
        for badge in self._badges:
            badge.hide()
            badge.deleteLater()
        self._badges = []
        for pin in self._pins:
            badge = PinBadge(pin, self._view)
            badge.clicked.connect(lambda _on=False, which=pin: self.pressed.emit(which))
            self._badges.append(badge)
        self._place_badges()

    def _place_badges(self) -> None:
        """Put each badge beside its first line; one without a place stands at the top."""
        corner = self._view.viewport().pos()
        used: list[int] = []
        for badge in self._badges:
            top = self._top_of(badge.shown)
            while any(abs(top - other) < badge.height() for other in used):
                top += badge.height()
            used.append(top)
            badge.move(QPoint(max(2, corner.x() - badge.width() - 6), corner.y() + top))
            seen = -badge.height() < top < self._view.viewport().height()
            badge.setVisible(seen)

    def _top_of(self, pin: ShownPin) -> int:
        cursor = self._marks.get(pin)
        if cursor is None:
            return 0
        first = QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        return self._view.cursorRect(first).top()


def quote_look(pin: ShownPin, colours: Tokens, *, flashed: bool = False) -> QTextCharFormat:
    """Return how a quote looks: on its criterion's ground, for a moment on the accent."""
    look = QTextCharFormat()
    look.setBackground(colours.color("accent") if flashed else ground(pin.hue, dark=colours.dark))
    look.setForeground(colours.color("on_accent") if flashed else ink(dark=colours.dark))
    return look


def _plain(cursor: QTextCursor) -> str:
    text = cursor.selection().toPlainText()
    return text.replace("\N{OBJECT REPLACEMENT CHARACTER}", "")
