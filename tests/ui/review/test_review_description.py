"""The description shows an application, follows nothing, and remembers where one was."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.models.application import Answer
from app.models.assessment import Eligibility, RuleAnswer
from app.models.case import Submission
from app.models.scheme import Scheme
from app.ui.review.description_pane import DescriptionPane, DescriptionPlace


@pytest.fixture
def pane(
    qtbot: QtBot, river_submission: Submission, quality_scheme: Scheme, eligible: Eligibility
) -> DescriptionPane:
    shown = DescriptionPane()
    qtbot.addWidget(shown)
    shown.resize(428, 500)
    shown.show_application(river_submission, quality_scheme, eligible, 2)
    shown.show()
    qtbot.waitActive(shown)
    return shown


def test_facts_come_first(pane: DescriptionPane) -> None:
    assert pane.facts.isVisible()
    assert pane.tab_ids() == ("facts", "1", "2", "3", "4", "5")


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("1", "Elevene fra Trondheim, Braga og Tartu"),
        ("1", "Evidence the applicant names here: Feltrapport.pdf · Referater.docx"),
        ("2", "1 name that is not in the list"),
        ("3", "<b>Not bold</b> <img src='//host/share/s.png'>"),
        ("4", "The applicant left this unanswered."),
        ("5", "The applicant left this unanswered."),
    ],
)
def test_answers_are_read_under_their_criterion(
    pane: DescriptionPane, tab: str, words: str
) -> None:
    pane.show_tab(tab)
    assert words in pane.page.toPlainText()


@pytest.mark.parametrize("width", [428, 400, 360])
def test_all_tabs_have_room_also_when_a_case_is_shown_again(
    pane: DescriptionPane, river_submission: Submission, quality_scheme: Scheme, width: int
) -> None:
    pane.resize(width, 500)
    pane.show_application(replace(river_submission, number=3), quality_scheme, None)
    rects = [pane.strip.tabRect(n) for n in range(pane.strip.count())]
    assert rects[-1].right() <= width
    assert min(rect.width() for rect in rects) > 30


def test_a_page_that_is_longer_than_its_column_is_read_from_the_top(pane: DescriptionPane) -> None:
    pane.resize(428, 160)
    pane.show_tab("1")
    bar = pane.page.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)


def test_alt_and_a_digit_change_the_tab(qtbot: QtBot, pane: DescriptionPane) -> None:
    with qtbot.waitSignal(pane.tab_changed) as told:
        qtbot.keyClick(pane, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["2"]


def test_a_leaf_leads_to_its_answers(pane: DescriptionPane) -> None:
    pane.show_leaf("4b")
    assert pane.state().tab == "4"


def test_evidence_is_asked_for(qtbot: QtBot, pane: DescriptionPane) -> None:
    pane.show_tab("1")
    with qtbot.waitSignal(pane.evidence_requested) as told:
        pane.page.anchorClicked.emit(QUrl("evidence:1"))
    assert told.args == ["ev2"]


@pytest.mark.parametrize("address", ["evidence:99", "evidence:-1", "https://a.example/", "//h/s"])
def test_other_addresses_lead_nowhere(qtbot: QtBot, pane: DescriptionPane, address: str) -> None:
    pane.show_tab("1")
    with qtbot.assertNotEmitted(pane.evidence_requested):
        pane.page.anchorClicked.emit(QUrl(address))


def test_nothing_is_loaded(pane: DescriptionPane) -> None:
    loaded = pane.page.loadResource(2, QUrl("file:///etc/hostname"))
    assert isinstance(loaded, QImage)
    assert loaded.width() == 1


def test_paragraphs_have_their_own_direction(pane: DescriptionPane) -> None:
    pane.show_tab("2")
    document = pane.page.document()
    found = [document.findBlockByNumber(n).textDirection() for n in range(document.blockCount())]
    assert Qt.LayoutDirection.RightToLeft in found
    assert Qt.LayoutDirection.LeftToRight in found


def test_text_can_be_copied(pane: DescriptionPane) -> None:
    pane.show_tab("1")
    pane.page.moveCursor(QTextCursor.MoveOperation.Start)
    pane.page.moveCursor(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    copied = pane.page.createMimeDataFromSelection()
    assert (copied.text(), copied.hasHtml()) == ("Collaboration between partner schools", False)


def test_place_is_remembered(qtbot: QtBot, pane: DescriptionPane) -> None:
    pane.resize(428, 200)
    pane.restore(DescriptionPlace("1", 40))
    qtbot.waitUntil(lambda: pane.state() == DescriptionPlace("1", 40))


def test_a_rule_is_answered_with_a_note(qtbot: QtBot, pane: DescriptionPane) -> None:
    qtbot.keyClicks(pane.findChild(QLineEdit, "rule-note-privacy"), "Consent seen")
    with qtbot.waitSignal(pane.rule_answered) as told:
        pane.findChild(QPushButton, "rule-met-privacy").click()
    assert told.args == ["privacy", True, "Consent seen"]


def test_a_note_being_typed_survives_another_rules_answer(
    qtbot: QtBot, pane: DescriptionPane, eligible: Eligibility
) -> None:
    qtbot.keyClicks(pane.findChild(QLineEdit, "rule-note-privacy"), "Cons")
    first = replace(eligible.rules[0], result=RuleAnswer.NOT_MET)
    pane.show_eligibility(Eligibility((first, *eligible.rules[1:])), 2)
    row = next(each for each in pane.facts.rules() if each.rule.id == "privacy")
    assert row.typed() == "Cons"


def test_the_same_answers_are_not_drawn_again(pane: DescriptionPane, eligible: Eligibility) -> None:
    before = pane.facts.rules()
    pane.show_eligibility(eligible, 2)
    assert pane.facts.rules() == before


def test_statements_and_plan_of_a_school(
    qtbot: QtBot, lura_submission: Submission, school_scheme: Scheme
) -> None:
    pane = DescriptionPane()
    qtbot.addWidget(pane)
    pane.show_application(lura_submission, school_scheme, None)
    pane.show_tab("leadership")
    lines = pane.page.toPlainText().splitlines()
    assert lines == [
        "A shared leadership", "We lead together.", "Teachers take part in decisions.",
        "•\u2002every month", "•\u2002in teams", "Plan for the next two years",
        "More pupils in the council.",
    ]  # fmt: skip


def test_gates_of_a_school(
    qtbot: QtBot, lura_submission: Submission, school_scheme: Scheme
) -> None:
    pane = DescriptionPane()
    qtbot.addWidget(pane)
    pane.show_application(lura_submission, school_scheme, None)
    pane.show_tab("gates")
    assert pane.page.toPlainText().splitlines() == [
        "Before all else", "Internet safety policy", "The policy is known to all.",
        "Declaration of the head", "Signed: Ola Nes, 29 September 2026",
        "Evidence the applicant names here: declaration.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["x" * 300_000, "a\n" * 150_000, "# " * 150_000, "*" * 300_000])
def test_a_text_that_never_ends_is_cut_and_said(
    qtbot: QtBot, river_submission: Submission, quality_scheme: Scheme, text: str
) -> None:
    form = river_submission.application
    long = replace(form, answers=(Answer("a", text, "1"),), text_format="markdown")
    pane = DescriptionPane()
    qtbot.addWidget(pane)
    pane.show_application(replace(river_submission, application=long), quality_scheme, None)
    started = time.process_time()
    pane.show_tab("1")
    assert time.process_time() - started < 2
    assert "more characters are not shown here" in pane.page.toPlainText()


@pytest.mark.parametrize("question", [None, "Why? " * 100_000])
def test_answers_without_end_are_counted(
    qtbot: QtBot, river_submission: Submission, quality_scheme: Scheme, question: str | None
) -> None:
    many = tuple(Answer(f"a{number}", "Yes.", "1", question) for number in range(20_000))
    long = replace(river_submission.application, answers=many)
    pane = DescriptionPane()
    qtbot.addWidget(pane)
    pane.show_application(replace(river_submission, application=long), quality_scheme, None)
    started = time.process_time()
    pane.show_tab("1")
    assert time.process_time() - started < 2
    assert "more answers are not shown here" in pane.page.toPlainText()


def test_rules_cannot_be_answered_where_nothing_can_be_written(
    pane: DescriptionPane, river_submission: Submission, quality_scheme: Scheme,
    eligible: Eligibility,
) -> None:  # fmt: skip
    pane.show_application(river_submission, quality_scheme, eligible, 2, read_only=True)
    assert [row.note for row in pane.facts.rules()] == [None, None, None]
