"""The small signs on a card: kind, opened, something wrong, pages or time in the corner."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.ui.theme import Tokens, sized_font, sizes


def paint_opened(painter: QPainter, area: QRectF, colours: Tokens, *, mirrored: bool) -> None:
    """A tick on green, in the far upper corner."""
    left = area.left() + 5 if mirrored else area.right() - 18
    dot = QRectF(left, area.top() + 5, 13, 13)
    painter.setPen(QPen(colours.color("panel"), 1))
    painter.setBrush(colours.color("green"))
    painter.drawEllipse(dot)
    pen = QPen(colours.color("panel"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    check = QPainterPath()
    check.moveTo(dot.left() + 3.5, dot.top() + 6.8)
    check.lineTo(dot.left() + 5.8, dot.top() + 9)
    check.lineTo(dot.left() + 9.6, dot.top() + 4.4)
    painter.drawPath(check)


def paint_corner(
    painter: QPainter, area: QRectF, words: str, colours: Tokens, *, mirrored: bool
) -> None:
    """Pages or a time, in the far lower corner."""
    painter.setFont(sized_font(sizes().tiny))
    width = painter.fontMetrics().horizontalAdvance(words) + 8
    height = painter.fontMetrics().height()
    left = area.left() + 3 if mirrored else area.right() - width - 3
    room = QRectF(left, area.bottom() - height - 3, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.color("panel"))
    painter.drawRoundedRect(room, 3, 3)
    painter.setPen(colours.color("muted"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def paint_warning(painter: QPainter, area: QRectF, colours: Tokens, *, mirrored: bool) -> None:
    """A triangle with an exclamation mark, in the near lower corner; words are said beside it."""
    left = area.right() - 21 if mirrored else area.left() + 5
    top = area.bottom() - 20
    sign = QPainterPath()
    sign.moveTo(left + 8, top)
    sign.lineTo(left + 16, top + 15)
    sign.lineTo(left, top + 15)
    sign.closeSubpath()
    painter.setPen(QPen(colours.color("panel"), 1))
    painter.setBrush(colours.color("amber"))
    painter.drawPath(sign)
    painter.setPen(QPen(colours.color("panel"), 1.8))
    painter.drawLine(QPointF(left + 8, top + 5), QPointF(left + 8, top + 9.5))
    painter.drawPoint(QPointF(left + 8, top + 12.3))


def paint_kind(painter: QPainter, area: QRectF, sign: str, colours: Tokens) -> None:
    """A film, a sound or a link, above the middle."""
    pen = QPen(colours.color("muted"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(SIGNS[sign](QPointF(area.center().x(), area.top() + 22)))


def _film(middle: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(middle.x() - 14, middle.y() - 9, 28, 18), 3, 3)
    path.moveTo(middle.x() - 3.5, middle.y() - 4.5)
    path.lineTo(middle.x() + 4.5, middle.y())
    path.lineTo(middle.x() - 3.5, middle.y() + 4.5)
    path.closeSubpath()
    return path


def _sound(middle: QPointF) -> QPainterPath:
    path = QPainterPath()
    for number, height in enumerate((5, 12, 18, 9, 15, 7)):
        x = middle.x() + (number - 2.5) * 5
        path.moveTo(x, middle.y() - height / 2)
        path.lineTo(x, middle.y() + height / 2)
    return path


def _link(middle: QPointF) -> QPainterPath:
    path = QPainterPath()
    for left in (-13, -1):
        path.addRoundedRect(QRectF(middle.x() + left, middle.y() - 4, 14, 8), 4, 4)
    return path


SIGNS = {"film": _film, "sound": _sound, "link": _link}
