"""The small widgets: plain text always, levels by mouse and keys, sheets that keep the focus."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets import (
    Banner,
    Chip,
    LevelChoice,
    PlainLabel,
    SearchField,
    SegmentedLevels,
    Sheet,
    safe_tip,
)

HOSTILE = "<img src='//attacker.test/share/s.png'><b>bold</b>\u202e"


@pytest.fixture
def levels(qtbot: QtBot) -> SegmentedLevels:
    choices = [LevelChoice(Fraction(n), str(n), f"{n} points") for n in range(6)]
    row = SegmentedLevels(choices, Fraction(3), name="levels")
    qtbot.addWidget(row)
    row.resize(300, 30)
    row.show()
    return row


def test_a_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_a_cut_label_keeps_its_words_for_those_who_hear(qtbot: QtBot) -> None:
    label = PlainLabel("A long title that does not fit at all", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == "A long title that does not fit at all"


def test_a_tool_tip_cannot_name_files() -> None:
    assert "<img" not in safe_tip(HOSTILE)


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_3, Qt.Key.Key_5])
def test_digits_choose(levels: SegmentedLevels, qtbot: QtBot, key: Qt.Key) -> None:
    segment = levels.findChild(QWidget, "levels-0")
    assert segment is not None
    with qtbot.waitSignal(levels.chosen) as chosen:
        QTest.keyClick(segment, key)
    assert chosen.args == [key - Qt.Key.Key_0]


def test_arrows_go_on_delete_takes_back(levels: SegmentedLevels) -> None:
    segment = levels.findChild(QWidget, "levels-0")
    levels.choose(2)
    QTest.keyClick(segment, Qt.Key.Key_Right)
    assert levels.index() == 3
    QTest.keyClick(segment, Qt.Key.Key_Delete)
    assert levels.index() == -1


def test_a_wheel_never_changes_a_score(levels: SegmentedLevels) -> None:
    levels.choose(2)
    segment = levels.findChild(QWidget, "levels-4")
    assert segment is not None
    turn = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120),
                       Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                       Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(segment, turn)
    assert levels.index() == 2


def test_one_stop_for_tab_in_a_row(levels: SegmentedLevels) -> None:
    levels.choose(4)
    stops = [each.objectName() for each in levels.findChildren(QWidget)
             if each.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert stops == ["levels-4"]


def test_not_scored_is_shown_without_telling(levels: SegmentedLevels, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(levels.chosen):
        levels.show_index(3)
        levels.show_index(-1)
    assert levels.index() == -1


def test_below_the_minimum_is_drawn_red(levels: SegmentedLevels, qapp: QApplication) -> None:
    theme.dress(qapp, dark=False)
    levels.show_index(2)
    below = levels.grab().toImage().pixelColor(110, 6).name()
    levels.show_index(4)
    above = levels.grab().toImage().pixelColor(210, 6).name()
    assert (below, above) == (theme.LIGHT.red, theme.LIGHT.accent)


def test_escape_closes_a_sheet_and_the_focus_goes_back(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    field = QLineEdit(host)
    host.show()
    field.setFocus()
    sheet = Sheet(host, "Sheet")
    inside = QLineEdit()
    sheet.body.addWidget(inside)
    sheet.open_sheet()
    assert host.focusWidget() is inside
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert host.focusWidget() is field


def test_tab_stays_in_a_sheet(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    outside = QLineEdit(host)
    host.show()
    sheet = Sheet(host, "Sheet")
    sheet.body.addWidget(QLineEdit())
    sheet.open_sheet()
    for _step in range(6):
        QTest.keyClick(host.focusWidget(), Qt.Key.Key_Tab)
        assert host.focusWidget() is not outside


def test_escape_empties_the_field_that_finds(qtbot: QtBot) -> None:
    field = SearchField("Find")
    qtbot.addWidget(field)
    field.setText("words")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_chip_without_a_word_is_not_there(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    chip = Chip("word", parent=host)
    chip.show_chip("")
    assert chip.isHidden()


def test_a_banner_does_what_its_button_says_once(qtbot: QtBot) -> None:
    banner, done = Banner(), list[int]()
    qtbot.addWidget(banner)
    banner.say("Saved.", "green", act="Show", do=lambda: done.append(1))
    QTest.mouseClick(banner.act, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert banner.isHidden()
