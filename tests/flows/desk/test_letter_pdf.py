"""A letter on paper by the window alone: passphrase once, signed, checked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from app.casework import identity, keep, season
from app.casework.press import Press

PASSPHRASE = "correct horse"
CASE = "NO-NQL-2026-0001"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook with a confirmed season and an identity."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    named = {"organisation": {"en": "NSO"}, "country": "NO", "place": "Oslo"}
    with keep.begin(folder, **named) as casebook, Press() as press:
        season.confirm(casebook, "Kari")
        identity.create(casebook, press, passphrase=PASSPHRASE)
    return folder


def saves(kari: Evaluator, path: Path) -> None:
    """Ask for the PDF where the letter is shown."""
    kari.window.errands.sheet._ask = lambda *_asked: path
    kari.clicks("letter-pdf")
    button = kari.sees("letter-pdf", QAbstractButton)
    kari.until(lambda: path.exists() and button.isEnabled(), "the signed letter")


def edits(kari: Evaluator, words: str) -> None:
    """Write a sentence of the letter anew and read the letter again."""
    kari.clicks("letter-edit")
    field = kari.sees("block-text-3b", QPlainTextEdit)
    field.setPlainText(words)
    kari.clicks("letter-edit")
    text = kari.sees("letter-text", QPlainTextEdit)
    kari.until(lambda: words in " ".join(text.toPlainText().split()), "the edited letter")


def test_a_refusal_is_signed_and_checked(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    kari.sits_down(office)
    kari.opens(application(tmp_path, 1))
    kari.clicks("intake-act")
    kari.until(lambda: kari.case == CASE, "the application")
    for leaf in kari.window.case.scores.leaves:
        kari.scores(leaf, 1 if leaf.startswith("3") else 4)
    kari.decides("refuse", reason="See the points.")
    kari.clicks("feedback")
    text = kari.sees("letter-text", QPlainTextEdit)
    kari.until(lambda: "See the points." in text.toPlainText(), "the letter")
    edits(kari, "We missed what the pupils asked themselves.")
    kari.types("letter-passphrase", PASSPHRASE)
    saves(kari, tmp_path / "first.pdf")
    kari.until(lambda: not kari.has("letter-passphrase"), "what is to go")
    saves(kari, tmp_path / "second.pdf")
    kari.clicks("letter-sheet-close")
    assert kari.checks(tmp_path / "second.pdf").startswith("✓ Valid")
    assert kari.failures == []
