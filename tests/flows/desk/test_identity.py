"""The signing identity at the window: made, copied, asked for by file, and its end told early."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from evaluator import Evaluator
from PySide6.QtWidgets import QLineEdit

from app.casework import identity, keep
from app.casework.press import Press
from app.ui.widgets import PlainLabel
from tests.flows.cli.issuers import Issuer, pem

PASSPHRASE = "correct horse"
YEARS = timedelta(days=5 * 365 + 1)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    keep.begin(tmp_path / "casebook", organisation={"en": "NSO"}, country="NO").close()
    return tmp_path / "casebook"


def opens(who: Evaluator) -> None:
    who.window.errands.identity()
    who.sees("identity-passphrase", QLineEdit).setText(PASSPHRASE)


def told(who: Evaluator) -> str:
    sheet = who.window.errands.sheet
    assert sheet is not None
    return "\n".join(each.text() for each in sheet.content.findChildren(PlainLabel))


def subject(who: Evaluator) -> str:
    facts = who.window.desk.facts
    return facts.identity.issuer if facts is not None and facts.identity else ""


def test_one_is_made_and_a_copy_is_asked_for_until_it_is_kept(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    kari.sits_down(office)
    opens(kari)
    kari.clicks("identity-create")
    kari.until(lambda: "Keep a copy on a medium" in told(kari), "the identity")
    assert str(office / "identity.p12") in told(kari)
    kari.dialogs.paths = [tmp_path / "copy.p12"]
    kari.clicks("identity-backup")
    kari.until(lambda: "Keep a copy on a medium" not in told(kari), "the copy")
    assert (tmp_path / "copy.p12").read_bytes() == (office / "identity.p12").read_bytes()
    assert kari.failures == []


def test_an_issuer_is_asked_and_answers_by_file(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    kari.sits_down(office)
    opens(kari)
    kari.dialogs.paths = [tmp_path / "office.csr"]
    kari.clicks("identity-request")
    kari.until(lambda: bool(kari.window.desk.facts and kari.window.desk.facts.request_waits),
               "the request")  # fmt: skip
    issuer = Issuer.root("Trust Service")
    answer = tmp_path / "answer.pem"
    answer.write_bytes(pem(issuer.answers((tmp_path / "office.csr").read_bytes())))
    kari.sees("identity-passphrase", QLineEdit).setText(PASSPHRASE)
    kari.dialogs.paths = [answer]
    kari.clicks("identity-answer")
    kari.until(lambda: subject(kari) == "Trust Service", "the identity")
    assert "Issued by Trust Service" in told(kari)


@pytest.mark.parametrize(("left", "words"), [(30, "expires on"), (-3, "expired on"), (90, "")])
def test_its_end_is_told_weeks_before(
    sitting: Callable[..., Evaluator], tmp_path: Path, monkeypatch, left: int, words: str
) -> None:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder, past = tmp_path / "casebook", datetime.now(UTC) - YEARS + timedelta(days=left)
    with keep.begin(folder, clock=lambda: past) as casebook, Press() as press:
        identity.create(casebook, press, passphrase=PASSPHRASE)
    kari = sitting("Kari")
    kari.sits_down(folder)
    banner = kari.window.banner
    kari.until(lambda: kari.window.desk.is_idle, "the casebook")
    assert words in (banner.label.text() if banner.isVisible() else "")
    assert banner.isVisible() == bool(words)
