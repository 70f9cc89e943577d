"""A printed certificate is checked at the window: typed, from a picture, dropped."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import segno
from evaluator import Evaluator
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.casework import keep, paper_code, withdrawn_list
from app.certificates.code import Claims, unsigned
from app.ui.sheets.verify import VerifySheet
from app.ui.widgets import PlainLabel

CLAIMS = Claims(
    number="NO-NQL-2026-000131", label="National Quality Label", recipient="Solveig <b>Hansen",
    decided_on=date(2026, 11, 10), scheme="nql-2022", log_size=140, log_root="9f" * 32,
    school="Ringve skole", project="Voices of the River",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    keep.begin(tmp_path / "casebook", organisation={"en": "NSO"}, country="NO").close()
    return tmp_path / "casebook"


@pytest.fixture
def code(office: Path) -> str:
    """A code that this office's key signed."""
    with keep.open_casebook(office) as casebook:
        made = unsigned(CLAIMS, casebook.public_key)
        return made.signed(casebook.sign_code(made.to_sign)).text


@pytest.fixture
def kari(sitting: Callable[..., Evaluator], office: Path, code: str) -> Evaluator:
    someone = sitting("Kari")
    someone.sits_down(office)
    someone.window.errands.verify()
    return someone


def verdict(who: Evaluator) -> str:
    label = who.sees("verify-verdict", PlainLabel)
    who.until(lambda: label.text() and not label.text().startswith("Checking"), "the verdict")
    return str(label.text())


def types(who: Evaluator, text: str) -> None:
    who.sees("verify-code", QPlainTextEdit).setPlainText(text)
    who.clicks("verify-code-check")


def test_a_typed_code_shows_what_is_certified(kari: Evaluator, code: str) -> None:
    types(kari, code)
    assert verdict(kari) == "✓ Valid with warnings"
    shown = kari.sees("verify-certified", PlainLabel)
    assert shown.text().splitlines()[:2] == ["Solveig <b>Hansen", "Ringve skole"]
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_what_was_found_is_kept_on_paper(kari: Evaluator, code: str, tmp_path: Path) -> None:
    types(kari, code)
    verdict(kari)
    kari.dialogs.paths = [tmp_path / "validity.pdf"]
    kari.clicks("verify-sheet")
    kari.until((tmp_path / "validity.pdf").exists, "the sheet")
    assert (tmp_path / "validity.pdf").read_bytes().startswith(b"%PDF-")


def test_an_altered_code_is_not_to_be_trusted(kari: Evaluator, code: str) -> None:
    types(kari, code[:-3] + ("000" if code[-3:] != "000" else "111"))
    assert verdict(kari).startswith("✕")


def test_what_is_no_code_cannot_be_checked(kari: Evaluator) -> None:
    types(kari, "hello")
    assert verdict(kari) == "? Cannot be judged"


def test_a_picture_is_read_for_its_code(kari: Evaluator, code: str, tmp_path: Path) -> None:
    segno.make_qr(code, error="m").save(str(tmp_path / "scan.png"), scale=4)
    kari.dialogs.paths = [tmp_path / "scan.png"]
    kari.clicks("verify-code-scan")
    kari.until(lambda: kari.sees("verify-code", QPlainTextEdit).toPlainText() == code, "the code")
    assert verdict(kari).startswith("✓ Valid with warnings")


def test_another_offices_file_and_list_are_taken_in(
    sitting: Callable[..., Evaluator], code: str, office: Path, tmp_path: Path
) -> None:
    with keep.open_casebook(office) as casebook:
        key = tmp_path / "office.pem"
        key.write_text(paper_code.public_pem(casebook.public_key))
        gone = tmp_path / "withdrawn.txt"
        withdrawn_list.export(casebook, gone)
    keep.begin(tmp_path / "other", organisation={"en": "Other"}, country="DK").close()
    someone = sitting("Kari")
    someone.sits_down(tmp_path / "other")
    someone.window.errands.verify()
    types(someone, code)
    assert verdict(someone) == "? Valid with restrictions"
    someone.dialogs.paths = [key]
    someone.clicks("verify-trust")
    someone.until(lambda: verdict(someone) == "✓ Valid", "the known key")
    someone.dialogs.paths = [gone]
    someone.clicks("verify-withdrawn")
    details = someone.window.errands.sheet.content_label
    someone.until(lambda: "It had not been withdrawn" in details.text(), "the list")
    someone.clicks("verify-trust-forget")
    banner = someone.window.errands.sheet.banner
    someone.until(lambda: "not signed by a key known here" in banner.label.text(), "the refusal")


def test_a_dropped_picture_without_a_code_is_told(kari: Evaluator, tmp_path: Path) -> None:
    segno.make_qr("https://example.org").save(str(tmp_path / "other.png"), scale=4)
    sheet = kari.window.errands.sheet
    assert isinstance(sheet, VerifySheet)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.png"))])
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    sheet.dropEvent(drop)
    kari.until(sheet.banner.isVisible, "the answer")
    assert "No code of a certificate" in sheet.banner.label.text()
