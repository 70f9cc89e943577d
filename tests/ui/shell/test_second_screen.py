"""The evidence in a window of its own: out, back, remembered, and never lost with a screen."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.columns import Columns
from app.ui.remembered import Remembered
from app.ui.second_screen import SecondScreen


@pytest.fixture
def remembered(tmp_path):
    return Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def desk(qtbot, remembered):
    main = QWidget()
    qtbot.addWidget(main)
    main.resize(1440, 700)
    main.addAction(QAction("next", main))
    columns = Columns(QLabel("queue"), main)
    columns.resize(1440, 700)
    evidence = QPushButton("evidence")
    columns.add_case(QLabel("description"), evidence, QLabel("scores"))
    columns.show_case(has_case=True)
    main.show()
    return columns, evidence, SecondScreen(main, columns, evidence, remembered)


def test_out_and_back_in_its_place(qtbot, remembered):
    columns, evidence, screen = desk(qtbot, remembered)
    sizes = columns.sizes()
    screen.toggle()
    assert screen.is_out
    assert evidence.window().objectName() == "evidence-window"
    assert len(evidence.window().actions()) == 1
    screen.toggle()
    assert columns.indexOf(evidence) == 2
    assert columns.sizes() == sizes


def test_closing_its_window_gives_it_back(qtbot, remembered):
    columns, evidence, screen = desk(qtbot, remembered)
    screen.take_out()
    evidence.window().close()
    assert not screen.is_out
    assert columns.isAncestorOf(evidence)


def test_it_comes_back_where_it_was(qtbot, remembered):
    _columns, evidence, screen = desk(qtbot, remembered)
    screen.take_out()
    evidence.window().resize(640, 480)
    evidence.window().move(60, 40)
    screen.keep()
    _columns, again, later = desk(qtbot, remembered)
    later.come_back()
    assert later.is_out
    assert again.window().size().toTuple() == (640, 480)
    later.put_back()
    _columns, _evidence, third = desk(qtbot, remembered)
    third.come_back()
    assert not third.is_out


def test_a_screen_that_has_gone_takes_nothing_along(qtbot, remembered):
    _columns, evidence, screen = desk(qtbot, remembered)
    screen.take_out()
    evidence.window().move(9000, 9000)
    screen._stay_seen()
    seen = QGuiApplication.primaryScreen().availableGeometry()
    assert seen.contains(evidence.window().frameGeometry().center())


def test_widths_are_kept_while_it_is_out(qtbot, remembered):
    columns, _evidence, screen = desk(qtbot, remembered)
    before = columns.remember()
    screen.take_out()
    assert columns.remember() == before
    columns.show_case(has_case=False)
    columns.show_case(has_case=True)
    screen.put_back()
    assert columns.count() == 5


def test_the_keyboard_goes_there_too(qtbot, remembered):
    columns, evidence, screen = desk(qtbot, remembered)
    screen.take_out()
    columns.next_column(1)
    for _ in range(4):
        columns.next_column(1)
    assert evidence.window().focusWidget() in {evidence, None}
