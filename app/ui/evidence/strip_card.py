"""One card of the strip: a small picture or the kind of file, its name, and whether it was seen."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.theme import RADIUS, sized_font, sizes, tokens
from app.ui.widgets import Tone, chip_size, paint_chip, safe_tip
from app.wording import _

PICTURE = QSize(90, 55)


class StripCard(QAbstractButton):
    """Checked is the evidence being shown; the picture comes later, or never."""

    def __init__(self, evidence: str, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = evidence
        self.file = name
        self.setObjectName(f"evidence-{evidence}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(name)
        self.setToolTip(safe_tip(title if title == name else f"{name}\n{title}"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._words = ""
        self._image: QImage | None = None
        self._opened = False
        self._note = ""
        self._name()

    @property
    def words(self) -> str:
        """What stands in the middle of the card."""
        return self._words

    def show_words(self, words: str) -> None:
        """Say what the file is."""
        self._words = words
        self._name()
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show a small picture instead of words."""
        self._image = image
        self.update()

    def show_opened(self, opened: bool) -> None:
        """Mark the evidence as looked at."""
        self._opened = opened
        self._name()
        self.update()

    def show_note(self, note: str) -> None:
        """Show a word in the corner, such as what became of the file; empty shows none."""
        if note != self._note:
            self._note = note
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        """The picture and a line below."""
        line = self.fontMetrics().height()
        return QSize(PICTURE.width() + 4, PICTURE.height() + line + 6)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, picture or words, name, mark and frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(2, 2, PICTURE.width(), PICTURE.height())
        shape = QPainterPath()
        shape.addRoundedRect(area, RADIUS - 2, RADIUS - 2)
        self._paint_inside(painter, area, shape)
        self._paint_name(painter)
        self._paint_frame(painter, area)
        if self._opened:
            self._paint_mark(painter, area)
        if self._note:
            self._paint_note(painter, area)

    def _paint_inside(self, painter: QPainter, area: QRectF, shape: QPainterPath) -> None:
        colours = tokens(self)
        painter.fillPath(shape, colours.color("sunken"))
        if self._image is not None:
            painter.setClipPath(shape)
            painter.drawImage(_covering(self._image, area), self._image)
            painter.setClipping(False)
            return
        painter.setPen(colours.color("muted"))
        painter.setFont(sized_font(sizes().tiny))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words)

    def _paint_name(self, painter: QPainter) -> None:
        colours = tokens(self)
        painter.setFont(sized_font(sizes().tiny))
        painter.setPen(colours.color("text" if self.isChecked() else "muted"))
        room = QRect(3, PICTURE.height() + 4, PICTURE.width() - 2, self.height())
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignTop), words)

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        colours = tokens(self)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(colours.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS - 1, RADIUS - 1)
        else:
            shade = "strong_line" if self.underMouse() else "line"
            painter.setPen(QPen(colours.color(shade), 1))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 2, RADIUS - 2)
        if self.hasFocus():
            painter.setPen(QPen(colours.color("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        colours = tokens(self)
        left = area.left() + 5 if self.isRightToLeft() else area.right() - 18
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

    def _paint_note(self, painter: QPainter, area: QRectF) -> None:
        font = sized_font(sizes().tiny, strong=True)
        room = chip_size(self._note, font)
        left = area.right() - room.width() - 3 if self.isRightToLeft() else area.left() + 3
        painter.setFont(font)
        place = QRectF(left, area.top() + 3, room.width(), room.height())
        paint_chip(painter, place, self._note, Tone.BLUE, tokens(self))

    def _name(self) -> None:
        parts = [
            self.text(),
            self._note,
            self._words,
            _("opened") if self._opened else _("not opened yet"),
        ]
        self.setAccessibleName(", ".join(part for part in parts if part))


def _covering(image: QImage, area: QRectF) -> QRectF:
    """Return the rectangle in which the image covers the area, centred."""
    scale = max(area.width() / image.width(), area.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    left = area.center().x() - width / 2
    return QRectF(left, area.center().y() - height / 2, width, height)
