"""One sound or film from memory, played by QtMultimedia: no name, no path, no address."""

import contextlib
import io
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoSink

from app.models.errors import Unavailable
from app.models.message import message

OPENING_SECONDS = 4.0
"""How long a file may take until it says what it is, and again until its first picture."""
STEP = 0.01
PIXEL_LIMIT = 80_000_000
Status = QMediaPlayer.MediaStatus
READY = {Status.LoadedMedia, Status.BufferedMedia, Status.BufferingMedia, Status.EndOfMedia}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the film: rows of ``4 * width`` bytes."""

    width: int
    height: int
    content: bytes


def refusal(word: str) -> Unavailable:
    """Return the error ``evidence.<word>``; the program outside has the sentences."""
    return Unavailable(f"evidence.{word}", message("This file cannot be played."))


class Film:
    """Opened paused at its first picture. Qt's own work is done while a request is answered."""

    def __init__(self) -> None:
        self._player = QMediaPlayer()
        self._sink = QVideoSink()
        self._player.setVideoSink(self._sink)
        self._sound: QAudioOutput | None = None
        self._bytes = QBuffer()
        self._number = 0
        self._sink.videoFrameChanged.connect(self._came)

    def _came(self) -> None:
        self._number += 1

    @property
    def number(self) -> int:
        """Counts the pictures that came; the same number is the same picture."""
        return self._number

    @property
    def is_heard(self) -> bool:
        """Tell whether there is a loudspeaker."""
        return self._sound is not None

    def warm_up(self) -> None:
        """Load what plays and meet the loudspeaker by a hundredth of a second of silence."""
        with contextlib.suppress(Unavailable):
            self.open(silence())
        self.close()

    def open(self, untrusted: bytes) -> dict[str, object]:
        """Load a file instead of the one before and say what it is; raises ``Unavailable``."""
        self.close()
        self._bytes.setData(QByteArray(untrusted))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player.setSourceDevice(self._bytes, QUrl())
        self._wait(lambda: self._player.mediaStatus() in READY or self._is_bad())
        has_film, has_sound = self._player.hasVideo(), self._player.hasAudio()
        if self._is_bad() or not (has_film or has_sound):
            raise refusal("damaged")
        if has_sound:
            self._use_sound()
        if has_film:
            self._show_first()
        size = self._sink.videoSize() if has_film else QSize(0, 0)
        if size.width() * size.height() > PIXEL_LIMIT:
            self.close()
            raise refusal("too-large")
        return {
            "duration": max(0, self._player.duration()), "film": has_film, "sound": has_sound,
            "width": size.width(), "height": size.height(), "heard": self.is_heard,
        }  # fmt: skip

    def close(self) -> None:
        """Forget the file."""
        self._player.stop()
        self._player.setSourceDevice(None)  # type: ignore[arg-type]
        self._bytes.close()
        self._bytes.setData(QByteArray())
        self._number = 0
        settle()

    def play(self, *, on: bool) -> None:
        """Play or pause; a film at its end begins again."""
        if not on:
            self._player.pause()
            return
        if self._is_at_end:
            self._player.setPosition(0)
        self._player.play()

    def seek(self, at: int) -> None:
        """Go to a millisecond; a stopped film shows the picture there."""
        if self._player.playbackState() is QMediaPlayer.PlaybackState.StoppedState:
            self._player.pause()
        self._player.setPosition(max(0, min(at, self._player.duration())))

    def set_rate(self, rate: float) -> None:
        """Play faster or slower."""
        self._player.setPlaybackRate(max(0.25, min(rate, 4.0)))

    def set_volume(self, volume: float) -> None:
        """Play louder or softer, 0 to 1."""
        if self._sound is not None:
            self._sound.setVolume(max(0.0, min(volume, 1.0)))

    def state(self) -> dict[str, object]:
        """Return where the film is and whether it plays."""
        if self._is_at_end and self._is_playing:
            self._player.pause()  # a sound that nobody can hear would go on for ever
        playing = self._is_playing and not self._is_at_end
        at = self._player.duration() if self._is_at_end else self._player.position()
        return {
            "at": max(0, at), "playing": playing, "ended": self._is_at_end,
            "duration": max(0, self._player.duration()), "bad": self._is_bad(),
        }  # fmt: skip

    @property
    def _is_playing(self) -> bool:
        return self._player.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    @property
    def _is_at_end(self) -> bool:
        over = 0 < self._player.duration() <= self._player.position()
        return over or self._player.mediaStatus() is Status.EndOfMedia

    def picture(self, width: int, height: int) -> Picture | None:
        """Return the newest picture, scaled to fit; None before the first."""
        frame = self._sink.videoFrame()
        if not frame.isValid() or frame.width() * frame.height() > PIXEL_LIMIT:
            return None
        image = frame.toImage()
        if image.isNull():
            return None
        room = QSize(max(1, min(width, 4096)), max(1, min(height, 4096)))
        image = image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        return Picture(image.width(), image.height(), bytes(image.constBits()))

    def _use_sound(self) -> None:
        """Connect the loudspeaker where there is one; without it a film is silent."""
        if self._sound is None and QMediaDevices.audioOutputs():
            self._sound = QAudioOutput()
            self._player.setAudioOutput(self._sound)

    def _show_first(self) -> None:
        self._player.pause()
        with contextlib.suppress(Unavailable):
            self._wait(lambda: self._number > 0 or self._is_bad())
        if self._number == 0 and not self._player.hasAudio():
            raise refusal("damaged")

    def _is_bad(self) -> bool:
        return self._player.mediaStatus() is Status.InvalidMedia

    @staticmethod
    def _wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + OPENING_SECONDS
        while not until():
            if time.monotonic() > end:
                raise refusal("slow")
            settle()
            time.sleep(STEP)


def settle() -> None:
    """Let Qt do what waits."""
    QCoreApplication.processEvents()


def silence() -> bytes:
    """Return a sound file of ten milliseconds without a sound."""
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(160))
    return content.getvalue()
