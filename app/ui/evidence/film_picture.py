"""The picture of a film, or the sign of a sound; a click plays and pauses."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.documents import Pixels
from app.ui.theme import sized_font, sizes, tokens


class FilmPicture(QWidget):
    """``clicked``; the picture keeps its proportions in the middle."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("film-picture")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(80)
        self._image: QImage | None = None
        self._words = ""

    @property
    def image(self) -> QImage | None:
        """The picture shown."""
        return self._image

    def room(self) -> tuple[int, int]:
        """Return how many pixels of the screen there are."""
        ratio = self.devicePixelRatioF()
        return max(16, round(self.width() * ratio)), max(16, round(self.height() * ratio))

    def show_pixels(self, pixels: Pixels) -> None:
        """Show another picture."""
        form = QImage.Format.Format_RGB32
        image = QImage(pixels.content, pixels.width, pixels.height, pixels.stride, form).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()

    def show_sound(self, words: str) -> None:
        """Show the sign of a sound, with words below; empty words show nothing yet."""
        self._image, self._words = None, words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture on black, or the sign on the colour of the column."""
        painter = QPainter(self)
        colours = tokens(self)
        if self._image is None:
            painter.fillRect(self.rect(), colours.color("canvas"))
            if self._words:
                self._paint_sound(painter)
            return
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        size = self._image.deviceIndependentSize()
        size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play or pause."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def _paint_sound(self, painter: QPainter) -> None:
        colours, middle = tokens(self), QPointF(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.color("muted"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        wave = QPainterPath()
        for number, height in enumerate((7, 16, 28, 18, 34, 20, 30, 14, 8)):
            x = middle.x() + (number - 4) * 10
            wave.moveTo(x, middle.y() - 16 - height / 2)
            wave.lineTo(x, middle.y() - 16 + height / 2)
        painter.drawPath(wave)
        painter.setFont(sized_font(sizes().small))
        below = QRect(12, round(middle.y()) + 16, self.width() - 24, 40)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), self._words)
