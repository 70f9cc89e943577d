"""One card of the strip: a small picture or the kind of file, its name and size, and signs."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from app.ui.evidence.strip_signs import (
    SIGNS,
    paint_corner,
    paint_kind,
    paint_opened,
    paint_warning,
)
from app.ui.theme import RADIUS, scaled, sized_font, sizes, tokens
from app.ui.widgets import Tone, chip_size, paint_chip, safe_tip
from app.wording import _

PICTURE = QSize(90, 55)
"""Pixels of the small picture at the usual size of letters."""

LARGEST = 1.5
"""Times its usual size; larger letters leave the picture as it is, so that some cards fit."""


def picture_size() -> QSize:
    """Return the room of the small picture at the size of letters that holds."""
    return PICTURE * min(LARGEST, scaled(100) / 100)


class StripCard(QAbstractButton):
    """Checked is the evidence being shown; the picture comes later, or never.

    ``beside_asked(evidence id)``: it is wanted in a second view, from the card's menu.
    """

    beside_asked = Signal(str)

    def __init__(self, evidence: str, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = evidence
        self.file = name
        self.setObjectName(f"evidence-{evidence}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._words, self._facts, self._corner, self._warning = "", "", "", ""
        self._title = title
        self._sign = ""
        self.lasting = ""
        self._image: QImage | None = None
        self._opened = self._beside = False
        self._note = ""
        self._name()

    @property
    def facts(self) -> str:
        """What stands below the name."""
        return self._facts

    @property
    def corner(self) -> str:
        """What stands in the corner of the picture: pages, or a time."""
        return self._corner

    @property
    def warning(self) -> str:
        """What is wrong with the file, empty where nothing is."""
        return self._warning

    @property
    def image(self) -> QImage | None:
        """The small picture, where there is one."""
        return self._image

    def show_words(self, words: str, sign: str = "") -> None:
        """Say what the file is where there is no picture; ``sign``: film, sound, archive, link."""
        self._words, self._sign = words, sign
        self._name()
        self.update()

    def show_facts(self, facts: str, corner: str = "", warning: str = "") -> None:
        """Say kind and size below the name, pages in the corner, and what is wrong."""
        self._facts, self._corner, self._warning = facts, corner, warning
        self._name()
        self.update()

    def show_beside(self, beside: bool) -> None:
        """Mark the evidence that is shown in the other view."""
        self._beside = beside
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to open it beside what is being read."""
        menu = QMenu(self)
        menu.addAction(_("Open"), self.click)
        menu.addAction(_("Open beside"), lambda: self.beside_asked.emit(self.evidence))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def sizeHint(self) -> QSize:
        """The picture and two lines below."""
        line = QFontMetrics(sized_font(sizes().tiny)).height()
        picture = picture_size()
        return QSize(picture.width() + 4, picture.height() + 2 * line + 8)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, picture or words, name, mark and frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = picture_size()
        area = QRectF(2, 2, picture.width(), picture.height())
        shape = QPainterPath()
        shape.addRoundedRect(area, RADIUS - 2, RADIUS - 2)
        self._paint_inside(painter, area, shape)
        self._paint_name(painter)
        self._paint_frame(painter, area)
        self._paint_signs(painter, area)
        if self._note:
            self._paint_note(painter, area)

    def _paint_signs(self, painter: QPainter, area: QRectF) -> None:
        colours, mirrored = tokens(self), self.isRightToLeft()
        if self._opened:
            paint_opened(painter, area, colours, mirrored=mirrored)
        if self._corner:
            paint_corner(painter, area, self._corner, colours, mirrored=mirrored)
        if self._warning:
            paint_warning(painter, area, colours, mirrored=mirrored)

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
        below = area.adjusted(0, 26, 0, 0) if self._sign in SIGNS else area
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._words)
        if self._sign in SIGNS:
            paint_kind(painter, area, self._sign, colours)

    def _paint_name(self, painter: QPainter) -> None:
        colours, middle = tokens(self), Qt.TextElideMode.ElideMiddle
        painter.setFont(sized_font(sizes().tiny))
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        lines = (
            (self.text(), "text" if self.isChecked() else "muted"),
            (self._facts, "faint"),
        )  # fmt: skip
        picture = picture_size()
        for number, (words, ink) in enumerate(lines):
            top = picture.height() + 4 + number * metrics.height()
            room = QRect(3, top, picture.width() - 2, metrics.height())
            painter.setPen(colours.color(ink))
            shown = metrics.elidedText(words, middle, room.width())
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignTop), shown)

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        colours = tokens(self)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(colours.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS - 1, RADIUS - 1)
        elif self._beside:
            painter.setPen(QPen(colours.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS - 1, RADIUS - 1)
        else:
            shade = "strong_line" if self.underMouse() else "line"
            painter.setPen(QPen(colours.color(shade), 1))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 2, RADIUS - 2)
        if self.hasFocus():
            painter.setPen(QPen(colours.color("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)

    def _paint_note(self, painter: QPainter, area: QRectF) -> None:
        font = sized_font(sizes().tiny, strong=True)
        room = chip_size(self._note, font)
        left = area.right() - room.width() - 3 if self.isRightToLeft() else area.left() + 3
        painter.setFont(font)
        place = QRectF(left, area.top() + 3, room.width(), room.height())
        paint_chip(painter, place, self._note, Tone.BLUE, tokens(self))

    def _name(self) -> None:
        seen = _("opened") if self._opened else _("not opened yet")
        beside = _("shown in the other view") if self._beside else ""
        words = self._facts or self._words
        parts = [self.text(), self._note, words, self._corner, self._warning, seen, beside]
        self.setAccessibleName(", ".join(part for part in parts if part))
        title = self._title if self._title != self.text() else ""
        lines = [self.text(), title, self._facts, self._warning]
        self.setToolTip(safe_tip("\n".join(line for line in lines if line)))


def _covering(image: QImage, area: QRectF) -> QRectF:
    """Return the rectangle in which the image covers the area, centred."""
    scale = max(area.width() / image.width(), area.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    left = area.center().x() - width / 2
    return QRectF(left, area.center().y() - height / 2, width, height)
