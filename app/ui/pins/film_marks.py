"""Pins of a film: their badges over the time line, each at its second."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.evidence.film_view import FilmView
from app.ui.pins.badge import PinBadge
from app.ui.pins.look import badge_size
from app.ui.pins.shown import ShownPin


class FilmMarks(QWidget):
    """A strip that is there only where there are pins."""

    pressed = Signal(object)  # ShownPin

    def __init__(self, film: FilmView) -> None:
        super().__init__(film)
        self.setObjectName("film-marks")
        self._film = film
        self._pins: tuple[ShownPin, ...] = ()
        self._badges: list[PinBadge] = []
        self.setFixedHeight(badge_size("1a·1").height() + 2)
        self.hide()
        column = film.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(film.bar), self)
        film.shown.connect(lambda _facts: self._place())
        film.bar.line.installEventFilter(self)

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of the film that is open."""
        if tuple(pins) == self._pins:
            return
        self._pins = tuple(pins)
        for badge in self._badges:
            badge.hide()
            badge.deleteLater()
        self._badges = []
        for pin in self._pins:
            badge = PinBadge(pin, self)
            badge.clicked.connect(lambda _on=False, which=pin: self.pressed.emit(which))
            badge.show()
            self._badges.append(badge)
        self.setVisible(bool(pins))
        self._place()

    def reveal(self, pin: ShownPin) -> None:
        """Go to the second of a pin."""
        if pin.pin.second is not None:
            self._film.seek(float(pin.pin.second))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the time line where it becomes wider."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep each badge over its second."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        line = self._film.bar.line
        start = line.mapTo(self._film, QPoint(0, 0)).x() - self.x()
        facts = self._film.facts
        duration = facts.duration / 1000 if facts is not None and facts.duration else 0.0
        end = 0
        for badge in sorted(self._badges, key=lambda each: each.shown.pin.second or 0):
            share = float(badge.shown.pin.second or 0) / duration if duration else 0.0
            left = start + round(min(share, 1.0) * line.width()) - badge.width() // 2
            left = min(max(left, end, 0), max(0, self.width() - badge.width()))
            badge.move(left, 1)
            end = left + badge.width() + 1
