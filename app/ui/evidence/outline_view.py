"""The outline of a PDF: a tree that folds; choosing a line shows its place in the pages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from app.documents import OutlineEntry
from app.ui.evidence.words import visible
from app.wording import _

UNFOLDED = 40
"""Lines up to which the whole tree is unfolded at first."""
PLACE = Qt.ItemDataRole.UserRole


class OutlineView(QTreeWidget):
    """``place_wanted(page, down)``: a line was chosen. ``left``: the keyboard goes back."""

    place_wanted = Signal(int, float)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-outline-list")
        self.setAccessibleName(_("Outline of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(14)
        self.setStyleSheet(
            "QTreeWidget { padding: 6px 0; } QTreeWidget::item { padding: 3px 2px; }"
        )
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def show_entries(self, entries: tuple[OutlineEntry, ...]) -> None:
        """Show another outline, its first line chosen."""
        self.clear()
        above: list[QTreeWidgetItem] = []
        for entry in entries:
            del above[entry.level :]
            parent = above[-1] if above else self.invisibleRootItem()
            above.append(_line(parent, entry))
        if len(entries) <= UNFOLDED:
            self.expandAll()
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go and fold, Enter shows the place, Escape goes back; letters are the window's."""
        current = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self._go(current)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go(self, item: QTreeWidgetItem) -> None:
        page, down = item.data(0, PLACE)
        if page >= 0:
            self.place_wanted.emit(page, down)


def _line(parent: QTreeWidgetItem, entry: OutlineEntry) -> QTreeWidgetItem:
    line = QTreeWidgetItem(parent, [visible(entry.title) or _("Without a title")])
    line.setData(0, PLACE, (entry.page, entry.down))
    if entry.page >= 0:
        number = _("Page {number}").format(number=entry.page + 1)
        line.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.text(0)}, {number}")
    else:
        line.setDisabled(True)
    return line
