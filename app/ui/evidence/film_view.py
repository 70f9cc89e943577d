"""A sound or a film with a time line; decoded in another process, never played by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents import Film, FilmFacts, FilmState
from app.documents.refusals import unavailable
from app.models.errors import LabelDeskError
from app.ui.evidence.film_bar import LEAP, FilmBar
from app.ui.evidence.film_picture import FilmPicture
from app.ui.evidence.film_words import SPEEDS
from app.ui.evidence.position import Position
from app.ui.evidence.reading import Asking, Ticket
from app.wording import _

TICK = 33
"""Milliseconds between two looks at the film while something changes."""
SETTLING = 40
"""Looks after something was wished, until a film that stands still is left alone."""
STANDSTILL = 300
"""Looks at a film that should play and does not go on, until it is given up: ten seconds."""
LOUDER = 0.1
Keys = Qt.Key


class FilmView(QWidget):
    """``shown(FilmFacts)`` or ``failed(error)`` after opening; ``second_changed(seconds)``.

    ``pictured``: the first picture is there.
    """

    shown = Signal(object)
    failed = Signal(object)
    pictured = Signal()
    second_changed = Signal(float)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-film")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._film = Film()
        self._asking = Asking[Film](self._film, self)
        self._asked: Ticket | None = None
        self.picture = FilmPicture(self)
        self.bar = FilmBar(self)
        self.facts: FilmFacts | None = None
        self._state = FilmState(0, 0, False, False, 0)
        self._wishes: dict[str, object] = {}
        self._is_asked = False
        self._sought: int | None = None
        self._left = self._still = 0
        self._rate, self._volume, self._is_muted = 1.0, 1.0, False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._arrange()
        self._connect()

    @property
    def is_playing(self) -> bool:
        """Tell whether it plays."""
        return self._state.playing

    @property
    def rate(self) -> float:
        """How fast it plays; 1 is its own speed."""
        return self._rate

    def open(self, untrusted: bytes, title: str, position: Position | None = None) -> None:
        """Open a file and show it where the reader was; it waits to be played."""
        self.leave()
        self.picture.setAccessibleName(title)
        start = 1000 * position.page if position is not None else 0
        self._asked = self._asking.ask(
            lambda film: film.open(untrusted),
            lambda facts: self._opened(facts, title, start),
            self.failed.emit,
        )

    def leave(self) -> None:
        """Forget the film and end its process."""
        self._timer.stop()
        if self._asked is not None:
            self._asked.cancel()  # its answer may be on its way to this thread already
        self._asking.abandon()
        if self.facts is not None or self._is_asked:
            self._film.interrupt()
        self.facts = None
        self._state = FilmState(0, 0, False, False, 0)
        self._wishes, self._is_asked, self._sought = {}, False, None
        self._still = 0
        self.picture.show_sound("")
        self.bar.show_time(0, 0)
        self.bar.show_playing(playing=False)

    def close_player(self) -> None:
        """End the process for good; the view is not used afterwards."""
        self._timer.stop()
        self._asking.close()
        self._film.close()

    def position(self) -> float:
        """Return the second that is shown."""
        return (self._state.at if self._sought is None else self._sought) / 1000

    def seek(self, second: float) -> None:
        """Show a second of the film; whether it plays stays as it is."""
        if self.facts is not None:
            self._sought = max(0, round(second * 1000))
            self.bar.show_time(self._sought, self._state.duration)
            self._wish(seek=self._sought)

    def reading_position(self) -> Position:
        """Return the second as what is remembered of every file."""
        return Position(page=int(self.position()), known=True)

    def toggle(self) -> None:
        """Play, or pause."""
        self._wish(play=not self._state.playing)

    def leap(self, milliseconds: int) -> None:
        """Go back or on."""
        self.seek(min(self.position() + milliseconds / 1000, self._state.duration / 1000))

    def set_rate(self, rate: float) -> None:
        """Play faster or slower."""
        self._rate = rate
        self.bar.show_rate(rate)
        self._wish(rate=rate)

    def set_volume(self, volume: float) -> None:
        """Play louder or softer, 0 to 1; it is heard again where it was not."""
        self._volume, self._is_muted = max(0.0, min(volume, 1.0)), False
        self._say_volume()

    def toggle_mute(self) -> None:
        """Be silent, or heard again."""
        self._is_muted = not self._is_muted
        self._say_volume()

    def event(self, event: QEvent) -> bool:
        """Take the film's keys before the window does."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.key() in self._keys() and not _with_modifier(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, arrows go 5 seconds, + and - change the speed, M is silent."""
        act = self._keys().get(Qt.Key(event.key()))
        if act is None or _with_modifier(event) or self.facts is None:
            super().keyPressEvent(event)
            return
        act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the picture in the new size."""
        super().resizeEvent(event)
        self._wish(again=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen does not go on."""
        super().hideEvent(event)
        if self._state.playing:
            self._wish(play=False)

    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Keys.Key_Space: self.toggle,
            Keys.Key_Left: lambda: self.leap(-LEAP), Keys.Key_Right: lambda: self.leap(LEAP),
            Keys.Key_Home: lambda: self.seek(0),
            Keys.Key_End: lambda: self.seek(self._state.duration / 1000),
            Keys.Key_Plus: lambda: self._step_rate(1), Keys.Key_Minus: lambda: self._step_rate(-1),
            Keys.Key_Up: lambda: self.set_volume(self._volume + LOUDER),
            Keys.Key_Down: lambda: self.set_volume(self._volume - LOUDER),
            Keys.Key_M: self.toggle_mute,
        }  # fmt: skip

    def _step_rate(self, by: int) -> None:
        at = min(range(len(SPEEDS)), key=lambda number: abs(SPEEDS[number] - self._rate))
        self.set_rate(SPEEDS[max(0, min(len(SPEEDS) - 1, at + by))])

    def _say_volume(self) -> None:
        self.bar.show_muted(muted=self._is_muted)
        self.bar.volume.blockSignals(True)
        self.bar.volume.setValue(round(100 * self._volume))
        self.bar.volume.blockSignals(False)
        self._wish(volume=0.0 if self._is_muted else self._volume)

    def _opened(self, facts: FilmFacts, title: str, start: int) -> None:
        self.facts = facts
        self._state = FilmState(0, facts.duration, False, False, 0)
        if not facts.has_pictures:
            self.picture.show_sound(title)
        self.bar.offer_sound(there=facts.has_sound and facts.heard, silent=not facts.has_sound)
        self.bar.show_time(start, facts.duration)
        self.set_rate(1.0)
        self._wish(volume=0.0 if self._is_muted else self._volume, again=True)
        if start:
            self.seek(start / 1000)
        self.shown.emit(facts)

    def _wish(self, **wishes: object) -> None:
        """Have something done at the next look."""
        if self.facts is None:
            return
        self._wishes |= wishes
        self._left = SETTLING
        self._timer.start()
        self._look()

    def _look(self) -> None:
        if self._is_asked or self.facts is None:
            return
        if not (self._wishes or self._state.playing or self._left):
            self._timer.stop()
            return
        self._left = max(0, self._left - 1)
        wishes, self._wishes, self._is_asked = self._wishes, {}, True
        size, known = self.picture.room(), self._state.number
        self._asked = self._asking.ask(
            lambda film: film.tick(size, known, **wishes), self._came, self._broke
        )

    def _came(self, state: FilmState) -> None:
        self._is_asked = False
        before, self._state = self._state, state
        if state.pixels is not None:
            self.picture.show_pixels(state.pixels)
            if before.number == 0:
                self.pictured.emit()
        if state.playing != before.playing:
            self.bar.show_playing(playing=state.playing)
        if "seek" not in self._wishes:
            self._sought = None
            self.bar.show_time(state.at, state.duration)
        if state.at != before.at:
            self.second_changed.emit(state.at / 1000)
            self.moved.emit()
        self._still = self._still + 1 if state.playing and state.at == before.at else 0
        if self._still > STANDSTILL:
            self._broke(unavailable("slow", seconds="10"))

    def _broke(self, error: LabelDeskError) -> None:
        self.leave()
        self.failed.emit(error)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture, 1)
        column.addWidget(self.bar)
        self.setAccessibleName(_("Sound or film"))

    def _connect(self) -> None:
        self._timer.timeout.connect(self._look)
        self.picture.clicked.connect(self.toggle)
        self.bar.play.clicked.connect(lambda _on: self.toggle())
        self.bar.sought.connect(lambda at: self.seek(at / 1000))
        self.bar.leapt.connect(self.leap)
        self.bar.rate_chosen.connect(self.set_rate)
        self.bar.volume_chosen.connect(self.set_volume)
        self.bar.mute.clicked.connect(lambda _on: self.toggle_mute())


def _with_modifier(event: QKeyEvent) -> bool:
    plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return bool(event.modifiers() & ~plain)
