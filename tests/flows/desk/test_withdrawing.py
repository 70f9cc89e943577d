"""A certificate is taken back and replaced at the window; the list for others is written."""

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.casework import cases, decide, identity, issue, keep, receive, review, rubrics, season
from app.casework.press import Press
from app.models.assessment import Outcome
from app.models.identifiers import SchemeId
from app.models.review import Score
from app.ui.widgets import PlainLabel

PASSPHRASE = "correct horse"
CASE = "NO-NQL-2026-0001"
NQL = SchemeId("nql-2022")


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with one certificate."""
    folder = tmp_path_factory.mktemp("withdrawing")
    named = {"organisation": {"en": "NSO"}, "country": "NO", "place": "Oslo"}
    with pytest.MonkeyPatch.context() as patch, Press() as press:
        patch.setenv("LABEL_DESK_KEYS", str(folder / "keys"))
        with keep.begin(folder / "casebook", **named) as casebook:
            season.confirm(casebook, "Kari")
            identity.create(casebook, press, passphrase=PASSPHRASE)
            receive.receive(casebook, application(folder, 1))
            ref = cases.reference(CASE)
            leaves = [each.id for each in rubrics.schemes(casebook)[NQL].leaves]
            review.save_scores(casebook, ref, "Kari", dict.fromkeys(leaves, Score(Fraction(4))))
            decide.decide(casebook, ref, outcome=Outcome.GRANT, by="Kari", override="For a test.")
            issue.certify(casebook, press, ref, passphrase=PASSPHRASE)
    return folder


@pytest.fixture
def kari(
    sitting: Callable[..., Evaluator], certified: Path, tmp_path: Path, monkeypatch
) -> Evaluator:
    shutil.copytree(certified, tmp_path / "office")
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "office" / "keys"))
    someone = sitting("Kari")
    someone.sits_down(tmp_path / "office" / "casebook")
    someone.shows(CASE)
    return someone


def issued(who: Evaluator) -> list[str]:
    case = who.window.desk.case
    return [each.number for each in case.certificates] if case else []


def gone(who: Evaluator) -> list[str]:
    case = who.window.desk.case
    return sorted(case.gone) if case else []


def withdraws(who: Evaluator, which: str) -> None:
    who.window.errands.withdrawing.case()
    who.clicks(which)
    who.sees("withdraw-reason", QPlainTextEdit).setPlainText("Kopiert tekst.")
    who.clicks("withdraw-act")
    who.until(lambda: len(gone(who)) == 1, "the withdrawal")


def test_a_withdrawn_certificate_is_replaced_by_one_that_names_it(
    kari: Evaluator, tmp_path: Path
) -> None:
    (number,) = issued(kari)
    withdraws(kari, "withdraw-certificate")
    assert "is withdrawn" in kari.window.banner.label.text()
    kari.window.errands.certificate()
    checked = kari.window.errands.sheet.result.checked
    assert isinstance(checked, PlainLabel)
    assert "withdrawn on" in checked.text()
    kari.clicks("certificate-correct")
    kari.sees("certificate-name-reason", QLineEdit).setText("Feil i teksten.")
    kari.sees("certificate-name-reason", QLineEdit).textEdited.emit("")
    kari.sees("certificate-passphrase", QLineEdit).setText(PASSPHRASE)
    kari.sees("certificate-passphrase", QLineEdit).textEdited.emit("")
    act = kari.window.errands.sheet.act
    kari.until(act.isEnabled, "the preview")
    act.click()
    kari.until(lambda: len(issued(kari)) == 2, "the new certificate")
    case = kari.window.desk.case
    assert case is not None
    assert (issued(kari)[-1], case.certificates[-1].replaces) == (f"{number}-2", number)
    kari.dialogs.paths = [tmp_path / "list.txt"]
    kari.window.errands.withdrawing.list()
    kari.until((tmp_path / "list.txt").exists, "the list")
    assert f"{number}\t" in (tmp_path / "list.txt").read_text("utf-8")
    assert kari.failures == []


def test_a_withdrawn_label_offers_no_certificate(kari: Evaluator) -> None:
    withdraws(kari, "withdraw-label")
    row = kari.window.desk.case.row
    assert row is not None
    assert row.status.value == "withdrawn"
    kari.window.errands.certificate()
    kari.clicks("certificate-correct")
    sheet = kari.window.errands.sheet
    kari.until(lambda: "was withdrawn" in sheet.page.accessibleDescription(), "why there is none")
    assert not sheet.act.isEnabled()


def test_a_reason_is_asked_for(kari: Evaluator) -> None:
    kari.window.errands.withdrawing.case()
    kari.clicks("withdraw-act")
    sheet = kari.window.errands.sheet
    assert sheet.field.hint.text() == "Say why, please."
    assert gone(kari) == []
