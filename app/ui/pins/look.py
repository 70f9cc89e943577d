"""How pins look: one soft colour a criterion, and a small badge with sub-criterion and number."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.ui.theme import sized_font, sizes

LIGHT_GROUNDS = ("#ffe08a", "#bfdcff", "#c4ecc9", "#ffd0dc", "#dfd2ff", "#ffd3a8")
DARK_GROUNDS = ("#6b5612", "#1d4876", "#23563a", "#6c2f48", "#4b3c86", "#6e451c")
OUTSIDE = ("#dfe3e8", "#444c58")
"""Grounds of gates, which stand outside the criteria; light, dark."""

INKS = ("#1b2430", "#f5f1e4")
"""Words on these grounds; light, dark."""

_SIDE = 4
_EDGE = 3


def ground(hue: int, *, dark: bool) -> QColor:
    """Return the colour of a criterion by its place in the scheme; -1 is a gate."""
    if hue < 0:
        return QColor(OUTSIDE[dark])
    grounds = DARK_GROUNDS if dark else LIGHT_GROUNDS
    return QColor(grounds[hue % len(grounds)])


def ink(*, dark: bool) -> QColor:
    """Return the colour of words on a criterion's ground."""
    return QColor(INKS[dark])


def edge(hue: int, *, dark: bool) -> QColor:
    """Return the stronger colour that frames a rectangle or badge."""
    return ground(hue, dark=dark).lighter(190) if dark else ground(hue, dark=dark).darker(190)


def badge_font() -> QFont:
    """Return the letters of a badge."""
    return sized_font(max(9, sizes().tiny - 1), strong=True)


def badge_size(text: str) -> QSize:
    """Return the room a badge needs."""
    metrics = QFontMetrics(badge_font())
    return QSize(metrics.horizontalAdvance(text) + 2 * _SIDE + 2, metrics.height() + 2)


def paint_badge(painter: QPainter, area: QRectF, text: str, hue: int, *, dark: bool) -> None:
    """Draw a badge: the criterion's ground, and always its words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge(hue, dark=dark), 1))
    painter.setBrush(ground(hue, dark=dark))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _EDGE, _EDGE)
    painter.setPen(ink(dark=dark))
    painter.setFont(badge_font())
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
