"""A case comes again: the switch, the check list, the earlier points, and the way back."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from desk_applications import TEACHER, application
from evaluator import Evaluator
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from app.casework import decide, keep, receive, review, season
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.comparison import Change, Passage, Run
from app.models.identifiers import CaseId, LeafId
from app.models.review import Pin, Score
from app.ui.pins.chosen_words import words_and_places
from app.ui.pins.ring import BLANK
from app.ui.review.difference_writer import DifferenceWriter
from app.ui.theme import sizes, tokens

CASE = CaseId("NO-NQL-2026-0001")
KARI = "Kari"
LEAVES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b")
LOW = Score(Fraction(2), "Samtykke er ikke vist.")
LEFT = Pin(answer="a2", quote="slutten")
KEPT = Pin(answer="a3", quote="arbeidet sammen")


def answers(changed: str) -> list[dict[str, Any]]:
    """The answers of the form with another text for criterion 2."""
    return [each | ({"text": changed} if each["criterion"] == "2" else {})
            for each in TEACHER["answers"]]  # fmt: skip


def again(number: int, changed: str) -> dict[str, Any]:
    """What differs in a later submission."""
    return {
        "submission": number, "answers": answers(changed),
        "submitted_at": f"2026-09-{20 + number}T09:00:00+02:00",
        "resubmission": [{"criterion": "2c", "evidence": "ev1", "where": "første linje"}],
    }  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook in which a refused case came again."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.confirm(casebook, KARI)
        receive.receive(casebook, application(tmp_path, 1))
        scores = {LeafId(leaf): Score(Fraction(4)) for leaf in LEAVES} | {LeafId("2c"): LOW}
        scores[LeafId("3a")] = Score(Fraction(4), pins=(KEPT, LEFT))
        review.save_scores(casebook, CaseRef(CASE), KARI, scores)
        decide.decide(casebook, CaseRef(CASE), outcome=Outcome.REFUSE, by=KARI, reason="Se 2c.")
        text = "Elevene arbeidet godt sammen, del 2."
        receive.receive(casebook, application(tmp_path, 1, **again(2, text)))
    return folder


@pytest.fixture
def kari(sitting: Any, office: Path) -> Evaluator:
    """Kari, reading the case that came again."""
    someone = sitting(KARI)
    someone.sits_down(office)
    return reading(someone)


def reading(someone: Evaluator) -> Evaluator:
    someone.shows(CASE)
    someone.until(lambda: someone.has("compare"), "the switch")
    someone.until(lambda: someone.window.desk.is_idle, "quiet")
    return someone


def page(who: Evaluator) -> str:
    return who.window.case.description.reading.toPlainText()


def test_the_switch_shows_what_changed_in_words(kari: Evaluator) -> None:
    assert kari.sees("compare", QPushButton).text() == "Compare with 1"
    kari.reads("2")
    assert "+" not in page(kari)
    kari.presses(Qt.Key.Key_D)
    assert "Since submission 1: 1 word new." in page(kari)
    assert "+godt" in page(kari)
    kari.reads("3")
    assert "= Nothing changed since submission 1." in page(kari)
    kari.presses(Qt.Key.Key_D)
    assert "submission 1" not in page(kari)


def test_facts_name_what_changed_and_lead_there(kari: Evaluator) -> None:
    kari.clicks("compare")
    kari.clicks("comparison-tab-2")
    assert kari.window.case.description.state().tab == "2"
    assert "+godt" in page(kari)


def test_the_check_list_keeps_its_ticks(kari: Evaluator) -> None:
    kari.clicks("compare")
    box = kari.sees("remark-2c", QCheckBox)
    assert box.text() == "2c: 2, at least 3 needed"
    assert LOW.comment in box.accessibleName()
    kari.clicks("remark-evidence-ev1")
    box.click()
    kari.until(lambda: kari.window.desk.is_idle, "the tick to be kept")
    kari.clicks("compare")
    kari.clicks("compare")
    assert kari.sees("remark-2c", QCheckBox).isChecked()
    with_tick = kari.window.desk
    found: list[frozenset[str]] = []
    with_tick.read(lambda casebook: casebook.checked(CASE, 2, KARI), found.append)
    kari.until(lambda: bool(found), "the ticks")
    assert found == [frozenset({"1 2c"})]


def test_cards_say_what_became_of_the_evidence(kari: Evaluator) -> None:
    card = kari.sees("evidence-ev1", QWidget)
    assert "same" not in card.accessibleName()
    kari.clicks("compare")
    assert "same" in card.accessibleName()


def test_nothing_is_scored_before_it_is_confirmed(kari: Evaluator) -> None:
    assert kari.window.desk.scores == {}
    assert kari.sees("carry-words", QLabel).text().startswith("12 earlier points are not carried")
    assert kari.sees("carried-1a", QLabel).text().startswith("Submission 1: 4")
    assert "look again" in kari.sees("carried-2c", QLabel).text()


def test_one_is_confirmed_by_itself_and_can_be_undone(kari: Evaluator) -> None:
    kari.clicks("confirm-1a")
    kari.until(lambda: kari.window.desk.is_idle, "the point to be saved")
    assert kari.window.desk.scores[LeafId("1a")].points == 4
    kari.until(lambda: not kari.has("confirm-1a"), "what is to go")
    kari.window.acts["undo"].trigger()
    kari.until(lambda: kari.has("confirm-1a"), "the proposal again")


def test_all_unchanged_are_one_act_in_the_log(kari: Evaluator) -> None:
    kari.scores("1a", 5)
    kari.clicks("carry-all")
    kari.until(lambda: len(kari.window.desk.scores) == 9, "the points")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert kari.window.desk.scores[LeafId("1a")].points == 5
    assert LeafId("2c") not in kari.window.desk.scores
    acts: list[list[str]] = []
    kari.window.desk.read(
        lambda casebook: [each.act.value for each in casebook.entries()], acts.append
    )
    kari.until(lambda: bool(acts), "the log")
    assert acts[0][-1] == "carry"
    assert not kari.failures
    kari.until(lambda: not kari.has("carry-all"), "what is to go")


def pins_of(who: Evaluator, leaf: str) -> tuple[Pin, ...]:
    return who.window.desk.scores.get(LeafId(leaf), Score()).pins


@pytest.mark.parametrize("button", ["confirm-3a", "carry-all"])
def test_pins_come_along_and_go_with_the_points(kari: Evaluator, button: str) -> None:
    kari.window.case.scores.set_current("3a")
    kari.clicks(button)
    kari.until(lambda: pins_of(kari, "3a") == (KEPT,), "the pin")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    banner = kari.window.banner.label.text()
    assert banner == "1 pin was left behind: Description, a2: “slutten”."
    assert kari.window.case.scores.row("3a").pin_chip.text() == "1 pin"
    kari.window.acts["undo"].trigger()
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert pins_of(kari, "3a") == ()
    kari.until(lambda: kari.has("confirm-3a"), "what is to be seen")


def test_all_confirmed_at_once_are_undone_and_redone_as_one(kari: Evaluator) -> None:
    kari.scores("1a", 5)
    kari.clicks("carry-all")
    kari.until(lambda: len(kari.window.desk.scores) == 9, "the points")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    kari.window.acts["undo"].trigger()
    kari.until(lambda: kari.has("carry-all"), "the points to wait again")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    saved: list[dict[str, object]] = []
    kari.window.desk.read(
        lambda casebook: {leaf: score.points
                          for leaf, score in casebook.drafts(CASE, 2)[0].scores.items()
                          if score.points is not None}, saved.append,
    )  # fmt: skip
    kari.until(lambda: bool(saved), "the draft")
    assert saved == [{"1a": 5}]
    kari.window.acts["redo"].trigger()
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    given = [score.points for score in kari.window.desk.scores.values()]
    assert sorted(map(str, given)) == ["4"] * 8 + ["5"]


def test_the_earlier_submission_can_be_read_and_left(kari: Evaluator) -> None:
    kari.clicks("compare")
    kari.clicks("comparison-show")
    kari.until(lambda: kari.window.desk.case.ref.submission == 1, "submission 1")
    kari.until(lambda: not kari.has("compare"), "what is to go")
    kari.clicks("banner-act")
    kari.until(lambda: kari.window.desk.case.ref.submission == 2, "submission 2")


def test_one_of_several_earlier_ones_is_chosen(sitting: Any, office: Path, tmp_path: Path) -> None:
    with keep.open_casebook(office) as casebook:
        receive.receive(casebook, application(tmp_path, 1, **again(3, "Noe helt annet.")))
    kari = sitting(KARI)
    kari.sits_down(office)
    reading(kari)
    assert kari.sees("compare", QPushButton).text() == "Compare with 1"
    kari.clicks("compare")
    kari.clicks("compare-with-2")
    kari.until(lambda: kari.sees("compare", QPushButton).text() == "Compare with 2", "the other")
    kari.reads("2")
    assert "Noe helt annet." in page(kari)


def test_a_first_submission_has_nothing_to_compare_with(
    sitting: Any, office: Path, tmp_path: Path
) -> None:
    with keep.open_casebook(office) as casebook:
        receive.receive(casebook, application(tmp_path, 2))
    kari = sitting(KARI)
    kari.sits_down(office)
    kari.shows("NO-NQL-2026-0002")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    kari.until(lambda: not kari.has("compare"), "what is to go")
    assert not kari.window.acts["differences"].isEnabled()
    kari.until(lambda: not kari.has("carry-words"), "what is to go")


def pins_across_a_difference(kari: Evaluator) -> Pin:
    kari.window.case.scores.set_current("2a")
    kari.clicks("compare")
    kari.reads("2")
    shown = kari.window.case.description.reading
    cursor = shown.document().find("Elevene arbeidet")
    end = shown.document().find("sammen, del")
    cursor.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    shown.setTextCursor(cursor)
    shown.setFocus()
    kari.window.acts["pin"].trigger()
    kari.until(lambda: kari.window.desk.is_idle, "the pin to be saved")
    (pin,) = kari.window.desk.scores[LeafId("2a")].pins
    return pin


def test_words_pinned_among_differences_are_those_of_the_answer_now(kari: Evaluator) -> None:
    pin = pins_across_a_difference(kari)
    assert pin.quote == "Elevene arbeidet godt sammen, del"
    assert (pin.answer, pin.after) == ("a2", "2.")


def test_a_pin_is_shown_among_differences_and_on_the_answer_as_it_is(kari: Evaluator) -> None:
    pins_across_a_difference(kari)
    differences = kari.window.case.description.reading
    kari.window.case.pinning.description.reveal(kari.window.case.pinning.shown[0])
    assert kari.window.case.comparing.is_on
    marked = "".join(each.cursor.selectedText() for each in differences.extraSelections())
    assert marked.replace("+", "") == "Elevene arbeidet godt sammen, del"
    assert BLANK in differences.toPlainText()
    kari.clicks("compare")
    (mark,) = kari.window.case.description.page.extraSelections()
    assert mark.cursor.selectedText() == "Elevene arbeidet godt sammen, del"


def test_words_that_are_gone_are_not_part_of_a_pin_across_them(kari: Evaluator) -> None:
    kari.clicks("compare")
    kari.reads("2")
    page = kari.window.case.description.reading
    writer = DifferenceWriter(page.document(), tokens(page), sizes())
    page.clear()
    runs = (Run("Vi 😀 så ", Change.SAME), Run("bare ", Change.GONE), Run("alt.", Change.SAME))
    writer.passage(Passage(Change.CHANGED, runs))
    words, places = words_and_places(page, 0, page.document().characterCount())
    assert words == "Vi 😀 så alt."
    at = [page.document().characterAt(place) for place in places]
    assert "".join(at[:3] + at[4:]) == "Vi  så alt."


def test_an_answer_from_right_to_left_is_compared_too(
    sitting: Any, office: Path, tmp_path: Path
) -> None:
    words = "قاس التلاميذ الماء كل أسبوع"
    with keep.open_casebook(office) as casebook:
        receive.receive(casebook, application(tmp_path, 1, **again(3, words)))
        receive.receive(casebook, application(tmp_path, 1, **again(4, f"{words} معا")))
    kari = sitting(KARI)
    kari.sits_down(office)
    reading(kari)
    kari.clicks("compare")
    kari.clicks("compare-with-3")
    kari.until(lambda: kari.sees("compare", QPushButton).text() == "Compare with 3", "the other")
    kari.reads("2")
    shown = kari.window.case.description.reading
    assert "+معا" in shown.toPlainText()
    block = shown.document().find(words).block()
    assert block.textDirection() is Qt.LayoutDirection.RightToLeft


def test_a_huge_answer_is_told_to_differ_and_never_stops_the_window(
    sitting: Any, office: Path, tmp_path: Path
) -> None:
    with keep.open_casebook(office) as casebook:
        receive.receive(casebook, application(tmp_path, 1, **again(3, "ord og " * 200_000)))
    kari = sitting(KARI)
    kari.sits_down(office)
    reading(kari)
    kari.clicks("compare")
    kari.reads("2")
    assert "too long to be compared word by word" in page(kari)
    assert "more characters are not shown here" in page(kari)
