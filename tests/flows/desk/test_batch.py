"""Certificates for all who wait, by the window alone: pictures, one passphrase, a receipt."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.casework import batch, decide, identity, keep, receive, review, season
from app.casework.press import Press
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.identifiers import LeafId
from app.models.review import Score

PASSPHRASE = "correct horse"
LEAVES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook in which two applications are granted and have no certificate."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    named = {"organisation": {"en": "NSO"}, "country": "NO", "place": "Oslo"}
    with keep.begin(folder, **named) as casebook, Press() as press:
        season.confirm(casebook, "Kari")
        identity.create(casebook, press, passphrase=PASSPHRASE)
        for number in (1, 2):
            case = CaseRef(receive.receive(casebook, application(tmp_path, number)).case)
            scores = {LeafId(leaf): Score(4) for leaf in LEAVES}
            review.save_scores(casebook, case, "Kari", scores)
            decide.decide(casebook, case, outcome=Outcome.GRANT, by="Kari", override="x")
    return folder


def opens_the_batch(kari: Evaluator, office: Path) -> None:
    kari.sits_down(office)
    kari.window.errands.batch()
    kari.until(lambda: kari.has("batch-act"), "the sheet")


def signs(kari: Evaluator, folder: Path) -> None:
    kari.dialogs.paths = [folder]
    kari.types("certificate-passphrase", PASSPHRASE)
    act = kari.sees("batch-act", QAbstractButton)
    kari.until(act.isEnabled, "the act")
    kari.clicks("batch-act")
    kari.until(lambda: kari.has("batch-receipt"), "the end of the batch")


def test_all_who_wait_are_signed_and_a_receipt_is_saved(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    opens_the_batch(kari, office)
    page = kari.sees("batch-page-NO-NQL-2026-0002", QWidget)
    kari.until(lambda: not page._image.isNull(), "the last picture")
    assert kari.sees("batch-act", QAbstractButton).text() == "Sign 2 certificates…"
    folder = tmp_path / "signed"
    folder.mkdir()
    signs(kari, folder)
    assert len(list(folder.glob("*.pdf"))) == 2
    kari.dialogs.paths = [tmp_path / "receipt.pdf"]
    kari.clicks("batch-receipt")
    kari.until((tmp_path / "receipt.pdf").exists, "the receipt")
    kari.clicks("batch-close")
    assert kari.failures == []


def test_what_is_not_ticked_is_not_signed(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    opens_the_batch(kari, office)
    kari.clicks("batch-tick-NO-NQL-2026-0001")
    folder = tmp_path / "signed"
    folder.mkdir()
    signs(kari, folder)
    assert len(list(folder.glob("*.pdf"))) == 1
    kari.clicks("batch-close")


def test_an_interrupted_batch_is_offered_first(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "signed"
    folder.mkdir()
    with keep.open_casebook(office) as casebook, Press() as press:
        chosen = [each.case for each in batch.candidates(casebook)]
        batch.begin(casebook, press, chosen, folder, passphrase=PASSPHRASE)
    kari = sitting("Kari")
    opens_the_batch(kari, office)
    kari.until(lambda: kari.has("batch-give-up"), "the batch that waits")
    signs(kari, folder)
    assert len(list(folder.glob("*.pdf"))) == 2
    kari.clicks("batch-close")
    assert kari.failures == []
