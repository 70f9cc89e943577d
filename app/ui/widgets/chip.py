"""Chips: a word on a soft ground, the same in widgets and in painted rows."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Tokens, sized_font, sizes, tokens


class Tone(StrEnum):
    """The meaning of a chip; never by colour alone, the word says it too."""

    GRAY = "gray"
    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


_COLOURS = {
    Tone.GRAY: ("sunken", "muted"),
    Tone.BLUE: ("accent_soft", "accent_text"),
    Tone.GREEN: ("green_soft", "green"),
    Tone.AMBER: ("amber_soft", "amber"),
    Tone.RED: ("red_soft", "red"),
}

_SIDE = 8
_HEIGHT = 7


def chip_size(text: str, font: QFont) -> QSize:
    """Return the room a chip needs."""
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(text) + 2 * _SIDE, metrics.height() + _HEIGHT - 2)


def paint_chip(painter: QPainter, area: QRectF, text: str, tone: Tone, colours: Tokens) -> None:
    """Draw a chip; the painter's font decides the letters."""
    ground, ink = _COLOURS[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.color(ground))
    radius = min(area.height() / 2, 10.0)
    painter.drawRoundedRect(area, radius, radius)
    painter.setPen(colours.color(ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class Chip(QWidget):
    """A chip as a widget; hidden while its text is empty."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.GRAY,
        parent: QWidget | None = None,
        *,
        strong: bool = False,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._strong = strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(text, tone)

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    @property
    def tone(self) -> Tone:
        """The meaning shown."""
        return self._tone

    def show_chip(self, text: str, tone: Tone | None = None) -> None:
        """Show another word, and meaning where given."""
        self._text = text
        self._tone = self._tone if tone is None else tone
        self.setAccessibleName(text)
        self.setVisible(bool(text)) if self.parent() is not None or not text else None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the word."""
        return chip_size(self._text, self._font())

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and word."""
        painter = QPainter(self)
        painter.setFont(self._font())
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, tokens(self))

    def _font(self) -> QFont:
        return sized_font(sizes().tiny, strong=self._strong)
