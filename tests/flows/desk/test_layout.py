"""The certificate's layout by the window alone: changed, seen, checked, kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from evaluator import Evaluator
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.casework import keep, layout


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook that has nothing yet."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo"):
        return folder


def is_well(kari: Evaluator) -> bool:
    """Tell whether the check ended and the layout may be kept."""
    return kari.sees("layout-act", QAbstractButton).isEnabled()


def test_a_layout_is_changed_and_kept(
    sitting: Callable[..., Evaluator], office: Path, tmp_path: Path
) -> None:
    kari = sitting("Kari")
    kari.sits_down(office)
    kari.window.errands.layout()
    kari.until(lambda: is_well(kari), "the check of the shipped layout")
    kari.clicks("layout-page-portrait")
    kari.types("layout-colour-band", "0B5345")
    kari.types("layout-word-awarded", "is given to")
    kari.clicks("layout-small-print")
    kari.types("layout-word-number", "Number {number}")
    kari.until(lambda: is_well(kari), "the check of the changed layout")
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (90, 40), (240, 200, 60, 128)).save(logo)
    kari.window.errands.dialogs.file = lambda *_asked: logo
    kari.clicks("layout-logo")
    kari.until(lambda: is_well(kari) and kari.sees("layout-no-logo", QWidget).isEnabled(), "a logo")
    kari.clicks("layout-act")
    kari.until(lambda: "from now on" in kari.window.errands.sheet.banner.label.text(), "the act")
    kari.leaves()
    with keep.open_casebook(office) as casebook:
        own = layout.current(casebook)
    assert own.logo.startswith(b"\x89PNG")
    found = {key: layout.value_of(own.text, key) for key in (
        "orientation", "colours.band", "teacher.words.en.awarded", "words.en.number")}  # fmt: skip
    assert list(found.values()) == ["portrait", "0b5345", "is given to", "Number {number}"]


def test_what_is_wrong_is_told_and_not_kept(
    sitting: Callable[..., Evaluator], office: Path
) -> None:
    kari = sitting("Kari")
    kari.sits_down(office)
    kari.window.errands.layout()
    kari.until(lambda: is_well(kari), "the check of the shipped layout")
    kari.types("layout-word-title", "{name}")
    said = kari.window.errands.sheet.findings
    kari.until(lambda: "without braces" in said.text(), "the sentence")
    assert not is_well(kari)
    kari.sees("layout-word-title", QLineEdit)
