"""The list of what was found; ↑ ↓ go from place to place, also from the field above it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from app.ui.find.found_delegate import FoundDelegate
from app.ui.find.found_model import FoundModel
from app.ui.find.found_row import FoundRow


class FoundList(QListView):
    """Tells ``chosen(target)`` when a place is clicked or Enter is pressed on it."""

    chosen = Signal(object)
    left = Signal()  # ↑ on the first place

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.found = FoundModel()
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._choose)

    def show_rows(self, rows: Sequence[FoundRow], current: int = 0) -> None:
        """Show other rows; the place with number ``current`` is the current one."""
        self.found.show_rows(rows)
        places = self.found.places()
        if places:
            self._go_to(places[min(max(0, current), len(places) - 1)])
        if current == 0:
            self.scrollToTop()

    @property
    def place(self) -> int:
        """The number of the current place, -1 without one."""
        places = self.found.places()
        at = self.currentIndex().row()
        return places.index(at) if at in places else -1

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place."""
        places = self.found.places()
        if not places:
            return
        if by < 0 and self.place <= 0:
            self.left.emit()
        self._go_to(places[max(0, min(len(places) - 1, self.place + by))])

    def choose_current(self) -> None:
        """Tell the current place."""
        self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from place to place, Enter goes there."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.choose_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rows be as high as the new width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _go_to(self, row: int) -> None:
        index = self.found.index(row)
        self.setCurrentIndex(index)
        if row > 0:
            self.scrollTo(self.found.index(row - 1))
        self.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        rows = self.found.rows
        if index.isValid() and rows[index.row()].target is not None:
            self.chosen.emit(rows[index.row()].target)
