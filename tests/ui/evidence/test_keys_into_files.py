"""The keyboard goes from the strip to the file and on, never to the end of the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.tab_order import follow_in_tabs


def test_enter_on_a_card_goes_into_its_file(qtbot, pane):
    pane.show_evidence("notat")
    qtbot.waitUntil(lambda: "notat" in pane._opened, timeout=20_000)
    pane.activateWindow()
    pane.focus_list()
    QTest.keyClick(pane.window().focusWidget(), Qt.Key.Key_Return)
    assert pane.window().focusWidget() is pane.document.viewers.text


def test_tab_goes_from_the_card_to_the_file(qtbot, pane):
    qtbot.waitUntil(lambda: bool(pane._opened), timeout=20_000)
    pane.focus_list()
    for _ in range(30):
        here = pane.window().focusWidget()
        if here is pane.document.viewers.pages:
            return
        assert here is pane.strip or pane.isAncestorOf(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError("the file was not come to")


def test_tab_goes_through_the_card_of_a_link(qtbot, pane):
    pane.show_evidence("lenke")
    qtbot.waitUntil(lambda: "lenke" in pane._opened, timeout=20_000)
    pane.enter_file()
    assert pane.window().focusWidget().objectName() == "evidence-copy-address"
    for _ in range(6):
        here = pane.window().focusWidget()
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert pane.window().focusWidget() is not here


def test_what_is_made_later_has_its_place(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, part, last = QPushButton("1"), QWidget(), QPushButton("3")
    for each in (first, part, last):
        column.addWidget(each)
    made = QPushButton("2", part)
    window.show()
    follow_in_tabs(first, part)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is made
    QTest.keyClick(made, Qt.Key.Key_Tab)
    assert window.focusWidget() is last
