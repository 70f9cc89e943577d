"""The ground of a sheet: it hides what lies below, so that nothing there is drawn again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.theme import tokens


class SheetPanel(QFrame):
    """Fills itself; a style sheet's ground would count as one that may be seen through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line at its edge."""
        colours, painter = tokens(self), QPainter(self)
        painter.fillRect(event.rect(), colours.color("panel"))
        at = self.width() - 1 if self.isRightToLeft() else 0
        painter.fillRect(at, 0, 1, self.height(), colours.color("strong_line"))
        painter.end()
