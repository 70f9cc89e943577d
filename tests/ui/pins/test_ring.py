"""Badges stand in the text without being part of it."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from app.models.identifiers import LeafId
from app.models.review import Pin
from app.ui.pins.ring import insert_ring, pin_of, remove_rings, without_rings
from app.ui.pins.shown import ShownPin

TEXT = "Elevene møttes. نعمل معًا 😀\nHvert lag"
PIN = ShownPin(LeafId("1b"), 0, Pin(answer="a1", quote="møttes"), "1b", 0, "Name", "Description")


@pytest.mark.parametrize("places", [(0,), (7, 14), (15, 15, 15), (3, 9, 20, 30)])
def test_badges_are_taken_out_again_and_leave_the_words_as_they_were(qapp, places) -> None:
    document = QTextDocument(TEXT)
    for place in sorted(places, reverse=True):
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        insert_ring(cursor, PIN, dark=False)
    assert document.toPlainText() != TEXT
    assert without_rings(document.toPlainText()) == TEXT
    remove_rings(document)
    assert document.toPlainText() == TEXT


@pytest.mark.parametrize(
    ("address", "pin"),
    [
        ("pin:1b/0", ("1b", 0)), ("pin:leadership-1/12", ("leadership-1", 12)), ("pin:/1", None),
        ("pin:1b/x", None), ("evidence:1", None), ("https://example.org/1", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_badges_own_address_leads_to_a_pin(address: str, pin: object) -> None:
    assert pin_of(address) == pin
