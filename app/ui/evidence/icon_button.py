"""Small buttons with a drawn sign, in the colour of the text around them."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from app.ui.theme import scaled, tokens
from app.ui.widgets import safe_tip

SIDE = 16.0


def _minus(path: QPainterPath) -> None:
    path.moveTo(4, 8)
    path.lineTo(12, 8)


def _plus(path: QPainterPath) -> None:
    _minus(path)
    path.moveTo(8, 4)
    path.lineTo(8, 12)


def _find(path: QPainterPath) -> None:
    path.addEllipse(QPointF(7, 7), 4.2, 4.2)
    path.moveTo(10.2, 10.2)
    path.lineTo(13.5, 13.5)


def _turn(path: QPainterPath) -> None:
    path.arcMoveTo(QRectF(3, 3, 10, 10), 60)
    path.arcTo(QRectF(3, 3, 10, 10), 60, 290)
    path.moveTo(13.2, 2.6)
    path.lineTo(13.2, 6.2)
    path.lineTo(9.6, 6.2)


def _width(path: QPainterPath) -> None:
    for x in (2.5, 13.5):
        path.moveTo(x, 3)
        path.lineTo(x, 13)
    path.moveTo(4.8, 8)
    path.lineTo(11.2, 8)
    for x, tip in ((4.8, 6.8), (11.2, 9.2)):
        path.moveTo(tip, 6)
        path.lineTo(x, 8)
        path.lineTo(tip, 10)


def _save(path: QPainterPath) -> None:
    path.moveTo(8, 2.5)
    path.lineTo(8, 10)
    path.moveTo(5, 7.2)
    path.lineTo(8, 10.2)
    path.lineTo(11, 7.2)
    path.moveTo(3, 11)
    path.lineTo(3, 13.5)
    path.lineTo(13, 13.5)
    path.lineTo(13, 11)


def _up(path: QPainterPath) -> None:
    path.moveTo(4, 10)
    path.lineTo(8, 6)
    path.lineTo(12, 10)


def _down(path: QPainterPath) -> None:
    path.moveTo(4, 6)
    path.lineTo(8, 10)
    path.lineTo(12, 6)


def _close(path: QPainterPath) -> None:
    path.moveTo(4.5, 4.5)
    path.lineTo(11.5, 11.5)
    path.moveTo(11.5, 4.5)
    path.lineTo(4.5, 11.5)


def _outline(path: QPainterPath) -> None:
    for y, left in ((4, 3.0), (8, 5.5), (12, 5.5)):
        path.moveTo(left, y)
        path.lineTo(13, y)


def _play(path: QPainterPath) -> None:
    path.moveTo(5, 3)
    path.lineTo(13, 8)
    path.lineTo(5, 13)
    path.closeSubpath()


def _pause(path: QPainterPath) -> None:
    for x in (5.5, 10.5):
        path.moveTo(x, 3.5)
        path.lineTo(x, 12.5)


def _back(path: QPainterPath) -> None:
    for x in (8, 12.5):
        path.moveTo(x, 4)
        path.lineTo(x - 4, 8)
        path.lineTo(x, 12)


def _on(path: QPainterPath) -> None:
    for x in (3.5, 8):
        path.moveTo(x, 4)
        path.lineTo(x + 4, 8)
        path.lineTo(x, 12)


def _speaker(path: QPainterPath) -> None:
    path.moveTo(2.5, 6)
    path.lineTo(4.8, 6)
    path.lineTo(8, 3.2)
    path.lineTo(8, 12.8)
    path.lineTo(4.8, 10)
    path.lineTo(2.5, 10)
    path.closeSubpath()


def _sound(path: QPainterPath) -> None:
    _speaker(path)
    for radius in (2.2, 4.6):
        area = QRectF(9 - radius, 8 - radius, 2 * radius, 2 * radius)
        path.arcMoveTo(area, 50)
        path.arcTo(area, 50, -100)


def _silent(path: QPainterPath) -> None:
    _speaker(path)
    path.moveTo(10.5, 6)
    path.lineTo(14, 10)
    path.moveTo(14, 6)
    path.lineTo(10.5, 10)


def _part(path: QPainterPath) -> None:
    for x, y, across, along in (
        (2.5, 3.5, 1, 1), (13.5, 3.5, -1, 1), (2.5, 12.5, 1, -1), (13.5, 12.5, -1, -1),
    ):  # fmt: skip
        path.moveTo(x, y + 3 * along)
        path.lineTo(x, y)
        path.lineTo(x + 3 * across, y)


SIGNS: dict[str, Callable[[QPainterPath], None]] = {
    "minus": _minus, "plus": _plus, "find": _find, "turn": _turn, "width": _width,
    "save": _save, "up": _up, "down": _down, "close": _close, "outline": _outline,
    "play": _play, "pause": _pause, "back": _back, "on": _on, "sound": _sound, "silent": _silent,
    "part": _part,
}  # fmt: skip
FRAMED = {"minus", "plus"}


class IconButton(QToolButton):
    """A button whose sign is one of ``SIGNS``; its name is a tool tip and read aloud."""

    def __init__(self, sign: str, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SIGNS[sign]
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(safe_tip(words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if sign not in FRAMED:
            self.setProperty("kind", "flat")
        self.setStyleSheet("QToolButton { padding: 0; min-height: 0; border-radius: 4px; }")

    def set_sign(self, sign: str, words: str) -> None:
        """Show another sign and name."""
        self._sign = SIGNS[sign]
        self.setAccessibleName(words)
        self.setToolTip(safe_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """A square a little larger than the sign."""
        side = scaled(20 if self.property("kind") != "flat" else 26)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never cut the sign."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its sign."""
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        colours = tokens(self)
        path = QPainterPath()
        self._sign(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colours.color("muted" if self.isEnabled() else "line")
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        side = scaled(SIDE)
        painter.translate((self.width() - side) / 2, (self.height() - side) / 2)
        painter.scale(side / SIDE, side / SIDE)
        painter.drawPath(path)
