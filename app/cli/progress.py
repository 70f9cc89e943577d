"""A progress bar on a terminal, nothing anywhere else."""

from time import monotonic
from typing import TextIO

from app.models.message import Message
from app.wording import say

WIDTH = 30
PAUSE = 0.05
"""Seconds between two drawings of the bar."""


class Bar:
    """One line that is drawn again while work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = 0.0
        self._drawn = False

    def show(self, fraction: float, sentence: Message) -> None:
        """Draw how far the work is; at most every 50 ms, and only on a terminal."""
        now = monotonic()
        if not self._stream.isatty() or (now - self._shown < PAUSE and fraction < 1):
            return
        self._shown, self._drawn = now, True
        done = round(WIDTH * min(max(fraction, 0.0), 1.0))
        bar = "█" * done + "░" * (WIDTH - done)
        self._stream.write(f"\r\x1b[K{bar} {fraction:4.0%} {say(sentence)}"[:110])
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False
