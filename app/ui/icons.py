"""The few signs of the window, drawn as paths so that they follow colour and scale."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from app.ui.theme import scaled, tokens


class ICON(StrEnum):
    """The signs there are."""

    MENU = "menu"
    BACK = "back"
    FORWARD = "forward"
    SORT = "sort"
    CLOSE = "close"


_LINES: dict[ICON, tuple[tuple[tuple[float, float], ...], ...]] = {
    ICON.MENU: (((2, 4), (14, 4)), ((2, 8), (14, 8)), ((2, 12), (14, 12))),
    ICON.BACK: (((9.5, 4), (5.5, 8), (9.5, 12)),),
    ICON.FORWARD: (((6.5, 4), (10.5, 8), (6.5, 12)),),
    ICON.SORT: (((3, 4), (13, 4)), ((5, 8), (11, 8)), ((7, 12), (9, 12))),
    ICON.CLOSE: (((4, 4), (12, 12)), ((12, 4), (4, 12))),
}
"""Polylines on a field of 16 × 16."""


def icon_path(icon: ICON, area: QRectF, *, mirrored: bool = False) -> QPainterPath:
    """Return the sign, scaled into ``area``; arrows turn where the language does."""
    path = QPainterPath()
    factor = min(area.width(), area.height()) / 16
    for points in _LINES[icon]:
        for number, (x, y) in enumerate(points):
            across = 16 - x if mirrored else x
            place = QPointF(area.left() + across * factor, area.top() + y * factor)
            if number:
                path.lineTo(place)
            else:
                path.moveTo(place)
    return path


class IconButton(QToolButton):
    """A button with a sign; its name is read out and shown as tool tip."""

    def __init__(
        self, icon: ICON, words: str, parent: QWidget | None = None, *, name: str = "",
        framed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if not framed:
            self.setProperty("kind", "flat")

    def sizeHint(self) -> QSize:
        """Return a square as high as the other buttons, smaller without frame."""
        side = self.fontMetrics().height() + (14 if self.property("kind") != "flat" else 8)
        return QSize(max(side, 24), max(side, 24))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and the sign on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = tokens(self).color("text" if self.isEnabled() else "faint")
        painter.setPen(QPen(ink, scaled(15) / 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        area = QRectF(0, 0, scaled(16), scaled(16))
        area.moveCenter(QRectF(self.rect()).center())
        painter.drawPath(icon_path(self._icon, area, mirrored=self.isRightToLeft()))
