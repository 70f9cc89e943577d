"""Pictures of the panes at the widths of the window, in light and dark.

Set LABEL_DESK_PICTURES to a folder to keep them; without it they are only checked.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.assessment import Assessment, Eligibility
from app.models.case import Status, Submission
from app.models.message import message
from app.models.review import Scores
from app.models.scheme import Scheme
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.outcome_bar import OutcomeBar
from app.ui.review.scores_pane import ScoresPane


def picture(qtbot: QtBot, widget: QWidget, name: str, size: tuple[int, int]) -> QPixmap:
    """Show the widget at a size, keep its picture where asked for, and return it."""
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.wait(20)
    grabbed = widget.grab()
    if folder := os.environ.get("LABEL_DESK_PICTURES"):
        grabbed.save(str(Path(folder) / f"{name}.png"))
    return grabbed


def colours_in(grabbed: QPixmap) -> int:
    """How many colours a coarse raster of the picture has."""
    image = grabbed.toImage()
    across, down = range(0, image.width(), 7), range(0, image.height(), 5)
    return len({image.pixel(x, y) for x in across for y in down})


@pytest.mark.parametrize("tab", ["facts", "1", "2", "3", "4"])
def test_description(
    qtbot: QtBot, look: str, tab: str, river_submission: Submission, quality_scheme: Scheme,
    eligible: Eligibility,
) -> None:  # fmt: skip
    pane = DescriptionPane()
    pane.show_application(river_submission, quality_scheme, eligible, 2)
    pane.show_tab(tab)
    assert colours_in(picture(qtbot, pane, f"description-{tab}-{look}", (428, 800))) > 3


def test_school_description(
    qtbot: QtBot, look: str, lura_submission: Submission, school_scheme: Scheme
) -> None:
    pane = DescriptionPane()
    pane.show_application(lura_submission, school_scheme, None)
    pane.show_tab("leadership")
    assert colours_in(picture(qtbot, pane, f"description-school-{look}", (428, 500))) > 3


def test_scores(
    qtbot: QtBot, look: str, river_scores: Scores, quality_scheme: Scheme,
    river_assessment: Assessment,
) -> None:  # fmt: skip
    pane = ScoresPane()
    pane.show_application(quality_scheme, river_scores, river_assessment)
    for group in ("3", "4", "5"):
        pane.findChild(QWidget, f"group-{group}").setChecked(False)
    pane.set_current("1b", focus=False)
    assert colours_in(picture(qtbot, pane, f"scores-{look}", (348, 800))) > 10


@pytest.mark.parametrize("width", [1440, 1366, 1000])
@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.GRANTED])
def test_bar(
    qtbot: QtBot, look: str, width: int, status: Status, quality_scheme: Scheme,
    river_assessment: Assessment, eligible: Eligibility,
) -> None:  # fmt: skip
    bar = OutcomeBar()
    sentence = message("One more point in {leaf} would change the outcome.", leaf="2c")
    bar.show_assessment(quality_scheme, river_assessment, eligible, [sentence])
    bar.show_status(status)
    name = f"bar-{status}-{width}-{look}"
    assert colours_in(picture(qtbot, bar, name, (width, 56))) > 8
    assert bar.width() == width
