"""Coverage above the scores, and what was looked at, from the grid to the sheet that decides."""

from pathlib import Path

import pytest
from evaluator import Evaluator
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.widgets import PlainLabel
from tests.flows.desk.test_pins import CASE, PDF, Sitting, kari, pins_words, river

__all__ = ["kari", "river"]


def unfolds(who: Evaluator) -> QWidget:
    who.clicks("coverage")
    return who.sees("coverage-grid", QWidget)


def sheet_texts(who: Evaluator) -> list[str]:
    return [each.text() for each in who.sees("decide-sheet", QWidget).findChildren(PlainLabel)]


def test_the_line_counts_what_is_pinned(kari: Evaluator) -> None:
    bar = kari.window.case.scores.coverage
    assert bar.button.text().endswith("0 of 12 pinned")
    pins_words(kari)
    assert bar.button.text().endswith("1 of 12 pinned")
    kari.window.acts["undo"].trigger()
    kari.until(lambda: bar.button.text().endswith("0 of 12 pinned"), "the pin to be gone")


def test_a_cell_jumps_to_answer_evidence_and_pins(kari: Evaluator) -> None:
    pins_words(kari)
    grid = unfolds(kari)
    kari.reads("2")
    kari.window.case.scores.set_current("3a")
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place_of(0, 1))
    assert kari.window.case.description.state().tab == "1"
    assert kari.window.case.scores.current == "1b"
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place_of(1, 5))
    assert kari.window.case.scores.current == "2c"
    assert kari.window.case.evidence.current == "ev5"
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place_of(2, 1))
    assert kari.window.focusWidget().objectName() == "pin-1b-0"


def test_the_grid_is_used_and_read_by_keys_alone(kari: Evaluator) -> None:
    grid = unfolds(kari)
    grid.setFocus()
    kari.presses(Qt.Key.Key_Right)
    kari.presses(Qt.Key.Key_Down)
    words = grid.accessibleDescription()
    assert words.startswith("1b ")
    assert "Evidence: Feltrapport.pdf" in words
    kari.window.case.evidence.show_evidence("ev4")
    kari.presses(Qt.Key.Key_Return)
    assert kari.window.case.evidence.current == PDF
    assert kari.window.case.scores.current == "1b"


def test_pages_that_were_seen_are_told_when_deciding(kari: Evaluator) -> None:
    kari.looks_at(PDF)
    kari.window.activateWindow()
    kari.window.case.looking.look()
    kari.window.case.evidence.go_to_page(4)
    kari.window.case.looking.look()
    kari.scores("1b", 4)
    kari.clicks("decide")
    words = kari.sees("decide-looked", QWidget).text()
    assert words.startswith("Feltrapport.pdf: ")
    assert words.endswith(" of 7 pages")
    assert "5 of 6 files were never opened" in sheet_texts(kari)


def test_switched_off_nothing_is_kept_and_nothing_is_told(
    kari: Evaluator, sitting: Sitting, tmp_path: Path
) -> None:
    kari.looks_at(PDF)
    kari.window.activateWindow()
    kari.window.case.looking.look()
    kari.window.acts["looked"].trigger()
    kari.until(lambda: kari.window.desk.is_idle, "the choice to be kept")
    kari.window.case.looking.look()
    kari.scores("1b", 4)
    kari.clicks("decide")
    kari.until(lambda: kari.has("decide-sheet"), "the sheet")
    texts = " ".join(sheet_texts(kari))
    assert "never opened" not in texts
    assert "of 7 pages" not in texts
    kari.leaves()
    again = sitting("Kari")
    again.sits_down(tmp_path / "casebook")
    again.until(lambda: again.case == CASE, "the case")
    again.until(lambda: again.window.desk.is_idle, "quiet")
    assert not again.window.acts["looked"].isChecked()
    assert not again.window.case.looking.is_on


@pytest.mark.parametrize("width", [180, 348, 700])
def test_every_cell_can_be_hit_at_any_width(kari: Evaluator, width: int) -> None:
    grid = unfolds(kari)
    grid.resize(width, grid.height())
    places = [grid.place_of(row, column) for row in range(3) for column in range(12)]
    assert [grid._cell_at(place) for place in places] == [
        (row, column) for row in range(3) for column in range(12)
    ]
