"""An evaluator keeps what she saw online: marked as hers, opened and pinned like any other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.models.identifiers import EvidenceId

Sitting = Callable[..., Evaluator]
OWN = EvidenceId("own-1")


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path) -> Evaluator:
    """Kari with an application before her."""
    person = sitting("")
    person.sits_down(tmp_path / "casebook")
    person.introduces("Kari Nordmann", "National Support Organisation")
    person.opens(application(tmp_path / "files"))
    person.clicks("intake-act")
    person.until(lambda: person.case != "", "the case")
    person.until(lambda: person.window.desk.is_idle, "quiet")
    return person


def listed(who: Evaluator) -> dict[str, bool]:
    """Return the evidence shown, and whether each piece is her own."""
    shown = who.window.desk.case
    assert shown is not None
    return {each.id: each.own for each in shown.judgement.application.evidence}


def test_a_note_is_kept_marked_read_and_removed(kari: Evaluator) -> None:
    kari.window.errands.case.own()
    kari.clicks("own-act")
    assert kari.has("own-act")  # nothing is kept of nothing
    kari.sees("own-text", QPlainTextEdit).insertPlainText("Tolv elever diskuterer 日本.")
    kari.clicks("own-act")
    kari.until(lambda: kari.has("row-own-1"), "the note in the list")
    kari.clicks("own-close")
    kari.until(lambda: listed(kari) == {"ev1": False, "own-1": True}, "the case to follow")
    card = kari.sees("evidence-own-1", QWidget)
    assert "yours" in card.accessibleName()
    kari.looks_at(OWN)
    text = kari.window.case.evidence.document
    kari.until(lambda: text.current is not None and text.current.id == OWN, "the note")
    kari.until(lambda: kari.window.desk.is_idle, "the case to be shown anew")
    fetched = kari.window.case.files.fetch(OWN)
    kari.until(fetched.done, "its bytes")
    assert fetched.result().decode() == "Tolv elever diskuterer 日本."
    kari.window.errands.case.own()
    kari.clicks("row-own-1-remove")
    kari.until(lambda: listed(kari) == {"ev1": False}, "it to be gone")
    assert kari.failures == []


def test_a_screenshot_is_pasted(kari: Evaluator) -> None:
    image = QImage(64, 40, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QGuiApplication.clipboard().setImage(image)
    kari.window.errands.case.own()
    kari.clicks("own-paste")
    kari.clicks("own-act")
    kari.until(lambda: kari.has("row-own-1"), "the picture in the list")
    kari.until(lambda: listed(kari).get("own-1") is True, "the case to follow")
    kari.until(lambda: kari.window.desk.is_idle, "the case to be shown anew")
    fetched = kari.window.case.files.fetch(OWN)
    kari.until(fetched.done, "its bytes")
    assert fetched.result().startswith(b"\x89PNG")


def test_what_is_no_picture_is_told(kari: Evaluator, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"<svg/>")
    kari.window.errands.case.own()
    kari.dialogs.paths = [tmp_path / "a.png"]
    kari.clicks("own-choose")
    kari.until(lambda: kari.has("own-picture"), "the picture")
    kari.clicks("own-act")
    banner = kari.window.errands.sheet.banner  # type: ignore[union-attr]
    kari.until(lambda: "PNG and JPEG" in banner.label.text(), "the reason")
    assert "own-1" not in listed(kari)


def test_the_card_of_a_link_leads_to_a_note_on_it(sitting: Sitting, tmp_path: Path) -> None:
    kari = sitting("")
    kari.sits_down(tmp_path / "casebook")
    kari.introduces("Kari Nordmann", "National Support Organisation")
    link = {"id": "ln1", "title": "Møtet", "url": "https://example.org/x", "criteria": ["1"]}
    logg = {"id": "ev1", "title": "Logg", "path": "evidence/logg.txt", "media_type": "text/plain"}
    kari.opens(application(tmp_path / "files", evidence=[logg, link]))
    kari.clicks("intake-act")
    kari.until(lambda: kari.case != "", "the case")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    kari.clicks("evidence-ln1")
    kari.clicks("evidence-card-note")
    kari.until(lambda: kari.has("own-text"), "the sheet")
    kari.sees("own-text", QPlainTextEdit).insertPlainText("Elevene presenterer.")
    kari.clicks("own-act")
    kari.until(lambda: kari.has("row-own-1"), "the note in the list")
    kept: list[EvidenceId | None] = []
    kari.window.desk.read(
        lambda casebook: casebook.own_evidence(kari.case, 1, "Kari Nordmann")[0].link, kept.append
    )
    kari.until(lambda: bool(kept), "what is kept")
    assert kept == ["ln1"]
