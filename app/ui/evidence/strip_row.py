"""The row in which the cards of the strip lie; it scrolls sideways."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.ui.evidence.strip_card import StripCard, picture_size
from app.ui.theme import sized_font, sizes

THIN = "QScrollBar { height: 5px; } QScrollBar::handle { margin: 0 12px 2px 12px; }"
"""A hint that there is more, not a thing to look at."""

EDGE = 12
"""Pixels between a card that is revealed and the edge."""


class StripRow(QScrollArea):
    """Cards side by side; the wheel goes sideways."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._inside = inside = QWidget(self)
        inside.setProperty("kind", "panel")
        self._cards = QHBoxLayout(inside)
        self._cards.setContentsMargins(10, 6, 10, 4)
        self._cards.setSpacing(4)
        self._cards.addStretch(1)
        self.setWidget(inside)
        self.horizontalScrollBar().setStyleSheet(THIN)
        line = QFontMetrics(sized_font(sizes().tiny)).height()
        self.setFixedHeight(picture_size().height() + 2 * line + 22)

    def clear(self) -> None:
        """Take all cards out."""
        while self._cards.count() > 1:
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def fill(self, cards: Iterable[StripCard]) -> None:
        """Put cards in; none is laid out before all are there."""
        self._inside.hide()
        for card in cards:
            self._cards.insertWidget(self._cards.count() - 1, card)
            card.show()
        self._inside.show()

    def reveal(self, card: StripCard) -> None:
        """Scroll until a card can be seen; Qt's own way goes wrong from right to left."""
        self._cards.activate()
        bar, area = self.horizontalScrollBar(), card.geometry()
        mirrored = self.isRightToLeft()
        start = bar.maximum() - bar.value() if mirrored else bar.value()
        first = area.right() + EDGE - self.viewport().width()
        start = min(max(start, first), area.left() - EDGE)
        bar.setValue(bar.maximum() - start if mirrored else start)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways."""
        bar, turn = self.horizontalScrollBar(), event.angleDelta()
        forward = turn.y() or turn.x()
        bar.setValue(bar.value() + (forward if self.isRightToLeft() and turn.x() else -forward))
        event.accept()
