"""Every control of the panes and sheets has a name, for screen readers and for tests."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.models.case import Status
from app.ui.review.certificate_sheet import CertificateSheet
from app.ui.review.decide_sheet import DecideSheet
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.letter_sheet import LetterSheet
from app.ui.review.outcome_bar import OutcomeBar
from app.ui.review.scores_pane import ScoresPane

Make = Callable[[], QWidget]


@pytest.fixture
def makers(request: pytest.FixtureRequest, host: QWidget) -> dict[str, Make]:
    of = request.getfixturevalue
    scheme, assessment, eligible = of("quality_scheme"), of("river_assessment"), of("eligible")

    def description() -> QWidget:
        pane = DescriptionPane()
        pane.show_application(of("river_submission"), scheme, eligible)
        return pane

    def scores() -> QWidget:
        pane = ScoresPane()
        pane.show_application(scheme, of("river_scores"), assessment)
        return pane

    def bar() -> QWidget:
        pane = OutcomeBar()
        pane.show_assessment(scheme, assessment, eligible, [])
        pane.show_status(Status.CERTIFIED)
        return pane

    def decide() -> QWidget:
        sheet = DecideSheet(host)
        sheet.show_proposal(of("proposal"))
        return sheet

    def letter() -> QWidget:
        sheet = LetterSheet(host)
        sheet.show_letter("NO-1", of("river_letter"), "en")
        return sheet

    def certificate() -> QWidget:
        sheet = CertificateSheet(host)
        sheet.show_case("NO-1", "A", {"en": "English"}, ["en"], of("identity"))
        return sheet

    made = (description, scores, bar, decide, letter, certificate)
    return {each.__name__: each for each in made}


NAMES = ["description", "scores", "bar", "decide", "letter", "certificate"]


def controls(within: QWidget) -> list[QWidget]:
    """Everything that takes the keyboard, but areas that only scroll."""
    return [
        each for each in within.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(within)
        and not isinstance(each, QScrollArea | QLabel)
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name(qtbot: QtBot, makers: dict[str, Make], name: str) -> None:
    pane = makers[name]()
    if pane.parent() is None:
        qtbot.addWidget(pane)
    nameless = [
        (type(each).__name__, each.objectName(), each.accessibleName())
        for each in controls(pane)
        if not each.objectName() or (not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text()))
    ]  # fmt: skip
    assert nameless == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_plain_text(qtbot: QtBot, makers: dict[str, Make], name: str) -> None:
    pane = makers[name]()
    if pane.parent() is None:
        qtbot.addWidget(pane)
    formats = {label.textFormat() for label in pane.findChildren(QLabel)}
    assert formats <= {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("name", NAMES)
def test_panes_fit_narrow_columns(qtbot: QtBot, makers: dict[str, Make], name: str) -> None:
    pane = makers[name]()
    if pane.parent() is None:
        qtbot.addWidget(pane)
    least = pane.minimumSizeHint().width()
    assert least <= {"description": 400, "scores": 300, "bar": 820}.get(name, 10_000)
