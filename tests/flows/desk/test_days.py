"""What happens to an evaluator in a week: undo, the next day, keys, bad files, two windows."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.casework import keep, season
from app.ui.widgets import PlainLabel

FIRST, SECOND = "NO-NQL-2026-0001", "NO-NQL-2026-0002"

Sitting = Callable[..., Evaluator]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook whose office is named and whose minimums are confirmed."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.confirm(casebook, "Kari")
    return folder


@pytest.fixture
def kari(sitting: Sitting, office: Path, tmp_path: Path) -> Evaluator:
    """Kari, with two applications in her queue, reading the first."""
    someone = sitting("Kari")
    someone.sits_down(office)
    someone.opens(application(tmp_path, 1), application(tmp_path, 2))
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == FIRST, "the first application")
    someone.until(lambda: someone.window.desk.is_idle, "quiet")
    return someone


def points(who: Evaluator, leaf: str) -> object:
    return who.window.desk.scores[leaf].points  # type: ignore[index]


def test_a_score_is_saved_at_once_and_said(kari: Evaluator) -> None:
    kari.scores("1b", 4)
    assert kari.window.top.saved.text().startswith("Saved")
    assert points(kari, "1b") == Fraction(4)


def test_undo_and_redo_follow_the_score(kari: Evaluator) -> None:
    kari.scores("1b", 4)
    kari.scores("1b", 2)
    kari.window.acts["undo"].trigger()
    assert points(kari, "1b") == Fraction(4)
    kari.window.acts["redo"].trigger()
    assert points(kari, "1b") == Fraction(2)
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert kari.window.case.scores.row("1b").levels.index() == 2


def test_a_comment_is_one_step_of_undo(kari: Evaluator) -> None:
    kari.scores("2c", 2)
    kari.comments("2c", "No consent ")
    kari.comments("2c", "shown.")
    kari.window.acts["undo"].trigger()
    assert kari.window.desk.scores["2c"].comment in {"", "No consent"}  # type: ignore[index]


def test_digits_and_letters_work_until_one_types(kari: Evaluator) -> None:
    kari.window.activateWindow()
    kari.window.case.scores.set_current("1a")
    kari.presses(Qt.Key.Key_3)
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert points(kari, "1a") == Fraction(3)
    kari.presses(Qt.Key.Key_C)
    field = kari.window.case.scores.row("1a").comment
    QTest.keyClicks(field, "j5n")
    assert field.text() == "j5n"
    assert kari.case == FIRST


def test_j_goes_to_the_next_case_and_k_back(kari: Evaluator) -> None:
    before = kari.case
    kari.window.acts["next-case"].trigger()
    kari.until(lambda: kari.case not in {"", before}, "the next case")
    kari.window.acts["previous-case"].trigger()
    kari.until(lambda: kari.case == before, "the case before")


def test_the_next_day_begins_where_one_was(kari: Evaluator, sitting: Sitting, office: Path) -> None:
    kari.shows(SECOND)
    kari.reads("2")
    kari.scores("2a", 3)
    kari.leaves()
    again = sitting("Kari")
    again.sits_down(office)
    again.until(lambda: again.case == SECOND, "the case of yesterday")
    assert again.window.case.description.state().tab == "2"
    assert points(again, "2a") == Fraction(3)


def test_what_was_typed_is_kept_when_the_window_closes(
    kari: Evaluator, sitting: Sitting, office: Path
) -> None:
    field = kari.window.case.scores.row("1a").comment
    field.setFocus()
    QTest.keyClicks(field, "typed a moment ago")
    kari.leaves()
    again = sitting("Kari")
    again.sits_down(office)
    again.until(lambda: again.case == FIRST, "the case")
    assert again.window.desk.scores["1a"].comment == "typed a moment ago"  # type: ignore[index]


def test_evidence_that_was_seen_is_not_told_as_unopened(kari: Evaluator) -> None:
    kari.looks_at("ev1")
    shown = kari.window.case.shown
    assert shown is not None
    assert len(shown.opened) == 1


def test_bad_files_are_told_one_by_one_and_good_ones_kept(kari: Evaluator, tmp_path: Path) -> None:
    bad = tmp_path / "holiday.labelapp"
    bad.write_bytes(b"not a zip at all")
    kari.opens(bad, application(tmp_path / "more", 3))
    words = [each.whole_text() for each in kari.window.findChildren(PlainLabel)]
    assert "holiday.labelapp" in words
    kari.until(lambda: len(kari.window.queue.rows()) == 3, "the good one in the queue")


def test_files_dropped_on_the_window_come_in(kari: Evaluator, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(application(tmp_path / "dropped", 4)))])
    event = QDropEvent(QPointF(500, 400), Qt.DropAction.CopyAction, data,
                       Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    kari.window.dropEvent(event)
    kari.until(lambda: len(kari.window.queue.rows()) == 3, "the dropped file in the queue")


def test_a_refusal_needs_its_reason(kari: Evaluator) -> None:
    for leaf in kari.window.case.scores.leaves:
        kari.scores(leaf, 1)
        kari.comments(leaf, "Too little.")
    kari.decides("refuse", reason="The minimums are not reached.")
    kari.until(lambda: "refused" in [str(r.status) for r in kari.window.queue.rows()], "refused")
    assert kari.failures == []


def test_a_second_desk_is_told_where_the_casebook_is_open(kari: Evaluator, office: Path) -> None:
    code = "import sys; from app.__main__ import main; sys.argv = ['label-desk', *sys.argv[1:]]; sys.exit(main())"  # noqa: E501
    other = subprocess.run(
        [sys.executable, "-c", code, "list", "--casebook", str(office)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert other.returncode == 3
    assert "open in another Label Desk" in other.stderr + other.stdout


def test_a_window_on_a_casebook_that_is_open_elsewhere_says_so(
    sitting: Sitting, office: Path
) -> None:
    with keep.open_casebook(office):
        ola = sitting("Ola")
        ola.window.errands.use_casebook(office)
        ola.until(ola.window.banner.isVisible, "the sentence")
    assert "another Label Desk" in ola.window.banner.label.text()


def test_the_queue_folds_away_in_a_narrow_window(kari: Evaluator) -> None:
    kari.window.resize(1200, 768)
    kari.until(lambda: not kari.window.queue.isVisible(), "the queue to fold")
    kari.window.acts["queue"].trigger()
    assert kari.window.queue.isVisible()


def test_every_menu_has_its_keys_and_sheets_put_them_to_sleep(kari: Evaluator) -> None:
    kari.window.errands.keys()
    assert kari.window.acts["next-case"].shortcuts() == []
    kari.clicks("keys-close")
    assert kari.window.acts["next-case"].shortcuts()


def test_finding_narrows_the_queue(kari: Evaluator) -> None:
    kari.types("queue-filter", "0002")
    kari.until(lambda: kari.window.queue.model.rowCount() == 1, "one row")
    kari.presses(Qt.Key.Key_Escape)
    kari.until(lambda: kari.window.queue.model.rowCount() == 2, "two rows")


def test_words_of_the_answers_are_found_too(kari: Evaluator) -> None:
    kari.types("queue-filter", "arbeidet sammen")
    kari.until(lambda: kari.window.queue.model.rowCount() == 2, "cases by their answers")


def test_digits_work_from_the_queue(kari: Evaluator) -> None:
    kari.window.queue.view.setFocus()
    kari.window.case.scores.set_current("1a", focus=False)
    kari.presses(Qt.Key.Key_5)
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert points(kari, "1a") == Fraction(5)


def test_feedback_before_the_decision_is_what_the_points_say_so_far(kari: Evaluator) -> None:
    kari.scores("1a", 4)
    kari.clicks("feedback")
    text = kari.sees("letter-text", QPlainTextEdit)
    kari.until(lambda: "not scored" in text.toPlainText(), "the feedback")
    assert "1a" in text.toPlainText()


def test_a_decided_case_shows_the_points_it_stood_on_to_others(
    kari: Evaluator, sitting: Sitting, office: Path
) -> None:
    for leaf in kari.window.case.scores.leaves:
        kari.scores(leaf, 4)
    kari.decides("grant")
    kari.leaves()
    ola = sitting("Ola")
    ola.sits_down(office)
    ola.until(lambda: ola.case == FIRST, "the case")
    assert ola.window.case.bar.total.text() == "20"
