"""The comment of a row: plain text that grows with its words and tells its changes."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.ui.icons import ICON, IconButton
from app.ui.theme import scaled
from app.wording import _

LONGEST_COMMENT = 20_000
"""Characters of one comment; what is typed or pasted beyond is left off."""

BUTTON = 20
"""Side of the button in the corner, in pixels at the usual size of letters."""

PAUSE = 400
"""Milliseconds without a key before a comment is told."""


class CommentField(QPlainTextEdit):
    """Tells ``changed(text)`` when typing pauses or ends, ``left`` when Esc leaves it."""

    changed = Signal(str)
    left = Signal()
    phrases_wanted = Signal()

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.leaf = name.removeprefix("comment-")
        self.setAccessibleName(label)
        self.setPlaceholderText(_("Comment"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(0, 0, scaled(BUTTON) + 2, 0)
        self._button = IconButton(ICON.MENU, _("Phrases for the comment"), self,
                                  name=f"phrases-{self.leaf}")  # fmt: skip
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+B does the same
        self._button.clicked.connect(self.phrases_wanted)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._touched)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """Return the comment without blank ends."""
        return self.toPlainText()[:LONGEST_COMMENT].strip()

    def show_text(self, text: str) -> None:
        """Show a stored comment; words that are being typed and not yet told are left alone."""
        if self.text() != self._told:
            return
        if self.text() != text.strip():
            self.setPlainText(text)
        self._told = text.strip()
        self._timer.stop()

    def flush(self) -> None:
        """Tell the change now, if there is one."""
        self._timer.stop()
        words = self.text()
        if words != self._told:
            self._told = words
            self.changed.emit(words)

    def choose(self, words: str) -> None:
        """Select words and scroll to them."""
        at = self.toPlainText().find(words)
        if at >= 0:
            rare = sum(letter > "\uffff" for letter in self.toPlainText()[:at])
            cursor = self.textCursor()
            cursor.setPosition(at + rare)
            end = at + rare + len(words) + sum(letter > "\uffff" for letter in words)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Return room for the words, two to eight lines."""
        line = self.fontMetrics().lineSpacing()
        lines = min(8, max(2, round(self.document().size().height())))
        frame = self.contentsMargins().top() + self.contentsMargins().bottom()
        return QSize(120, lines * line + frame + 4)

    def minimumSizeHint(self) -> QSize:
        """Never less than the words need."""
        return QSize(60, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the comment when it is left."""
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the field and keeps what is written."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew."""
        super().resizeEvent(event)
        self._button.setVisible(not self.isReadOnly())
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Keep the button in its corner also where only the frame, not the text, got narrower."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            side = scaled(BUTTON)
            left = 3 if self.isRightToLeft() else self.width() - side - 3
            self._button.setGeometry(left, 3, side, self._button.minimumHeight() or side)
        return done

    def _touched(self) -> None:
        self._timer.start()

    def _grow(self) -> None:
        self.updateGeometry()
