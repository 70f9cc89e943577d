"""Texts of any length and any script are shown whole, and words in them are found."""

import pytest
from PySide6.QtCore import Qt

from app.ui.evidence.text_view import LINE_LIMIT, TextView, broken_lines


@pytest.fixture
def view(qtbot):
    view = TextView()
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    return view


def test_long_text_comes_piece_by_piece_and_whole(qtbot, view):
    text = "Elva er ren.\n" * 40_000
    view.show_text(text)
    assert len(view.toPlainText()) < len(text)
    qtbot.waitUntil(lambda: len(view.toPlainText()) == len(text))


def test_a_place_far_down_is_found(qtbot, view):
    view.show_text("Elva er ren.\n" * 40_000 + "😀 her til slutt")
    view.find("TIL slutt")
    qtbot.waitUntil(lambda: bool(view.extraSelections()), timeout=20_000)
    marked = view.extraSelections()
    assert marked[0].cursor.selectedText() == "til slutt"
    assert (view.number, view.count) == (1, 1)


@pytest.mark.parametrize(
    ("text", "side"),
    [("الإعلان العالمي", Qt.AlignmentFlag.AlignRight), ("Elva", Qt.AlignmentFlag.AlignLeft)],
)
def test_lines_begin_where_the_script_begins(view, text, side):
    view._align(text)
    assert view.document().defaultTextOption().alignment() == side


def test_steps_go_around(view):
    view.show_text("a b a b a")
    view.find("a")
    view.step(-1)
    assert (view.number, view.count) == (3, 3)


def test_html_is_shown_literally(view):
    view.show_text("<img src='//host/x'><b>fet</b>")
    assert view.toPlainText() == "<img src='//host/x'><b>fet</b>"


@pytest.mark.parametrize("text", ["", "kort", "\n\n", "å" * (LINE_LIMIT + 1), "x" * 10_000])
def test_no_line_is_too_long_and_nothing_is_lost(text):
    broken = broken_lines(text)
    assert max(map(len, broken.split("\n"))) <= LINE_LIMIT
    assert broken.replace("\n", "") == text.replace("\n", "")
