"""The time line of a film and its buttons: play, five seconds back and on, speed, volume."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSlider, QVBoxLayout, QWidget

from app.ui.evidence.film_words import SPEEDS, clock_words, speed_words
from app.ui.evidence.icon_button import IconButton
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainLabel
from app.wording import _

LEAP = 5000
"""Milliseconds that a step back or on is long."""


class FilmBar(QFrame):
    """Knows numbers only. ``sought(milliseconds)``, ``leapt(milliseconds)``, ``rate_chosen``."""

    sought = Signal(int)
    leapt = Signal(int)
    rate_chosen = Signal(float)
    volume_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.line = QSlider(Qt.Orientation.Horizontal, self)
        self.play = IconButton("play", _("Play"), "film-play", self)
        self.back = IconButton("back", _("5 seconds back"), "film-back", self)
        self.on = IconButton("on", _("5 seconds on"), "film-on", self)
        self.time = PlainLabel("0:00 / 0:00", self, tone="muted")
        self.speed = FlatButton(speed_words(1.0), self, name="film-speed")
        self.mute = IconButton("sound", _("Mute"), "film-mute", self)
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self.no_sound = PlainLabel(_("No sound"), self, tone="muted", size="small")
        self.speeds = QMenu(self)
        self._duration = 0
        self._fill_speeds()
        self._arrange()
        self.line.sliderMoved.connect(self.sought)
        self.line.actionTriggered.connect(self._line_used)
        self.back.clicked.connect(lambda _on: self.leapt.emit(-LEAP))
        self.on.clicked.connect(lambda _on: self.leapt.emit(LEAP))
        self.volume.valueChanged.connect(lambda value: self.volume_chosen.emit(value / 100))

    def show_time(self, at: int, duration: int) -> None:
        """Say where the film is; milliseconds."""
        if duration != self._duration:
            self._duration = duration
            self.line.setRange(0, duration)
            self.line.setEnabled(duration > 0)
        if not self.line.isSliderDown():
            self.line.setValue(at)
        words = f"{clock_words(at, duration)} / {clock_words(duration)}"
        if words != self.time.text():
            self.time.set_text(words)
            self.line.setAccessibleDescription(words)

    def show_playing(self, *, playing: bool) -> None:
        """Offer to pause while it plays."""
        self.play.set_sign(*(("pause", _("Pause")) if playing else ("play", _("Play"))))

    def show_rate(self, rate: float) -> None:
        """Say how fast it plays."""
        self.speed.set_text(speed_words(rate))
        self.speed.setAccessibleName(_("Speed {number}").format(number=speed_words(rate)))
        for action in self.speeds.actions():
            action.setChecked(action.data() == rate)

    def show_muted(self, *, muted: bool) -> None:
        """Offer to be heard again while it is not."""
        self.mute.set_sign(*(("silent", _("Sound on")) if muted else ("sound", _("Mute"))))

    def offer_sound(self, *, there: bool, silent: bool) -> None:
        """Show what makes louder and softer where something can be heard."""
        self.mute.setVisible(there)
        self.volume.setVisible(there)
        self.no_sound.setVisible(silent)

    def _line_used(self, action: int) -> None:
        """Follow keys and clicks on the line; dragging tells for itself."""
        if action != QSlider.SliderAction.SliderMove.value:
            self.sought.emit(self.line.sliderPosition())

    def _fill_speeds(self) -> None:
        group = QActionGroup(self.speeds)
        for rate in SPEEDS:
            action = self.speeds.addAction(speed_words(rate))
            action.setCheckable(True)
            action.setData(rate)
            action.triggered.connect(partial(self._choose, rate))
            group.addAction(action)
        self.speed.setMenu(self.speeds)
        self.show_rate(1.0)

    def _choose(self, rate: float, _checked: bool = False) -> None:
        self.rate_chosen.emit(rate)

    def _arrange(self) -> None:
        self.line.setObjectName("film-line")
        self.line.setAccessibleName(_("Time line"))
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setSingleStep(LEAP)
        self.line.setPageStep(6 * LEAP)
        self.volume.setObjectName("film-volume")
        self.volume.setAccessibleName(_("Volume"))
        self.volume.setRange(0, 100)
        self.volume.setValue(100)
        self.volume.setMaximumWidth(72)
        self.volume.setMinimumWidth(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE + 2, SPACE - 2, SPACE + 2, SPACE - 2)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        for button in (self.play, self.back, self.on):
            row.addWidget(button)
        row.addWidget(self.time)
        row.addStretch(1)
        for widget in (self.no_sound, self.speed, self.mute, self.volume):
            row.addWidget(widget)
        column.addLayout(row)
