"""Letters twice as large: nothing is cut, and the columns still fit a screen of 1366 pixels."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.columns import FINDING, ROOM, Columns
from app.ui.widgets import CheckBox, PlainLabel, RadioButton


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Letters of 26 pixels for one test."""
    before = qapp.font()
    font = theme.sized_font(26)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_boxes_have_room_for_their_words(qtbot: QtBot, kind: type[CheckBox]) -> None:
    box = kind("Ingen dokumentation fundet")
    qtbot.addWidget(box)
    words = QFontMetrics(box.font()).horizontalAdvance(box.text())
    assert box.sizeHint().width() >= words + theme.sizes().body


@pytest.mark.usefixtures("large")
def test_columns_ask_for_no_more_than_a_small_screen(qtbot: QtBot) -> None:
    columns = Columns(QWidget())
    qtbot.addWidget(columns)
    parts = [QWidget(), QWidget(), QWidget()]
    columns.add_case(*parts)
    columns.resize(1366, 700)
    columns.show()
    columns.show_case(has_case=True)
    assert sum(part.minimumWidth() for part in parts) <= ROOM
    columns.lend_side(lent=True)
    assert columns.widget(0).minimumWidth() >= FINDING
    assert not parts[2].isVisible()
    columns.lend_side(lent=False)
    assert parts[2].isVisible()


def test_a_label_with_hardly_any_room_shows_nothing_rather_than_a_letter(qtbot: QtBot) -> None:
    label = PlainLabel("Feltrapport.pdf", elide=True)
    qtbot.addWidget(label)
    label.resize(22, 20)
    label.show()
    assert label.text() == ""
    assert label.accessibleName() == "Feltrapport.pdf"
