"""The first column: the queue, or what was found while one finds."""

from PySide6.QtWidgets import QStackedWidget, QWidget


class SideColumn(QStackedWidget):
    """Shows one of the two; the queue keeps its filter and place behind."""

    def __init__(self, queue: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self.addWidget(queue)

    @property
    def is_finding(self) -> bool:
        """Tell whether the places found are to be seen."""
        return self.currentWidget() is not self._queue

    def show_find(self, pane: QWidget) -> None:
        """Show the places found."""
        if self.indexOf(pane) < 0:
            self.addWidget(pane)
        self.setCurrentWidget(pane)

    def show_queue(self) -> None:
        """Show the queue again."""
        self.setCurrentWidget(self._queue)
