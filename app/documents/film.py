"""The client of the player process: one sound or film, its time and its pictures."""

import threading
from dataclasses import dataclass
from typing import Self

from app.documents.facts import Pixels
from app.documents.refusals import translated, unavailable
from app.models.errors import Unavailable
from app.models.frames import Frame, Header
from app.processes import Worker

DEADLINE = 10.0
FILM_LIMIT = 256 * 1024 * 1024
PICTURE_LIMIT = 4096 * 4096 * 4
LONGEST = 100 * 3600 * 1000
"""Milliseconds; what says it is longer is broken."""
PLAYLISTS = (b"#extm3u", b"ffconcat", b"[playlist]", b"<mpd", b"<?xml", b"<asx", b"<smil")
"""Files that only name others begin with these."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """``duration`` in milliseconds, 0 where it is unknown; ``heard``: there is a loudspeaker."""

    duration: int
    has_pictures: bool
    has_sound: bool
    heard: bool
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class FilmState:
    """Where the film is; ``pixels`` only where there is another picture than the one known."""

    at: int
    duration: int
    playing: bool
    ended: bool
    number: int
    pixels: Pixels | None = None


class Film:
    """Plays one file at a time; never before it is told to."""

    def __init__(self, worker: Worker | None = None, *, deadline: float = DEADLINE) -> None:
        self._worker = worker or Worker("player", answer_limit=PICTURE_LIMIT)
        self._deadline = deadline
        self._turn = threading.Lock()
        self._generation = 0

    def open(self, content: bytes) -> FilmFacts:
        """Open a file instead of the one before; raises ``Unavailable`` with ``evidence.*``."""
        with self._turn:
            if len(content) > FILM_LIMIT:
                raise unavailable("too-large")
            if is_playlist(content):
                raise unavailable("playlist")
            answer = self._call({"do": "open"}, content)
            self._generation = self._worker.generation
            return _checked_facts(answer.header)

    def tick(self, size: tuple[int, int], known: int, **wishes: object) -> FilmState:
        """Do what is wished and return where the film is now.

        ``wishes``: ``play`` (bool), ``seek`` (milliseconds), ``rate``, ``volume`` (0 to 1),
        ``again`` (the picture, although its number is ``known``).
        """
        with self._turn:
            if self._generation != self._worker.generation or not self._worker.is_running():
                raise unavailable("died")
            header = {"do": "tick", "size": list(size), "number": known, **wishes}
            return _checked_state(self._call(header))

    def confinement(self) -> tuple[str, ...]:
        """Return the names of the limits that are in force in the process, for ``doctor``."""
        answer = self._call({"do": "confinement"})
        return tuple(str(name) for name in answer.header.get("active", ()))

    def interrupt(self) -> None:
        """End the process and with it the film; the next one is opened in a new process."""
        self._worker.kill()

    def close(self) -> None:
        """End the process for good."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, header: Header, *parts: bytes) -> Frame:
        try:
            return self._worker.call(header, parts, deadline=self._deadline)
        except Unavailable as error:
            raise translated(error, self._deadline) from error


def is_playlist(untrusted: bytes) -> bool:
    """Tell whether a file names others to be played, also behind the tag of an MP3."""
    start = 0
    if untrusted[:3] == b"ID3" and len(untrusted) > 10:
        start = 10 + sum((byte & 127) << 7 * (3 - at) for at, byte in enumerate(untrusted[6:10]))
    head = untrusted[start : start + 400].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    return head.startswith(PLAYLISTS)


def _checked_facts(untrusted: Header) -> FilmFacts:
    try:
        duration = int(untrusted["duration"])
        facts = FilmFacts(
            duration if 0 <= duration <= LONGEST else 0, bool(untrusted["film"]),
            bool(untrusted["sound"]), bool(untrusted["heard"]), int(untrusted["width"]),
            int(untrusted["height"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise unavailable("answer") from error
    return facts


def _checked_state(answer: Frame) -> FilmState:
    untrusted = answer.header
    try:
        if untrusted["bad"]:
            raise unavailable("damaged")
        times = [int(untrusted[word]) for word in ("at", "duration")]
        at, duration = (each if 0 <= each <= LONGEST else 0 for each in times)
        pixels = None
        if answer.parts:
            width, height = int(untrusted["width"]), int(untrusted["height"])
            pixels = Pixels(width, height, 4 * width, answer.parts[0])
        return FilmState(
            at, duration, bool(untrusted["playing"]), bool(untrusted["ended"]),
            int(untrusted["number"]), pixels,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise unavailable("answer") from error
