"""The badge of a pin over the evidence: pressed it leads to the pin's row in the scores."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.pins.look import badge_size, paint_badge
from app.ui.pins.shown import ShownPin
from app.ui.theme import tokens
from app.ui.widgets import safe_tip


class PinBadge(QAbstractButton):
    """One pin's mark. ``on_paper``: pages are white also in the dark."""

    def __init__(self, shown: ShownPin, parent: QWidget, *, on_paper: bool = False) -> None:
        super().__init__(parent)
        self.shown = shown
        self._on_paper = on_paper
        self.setObjectName(f"badge-{shown.leaf}-{shown.index}")
        self.setAccessibleName(shown.spoken)
        self.setToolTip(safe_tip(shown.spoken))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room of its letters."""
        return badge_size(self.shown.badge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge, and a frame where the keyboard is."""
        painter = QPainter(self)
        colours = tokens(self)
        dark = colours.dark and not self._on_paper
        area = QRectF(self.rect())
        paint_badge(painter, area, self.shown.badge, self.shown.hue, dark=dark)
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)
