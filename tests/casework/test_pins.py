"""A pin says where it points in a sentence, and whether what was pinned is still there."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.pin_words import clock_time, pin_sentence, shortened
from app.casework.pins import PinState, state, where
from app.models.application import Answer, Evidence
from app.models.review import Pin
from app.wording import say
from tests.storage.made import submission

EVIDENCE = (
    Evidence("ev1", "Feltrapport", path="data/evidence/Feltrapport.pdf"),
    Evidence("ev2", "Videomøtene", url="https://example.org/x"),
)
ANSWERS = (
    Answer("a1", "Vi **arbeidet** sammen\nhele året.", question="Hvordan?"),
    Answer("a2", "Nei."),
)
MADE = submission(1)
FORM = replace(MADE.application, evidence=EVIDENCE, answers=ANSWERS)
HERE = replace(MADE, application=FORM, evidence_sha256={"ev1": "a" * 64})

RECTANGLE = (Fraction(0), Fraction(0), Fraction(1, 2), Fraction(1))


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        (
            Pin("ev1", page=7, quote="Måling 14\nmars"),
            "Feltrapport.pdf, side 7: «Måling 14 mars»",
        ),
        (Pin("ev1", page=7), "Feltrapport.pdf, side 7"),
        (Pin("ev1"), "Feltrapport.pdf"),
        (Pin("ev1", page=1, rectangle=RECTANGLE), "Feltrapport.pdf, markert del av side 1"),
        (Pin("ev1", rectangle=RECTANGLE), "Feltrapport.pdf, markert del"),
        (Pin("ev2", second=Fraction(3723)), "Videomøtene, ved 1:02:03"),
        (Pin("gone", page=2), "gone, side 2"),
        (Pin(answer="a1", quote="sammen", note="Ja"), "Beskrivelsen, «Hvordan?»: «sammen» – Ja"),
        (Pin(answer="a2"), "Beskrivelsen, a2"),
    ],
)
def test_a_pin_is_a_sentence(pin: Pin, sentence: str) -> None:
    assert say(pin_sentence(pin, FORM), "nb") == sentence


def test_a_letter_leaves_the_note_out() -> None:
    assert say(pin_sentence(Pin("ev1", page=2, note="uff"), FORM, note=False), "en") == (
        "Feltrapport.pdf, page 2"
    )


@pytest.mark.parametrize(
    ("pin", "found", "at"),
    [
        (Pin("ev1", sha256="a" * 64), PinState.HERE, "ev1"),
        (Pin("ev1"), PinState.HERE, "ev1"),
        (Pin("old-name", sha256="a" * 64), PinState.HERE, "ev1"),
        (Pin("ev1", sha256="b" * 64), PinState.CHANGED, None),
        (Pin("old-name", sha256="b" * 64), PinState.GONE, None),
        (Pin("ev2"), PinState.HERE, "ev2"),
        (Pin(answer="a1", quote="arbeidet sammen hele"), PinState.HERE, None),
        (Pin(answer="a1", quote="lekte"), PinState.CHANGED, None),
        (Pin(answer="a7", quote="sammen"), PinState.GONE, None),
    ],
)
def test_a_pin_knows_whether_its_evidence_is_the_same(pin: Pin, found: PinState, at: str) -> None:
    assert (state(pin, HERE), where(pin, HERE)) == (found, at)


@given(st.text())
def test_a_quote_in_a_sentence_is_one_short_line(text: str) -> None:
    short = shortened(text, 40)
    assert "\n" not in short
    assert len(short) <= 42


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (67, "1:07"), (3600, "1:00:00")])
def test_a_second_is_said_as_a_player_shows_it(seconds: int, text: str) -> None:
    assert clock_time(seconds) == text
