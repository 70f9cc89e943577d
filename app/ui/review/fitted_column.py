"""A scrolling column that is never narrower than what stands in it, at any size of letters."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QWidget

from app.ui.widgets import ScrollColumn

WIDEST = 640
"""Pixels; a column asks for no more, so that the window always fits a screen."""


class FittedColumn(ScrollColumn):
    """Asks for the width that its content needs; nothing is cut at the side."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0, spacing: int = 0) -> None:
        super().__init__(parent, margin=margin, spacing=spacing)
        self.content.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Return the content's least width with the scroll bar beside it."""
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self.content.minimumSizeHint().width() + bar
        return QSize(min(needed, WIDEST), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when the content has changed."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
