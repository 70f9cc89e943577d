"""The list of phrases below a comment; the keyboard stays in the comment."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.phrase import Phrase
from app.ui.widgets import PlainLabel
from app.wording import _

MOST_SHOWN = 40
HIGHEST = 280
SIDE = 10
"""Pixels beside a phrase."""


class PhrasePopup(QFrame):
    """Tells ``chosen(Phrase)`` when one is clicked; ``step`` and ``current`` are for keys."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("phrase-popup")
        self.setAccessibleName(_("Phrases"))
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget(self)
        self.list.setObjectName("phrase-list")
        self.list.setAccessibleName(_("Phrases"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = PlainLabel(_("↓ choose · Enter inserts · Esc closes"), self, tone="muted",
                               size="small", wrap=True)  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self._phrases: list[Phrase] = []
        self._host = window
        self.list.itemClicked.connect(lambda item: self.chosen.emit(self._of(item)))
        self.hide()

    def offer(self, phrases: Sequence[Phrase], field: QWidget, *, choose: bool = False) -> None:
        """Show phrases below a field, or above it where there is no room."""
        self._phrases = list(phrases[:MOST_SHOWN])
        self.list.clear()
        for each in self._phrases:
            item = QListWidgetItem(f"★ {each.text}" if each.standard else each.text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.text)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if choose else -1)
        if not self._phrases:
            self.hide()
            return
        self.place(field)
        self.show()
        self.raise_()

    @property
    def current(self) -> Phrase | None:
        """The phrase that Enter would insert; None until one was chosen with ↓."""
        row = self.list.currentRow()
        return self._phrases[row] if self.isVisible() and 0 <= row < len(self._phrases) else None

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1); before the first is none."""
        row = max(-1, min(len(self._phrases) - 1, self.list.currentRow() + by))
        self.list.setCurrentRow(row)
        if row < 0:
            self.list.clearSelection()

    def _height(self, width: int) -> int:
        """Give each phrase its lines at this width; return room for them, up to a limit."""
        room = width - 2 * SIDE - self.list.verticalScrollBar().sizeHint().width()
        flags = Qt.TextFlag.TextWordWrap
        rows = 0
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = self.fontMetrics().boundingRect(0, 0, room, 10_000, flags, item.text())
            item.setSizeHint(QSize(80, words.height() + 8))
            rows += words.height() + 8
        return min(HIGHEST, rows + 4) + max(18, self.hint.heightForWidth(room)) + 12

    def place(self, field: QWidget) -> None:
        """Lie below the field as it is now, or above it."""
        host = self._host
        corner = field.mapTo(host, QPoint(0, field.height() + 2))
        width = max(field.width(), 280)
        left = max(4, min(corner.x(), host.width() - width - 4))
        height = self._height(width)
        top = corner.y()
        if top + height > host.height() - 4:
            top = max(4, field.mapTo(host, QPoint(0, 0)).y() - height - 2)
        self.setGeometry(left, top, width, height)

    def _of(self, item: QListWidgetItem) -> Phrase:
        return self._phrases[self.list.row(item)]
