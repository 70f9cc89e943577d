"""Pins from making to undoing, in description, page, picture and text, by mouse and by keys."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluator import Evaluator
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit

from app.casework import keep, rubrics, season
from app.models.review import Pin, Score
from app.samples.build import build_sample
from app.samples.sources import sample_sources
from app.ui.evidence.page_selection import PageSelection
from app.ui.pins.acts import Doing, PinAct
from app.ui.pins.badge import PinBadge

CASE = "NO-NQL-2026-0412"
PDF, DOCX, PICTURE = "ev1", "ev2", "ev3"
QUOTE = "Hvert lag målte vannkvaliteten i sin egen elv"

Sitting = Callable[..., Evaluator]


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = next(each for each in sample_sources() if each.form["id"] == CASE)
    scheme = rubrics.schemes(None)[source.form["scheme"]]
    return build_sample(source, tmp_path_factory.mktemp("river"), scheme)


@pytest.fixture
def kari(
    sitting: Sitting, river: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Evaluator:  # fmt: skip
    """Kari, reading the river project with 1b current; a parameter is the season's pin rule."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.set_value(casebook, "schemes.nql-2022.pins", getattr(request, "param", ""))
        season.confirm(casebook, "Kari")
    someone = sitting("Kari")
    someone.sits_down(folder)
    someone.opens(river)
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == CASE, "the application")
    someone.until(lambda: someone.window.desk.is_idle, "quiet")
    someone.window.activateWindow()
    someone.window.case.scores.set_current("1b")
    return someone


def pins(who: Evaluator, leaf: str = "1b") -> tuple[Pin, ...]:
    score = who.window.desk.scores.get(leaf)  # type: ignore[call-overload]
    return score.pins if score else ()


def chooses(who: Evaluator, words: str) -> None:
    """Choose words of the description."""
    who.reads("1")
    page = who.window.case.description.page
    page.setTextCursor(page.document().find(words))
    page.setFocus()


def pins_words(who: Evaluator, words: str = QUOTE) -> None:
    chooses(who, words)
    who.window.acts["pin"].trigger()
    who.until(lambda: who.window.desk.is_idle, "the pin to be saved")


def chooses_on_page(who: Evaluator, words: str) -> None:
    """Choose words of the first page of the report."""
    who.looks_at(PDF)
    pages = who.window.case.evidence.document.pages
    who.until(lambda: bool(pages.texts.of(0).text), "the text of the page")
    at = pages.texts.of(0).text.index(words)
    pages.select(PageSelection((0, at), (0, at + len(words))))
    pages.setFocus()


def test_words_of_the_description_are_pinned_with_p(kari: Evaluator) -> None:
    pins_words(kari)
    (pin,) = pins(kari)
    assert (pin.answer is not None, pin.quote) == (True, QUOTE)
    assert pin.before.endswith("blandede lag.")
    page = kari.window.case.description.page
    assert [each.cursor.selectedText() for each in page.extraSelections()] == [QUOTE]
    assert "\N{OBJECT REPLACEMENT CHARACTER}" in page.toPlainText()
    assert kari.window.case.scores.row("1b").pin_chip.text() == "1 pin"


def test_what_is_copied_from_the_description_has_no_badges(kari: Evaluator) -> None:
    pins_words(kari)
    page = kari.window.case.description.page
    page.selectAll()
    words = page.createMimeDataFromSelection().text()
    assert QUOTE in words
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in words


def test_words_of_a_page_are_pinned_to_its_bytes_and_found_again(kari: Evaluator) -> None:
    chooses_on_page(kari, "Seks lag, tre elver")
    kari.presses(Qt.Key.Key_P)
    (pin,) = pins(kari)
    submission = kari.window.desk.case.judgement.submission
    assert (pin.evidence, pin.page, pin.quote) == (PDF, 1, "Seks lag, tre elver")
    assert pin.sha256 == submission.evidence_sha256[PDF]
    shown = kari.window.case.pinning.shown[0]
    marks = kari.window.case.pinning.documents[0].marks
    assert marks.parts(shown)


def test_the_button_over_the_evidence_pins_what_is_chosen(kari: Evaluator) -> None:
    chooses_on_page(kari, "Seks lag")
    kari.clicks("evidence-pin")
    assert [pin.quote for pin in pins(kari)] == ["Seks lag"]
    assert kari.window.case.evidence.document.pages.selected_text() == ""


def test_without_a_choice_the_page_is_pinned(kari: Evaluator) -> None:
    kari.looks_at(PDF)
    kari.window.case.evidence.go_to_page(3)
    kari.window.acts["pin"].trigger()
    assert [(pin.evidence, pin.page, pin.quote) for pin in pins(kari)] == [(PDF, 3, None)]


