"""The comment bank by window: offered while typing, never in the way, shown and shared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.casework import keep, phrases, season
from app.models.identifiers import LeafId, SchemeId
from app.ui.phrases.popup import PhrasePopup
from app.ui.review.comment_field import CommentField

FIRST = "NO-NQL-2026-0001"
CTRL = Qt.KeyboardModifier.ControlModifier
TEXTS = ("Rollene er godt synlige.", "Rollene mangler i referatene.", "Alle er med.")
Sitting = Callable[..., Evaluator]


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluator:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    nql, leaf = SchemeId("nql-2022"), LeafId("1b")
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.confirm(casebook, "Kari")
        phrases.add(casebook, [phrases.phrase(nql, leaf, "nb", t, "") for t in TEXTS], "Kari")
    someone = sitting("Kari")
    someone.sits_down(folder)
    someone.opens(application(tmp_path, 1))
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == FIRST, "the first application")
    someone.until(lambda: bool(someone.window.phrases.of("1b")), "the bank")
    return someone


def comment(who: Evaluator) -> CommentField:
    who.window.case.scores.set_current("1b", focus=False)
    field = who.sees("comment-1b", CommentField)
    field.setFocus()
    return field


def offered(who: Evaluator) -> list[str]:
    if not who.has("phrase-popup"):
        return []
    found = who.sees("phrase-popup", PhrasePopup).list
    return [found.item(row).text() for row in range(found.count())]


def test_a_few_letters_offer_and_enter_inserts(kari: Evaluator) -> None:
    field = comment(kari)
    QTest.keyClicks(field, "Bra. Rol")
    assert offered(kari) == [TEXTS[0], TEXTS[1]]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == f"Bra. {TEXTS[1]}"
    assert offered(kari) == []
    field.undo()
    assert field.toPlainText() == "Bra. Rol"


def test_typing_is_never_taken(kari: Evaluator) -> None:
    field = comment(kari)
    QTest.keyClicks(field, "Rol")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "rol")
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClicks(field, "x")
    first, second = field.toPlainText().split("\n")
    assert ("x" in first, second) == (True, "rol")


def test_tab_inserts_what_was_chosen_and_else_goes_on(kari: Evaluator) -> None:
    field = comment(kari)
    QTest.keyClicks(field, "alle")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == TEXTS[2]
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_escape_closes_the_list_and_then_leaves(kari: Evaluator) -> None:
    field = comment(kari)
    QTest.keyClicks(field, "rol")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert offered(kari) == []
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.hasFocus()


def test_the_whole_list_by_key_and_by_button(kari: Evaluator) -> None:
    field = comment(kari)
    kari.presses(Qt.Key.Key_B, CTRL)
    assert len(offered(kari)) == 3
    QTest.keyClick(field, Qt.Key.Key_Escape)
    kari.clicks("phrases-1b")
    assert len(offered(kari)) == 3
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() in TEXTS


def standards(kari: Evaluator) -> int:
    """Count the buttons that say that a phrase is the office's standard."""
    buttons = kari.window.findChildren(QPushButton)
    return sum(b.isVisible() and b.isChecked() and b.text() == "Standard" for b in buttons)


def test_the_bank_is_changed_and_emptied(kari: Evaluator) -> None:
    kari.window.errands.comment_bank()
    count = kari.sees("phrases-count", QWidget)
    kari.until(lambda: count.text() == "3 phrases", "the bank")
    each = next(e for e in kari.window.phrases.of("1b") if e.text == TEXTS[2])
    kari.clicks(f"phrase-standard-{each.id}")
    kari.until(lambda: kari.window.desk.is_idle, "the change")
    kari.until(lambda: standards(kari) == 1, "the standard to be shown")
    kari.types("phrases-filter", "rollene godt")
    kari.until(lambda: count.text() == "1 phrase", "one")
    first = next(e for e in kari.window.phrases.of("1b") if e.text == TEXTS[0])
    kari.clicks(f"phrase-edit-{first.id}")
    field = kari.sees(f"phrase-text-{first.id}", QLineEdit)
    field.setText("Rollene er tydelige.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    kari.until(lambda: kari.window.desk.is_idle, "the change")
    kari.types("phrases-filter", "tydelige")
    kari.until(lambda: count.text() == "1 phrase", "the changed one")


def test_the_bank_goes_out_and_comes_in_as_a_file(kari: Evaluator, tmp_path: Path) -> None:
    kari.window.errands.comment_bank()
    kari.until(lambda: kari.has("phrases-count"), "the bank")
    kari.until(lambda: kari.window.desk.is_idle, "the phrases")
    path = tmp_path / "setninger.toml"
    kari.dialogs.paths = [path]
    kari.clicks("phrases-export")
    kari.until(path.exists, "the file")
    kari.dialogs.paths = [path]
    kari.clicks("phrases-import")
    banner = kari.window.errands.sheet.banner
    kari.until(lambda: "3 were there already" in banner.label.text(), "the answer")
