"""An application that came on paper is typed in, survives a crash, and is received."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.casework import new_application

Sitting = Callable[..., Evaluator]


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path) -> Evaluator:
    """Kari at a new casebook."""
    person = sitting("")
    person.sits_down(tmp_path / "casebook")
    person.introduces("Kari Nordmann", "National Support Organisation")
    return person


def begins(who: Evaluator, scheme: str = "nql-2022") -> None:
    """Open the form of a label."""
    who.until(lambda: who.window.desk.is_idle, "quiet")
    who.window.errands.new_application()
    who.clicks(f"new-application-{scheme}")
    who.until(lambda: who.has("new-application-act"), "the form")


def fills(who: Evaluator) -> None:
    """Type what an application cannot do without."""
    for name, words in {"applicant-name": "Solveig Hansen", "school-name": "Ringve skole",
                        "project-title": "Stemmer fra elva"}.items():  # fmt: skip
        who.types(f"typed-{name}", words)
    who.sees("typed-answers-0-text", QPlainTextEdit).insertPlainText("Vi målte sammen.")


def drafts(who: Evaluator) -> list[object]:
    """Return the drafts that are kept now."""
    found: list[object] = []
    who.until(lambda: who.window.desk.is_idle, "quiet")
    who.window.desk.draft_read(lambda book: list(new_application.drafts(book)), found.append)
    who.until(lambda: bool(found), "the drafts")
    return found[0]  # type: ignore[return-value]


def test_the_first_application_is_typed_in_and_received(kari: Evaluator, tmp_path: Path) -> None:
    kari.clicks("type-in")
    kari.clicks("new-application-nql-2022")
    kari.until(lambda: kari.has("new-application-act"), "the form")
    fills(kari)
    (tmp_path / "Felt rapport.txt").write_text("Det vi fant.")
    kari.dialogs.paths = [tmp_path / "Felt rapport.txt"]
    kari.clicks("typed-add-files")
    kari.until(lambda: kari.has("typed-ev1"), "the file in the list")
    kari.clicks("new-application-act")
    kari.until(lambda: kari.case == "NO-NQL-2026-0001", "the case")
    shown = kari.window.desk.case
    assert shown is not None
    assert shown.judgement.application.answers[0].text == "Vi målte sammen."
    assert list(shown.judgement.submission.evidence_sha256) == ["ev1"]
    kari.dialogs.paths = [tmp_path / "kopi.labelapp"]
    kari.until(lambda: kari.has("banner-act"), "the news")
    kari.clicks("banner-act")
    kari.until((tmp_path / "kopi.labelapp").exists, "the copy")
    with ZipFile(tmp_path / "kopi.labelapp") as copy:
        assert any(name.endswith("Felt rapport.txt") for name in copy.namelist())
    assert kari.failures == []


def test_what_is_missing_is_shown_beside_its_field(kari: Evaluator) -> None:
    begins(kari)
    kari.types("typed-school-name", "Ringve skole")
    kari.clicks("new-application-act")
    name = kari.sees("typed-applicant-name", QWidget)
    kari.until(lambda: name.property("tone") == "red", "the field to complain")
    kari.until(name.hasFocus, "the keyboard in that field")  # it is marked first, then gone to
    QTest.keyClicks(name, "Solveig")
    kari.until(lambda: name.property("tone") != "red", "the complaint to go")
    assert kari.case == ""


def test_a_draft_is_there_after_a_crash(kari: Evaluator, sitting: Sitting, tmp_path: Path) -> None:
    begins(kari)
    fills(kari)
    kari.leaves()  # without closing the sheet
    next_day = sitting()
    next_day.sits_down(tmp_path / "casebook")
    (draft,) = drafts(next_day)
    next_day.window.errands.new_application()
    next_day.clicks(f"new-application-draft-{draft.token}")
    next_day.until(lambda: next_day.has("new-application-act"), "the form")
    field = next_day.sees("typed-answers-0-text", QPlainTextEdit)
    assert field.toPlainText() == "Vi målte sammen."
    next_day.clicks("new-application-drop")
    next_day.until(lambda: next_day.window.errands.sheet is None, "the end of the sheet")
    assert drafts(next_day) == []


def test_the_next_submission_begins_with_the_last_one(kari: Evaluator, tmp_path: Path) -> None:
    kari.opens(application(tmp_path / "files"))
    kari.clicks("intake-act")
    kari.until(lambda: kari.case != "", "the case")
    kari.window.errands.send_again()
    kari.until(lambda: kari.has("new-application-act"), "the form")
    assert kari.sees("typed-submission", QWidget).text() == "2"  # type: ignore[attr-defined]
    kari.sees("typed-answers-1-text", QPlainTextEdit).insertPlainText("Mer. ")
    kari.clicks("new-application-act")
    kari.until(lambda: kari.window.errands.sheet is None, "the end of the sheet")
    kari.until(lambda: kari.window.desk.is_idle, "the case to follow")
    shown = kari.window.desk.case
    assert shown is not None
    assert shown.ref.submission == 2
    assert shown.judgement.application.answers[1].text.startswith("Mer. ")


def test_the_whole_form_is_reached_by_keyboard_and_named(kari: Evaluator) -> None:
    begins(kari, "esl-2022")
    sheet = kari.window.errands.sheet
    assert sheet is not None
    seen: list[QWidget] = []
    while (focus := kari.window.focusWidget()) not in seen:
        seen.append(focus)
        assert focus is not None
        assert sheet.isAncestorOf(focus)
        assert focus.accessibleName(), focus.objectName()
        kari.presses(Qt.Key.Key_Tab)
    names = {each.objectName() for each in seen}
    assert {"typed-applicant-name", "typed-add-files", "new-application-act"} <= names
    assert {"typed-answers-1-plan", "typed-preselection-quality_labels-add"} <= names
