"""A column of widgets that scrolls up and down only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """Add widgets to ``column``; they keep the width of the view."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0, spacing: int = 0) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = QWidget()
        self.content.setProperty("kind", "panel")
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)
        self.setWidget(self.content)

    def clear(self) -> None:
        """Take everything out; the widgets are deleted."""
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
