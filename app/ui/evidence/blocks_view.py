"""A document as readable text, and below it the files that are inside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.blocks import BlockDocument
from app.ui.evidence.blocks_text import BlocksText
from app.ui.evidence.words import size_words, visible
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel
from app.wording import _, ngettext

LIST_ROWS = 6
"""Rows of the list below a text; without a text it has the whole column."""


class BlocksView(QWidget):
    """``inner_asked(index)``: a file inside is to be opened."""

    inner_asked = Signal(int)
    find_asked = Signal()
    changed_places = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-blocks")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = BlocksText(self)
        self.text.setAccessibleName(_("Text of the file"))
        self.head = PlainLabel("", self, tone="muted", size="small")
        self.head.setObjectName("evidence-inner-head")
        self.files = QListWidget(self)
        self.files.setObjectName("evidence-inner")
        self.files.setAccessibleName(_("Files inside"))
        self.files.itemActivated.connect(self._ask)
        self.files.itemClicked.connect(self._ask)
        self._shown = BlockDocument(())
        self._arrange()
        self.text.find_asked.connect(self.find_asked)
        self.text.changed_places.connect(self.changed_places)
        self.text.moved.connect(self.moved)

    @property
    def count(self) -> int:
        """How many places were found."""
        return self.text.count

    @property
    def number(self) -> int:
        """The current place, from 1; 0 without one."""
        return self.text.number

    def show_document(self, shown: BlockDocument, *, can_open: bool = True) -> None:
        """Show another document; ``can_open``: files inside can be opened, one level deep."""
        self._shown = shown
        self.text.setVisible(bool(shown.blocks))
        self.setFocusProxy(self.text if shown.blocks else self.files)
        self.head.setVisible(bool(shown.inner))
        self.files.setVisible(bool(shown.inner))
        count = len(shown.inner)
        words = ngettext("{count} file inside", "{count} files inside", count).format(count=count)
        closed = _("Files inside a file that is inside another are not opened.")
        self.head.set_text(words if can_open else f"{words}. {closed}")
        self._list(shown, can_open)
        self.text.show_document(shown)  # last: once it has its room

    def inner_name(self, index: int) -> str:
        """Return the untrusted name of a file inside."""
        return self._shown.inner[index].name

    def place(self) -> float:
        """Return how far down the view is, as a part of the whole."""
        return self.text.place()

    def show_place(self, place: float) -> None:
        """Show a document again from where ``place`` was."""
        self.text.show_place(place)

    def find(self, words: str) -> None:  # type: ignore[override]
        """Mark every place of the words and show the first."""
        self.text.find(words)

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place."""
        self.text.step(by)

    def _list(self, shown: BlockDocument, can_open: bool) -> None:
        self.files.clear()
        for inner in shown.inner:
            item = QListWidgetItem(f"{visible(inner.name)}   ·   {size_words(inner.size)}")
            if not can_open:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self.files.addItem(item)
        if can_open and shown.inner:
            self.files.setCurrentRow(0)
        row = max(20, self.files.sizeHintForRow(0)) + 1
        most = row * min(LIST_ROWS, len(shown.inner)) + 2 * SPACE
        self.files.setMaximumHeight(most if shown.blocks else 16_777_215)

    def _ask(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.inner_asked.emit(self.files.row(item))

    def _arrange(self) -> None:
        self.files.setStyleSheet(
            "QListWidget { padding: 0 10px 8px 10px; } QListWidget::item { padding: 5px; }"
        )
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.head.setIndent(2 * SPACE)
        self.head.setContentsMargins(0, SPACE, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.text, 1)
        column.addWidget(self.head)
        column.addWidget(self.files, 1)
