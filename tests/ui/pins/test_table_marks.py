"""Pins in tables: the cell of a quote is marked, in whichever sheet it stands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.identifiers import EvidenceId, LeafId
from app.models.review import Pin
from app.models.sheet import SheetTable
from app.ui.evidence.table_view import TableView
from app.ui.pins.shown import ShownPin
from app.ui.pins.table_marks import TableMarks

TABLE = SheetTable((("uke", "tema"), ("37", "Nitrat 😀"), ("38", "37")))


def pin(quote: str, index: int = 0) -> ShownPin:
    pinned = Pin(EvidenceId("ev1"), quote=quote)
    return ShownPin(LeafId("1b"), index, pinned, "1b", 0, "Name", "Sentence")


@pytest.fixture
def marks(qtbot: QtBot) -> TableMarks:
    """Marks of a table that is shown."""
    view = TableView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_table(TABLE)
    view.show()
    return TableMarks(view, view)


def test_the_first_cell_that_is_the_quote_is_marked(marks: TableMarks) -> None:
    first, other = pin("37"), pin("Nitrat 😀", 1)
    marks.show_pins([first, other, pin("not there", 2)])
    assert marks.places == {(1, 0): [first], (1, 1): [other]}
    marks.show_pins([])
    assert marks.places == {}


def test_another_sheet_has_its_own_marks(marks: TableMarks) -> None:
    marks.show_pins([pin("37")])
    view = marks.parent()
    assert isinstance(view, TableView)
    view.show_sheet(SheetTable((("37",),)))
    assert list(marks.places) == [(0, 0)]


def test_a_press_on_a_badge_leads_to_the_pin(marks: TableMarks, qtbot: QtBot) -> None:
    found = pin("Nitrat 😀")
    marks.show_pins([found])
    view = marks.parent()
    assert isinstance(view, TableView)
    cell = view.grid.visualRect(view.model.index(1, 1))
    badge = QPoint(cell.right() - 10, cell.center().y())
    with qtbot.waitSignal(marks.pressed) as said:
        QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert said.args == [found]
