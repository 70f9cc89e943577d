"""The bar says where the case stands, in any width."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.assessment import Assessment, Eligibility
from app.models.case import Status
from app.models.message import message
from app.models.scheme import Scheme
from app.ui.review.chip_strip import ChipStrip
from app.ui.review.outcome_bar import OutcomeBar
from app.ui.review.words import ChipWords
from app.ui.widgets import Tone


@pytest.fixture
def bar(
    qtbot: QtBot, quality_scheme: Scheme, river_assessment: Assessment, eligible: Eligibility
) -> OutcomeBar:
    shown = OutcomeBar()
    qtbot.addWidget(shown)
    sentence = message("{leaf} is below its minimum.", leaf="2c")
    shown.show_assessment(quality_scheme, river_assessment, eligible, [sentence])
    return shown


def test_total_and_sentence(bar: OutcomeBar) -> None:
    assert (bar.total.text(), bar.open.text()) == ("14.83", "/ 25 · 2 open")
    assert bar.sentence.whole_text() == "2c from 2 to 3 would change the outcome."
    assert bar.sentence.accessibleDescription() == "2c is below its minimum."


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.IN_REVIEW, {"decide"}),
        (Status.GRANTED, {"revise", "certificate"}),
        (Status.CERTIFIED, {"revise", "certificate"}),
        (Status.REFUSED, {"revise"}),
    ],
)
def test_buttons_follow_the_status(bar: OutcomeBar, status: Status, shown: set[str]) -> None:
    bar.show_status(status)
    buttons = (bar.decide, bar.revise, bar.certificate)
    assert {each.objectName() for each in buttons if each.isVisibleTo(bar)} == shown
    assert bar.feedback.text() == ("Feedback…" if "decide" in shown else "Letter…")


def test_nothing_can_be_decided_in_a_read_only_casebook(bar: OutcomeBar) -> None:
    bar.show_status(Status.SEALED, may_decide=False)
    assert not bar.decide.isEnabled()


@pytest.mark.parametrize("name", ["feedback", "decide", "revise", "certificate"])
def test_buttons_tell(qtbot: QtBot, bar: OutcomeBar, name: str) -> None:
    button = getattr(bar, name)
    button.show()
    with qtbot.waitSignal(getattr(bar, f"{name}_requested")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_chips_that_say_met_give_way_first(qtbot: QtBot) -> None:
    strip = ChipStrip("chips")
    qtbot.addWidget(strip)
    tones = [Tone.GREEN, Tone.GREEN, Tone.RED, Tone.GREEN]
    strip.show_chips([ChipWords(str(n), f"chip {n}", tone) for n, tone in enumerate(tones)])
    whole = strip.sizeHint()
    strip.resize(whole)
    assert [chip.id for chip in strip.shown()] == ["0", "1", "2", "3"]
    strip.resize(whole.width() - 30, whole.height())
    assert [chip.text for chip in strip.shown()] == ["chip 0", "chip 2", "+2"]


def test_a_total_below_its_minimum_is_said(
    bar: OutcomeBar, quality_scheme: Scheme, river_assessment: Assessment
) -> None:
    low = replace(river_assessment, total=river_assessment.total - 10)
    bar.show_assessment(quality_scheme, low, None, [])
    assert bar.total.text() == "4.83"
