"""The sheets that decide, write and issue: what they ask for, and what they tell."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.casework.decide import Proposal
from app.casework.hindrances import Block
from app.models.assessment import Outcome
from app.models.certificate import (
    Certificate,
    SigningIdentity,
    Verdict,
    Verification,
)
from app.models.identifiers import LeafId
from app.models.message import message
from app.models.problem import Problem, Severity
from app.ui.review.certificate_sheet import CertificateSheet, Order
from app.ui.review.decide_sheet import DecideSheet
from app.ui.review.letter_pdf import PdfOrder
from app.ui.review.letter_sheet import Letter, LetterSheet
from app.ui.widgets import CheckBox


@pytest.fixture
def sheet(host: QWidget, proposal: Proposal) -> DecideSheet:
    shown = DecideSheet(host)
    shown.show_proposal(proposal)
    shown.open_sheet()
    return shown


def press(qtbot: QtBot, within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_rules_outcome_is_proposed_and_named(sheet: DecideSheet) -> None:
    assert sheet.choice.chosen() is Outcome.REFUSE
    assert sheet.act.text() == "Refuse NO-NQL-2026-0412"
    assert not sheet.act.isEnabled()
    assert sheet.missing.text() == "Write the reason that the applicant will read."


def test_refusing_with_the_own_comments_as_reason(qtbot: QtBot, sheet: DecideSheet) -> None:
    press(qtbot, sheet, "decide-insert")
    with qtbot.waitSignal(sheet.decided) as told:
        press(qtbot, sheet, "decide-sheet-act")
    reason = "2c GDPR, copyright and eSafety: No consent forms are shown."
    assert told.args == [Outcome.REFUSE, reason, ""]


def test_another_outcome_needs_an_override(qtbot: QtBot, sheet: DecideSheet) -> None:
    sheet.choice.findChild(QWidget, "outcome-grant").click()
    assert not sheet.act.isEnabled()
    sheet.choice.override.setPlainText("The consent forms came by post.")
    with qtbot.waitSignal(sheet.decided) as told:
        press(qtbot, sheet, "decide-sheet-act")
    assert told.args == [Outcome.GRANT, "", "The consent forms came by post."]


@pytest.mark.parametrize(
    ("code", "button", "signal", "args"),
    [
        ("season.unconfirmed", "decide-season", "season_requested", []),
        ("seal.incomplete", "decide-leaf-5a", "leaf_requested", ["5a"]),
        ("seal.comment-missing", "decide-leaf-2a", "leaf_requested", ["2a"]),
    ],
)
def test_blocks_lead_where_they_are_mended(
    qtbot: QtBot, sheet: DecideSheet, proposal: Proposal, code: str, button: str, signal: str,
    args: list[str],
) -> None:  # fmt: skip
    low = tuple(replace(gate, met=gate.id != "2a") for gate in proposal.judgement.assessment.gates)
    assessment = replace(proposal.judgement.assessment, open=(LeafId("5a"),), gates=low)
    judgement = replace(proposal.judgement, assessment=assessment)
    block = Block(code, message("Something stands in the way."))
    sheet.show_proposal(replace(proposal, judgement=judgement, blocks=(block,)))
    assert not sheet.act.isEnabled()
    with qtbot.waitSignal(getattr(sheet, signal)) as told:
        press(qtbot, sheet, button)
    assert told.args == args
    assert not sheet.isVisible()


def test_evidence_that_was_never_opened_is_one_press_away(qtbot: QtBot, sheet: DecideSheet) -> None:
    with qtbot.waitSignal(sheet.evidence_requested) as told:
        press(qtbot, sheet, "decide-evidence-ev2")
    assert told.args == ["ev2"]


def test_a_conflict_of_interest_is_told(qtbot: QtBot, sheet: DecideSheet) -> None:
    sheet.findChild(CheckBox, "decide-conflict").click()
    field = sheet.findChild(QLineEdit, "decide-conflict-text")
    field.setText("My own school")
    with qtbot.waitSignal(sheet.conflict_changed) as told:
        field.editingFinished.emit()
    assert told.args == ["My own school"]
    with qtbot.waitSignal(sheet.conflict_changed) as told:
        sheet.findChild(CheckBox, "decide-conflict").click()
    assert told.args == [None]


def test_what_was_written_survives_closing(sheet: DecideSheet, proposal: Proposal) -> None:
    sheet.choice.reason.setPlainText("Half a reason")
    sheet.close_sheet()
    sheet.show_proposal(proposal)
    assert sheet.choice.reason_text() == "Half a reason"


def test_revising_tells_revised(qtbot: QtBot, sheet: DecideSheet, proposal: Proposal) -> None:
    sheet.show_proposal(proposal, revising=True)
    assert sheet.choice.chosen() is None
    sheet.choice.findChild(QWidget, "outcome-refuse").click()
    sheet.choice.reason.setPlainText("Because.")
    with qtbot.waitSignal(sheet.revised) as told:
        press(qtbot, sheet, "decide-sheet-act")
    assert told.args == [Outcome.REFUSE, "Because.", ""]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", "Dear Solveig Hansen\n"), ("a.html", "<p>Dear Solveig Hansen</p>"), ("a", "<p>")],
)
def test_a_letter_is_saved_by_its_suffix(
    host: QWidget, river_letter: Letter, tmp_path: Path, name: str, content: str
) -> None:
    letter = LetterSheet(host, lambda *_asked: tmp_path / name)
    letter.show_letter("NO-1", river_letter, "nb")
    letter.act.click()
    (saved,) = tmp_path.iterdir()
    assert saved.read_text(encoding="utf-8").startswith(content)


def test_a_letter_is_copied(host: QWidget, river_letter: Letter) -> None:
    letter = LetterSheet(host)
    letter.show_letter("NO-1", river_letter, "da")
    letter.copy.click()
    assert QGuiApplication.clipboard().text() == river_letter.text


def test_a_letter_that_cannot_be_saved_says_so(
    host: QWidget, river_letter: Letter, tmp_path: Path
) -> None:
    letter = LetterSheet(host, lambda *_asked: tmp_path / "absent" / "a.txt")
    letter.show_letter("NO-1", river_letter, "en")
    letter.act.click()
    assert "could not be saved" in letter.banner.label.text()


def test_feedback_before_the_decision(host: QWidget, proposal: Proposal) -> None:
    letter = LetterSheet(host)
    letter.show_feedback(proposal.judgement, "nb")
    text = letter.text.toPlainText()
    assert "2 Use of technology: 3 / 5\n  2a Choice and use of ICT: 3 Good\n" in text
    assert "  2c GDPR, copyright and eSafety: 2 Acceptable\n    No consent forms are shown." in text
    assert text.endswith("2c is below its minimum.\nOne more point is enough.\n")
    assert letter.note.text().startswith("Not decided yet")


def test_another_language_is_asked_for(qtbot: QtBot, host: QWidget, river_letter: Letter) -> None:
    letter = LetterSheet(host)
    letter.show_letter("NO-1", river_letter, "en")
    with qtbot.waitSignal(letter.language_requested) as told:
        letter.language.setCurrentIndex(1)
        letter.language.activated.emit(1)
    assert told.args == ["nb"]


def test_a_letter_on_paper_is_asked_for_with_the_passphrase(
    qtbot: QtBot, host: QWidget, river_letter: Letter, tmp_path: Path
) -> None:
    letter = LetterSheet(host, lambda *_asked: tmp_path / "a")
    letter.show_letter("NO-1", river_letter, "nb")
    letter.offer_pdf(has_identity=True, needs_passphrase=True)
    letter.pdf.click()
    assert "passphrase first" in letter.banner.label.text()
    letter.form.secret.setText("secret")
    letter.form.second.setCurrentIndex(letter.form.second.findData("en"))
    with qtbot.waitSignal(letter.pdf_requested) as told:
        letter.pdf.click()
    assert told.args == [PdfOrder(tmp_path / "a.pdf", ("nb", "en"), "secret")]
    assert letter.form.secret.text() == ""


def test_without_an_identity_no_pdf_is_offered(host: QWidget, river_letter: Letter) -> None:
    letter = LetterSheet(host)
    letter.show_letter("NO-1", river_letter, "nb")
    letter.offer_pdf(has_identity=False, needs_passphrase=True)
    assert letter.pdf.isHidden()
    assert letter.form.isHidden()


@pytest.fixture
def issue(host: QWidget, tmp_path: Path, identity: SigningIdentity) -> CertificateSheet:
    shown = CertificateSheet(host, lambda *_asked: tmp_path / "c.pdf")
    shown.show_case("NO-NQL-2026-0412", "Solveig Hansen", {"nb": "Norsk", "en": "English"},
                    ["nb", "en"], identity)  # fmt: skip
    shown.open_sheet()
    return shown


PAGE = QImage(297, 210, QImage.Format.Format_RGB32)


def test_signing_needs_a_preview_and_the_passphrase(qtbot: QtBot, issue: CertificateSheet) -> None:
    assert not issue.act.isEnabled()
    issue.show_preview(PAGE, [])
    qtbot.keyClicks(issue.form.secret, "demo")
    with qtbot.waitSignal(issue.sign_requested) as told:
        press(qtbot, issue, "certificate-sheet-act")
    assert told.args == [Order(("nb", "en"), None, "", "demo")]
    assert issue.form.secret.text() == ""


def test_a_finding_that_is_an_error_forbids_signing(qtbot: QtBot, issue: CertificateSheet) -> None:
    problem = Problem("glyph", Severity.ERROR, "name", message("No font has this letter."))
    issue.show_preview(PAGE, [problem])
    qtbot.keyClicks(issue.form.secret, "demo")
    assert not issue.act.isEnabled()
    assert issue.findings.text() == "✕ No font has this letter."


def test_a_page_drawn_for_earlier_words_is_left_out(issue: CertificateSheet) -> None:
    issue.show_preview(PAGE, [], Order(("en",)))
    issue.form.secret.setText("demo")
    issue.form.passphrase_changed.emit()
    assert not issue.act.isEnabled()


def test_a_mended_name_needs_a_reason(qtbot: QtBot, issue: CertificateSheet) -> None:
    issue.form.mend.click()
    with qtbot.waitSignal(issue.preview_requested) as told:
        qtbot.keyClicks(issue.form.name, "Solveig Hansen Moe")
    assert told.args[0].name == "Solveig Hansen Moe"
    issue.show_preview(PAGE, [], told.args[0])
    qtbot.keyClicks(issue.form.secret, "demo")
    assert not issue.act.isEnabled()
    qtbot.keyClicks(issue.form.reason, "Married")
    assert issue.act.isEnabled()
    assert issue.order() == Order(("nb", "en"), "Solveig Hansen Moe", "Married", "demo")


def test_without_identity_it_leads_to_one(qtbot: QtBot, issue: CertificateSheet) -> None:
    issue.show_case("NO-1", "A", {"en": "English"}, ["en"], None)
    issue.show_preview(PAGE, [])
    assert not issue.act.isEnabled()
    with qtbot.waitSignal(issue.identity_requested):
        issue.no_identity.click()


def test_the_result_can_be_saved_printed_and_found(
    qtbot: QtBot, issue: CertificateSheet, certificate: Certificate, tmp_path: Path
) -> None:
    issue.show_result(certificate, Verification(Verdict.VALID, ()))
    assert issue.result.number.text() == "NO-NQL-2026-000131"
    assert issue.act.isHidden()
    issue.result.save.click()
    assert (tmp_path / "c.pdf").read_bytes() == certificate.pdf
    with qtbot.waitSignals([issue.print_requested, issue.log_requested]):
        issue.result.print.click()
        issue.result.log.click()


def test_a_wrong_name_is_mended_after_issuing(
    qtbot: QtBot, issue: CertificateSheet, certificate: Certificate, identity: SigningIdentity
) -> None:
    issue.show_result(certificate)
    with qtbot.waitSignal(issue.mend_requested):
        issue.result.mend.click()
    issue.show_case("NO-1", "Solveig Hansen", {"en": "English"}, ["en"], identity,
                    needs_passphrase=False, is_mending=True)  # fmt: skip
    issue.show_preview(PAGE, [])
    assert not issue.act.isEnabled()
    qtbot.keyClicks(issue.form.name, " Moe")
    qtbot.keyClicks(issue.form.reason, "Married")
    issue.show_preview(PAGE, [])
    assert issue.act.isEnabled()


def test_a_result_that_is_not_whole_is_said_in_red(
    issue: CertificateSheet, certificate: Certificate
) -> None:
    bad = Verification(Verdict.INVALID, (message("A byte differs."),))
    issue.show_result(certificate, bad)
    assert issue.result.checked.text() == "✕ A byte differs."
    assert issue.banner.label.text() == "A byte differs."
