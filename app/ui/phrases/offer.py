"""Offers phrases while a comment is typed, and never takes a key that typing needs."""

import re

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.models.phrase import Phrase
from app.ui.phrases.bank import PhraseBank
from app.ui.phrases.popup import PhrasePopup
from app.ui.review.comment_field import CommentField

_SENTENCE = re.compile(r"(?:[.!?…;]\s+|\n)\s*(?=[^.!?…;\n]*$)")
"""The end of the sentence before the one being typed."""

MOVING = frozenset({QEvent.Type.Move, QEvent.Type.Resize})


class PhraseOffer(QObject):
    """Follows the keyboard into comments. Until ↓ was pressed, Enter, Tab and ↑ stay typing keys.

    Esc closes the list first and leaves the comment the next time.
    """

    def __init__(self, window: QWidget, bank: PhraseBank) -> None:
        super().__init__(window)
        self._window, self._bank = window, bank
        self._field: CommentField | None = None
        self._popup: PhrasePopup | None = None
        self._is_inserting = False
        self._follows = QTimer(self)
        self._follows.setSingleShot(True)
        self._follows.setInterval(0)
        self._follows.timeout.connect(self._place)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    @property
    def is_open(self) -> bool:
        """Tell whether phrases are offered now."""
        return self._popup is not None and self._popup.isVisible()

    def show_all(self, field: CommentField) -> None:
        """Show every phrase for the sub-criterion of a comment."""
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._take(field)
        self._made_popup().offer(self._bank.of(field.leaf), field, choose=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list while it is there; it follows the field."""
        if event.type() in MOVING and self.is_open:
            self._follows.start()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.is_open:
            return self._pressed(Qt.Key(event.key()), event.modifiers())
        return False

    def _pressed(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        popup = self._made_popup()
        if key == Qt.Key.Key_Escape:
            popup.hide()
            return True
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Down and (popup.current is not None or self._is_last_line()):
            popup.step(1)
            return True
        return popup.current is not None and self._pressed_on(popup.current, key)

    def _pressed_on(self, chosen: Phrase, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Up:
            self._made_popup().step(-1)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._insert(chosen)
            return True
        return False

    def _place(self) -> None:
        if self._field is not None and self._popup is not None and self.is_open:
            self._popup.place(self._field)

    def _is_last_line(self) -> bool:
        """Tell whether ↓ has nowhere to go in the comment."""
        if self._field is None:
            return False
        cursor = self._field.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, CommentField):
            self._take(now)
        else:
            self._let_go()

    def _take(self, field: CommentField) -> None:
        if self._field is field:
            return
        self._let_go()
        self._field = field
        field.installEventFilter(self)
        field.textChanged.connect(self._typed)

    def _let_go(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            field.removeEventFilter(self)
            field.textChanged.disconnect(self._typed)
        if self._popup is not None:
            self._popup.hide()

    def _typed(self) -> None:
        field = self._field
        if field is None or field.isReadOnly() or self._is_inserting or not field.hasFocus():
            return
        found = self._bank.offered(field.leaf, self._being_typed()[1])
        if found or self.is_open:
            self._made_popup().offer(found, field)

    def _being_typed(self) -> tuple[int, str]:
        """Return where the sentence at the cursor begins, and its words up to the cursor."""
        if self._field is None:
            return 0, ""
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        line = cursor.selectedText()
        ends = list(_SENTENCE.finditer(line))
        begin = ends[-1].end() if ends else len(line) - len(line.lstrip())
        first = cursor.selectionStart() + _units(line[:begin])
        return first, line[begin:]

    def _insert(self, phrase: Phrase) -> None:
        field = self._field
        if field is None:
            return
        first, typed = self._being_typed()
        cursor = field.textCursor()
        fits = any(each.id == phrase.id for each in self._bank.offered(field.leaf, typed))
        if fits:
            cursor.setPosition(first, QTextCursor.MoveMode.KeepAnchor)
        space = " " if not fits and typed and not typed.endswith(" ") else ""
        self._is_inserting = True
        cursor.insertText(space + phrase.text)
        self._is_inserting = False
        field.setTextCursor(cursor)
        self._made_popup().hide()

    def _made_popup(self) -> PhrasePopup:
        if self._popup is None:
            self._popup = PhrasePopup(self._window)
            self._popup.chosen.connect(self._insert)
        return self._popup


def _units(text: str) -> int:
    """Return the length as Qt counts it: letters of the rarer planes are two."""
    return len(text) + sum(letter > "\uffff" for letter in text)
