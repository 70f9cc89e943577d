"""Two documents at once: opened by mouse, key and menu, worked in by turns, remembered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.ui.evidence.place import EvidencePlace
from tests.ui.evidence.test_evidence_pane import first, shows

CONTROL = Qt.KeyboardModifier.ControlModifier


def card(pane, evidence: str) -> QAbstractButton:
    return pane.findChild(QAbstractButton, f"evidence-{evidence}")


def names(pane) -> list[str]:
    return [view.current.id for view in pane.pair.seen]


@pytest.fixture
def two(qtbot, pane):
    first(qtbot, pane)
    with qtbot.waitSignal(pane.opened, check_params_cb=lambda it: it == "kart", timeout=8000):
        pane.show_beside("kart")
    return pane


def test_a_second_view_shows_another_file(two):
    assert names(two) == ["Feltrapport", "kart"]
    assert two.current == "Feltrapport"
    assert "other view" in card(two, "kart").accessibleName()
    assert two.pair.seen[0].toolbar.title.text().startswith("Feltr")


def test_the_same_file_in_both_at_different_pages(qtbot, pane):
    first(qtbot, pane)
    pane.go_beside()
    qtbot.waitUntil(lambda: pane.document.pages.facts.pages == 24)
    pane.go_to_page(12)
    assert [view.pages.page for view in pane.pair.seen] == [0, 11]


def test_control_and_click_opens_beside(qtbot, pane):
    first(qtbot, pane)
    place = QPoint(20, 20)
    pane.strip.select("Feltrapport")
    qtbot.mousePress(card(pane, "lang"), Qt.MouseButton.LeftButton, CONTROL, place)
    qtbot.mouseRelease(card(pane, "lang"), Qt.MouseButton.LeftButton, CONTROL, place)
    assert names(pane) == ["Feltrapport", "lang"]
    assert card(pane, "Feltrapport").isChecked()


def test_the_strip_follows_the_view_that_is_worked_in(qtbot, two):
    two.go_beside()
    assert two.current == "kart"
    assert card(two, "kart").isChecked()
    shows(qtbot, two, "notat")
    assert names(two) == ["Feltrapport", "notat"]
    two.go_beside()
    assert two.current == "Feltrapport"


def test_focus_says_which_view_is_worked_in(two):
    second = two.pair.seen[1]
    second.toolbar.save.setFocus()
    QApplication.processEvents()
    assert two.document is second
    assert second.toolbar.property("current") is True


@pytest.mark.parametrize(("closed", "left"), [(0, "kart"), (1, "Feltrapport")])
def test_either_can_be_closed(qtbot, two, closed, left):
    two.pair.seen[closed].toolbar.close_view.click()
    assert names(two) == [left]
    assert two.pair.seen[0].toolbar.close_view.isHidden()
    assert card(two, left).isChecked()
    two.show_beside("notat")
    qtbot.waitUntil(lambda: names(two) == [left, "notat"])
    qtbot.waitUntil(two.pair.seen[1].text.isVisible, timeout=8000)


def test_both_come_back(qtbot, two, submission):
    two.pair.seen[0].pages.go_to(5)
    two.pair.setSizes([200, 500])
    qtbot.waitUntil(lambda: bool(two.place().position(0).startswith("5 ")))
    two.go_beside()
    place = two.place()
    assert (place.evidence, place.beside, place.second_is_active) == ("Feltrapport", "kart", True)
    two.close_beside()
    two._positions.clear()
    two.show_application(submission, place=place)
    assert names(two) == ["Feltrapport", "kart"]
    assert two.current == "kart"
    qtbot.waitUntil(lambda: two.pair.seen[0].pages.page == 5)
    assert two.pair.sizes()[0] < two.pair.sizes()[1]


def test_another_application_has_one_view(two, submission):
    two.show_application(submission)
    assert names(two) == ["Feltrapport"]


def test_beside_where_there_is_room(two):
    assert two.pair.orientation() is Qt.Orientation.Vertical
    two.resize(1200, 700)
    QApplication.processEvents()
    assert two.pair.orientation() is Qt.Orientation.Horizontal


@pytest.mark.parametrize(
    "place",
    [EvidencePlace(), EvidencePlace((("gone", ""), ("gone too", ""))),
     EvidencePlace((("notat", "nonsense"), ("", "")), (1, 2, 3))],
)  # fmt: skip
def test_a_place_that_is_none_is_no_trouble(pane, submission, place):
    pane.show_application(submission, place=place)
    assert len(pane.pair.seen) == 1
