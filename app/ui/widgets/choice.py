"""Check boxes and radio buttons that are seen on light and dark ground alike."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from app.ui.theme import sizes, tokens

_GAP = 8


class CheckBox(QCheckBox):
    """A check box with an outline that reads, and a tick on accent."""

    def sizeHint(self) -> QSize:
        """Return the room of sign and words."""
        return _room(self)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return _room(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        del event
        box, painter = _box(self), QPainter(self)
        _paint_words(self, painter)
        _paint_ground(self, painter, box, 3.0)
        if self.isChecked():
            _paint_tick(self, painter, box)
        painter.end()


class RadioButton(QRadioButton):
    """A radio button with an outline that reads, and a dot on accent."""

    def sizeHint(self) -> QSize:
        """Return the room of sign and words."""
        return _room(self)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return _room(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle, dot and words."""
        del event
        box, painter = _box(self), QPainter(self)
        _paint_words(self, painter)
        _paint_ground(self, painter, box, box.width() / 2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens(self).color("on_accent"))
            painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)
        painter.end()


def _room(button: QAbstractButton) -> QSize:
    """Count the sign as it is drawn here: it grows with the letters, the style's does not."""
    metrics = button.fontMetrics()
    words = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    side = sizes().body + 2
    gap = _GAP if button.text() else 0
    return QSize(side + gap + words.width() + 2, max(side, words.height()) + 6)


def _box(button: QAbstractButton) -> QRectF:
    side = float(sizes().body + 1)
    left = button.width() - side - 1 if button.isRightToLeft() else 1.0
    return QRectF(left, round((button.height() - side) / 2), side, side)


def _paint_ground(button: QAbstractButton, painter: QPainter, box: QRectF, radius: float) -> None:
    colours = tokens(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = button.isChecked() and button.isEnabled()
    painter.setPen(QPen(colours.color("accent" if on else "faint"), 1))
    painter.setBrush(colours.color("accent" if on else "faint" if button.isChecked() else "panel"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if button.hasFocus():
        painter.setPen(QPen(colours.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)


def _paint_tick(button: QAbstractButton, painter: QPainter, box: QRectF) -> None:
    pen = QPen(tokens(button).color("on_accent"), box.width() / 7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    places = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.32))
    points = [
        QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in places
    ]
    painter.drawPolyline(QPolygonF(points))


def _paint_words(button: QAbstractButton, painter: QPainter) -> None:
    painter.setFont(button.font())
    painter.setPen(tokens(button).color("text" if button.isEnabled() else "faint"))
    taken = sizes().body + 2 + _GAP
    words = button.rect().adjusted(taken, 0, 0, 0)
    side = Qt.AlignmentFlag.AlignLeft
    if button.isRightToLeft():
        words, side = button.rect().adjusted(0, 0, -taken, 0), Qt.AlignmentFlag.AlignRight
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(words, int(flags), button.text())
