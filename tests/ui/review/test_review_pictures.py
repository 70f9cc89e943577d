"""Pictures of the panes at the widths of the window, in light and dark.

Set LABEL_DESK_PICTURES to a folder to keep them; without it they are only checked.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.casework.decide import Proposal
from app.casework.hindrances import Block
from app.models.assessment import Assessment, Eligibility
from app.models.case import Status, Submission
from app.models.certificate import Certificate, SigningIdentity, Verdict, Verification
from app.models.message import message
from app.models.review import Scores
from app.models.scheme import Scheme
from app.ui.review.certificate_sheet import CertificateSheet
from app.ui.review.decide_sheet import DecideSheet
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.letter_sheet import Letter, LetterSheet
from app.ui.review.outcome_bar import OutcomeBar
from app.ui.review.scores_pane import ScoresPane

Picture = Callable[..., int]


@pytest.mark.parametrize("tab", ["facts", "1", "2", "3", "4"])
def test_description(
    picture: Picture, look: str, tab: str, river_submission: Submission, quality_scheme: Scheme,
    eligible: Eligibility,
) -> None:  # fmt: skip
    pane = DescriptionPane()
    pane.show_application(river_submission, quality_scheme, eligible, 2)
    pane.show_tab(tab)
    assert picture(pane, f"description-{tab}-{look}", (428, 800)) > 3


def test_school_description(
    picture: Picture, look: str, lura_submission: Submission, school_scheme: Scheme
) -> None:
    pane = DescriptionPane()
    pane.show_application(lura_submission, school_scheme, None)
    pane.show_tab("leadership")
    assert picture(pane, f"description-school-{look}", (428, 500)) > 3


def test_scores(
    picture: Picture, look: str, river_scores: Scores, quality_scheme: Scheme,
    river_assessment: Assessment,
) -> None:  # fmt: skip
    pane = ScoresPane()
    pane.show_application(quality_scheme, river_scores, river_assessment)
    for group in ("3", "4", "5"):
        pane.findChild(QWidget, f"group-{group}").setChecked(False)
    pane.set_current("1b", focus=False)
    assert picture(pane, f"scores-{look}", (348, 800)) > 10


@pytest.mark.parametrize("width", [1440, 1366, 1000])
@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.GRANTED])
def test_bar(
    picture: Picture, look: str, width: int, status: Status, quality_scheme: Scheme,
    river_assessment: Assessment, eligible: Eligibility,
) -> None:  # fmt: skip
    bar = OutcomeBar()
    sentence = message("One more point in {leaf} would change the outcome.", leaf="2c")
    bar.show_assessment(quality_scheme, river_assessment, eligible, [sentence])
    bar.show_status(status)
    name = f"bar-{status}-{width}-{look}"
    assert picture(bar, name, (width, 56)) > 8
    assert bar.width() == width


@pytest.mark.parametrize("kind", ["ready", "blocked"])
def test_decide_sheet(
    picture: Picture, look: str, host: QWidget, proposal: Proposal, kind: str
) -> None:
    sheet = DecideSheet(host)
    block = Block("season.unconfirmed", message("The minimums of this season are not confirmed."))
    blocks = (block,) if kind == "blocked" else ()
    sheet.show_proposal(replace(proposal, blocks=blocks))
    sheet.open_sheet()
    assert picture(host, f"decide-{kind}-{look}", (1366, 768)) > 10


def test_letter_sheet(picture: Picture, look: str, host: QWidget, river_letter: Letter) -> None:
    sheet = LetterSheet(host)
    sheet.show_letter("NO-NQL-2026-0412", river_letter, "en", is_decided=False)
    sheet.open_sheet()
    assert picture(host, f"letter-{look}", (1366, 768)) > 5


@pytest.mark.parametrize("kind", ["preview", "result"])
def test_certificate_sheet(
    picture: Picture, look: str, host: QWidget, identity: SigningIdentity,
    certificate: Certificate, kind: str,
) -> None:  # fmt: skip
    page = QImage(1754, 1240, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    sheet = CertificateSheet(host)
    sheet.show_case("NO-NQL-2026-0412", "Solveig Hansen", {"nb": "Norsk", "en": "English"},
                    ["nb", "en"], identity)  # fmt: skip
    sheet.show_preview(page, [])
    if kind == "result":
        sheet.show_result(certificate, Verification(Verdict.VALID, ()))
    sheet.open_sheet()
    assert picture(host, f"certificate-{kind}-{look}", (1366, 768)) > 5
