"""The chip of a row: how many pins its points rest on; pressed, it leads to them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme import sized_font, sizes, tokens
from app.ui.widgets.chip import Tone, chip_size, paint_chip
from app.wording import _, ngettext


class PinChip(QAbstractButton):
    """Hidden while there are none and nothing is said about them."""

    def __init__(self, leaf: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"pins-{leaf}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tone = Tone.BLUE
        self.hide()

    def show_count(self, count: int, *, none_found: bool, changed: bool) -> None:
        """Say how many there are, that no evidence was found, or that some no longer hold."""
        text = ngettext("{count} pin", "{count} pins", count).format(count=count) if count else ""
        if none_found:
            text = _("no evidence found")
        self._tone = Tone.AMBER if changed or none_found else Tone.BLUE
        self.setText(f"{text} !" if changed else text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return chip_size(self.text(), sized_font(sizes().tiny))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, and a frame where the keyboard is."""
        del event
        painter = QPainter(self)
        painter.setFont(sized_font(sizes().tiny))
        colours = tokens(self)
        paint_chip(painter, QRectF(self.rect()), self.text(), self._tone, colours)
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("accent"), 1.5))
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.end()
