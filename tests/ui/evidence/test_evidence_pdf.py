"""Outline, password, turning and notes of a PDF in the evidence column."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QTreeWidget

from app.ui.evidence.zoom import Fit, Zoom
from tests.documents import made_pdf
from tests.ui.evidence import conftest

LOCKED = made_pdf.locked()


@pytest.fixture(autouse=True)
def files(monkeypatch):
    """Some other files behind the same names."""
    monkeypatch.setitem(conftest.FILES, "Feltrapport.pdf", made_pdf.with_outline())
    monkeypatch.setitem(conftest.FILES, "lang.pdf", LOCKED)
    monkeypatch.setitem(conftest.FILES, "avkuttet.pdf", made_pdf.hidden())


def shows(qtbot, pane, evidence):
    with qtbot.waitSignal(pane.opened, timeout=5000, check_params_cb=lambda it: it == evidence):
        pane.show_evidence(evidence)


@pytest.fixture
def outlined(qtbot, pane):
    qtbot.waitUntil(lambda: "Feltrapport" in pane._opened, timeout=5000)
    button = pane.findChild(QAbstractButton, "evidence-outline")
    qtbot.waitUntil(button.isVisible, timeout=5000)
    return pane


def test_outline_unfolds_jumps_and_folds_by_keys_alone(qtbot, outlined):
    lines = outlined.findChild(QTreeWidget, "evidence-outline-list")
    assert not lines.isVisible()
    outlined.toggle_outline()
    assert lines.isVisible()
    assert lines.hasFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    assert lines.currentItem().text(0) == "Måling \ufffd i uke 34"
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert outlined.document.pages.page == 1
    qtbot.keyClick(lines, Qt.Key.Key_Escape)
    assert outlined.document.pages.hasFocus()
    outlined.findChild(QAbstractButton, "evidence-outline").click()
    assert not lines.isVisible()


def test_a_line_that_leads_out_of_the_file_cannot_be_chosen(outlined):
    lines = outlined.findChild(QTreeWidget, "evidence-outline-list")
    assert lines.topLevelItem(2).isDisabled()


def test_no_button_without_an_outline(qtbot, outlined):
    shows(qtbot, outlined, "kart")
    assert not outlined.findChild(QAbstractButton, "evidence-outline").isVisible()
    outlined.toggle_outline()
    assert not outlined.findChild(QTreeWidget, "evidence-outline-list").isVisible()


def test_r_turns_and_shift_turns_back(qtbot, outlined):
    pages = outlined.document.pages
    qtbot.keyClick(pages, Qt.Key.Key_R)
    assert pages.rotation == 1
    qtbot.keyClick(pages, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert pages.rotation == 0
    outlined.turn()
    assert pages.rotation == 1


@pytest.fixture
def linked(qtbot, pane_of):
    pane = pane_of({"a.pdf": made_pdf.with_links()})
    pages = pane.document.pages
    qtbot.waitUntil(lambda: 0 in pages.links.known, timeout=5000)
    return pages


def test_a_link_in_the_file_is_gone_to(qtbot, linked):
    box = linked.box_in_view(0)
    point = QPoint(box.left + box.width // 2, box.top + box.height // 8)
    qtbot.mouseClick(linked.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert linked.page == 1


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, offscreen
def test_an_address_is_only_copied(qtbot, linked):
    linked.set_zoom(Zoom(Fit.PAGE))
    box = linked.box_in_view(0)
    point = QPoint(box.left + box.width // 2, box.top + box.height * 7 // 8)
    qtbot.mouseMove(linked.viewport(), point)
    qtbot.waitUntil(lambda: "example.org" in linked.viewport().toolTip())
    assert "\u202e" not in linked.viewport().toolTip()
    qtbot.mouseClick(linked.viewport(), Qt.MouseButton.LeftButton, pos=point)
    menu = linked.findChild(QMenu, "evidence-words-menu")
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text().startswith("https://example.org/a?b&c=")
    assert linked.page == 0


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, offscreen
def test_the_menu_key_offers_the_addresses_of_the_page(qtbot, linked):
    where, by_key = linked.rect().center(), QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(linked, QContextMenuEvent(by_key, where, linked.mapToGlobal(where)))
    menu = linked.findChild(QMenu, "evidence-words-menu")
    said = [action.text() for action in menu.actions()]
    menu.close()
    assert said[0].startswith("Copy address: https://example.org/a?b&&c=")
    assert len(said) == 4


def test_password_is_typed_on_the_card_and_kept_nowhere(qtbot, pane):
    shows(qtbot, pane, "lang")
    field = pane.findChild(QLineEdit, "evidence-password")
    assert field.isVisible()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(pane.opened, timeout=5000):
        qtbot.keyClicks(field, "feil")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "does not open" in pane.document.card.sentence.text()
    assert field.text() == ""
    with qtbot.waitSignal(pane.opened, timeout=5000):
        qtbot.keyClicks(field, "hemmelig")
        pane.findChild(QAbstractButton, "evidence-unlock").click()
    assert pane.document.viewers.shows_pages
    assert field.text() == ""
    shows(qtbot, pane, "kart")
    shows(qtbot, pane, "lang")
    assert field.isVisible(), "it is asked again"


def test_other_cards_ask_for_no_password(qtbot, pane):
    shows(qtbot, pane, "falsk")
    assert not pane.findChild(QLineEdit, "evidence-password").isVisible()


def test_hidden_words_are_mentioned_when_the_pages_were_looked_at(qtbot, pane):
    shows(qtbot, pane, "avkuttet")
    said = pane.document.notes.label
    qtbot.waitUntil(lambda: "words that cannot be seen" in said.text(), timeout=5000)
    shows(qtbot, pane, "kart")
    assert not pane.document.notes.isVisible()


def test_a_page_that_takes_long_says_so(qtbot, pane):
    pane._readers.pages._deadline = 60.0
    pane.show_evidence("endless")
    pages = pane.document.pages
    qtbot.waitUntil(lambda: 0 in pages.pixels.late, timeout=8000)
    shows(qtbot, pane, "kart")
    assert not pages.pixels.late
