"""Chips in a line; where there is no room, those that say “met” give way to “+3”."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.review.words import ChipWords
from app.ui.widgets import Tone, chip_size, paint_chip, safe_tip


class ChipStrip(QWidget):
    """Paints chips; their sentences are tool tips, and all of them the accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._chips: tuple[ChipWords, ...] = ()

    @property
    def chips(self) -> tuple[ChipWords, ...]:
        """All chips, also those without room."""
        return self._chips

    def show_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show other chips."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self.setAccessibleName(", ".join(chip.text for chip in chips))
            self.setAccessibleDescription(" ".join(chip.tip for chip in chips if chip.tip))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all chips."""
        return QSize(self._width(self._chips), self._chip_height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the first chip and the count of the others."""
        few = self._chips[:1]
        more = (_more(self._chips[1:]),) if len(self._chips) > 1 else ()
        return QSize(self._width((*few, *more)), self._chip_height())

    def shown(self) -> tuple[ChipWords, ...]:
        """Return the chips that there is room for; the last may count the others."""
        kept = list(self._chips)
        left: list[ChipWords] = []
        room = max(self.width(), self.minimumSizeHint().width())
        while kept and self._width((*kept, *([_more(left)] if left else []))) > room:
            left.insert(0, kept.pop(_least(kept)))
        return (*kept, *([_more(left)] if left else []))

    def event(self, event: QEvent) -> bool:
        """Say a chip's sentence where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos()
            tip = next((c.tip for c, place in self._places() if place.contains(at)), "")
            QToolTip.showText(event.globalPos(), safe_tip(tip), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chips from the line's start."""
        del event
        painter = QPainter(self)
        painter.setFont(self._face())
        for chip, place in self._places():
            paint_chip(painter, QRectF(place), chip.text, chip.tone, theme.tokens(self))
        painter.end()

    def _places(self) -> list[tuple[ChipWords, QRect]]:
        found, at = [], 0
        for chip in self.shown():
            size = chip_size(chip.text, self._face())
            left = self.width() - at - size.width() if self.isRightToLeft() else at
            top = (self.height() - size.height()) // 2
            found.append((chip, QRect(left, top, size.width(), size.height())))
            at += size.width() + self._gap()
        return found

    def _width(self, chips: Sequence[ChipWords]) -> int:
        widths = [chip_size(chip.text, self._face()).width() for chip in chips]
        return sum(widths) + self._gap() * max(0, len(widths) - 1)

    def _chip_height(self) -> int:
        return chip_size("Å", self._face()).height()

    @staticmethod
    def _face() -> QFont:
        return theme.sized_font(theme.sizes().tiny)

    @staticmethod
    def _gap() -> int:
        return round(1.75 * theme.SPACE)


def _least(chips: Sequence[ChipWords]) -> int:
    """Return which chip gives way first: the last green one behind the first, else the last."""
    green = [n for n, chip in enumerate(chips) if n and chip.tone is Tone.GREEN]
    return green[-1] if green else len(chips) - 1


def _more(left: Sequence[ChipWords]) -> ChipWords:
    tones = {chip.tone for chip in left}
    tone = next((t for t in (Tone.RED, Tone.AMBER) if t in tones), Tone.GRAY)
    return ChipWords("more", f"+{len(left)}", tone, ", ".join(chip.text for chip in left))
