"""A second of a film is pinned, shown over the time line, and gone to."""

from fractions import Fraction

import pytest

from app.models.identifiers import EvidenceId, LeafId
from app.models.review import Pin
from app.ui.pins.badge import PinBadge
from app.ui.pins.document_pins import DocumentPins
from app.ui.pins.shown import ShownPin
from tests.ui.evidence.test_evidence_pane import shows


def shown(second: int, index: int = 0) -> ShownPin:
    pin = Pin(EvidenceId("tur"), second=Fraction(second))
    name = LeafId("1b")
    return ShownPin(name, index, pin, "1b", 0, "Name", "tur.avi", evidence=EvidenceId("tur"))


@pytest.fixture
def pins(qtbot, pane) -> DocumentPins:
    made = DocumentPins(pane.document)
    shows(qtbot, pane, "tur")
    return made


def test_the_second_that_is_shown_is_pinned(qtbot, pane, pins: DocumentPins) -> None:
    film = pane.document.viewers.film
    film.seek(2)
    place = pins.whole()
    assert place is not None
    assert (place.evidence, place.second) == ("tur", 2)
    assert pins.chosen() is None


def test_badges_stand_over_the_time_line_in_their_order(pane, pins: DocumentPins) -> None:
    pins.show_pins([shown(1, 1), shown(0)])
    badges = pane.findChildren(PinBadge)
    places = {badge.shown.index: badge.x() for badge in badges if badge.isVisible()}
    assert places[0] < places[1]
    assert pins.film_marks is not None
    assert pins.film_marks.isVisible()


def test_a_badge_is_gone_with_its_pin(pane, pins: DocumentPins) -> None:
    pins.show_pins([shown(1)])
    pins.show_pins([])
    assert not any(badge.isVisible() for badge in pane.findChildren(PinBadge))


def test_a_pin_is_gone_to(pane, pins: DocumentPins) -> None:
    pins.reveal(shown(2))
    assert pane.document.viewers.film.position() == 2
