"""Times, speeds and what is said of a sound or a film."""

from app.documents import FilmFacts
from app.wording import _

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


def clock_words(milliseconds: int, whole: int = 0) -> str:
    """Return a time as 1:05 or 1:02:05; with hours where the ``whole`` has them."""
    seconds = max(0, milliseconds) // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours or whole >= 3_600_000:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def speed_words(rate: float) -> str:
    """Return a speed as 1.5 ×."""
    return f"{rate:g} ×"


def film_sentences(facts: FilmFacts) -> list[str]:
    """Return what should be known before a film is judged by what is heard and seen."""
    said = []
    if facts.has_sound and not facts.heard:
        said.append(_("No loudspeaker was found on this computer: nothing is heard."))
    if facts.duration == 0:
        said.append(_("How long this takes is not known."))
    return said
