"""Scoring by mouse and keys; what is told, and what only shows."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.assessment import Assessment, GateResult
from app.models.identifiers import LeafId
from app.models.review import Mark, Score, Scores
from app.models.scheme import Scheme
from app.scoring import assess
from app.ui.review.scores_pane import ScoresPane, ScoresPlace


@pytest.fixture
def pane(
    qtbot: QtBot, quality_scheme: Scheme, river_scores: Scores, river_assessment: Assessment
) -> Iterator[ScoresPane]:
    shown = ScoresPane()
    qtbot.addWidget(shown)
    shown.resize(348, 700)
    shown.show_application(quality_scheme, river_scores, river_assessment)
    shown.show()
    qtbot.waitActive(shown)
    yield shown
    shown.close()


def segment(pane: ScoresPane, leaf: str, text: str) -> QWidget:
    found = pane.findChild(QWidget, f"levels-{leaf}-{text}")
    assert found is not None
    return found


def type_keys(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_first_open_leaf_is_current(pane: ScoresPane) -> None:
    assert pane.current == "5a"


def test_a_press_on_a_level_tells_points(qtbot: QtBot, pane: ScoresPane) -> None:
    with qtbot.waitSignal(pane.points_chosen) as told:
        qtbot.mouseClick(segment(pane, "1a", "2"), Qt.MouseButton.LeftButton)
    assert told.args == ["1a", Fraction(2)]
    assert pane.current == "1a"


@pytest.mark.parametrize(
    ("key", "points"),
    [(Qt.Key.Key_3, Fraction(3)), (Qt.Key.Key_0, Fraction(0)), (Qt.Key.Key_Delete, None),
     (Qt.Key.Key_Backspace, None)],
)  # fmt: skip
def test_keys_score_the_current_row(
    qtbot: QtBot, pane: ScoresPane, key: Qt.Key, points: Fraction | None
) -> None:
    pane.set_current("1b")
    with qtbot.waitSignal(pane.points_chosen) as told:
        type_keys(qtbot, key)
    assert told.args == ["1b", points]


def test_a_digit_off_the_scale_tells_nothing(qtbot: QtBot, pane: ScoresPane) -> None:
    pane.set_current("1b")
    with qtbot.assertNotEmitted(pane.points_chosen):
        type_keys(qtbot, Qt.Key.Key_9)


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("1b", [Qt.Key.Key_Down], "1c"),
        ("1b", [Qt.Key.Key_Up], "1a"),
        ("1a", [Qt.Key.Key_Up], "1a"),
        ("1c", [Qt.Key.Key_Down], "2a"),
        ("1a", [Qt.Key.Key_N], "5a"),
        ("5a", [Qt.Key.Key_N], "5b"),
        ("5b", [Qt.Key.Key_N], "5a"),
        ("5b", [Qt.Key.Key_Down, Qt.Key.Key_Up], "5a"),
    ],
)
def test_keys_move(
    qtbot: QtBot, pane: ScoresPane, start: str, keys: list[Qt.Key], end: str
) -> None:
    pane.set_current(start)
    type_keys(qtbot, *keys)
    assert pane.current == end


def test_moving_unfolds(qtbot: QtBot, pane: ScoresPane) -> None:
    header = pane.findChild(QWidget, "group-2")
    header.click()
    assert not pane.row("2a").isVisible()
    pane.set_current("1c")
    type_keys(qtbot, Qt.Key.Key_Down)
    assert pane.row("2a").isVisible()


def test_the_wheel_never_scores(qtbot: QtBot, pane: ScoresPane) -> None:
    where = segment(pane, "1a", "3")
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(where.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    with qtbot.assertNotEmitted(pane.points_chosen):
        QApplication.sendEvent(where, wheel)


def test_a_comment_is_told_when_typing_pauses(qtbot: QtBot, pane: ScoresPane) -> None:
    pane.set_current("1a")
    type_keys(qtbot, Qt.Key.Key_C)
    with qtbot.waitSignal(pane.comment_changed) as told:
        qtbot.keyClicks(QApplication.focusWidget(), "4 maps")
    assert told.args == ["1a", "4 maps"]
    assert pane.row("1a").levels.index() == 4


def test_a_comment_is_told_when_the_case_changes(
    qtbot: QtBot, pane: ScoresPane, quality_scheme: Scheme, river_assessment: Assessment
) -> None:
    pane.set_current("1a")
    pane.open_comment()
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    with qtbot.waitSignal(pane.comment_changed) as told:
        pane.show_application(quality_scheme, {}, river_assessment)
    assert told.args == ["1a", "x"]
    assert pane.row("1a").comment.text() == ""


def test_what_is_being_typed_is_never_overwritten(
    qtbot: QtBot, pane: ScoresPane, river_scores: Scores
) -> None:
    pane.set_current("1a")
    pane.open_comment()
    qtbot.keyClicks(QApplication.focusWidget(), "half a wo")
    pane.show_scores(river_scores)
    assert pane.row("1a").comment.text() == "half a wo"


def test_a_comment_is_asked_for_below_the_minimum(qtbot: QtBot, pane: ScoresPane) -> None:
    row = pane.row("2c")
    assert row.demand.isVisible()
    pane.set_current("2c")
    row.comment.setPlainText("No consent forms.")
    assert not row.demand.isVisible()


def test_chips_say_the_minimum_and_its_source(pane: ScoresPane) -> None:
    assert (pane.row("1b").chip.text, pane.row("2c").chip.text) == ("min 3", "2 of min 3")
    assert "from a third party" in pane.row("2c").chip.toolTip()


def test_header_and_groups_say_sums(pane: ScoresPane) -> None:
    assert pane.header.chip.text == "2 of 12 left"
    texts = [pane.findChild(QWidget, f"group-{n}").points.text() for n in (1, 2, 4)]
    assert texts == ["4.33", "3", "3.5"]
    assert pane.findChild(QWidget, "group-5").chip.text == "not scored"


def test_the_descriptor_of_the_chosen_level_shows(pane: ScoresPane) -> None:
    pane.set_current("1b")
    words = "4 Very good · Pupils depend on each other's work in most activities."
    assert pane.row("1b").hint.text == words


def test_rows_are_kept_when_only_points_change(
    pane: ScoresPane, quality_scheme: Scheme, river_assessment: Assessment
) -> None:
    before = pane.row("1a")
    pane.show_application(quality_scheme, {}, river_assessment)
    assert pane.row("1a") is before
    assert before.levels.index() == -1


def test_rows_of_both_labels_are_kept(
    pane: ScoresPane, quality_scheme: Scheme, school_scheme: Scheme, river_assessment: Assessment
) -> None:
    before = pane.row("1a")
    pane.show_application(school_scheme, {}, assess(school_scheme, {}))
    assert pane.leaves == ("safety", "declaration", "leadership-1", "leadership-2")
    pane.show_application(quality_scheme, {}, river_assessment)
    assert pane.row("1a") is before
    assert [leaf for leaf in pane.leaves if pane.row(leaf).is_current] == [pane.current]


def test_a_sealed_review_is_only_seen(
    qtbot: QtBot, pane: ScoresPane, quality_scheme: Scheme, river_scores: Scores,
    river_assessment: Assessment,
) -> None:  # fmt: skip
    pane.show_application(quality_scheme, river_scores, river_assessment, read_only=True)
    with qtbot.assertNotEmitted(pane.points_chosen):
        assert not pane.choose("1")
        pane.clear_current()
    assert pane.row("1b").comment.isReadOnly()


def test_place_is_remembered(pane: ScoresPane) -> None:
    place = ScoresPlace("2b", ("4",))
    pane.restore(place)
    assert (pane.state().leaf, pane.state().folded) == ("2b", ("4",))


@pytest.mark.parametrize(("key", "points"), [("2", Fraction(2)), ("x", Mark.NOT_APPLICABLE)])
def test_statements_are_scored_in_words(
    qtbot: QtBot, school_scheme: Scheme, key: str, points: object
) -> None:
    pane = ScoresPane()
    qtbot.addWidget(pane)
    pane.show_application(school_scheme, {}, assess(school_scheme, {}))
    assert [c.text for c in pane.row("leadership-1").levels.choices] == [
        "Not met", "Partly", "Met", "n/a",
    ]  # fmt: skip
    assert [c.text for c in pane.row("safety").levels.choices] == ["Not met", "Partly", "Met"]
    pane.set_current("leadership-1", focus=False)
    with qtbot.waitSignal(pane.points_chosen) as told:
        pane.choose(key)
    assert told.args == ["leadership-1", points]


def test_half_points_are_levels_too(qtbot: QtBot, quality_scheme: Scheme) -> None:
    scale = replace(quality_scheme.scale, max=Fraction(2), step=Fraction(1, 2))
    scheme = replace(quality_scheme, scale=scale)
    pane = ScoresPane()
    qtbot.addWidget(pane)
    scores = {LeafId("1a"): Score(Fraction(3, 2))}
    pane.show_application(scheme, scores, assess(scheme, scores))
    assert pane.row("1a").levels.index() == 3


def test_a_new_season_minimum_shows(pane: ScoresPane) -> None:
    gate = GateResult(LeafId("1a"), Fraction(4), Fraction(5), met=False)
    pane.row("1a").show_gate(gate)
    assert pane.row("1a").chip.text == "4 of min 5"
