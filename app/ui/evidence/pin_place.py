"""Going to the place of a pin in whichever viewer shows its evidence."""

from app.models.review import Pin
from app.ui.evidence.viewers import Viewers

ABOVE = 0.04
"""Part of a page that is left to see above a rectangle."""


def show_pin(viewers: Viewers, pin: Pin) -> None:
    """Scroll to a pin's page and rectangle, its second of a film, or its quote in a text."""
    pages, film = viewers.pages, viewers.film
    if viewers.shows_pages:
        down = max(0.0, float(pin.rectangle[1]) - ABOVE) if pin.rectangle is not None else 0.0
        pages.go_to((pin.page or 1) - 1, 0.0 if pages.rotation else down)
    elif film is not None and viewers.currentWidget() is film:
        film.seek(float(pin.second or 0))
    elif pin.quote:
        viewers.search(pin.quote, (pin.page or 1) - 1)
