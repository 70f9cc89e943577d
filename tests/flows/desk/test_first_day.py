"""The main job by the window alone, from an empty folder to a checked certificate."""

from collections.abc import Callable
from pathlib import Path

import pytest
from evaluator import Evaluator

from app.casework import keep
from app.casework.press import Press

POINTS = {"1a": 4, "1b": 4, "1c": 5, "2a": 3, "2b": 4, "2c": 3, "3a": 4, "3b": 4, "4a": 3,
          "4b": 4, "5a": 4, "5b": 3}  # fmt: skip
CASE = "NO-NQL-2026-0398"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample applications by name."""
    folder = tmp_path_factory.mktemp("samples")
    with Press() as press:
        return {path.stem: path for path in press.build_samples(folder)}


def test_from_an_empty_folder_to_a_checked_certificate(
    sitting: Callable[..., Evaluator], samples: dict[str, Path], tmp_path: Path
) -> None:
    kari = sitting("")
    kari.sits_down(tmp_path / "casebook")
    kari.introduces("Kari Nordmann", "National Support Organisation", "correct horse")
    kari.opens(samples[f"{CASE}-1"], samples["NO-NQL-2026-0413-1"])
    kari.clicks("intake-act")
    kari.until(lambda: kari.case == CASE, "the first application")
    for leaf, level in POINTS.items():
        kari.scores(leaf, level)
    kari.window.errands.season()
    kari.clicks("season-act")
    kari.until(lambda: all(kari.window.desk.facts.confirmed.values()), "the confirmation")
    kari.clicks("season-close")
    kari.decides("grant")
    pdf = kari.issues("correct horse", tmp_path / "certificate.pdf")
    assert kari.checks(pdf).startswith("✓ Valid")
    assert kari.verifies_log().startswith("✓")
    assert "signs since entry 0" in kari.reads_keys_of_log()
    assert kari.failures == []


def test_what_a_casebook_lacks_is_asked_with_the_keyboard_in_the_sheet(
    sitting: Callable[..., Evaluator], tmp_path: Path
) -> None:
    with keep.begin(tmp_path / "casebook", country="NO"):
        pass
    kari = sitting("")
    kari.sits_down(tmp_path / "casebook")
    sheet = kari.window.errands.sheet
    assert sheet is not None
    assert sheet.isAncestorOf(kari.window.focusWidget())
