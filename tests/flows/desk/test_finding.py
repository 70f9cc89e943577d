"""Finding by window: here, everywhere, in the queue; by keyboard, to the very place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.casework import keep, season
from app.models.finding import IndexState, Line, Where
from app.ui.find.found_list import FoundList

FIRST, SECOND = "NO-NQL-2026-0001", "NO-NQL-2026-0002"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Sitting = Callable[..., Evaluator]


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluator:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.confirm(casebook, "Kari")
    someone = sitting("Kari")
    someone.sits_down(folder)
    someone.opens(application(tmp_path, 1), application(tmp_path, 2))
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == FIRST, "the first application")
    finding = someone.window.finding
    someone.until(lambda: finding.is_idle and finding.indexer.index is not None, "the index")
    return someone


def lines(who: Evaluator, name: str = "find-list") -> list[Line]:
    who.until(lambda: who.window.finding.finder.is_idle, "the places")
    rows = who.sees(name, FoundList, shown=False).found.rows
    targets = [row.target for row in rows if row.target is not None]
    return [each[1] if isinstance(each, tuple) else each for each in targets]


def finds(who: Evaluator, words: str) -> list[Line]:
    who.clicks("find")
    who.types("find-field", words)
    pause = who.window.finding.pane.field._timer
    who.until(lambda: not pause.isActive(), "the pause after typing")
    return lines(who)


def test_answers_evidence_and_comments_are_found_and_gone_to(kari: Evaluator) -> None:
    kari.comments("2c", "Logg mangler samtykke")
    found = finds(kari, "logg")
    assert [each.where for each in found] == [Where.FACTS, Where.EVIDENCE, Where.COMMENT]
    kari.presses(Qt.Key.Key_Down)
    kari.presses(Qt.Key.Key_Down)
    kari.presses(Qt.Key.Key_Return)
    assert kari.window.case.scores.current == "2c"
    assert kari.window.case.scores.row("2c").comment.textCursor().selectedText() == "Logg"
    assert kari.sees("find-field", QLineEdit).hasFocus()


def test_the_very_answer_is_shown_with_its_words_marked(kari: Evaluator) -> None:
    found = finds(kari, '"del 3"')
    assert [each.place for each in found] == ["a3"]
    kari.presses(Qt.Key.Key_Return)
    assert kari.window.case.description.state().tab == "3"
    (mark,) = kari.window.case.description.page.extraSelections()
    assert mark.cursor.selectedText() == "del 3"


def test_evidence_opens_at_the_words(kari: Evaluator) -> None:
    finds(kari, f'"logg for {FIRST}"')
    kari.presses(Qt.Key.Key_Return)
    document = kari.window.case.evidence.document
    kari.until(lambda: document.viewers.text.count == 1, "the words in the file")
    assert document.find_bar.field.text() == f"Logg for {FIRST}"


def test_escape_brings_the_queue_back_and_the_keyboard(kari: Evaluator) -> None:
    kari.window.case.scores.open_comment()
    before = kari.window.focusWidget()
    kari.clicks("find")
    kari.until(lambda: not kari.has("queue-list"), "what is to go")
    kari.presses(Qt.Key.Key_Escape)
    kari.until(lambda: kari.has("queue-list"), "what is to be seen")
    assert kari.window.focusWidget() is not None
    assert before is not None


def test_ctrl_f_finds_in_the_file_first_and_then_in_the_application(kari: Evaluator) -> None:
    kari.looks_at("ev1")
    kari.window.case.evidence.document.viewers.text.setFocus()
    kari.presses(Qt.Key.Key_F, CTRL)
    field = kari.sees("evidence-find-field", QLineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "logg")
    kari.presses(Qt.Key.Key_F, CTRL)
    assert kari.sees("find-field", QLineEdit).text() == "logg"


def test_what_is_nowhere_says_so(kari: Evaluator) -> None:
    assert finds(kari, "giraff") == []
    assert kari.sees("find-count", QWidget).text() == "Not found"


def test_everywhere_opens_another_case_at_the_place(kari: Evaluator) -> None:
    kari.presses(Qt.Key.Key_F, CTRL | SHIFT)
    kari.types("everywhere-field", f"logg {SECOND[-4:]}")
    kari.until(lambda: kari.sees("everywhere-count", QWidget).text() == "1 application", "one")
    assert Where.EVIDENCE in {each.where for each in lines(kari, "everywhere-list")}
    kari.presses(Qt.Key.Key_Return)
    kari.until(lambda: kari.case == SECOND, "the other case")
    assert kari.window.errands.sheet is None


def test_filters_narrow_and_are_kept(kari: Evaluator) -> None:
    kari.window.finding.find_everywhere("logg")
    count = kari.sees("everywhere-count", QWidget)
    kari.until(lambda: count.text() == "2 applications", "both")
    kari.clicks("everywhere-evidence")
    kari.clicks("everywhere-answers")
    kari.until(lambda: count.text() == "Found in no application", "none in comments")
    kari.clicks("everywhere-close")
    kari.window.finding.find_everywhere()
    kari.until(lambda: kari.has("everywhere-evidence"), "the sheet again")
    assert not kari.sees("everywhere-evidence", QPushButton).isChecked()
    assert kari.sees("everywhere-field", QLineEdit).text() == "logg"


def test_the_queue_finds_words_of_evidence(kari: Evaluator) -> None:
    kari.types("queue-filter", "logg for")
    queue = kari.window.queue
    kari.until(lambda: queue.model.rowCount() == 2, "cases whose evidence has the words")


def test_a_casebook_opened_again_has_its_index(kari: Evaluator) -> None:
    before = kari.window.finding.indexer.index
    folder = kari.window.folder
    assert folder is not None
    kari.window.errands.use_casebook(folder)
    indexer = kari.window.finding.indexer
    kari.until(lambda: indexer.index is not before and indexer.is_idle, "the index of it")
    assert indexer.index is not None
    assert indexer.index.state() == IndexState(2, 2, 0)


def test_after_closing_the_index_is_there(
    kari: Evaluator, sitting: Sitting, tmp_path: Path
) -> None:
    kari.leaves()
    again = sitting("Kari")
    again.sits_down(tmp_path / "casebook")
    again.until(lambda: again.window.finding.indexer.index is not None, "the index")
    index = again.window.finding.indexer.index
    assert index is not None
    assert index.state() == IndexState(2, 2, 0)
