"""Columns of the window: a ground, and a header with a title and something at its end."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import SPACE, sized_font, sizes
from app.ui.widgets.chip import Chip
from app.ui.widgets.label import PlainLabel

HEADER_HEIGHT = 38
"""All columns' headers are level with each other."""


def header_height() -> int:
    """Return the height of headers at the size of letters that holds."""
    return max(HEADER_HEIGHT, QFontMetrics(sized_font(sizes().body)).height() + 20)


class Header(QFrame):
    """A column's title with a chip at the end; widgets can be added between."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.setFixedHeight(header_height())
        self.title = PlainLabel(title, self, tone="muted", strong=True)
        self.chip = Chip("", parent=self, strong=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 0, 12, 0)
        self.row.setSpacing(SPACE)
        self.row.addWidget(self.title)
        self.row.addStretch(1)
        self.row.addWidget(self.chip)

    def add(self, widget: QWidget) -> None:
        """Put a widget before the chip."""
        self.row.insertWidget(self.row.count() - 1, widget)


class Panel(QWidget):
    """A column: header above, content below. Add content to ``column``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.header = Header(title, self)
        self.column.addWidget(self.header)
        self.header.setVisible(bool(title))


def line(parent: QWidget | None = None) -> QFrame:
    """Return a hair line from side to side."""
    frame = QFrame(parent)
    frame.setProperty("kind", "line")
    frame.setFixedHeight(1)
    return frame