def test_words_of_a_document_are_pinned(kari: Evaluator) -> None:
    kari.looks_at(DOCX)
    view = kari.window.case.evidence.document.viewers.blocks.text
    kari.until(lambda: view.is_whole, "the whole text")
    view.setTextCursor(view.document().find("Beatriz: måle ovenfor"))
    view.setFocus()
    kari.presses(Qt.Key.Key_P)
    assert [(pin.evidence, pin.quote) for pin in pins(kari)] == [(DOCX, "Beatriz: måle ovenfor")]
    marked = [each.cursor.selectedText() for each in QTextEdit.extraSelections(view)]
    assert marked == ["Beatriz: måle ovenfor"]
    kari.until(lambda: kari.has("badge-1b-0"), "what is to be seen")


def test_a_part_of_a_picture_is_dragged(kari: Evaluator) -> None:
    kari.looks_at(PICTURE)
    pages = kari.window.case.evidence.document.pages
    box = pages.box_in_view(0)
    kari.clicks("evidence-part")
    corner = QPoint(box.left + box.width // 4, box.top + box.height // 4)
    end = QPoint(box.left + box.width // 2, box.top + box.height // 2)
    for verb, point in (
        (QTest.mousePress, corner), (QTest.mouseMove, end), (QTest.mouseRelease, end),
    ):  # fmt: skip
        if verb is QTest.mouseMove:
            verb(pages.viewport(), point)
        else:
            verb(pages.viewport(), Qt.MouseButton.LeftButton, pos=point)
    (pin,) = pins(kari)
    assert pin.rectangle is not None
    assert [float(side) for side in pin.rectangle] == pytest.approx(
        [0.25, 0.25, 0.5, 0.5], abs=0.02
    )
    assert kari.window.case.scores.row("1b").pins.lines[0].shown.sentence == (
        "elveatlas-kart.png, marked part"
    )


def test_a_part_of_a_picture_is_marked_with_keys_alone(kari: Evaluator) -> None:
    kari.looks_at(PICTURE)
    kari.window.acts["pin-part"].trigger()
    mark = kari.window.case.pinning.documents[0].rectangle
    assert mark.is_on
    kari.presses(Qt.Key.Key_Right)
    kari.presses(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    kari.presses(Qt.Key.Key_Return)
    assert not mark.is_on
    (pin,) = pins(kari)
    left, top, right, bottom = pin.rectangle or (0, 0, 0, 0)
    assert float(right - left) == pytest.approx(0.3, abs=0.01)
    assert float(bottom - top) == pytest.approx(0.18, abs=0.01)


def test_escape_leaves_the_marking_and_pins_nothing(kari: Evaluator) -> None:
    kari.looks_at(PICTURE)
    kari.window.acts["pin-part"].trigger()
    kari.presses(Qt.Key.Key_Escape)
    assert not kari.window.case.pinning.documents[0].rectangle.is_on
    assert pins(kari) == ()


def test_a_pin_in_the_scores_opens_its_evidence_and_its_badge_leads_back(kari: Evaluator) -> None:
    chooses_on_page(kari, "Seks lag")
    kari.presses(Qt.Key.Key_P)
    kari.looks_at(PICTURE)
    kari.clicks("pin-1b-0")
    kari.until(lambda: kari.window.case.evidence.current == PDF, "the report")
    kari.until(lambda: kari.has("badge-1b-0"), "the badge on the page")
    kari.window.case.scores.set_current("3a")
    badge = kari.sees("badge-1b-0", PinBadge)
    badge.click()
    assert kari.window.case.scores.current == "1b"
    assert kari.window.focusWidget().objectName() == "pin-1b-0"


def test_a_badge_in_the_description_leads_to_the_row(kari: Evaluator) -> None:
    pins_words(kari)
    kari.window.case.scores.set_current("3a")
    kari.window.case.description.page.link_followed.emit("pin:1b/0")
    assert kari.window.case.scores.current == "1b"


def test_a_pin_of_another_tab_is_shown_with_its_tab(kari: Evaluator) -> None:
    pins_words(kari)
    kari.reads("2")
    kari.clicks("pin-1b-0")
    assert kari.window.case.description.state().tab == "1"


def test_a_note_is_written_by_keys_and_kept(kari: Evaluator) -> None:
    pins_words(kari)
    kari.window.case.scores.row("1b").open_pins()
    kari.presses(Qt.Key.Key_F2)
    QTest.keyClicks(kari.sees("pin-note", QLineEdit), "Blandede lag.")
    kari.presses(Qt.Key.Key_Return)
    kari.until(lambda: kari.window.desk.is_idle, "the note to be saved")
    assert [pin.note for pin in pins(kari)] == ["Blandede lag."]
    assert kari.window.case.scores.row("1b").pins.editor is None


def test_a_pin_is_tied_to_another_leaf_and_one_undo_takes_it_back(kari: Evaluator) -> None:
    pins_words(kari)
    row = kari.window.case.scores.row("1b")
    row.pins.edit(0)
    row.pins.editor.retied.emit("1c")
    assert (pins(kari, "1b"), len(pins(kari, "1c"))) == ((), 1)
    assert kari.window.case.scores.current == "1c"
    kari.window.acts["undo"].trigger()
    assert (len(pins(kari, "1b")), pins(kari, "1c")) == (1, ())
    kari.window.acts["redo"].trigger()
    assert (pins(kari, "1b"), len(pins(kari, "1c"))) == ((), 1)


def test_a_pin_is_moved_to_other_words_and_keeps_its_note(kari: Evaluator) -> None:
    pins_words(kari)
    desk = kari.window.desk
    desk.change_score("1b", replace(desk.scores["1b"], pins=(replace(pins(kari)[0], note="N"),)))
    kari.window.case.pinning.refresh()
    row = kari.window.case.scores.row("1b")
    row.pins.edit(0)
    chooses(kari, "Sluttproduktet")
    row.pins.editor.moved.emit()
    assert [(pin.quote, pin.note) for pin in pins(kari)] == [("Sluttproduktet", "N")]


def test_delete_and_undo(kari: Evaluator) -> None:
    pins_words(kari)
    kari.window.case.scores.row("1b").open_pins()
    kari.presses(Qt.Key.Key_Delete)
    page = kari.window.case.description.page
    assert pins(kari) == ()
    assert page.extraSelections() == []
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in page.toPlainText()
    kari.window.acts["undo"].trigger()
    assert [pin.quote for pin in pins(kari)] == [QUOTE]


def test_no_evidence_found_is_said_and_a_pin_takes_it_back(kari: Evaluator) -> None:
    kari.clicks("no-evidence-1b")
    assert kari.window.desk.scores["1b"].no_evidence
    assert kari.window.case.scores.row("1b").pin_chip.text() == "no evidence found"
    pins_words(kari)
    assert not kari.window.desk.scores["1b"].no_evidence


@pytest.mark.parametrize("kari", ["at-minimum"], indirect=True)
def test_the_season_asks_for_a_pin_at_a_minimum(kari: Evaluator) -> None:
    kari.scores("1b", 3)
    kari.until(lambda: kari.has("pin-demand-1b"), "what is to be seen")
    kari.scores("1b", 4)
    kari.until(lambda: not kari.has("pin-demand-1b"), "what is to go")
    kari.scores("1b", 3)
    pins_words(kari)
    kari.until(lambda: not kari.has("pin-demand-1b"), "what is to go")


def test_a_pin_into_other_bytes_says_so_and_points_nowhere(kari: Evaluator) -> None:
    desk = kari.window.desk
    other = Pin(PDF, page=1, quote="Seks lag", sha256="0" * 64)
    desk.change_score("1b", Score(Fraction(4), pins=(other,)))
    kari.window.case.pinning.refresh()
    kari.looks_at(PDF)
    assert kari.window.case.scores.row("1b").pins.lines[0].shown.warning
    kari.until(lambda: not kari.has("badge-1b-0"), "what is to go")
    kari.clicks("pin-1b-0")
    assert "changed since it was pinned" in kari.window.banner.label.text()


def test_pins_are_there_the_next_day(kari: Evaluator, sitting: Sitting, tmp_path: Path) -> None:
    pins_words(kari)
    kari.leaves()
    again = sitting("Kari")
    again.sits_down(tmp_path / "casebook")
    again.until(lambda: again.case == CASE, "the case")
    again.reads("1")
    assert [pin.quote for pin in pins(again)] == [QUOTE]
    page = again.window.case.description.page
    assert [each.cursor.selectedText() for each in page.extraSelections()] == [QUOTE]


def test_words_of_the_question_are_not_the_applicants_and_are_not_pinned(kari: Evaluator) -> None:
    kari.reads("1")
    page = kari.window.case.description.page
    cursor = QTextCursor(page.document())
    cursor.setPosition(3)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert kari.window.case.pinning.description.place() is None


def test_another_file_ends_the_marking(kari: Evaluator) -> None:
    kari.looks_at(PICTURE)
    kari.window.acts["pin-part"].trigger()
    kari.looks_at(PDF)
    assert not kari.window.case.pinning.documents[0].rectangle.is_on
    kari.presses(Qt.Key.Key_Return)
    assert pins(kari) == ()


def test_keys_on_a_pin_leave_the_points_alone(kari: Evaluator) -> None:
    kari.scores("1b", 4)
    pins_words(kari)
    kari.window.case.scores.row("1b").open_pins()
    kari.presses(Qt.Key.Key_Delete)
    assert kari.window.desk.scores["1b"] == Score(Fraction(4))


def test_an_act_on_a_pin_that_is_gone_does_nothing(kari: Evaluator) -> None:
    scores = kari.window.case.scores
    for doing in Doing:
        scores.pin_acted.emit(PinAct("1b", 3, doing, "1c"))
    assert pins(kari) == ()
