"""A sound and a film in the column, by keyboard and mouse; the decoder is a real process."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.models.identifiers import EvidenceId
from app.models.review import Pin
from app.ui.evidence.film_words import clock_words
from tests.documents.films import COLOURS
from tests.ui.evidence.test_evidence_pane import shows

Key = Qt.Key


@pytest.fixture
def film(qtbot, pane):
    shows(qtbot, pane, "tur")
    view = pane.document.viewers.film
    qtbot.waitUntil(lambda: view.picture.image is not None)
    return view


def sees(film, colour) -> bool:
    seen = film.picture.image.pixelColor(film.picture.image.rect().center()).getRgb()[:3]
    return all(abs(one - other) < 24 for one, other in zip(seen, colour, strict=True))


def test_a_film_waits_at_its_first_picture(film, pane):
    assert not film.is_playing
    assert film.bar.time.text() == "0:00 / 0:04"
    assert sees(film, COLOURS[0])
    assert pane.document.toolbar.title.text() == "tur.avi"
    assert not film.bar.no_sound.isHidden()
    assert film.bar.volume.isHidden()


def test_keys_play_and_pause(qtbot, film):
    film.setFocus()
    qtbot.keyClick(film, Key.Key_Space)
    qtbot.waitUntil(lambda: film.is_playing and film.position() > 0.1)
    assert film.bar.play.accessibleName() == "Pause"
    qtbot.keyClick(film, Key.Key_Space)
    qtbot.waitUntil(lambda: not film.is_playing)
    assert film.bar.play.accessibleName() == "Play"


def test_seconds_can_be_told_and_gone_to_from_outside(qtbot, film):
    told: list[float] = []
    film.second_changed.connect(told.append)
    film.seek(2.5)
    assert film.position() == 2.5
    qtbot.waitUntil(lambda: sees(film, COLOURS[2]))
    assert told[-1] == pytest.approx(2.5, abs=0.15)
    assert film.bar.line.value() == pytest.approx(2500, abs=150)


def test_arrows_leap_and_stay_inside(qtbot, film):
    qtbot.keyClick(film, Key.Key_Right)
    qtbot.waitUntil(lambda: film.position() > 3.5)
    qtbot.keyClick(film, Key.Key_Left)
    qtbot.waitUntil(lambda: film.position() == 0)
    qtbot.keyClick(film, Key.Key_End)
    qtbot.waitUntil(lambda: sees(film, COLOURS[3]))
    qtbot.keyClick(film, Key.Key_Home)
    qtbot.waitUntil(lambda: sees(film, COLOURS[0]))


def test_speed_by_key_and_by_menu(qtbot, film):
    qtbot.keyClick(film, Key.Key_Plus)
    assert (film.rate, film.bar.speed.text()) == (1.25, "1.25 ×")
    qtbot.keyClick(film, Key.Key_Minus)
    qtbot.keyClick(film, Key.Key_Minus)
    assert film.rate == 0.75
    film.bar.speeds.actions()[-1].trigger()
    assert film.rate == 2.0


def test_the_time_line_by_mouse_and_key(qtbot, film):
    film.bar.line.sliderMoved.emit(1500)
    qtbot.waitUntil(lambda: sees(film, COLOURS[1]))
    film.bar.line.setFocus()
    qtbot.keyClick(film.bar.line, Key.Key_Home)
    qtbot.waitUntil(lambda: sees(film, COLOURS[0]))


def test_a_sound_says_when_nothing_can_be_heard(qtbot, pane):
    shows(qtbot, pane, "sang")
    film = pane.document.viewers.film
    assert film.bar.time.text() == "0:00 / 0:03"
    assert film.picture.image is None
    said = pane.document.notes.label.text()
    assert ("No loudspeaker" in said) == (not film.facts.heard)


def test_the_place_is_remembered(qtbot, film, pane):
    film.seek(2.2)
    qtbot.waitUntil(lambda: sees(film, COLOURS[2]))
    shows(qtbot, pane, "notat")
    assert film.facts is None
    shows(qtbot, pane, "tur")
    qtbot.waitUntil(lambda: film.position() == pytest.approx(2.0, abs=0.2))


def test_a_pin_leads_to_its_second(qtbot, film, pane):
    shows(qtbot, pane, "notat")
    pane.show_pin(Pin(EvidenceId("tur"), second=Fraction(7, 2)))
    qtbot.waitUntil(lambda: film.picture.image is not None and sees(film, COLOURS[3]))


def test_a_player_that_dies_says_so_and_the_next_file_opens(qtbot, film, pane):
    film._film.interrupt()
    film.seek(1)
    qtbot.waitUntil(lambda: pane.document.viewers.currentWidget() is pane.document.card)
    assert "made the viewer stop" in pane.document.card.sentence.text()
    shows(qtbot, pane, "kart")


def test_a_list_of_other_files_is_refused(qtbot, pane):
    shows(qtbot, pane, "liste")
    assert "only names others" in pane.document.card.sentence.text()
    assert not pane.document.card.save.isHidden()


def test_what_cannot_be_seen_does_not_go_on(qtbot, film, pane):
    film.toggle()
    qtbot.waitUntil(lambda: film.is_playing)
    pane.hide()
    qtbot.waitUntil(lambda: not film.is_playing)


def test_every_control_has_a_name(film):
    buttons = film.findChildren(QAbstractButton)
    assert [each for each in buttons if not (each.objectName() and each.accessibleName())] == []


@pytest.mark.parametrize(
    ("at", "whole", "words"),
    [(0, 0, "0:00"), (65_400, 0, "1:05"), (65_400, 3_600_000, "0:01:05"),
     (36_000_000, 0, "10:00:00")],
)  # fmt: skip
def test_times_in_words(at, whole, words):
    assert clock_words(at, whole) == words
