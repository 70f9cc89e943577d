"""Main function of the player process: make Qt ready, close the limits, answer."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.confinement.limits import limit, share_of_memory
from app.models.errors import Unavailable
from app.models.frames import Frame, Header, serve
from app.models.message import message

if TYPE_CHECKING:
    from app.player.film import Film

OWN_SOFTWARE = {
    "QT_MEDIA_BACKEND": "ffmpeg",
    "QT_FFMPEG_DECODING_HW_DEVICE_TYPES": ",",  # drivers of the graphics card stay out
    "QT_FFMPEG_ENCODING_HW_DEVICE_TYPES": ",",
    "QT_LOGGING_RULES": "*.debug=false;qt.multimedia.*=false",
}
MEMORY = 1536 * 1024 * 1024
"""A film needs many pictures at once, and each of its threads room of its own."""


def main() -> int:
    """Answer the program's requests until it closes the pipe."""
    os.environ.update(OWN_SOFTWARE)
    try:
        from PySide6.QtCore import QCoreApplication  # noqa: PLC0415  reads the environment

        from app.player.film import Film, settle  # noqa: PLC0415
    except ImportError:  # a library of the system is missing; ``doctor`` names it
        return serve(_cannot_play)
    application = QCoreApplication(["player"])
    film = Film()
    active = _confine(film)

    def answer(request: Frame) -> Frame:
        if request.header.get("do") == "confinement":
            return Frame({"active": list(active)})
        settle()
        return _answer(film, request)

    status = serve(answer)
    film.close()
    application.quit()
    return status


def _cannot_play(_request: Frame) -> Frame:
    raise Unavailable("evidence.no-player", message("This file cannot be played."))


def _confine(film: "Film") -> tuple[str, ...]:
    """Open what may be needed, the loudspeaker above all; then close everything else for good."""
    film.warm_up()
    active = limit({"memory": share_of_memory(MEMORY, 3), "core": 0})
    if sys.platform == "linux":
        from app.confinement.linux import lock  # noqa: PLC0415

        sound = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "pulse"
        active += lock(Path(__file__).parent, sound, talking=film.is_heard)
    return active


def _answer(film: "Film", request: Frame) -> Frame:
    header = request.header
    match header.get("do"):
        case "open":
            return Frame(film.open(request.parts[0]))
        case "tick":
            _obey(film, header)
            return _state(film, header)
        case "close":
            film.close()
    return Frame({})


def _obey(film: "Film", header: Header) -> None:
    if "rate" in header:
        film.set_rate(float(header["rate"]))
    if "volume" in header:
        film.set_volume(float(header["volume"]))
    if "seek" in header:
        film.seek(int(header["seek"]))
    if "play" in header:
        film.play(on=bool(header["play"]))


def _state(film: "Film", header: Header) -> Frame:
    """Return where the film is, and its picture where the caller has another."""
    state = {**film.state(), "number": film.number}
    width, height = (int(side) for side in header["size"])
    known = header.get("number") == film.number and not header.get("again")
    picture = None if known or film.number == 0 else film.picture(width, height)
    if picture is None:
        return Frame(state)
    sizes = {"width": picture.width, "height": picture.height}
    return Frame({**state, **sizes}, (picture.content,))
