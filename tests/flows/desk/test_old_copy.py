"""An old copy of the casebook opens in the window: for reading, until a person goes on with it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from evaluator import Evaluator

from app.casework import keep, season
from app.ui.widgets import PlainLabel
from app.wording import say


@pytest.fixture
def kari(sitting: Callable[..., Evaluator], tmp_path: Path) -> Evaluator:
    """Kari at an office whose casebook was put back to before the season was confirmed."""
    folder, old = tmp_path / "casebook", tmp_path / "old"
    someone = sitting("Kari")
    keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo").close()
    shutil.copytree(folder, old)
    with keep.open_casebook(folder) as casebook:
        season.confirm(casebook, "Kari")
    shutil.rmtree(folder)
    old.rename(folder)
    someone.sits_down(folder)
    return someone


def test_it_says_what_is_lost_and_goes_on(kari: Evaluator) -> None:
    window = kari.window
    assert "(2 of 3)" in window.banner.label.text()
    window.banner.act.click()
    kari.until(lambda: kari.has("gap-act"), "the sheet")
    words = " ".join(label.text() for label in window.errands.sheet.findChildren(PlainLabel))
    assert "2 of 3 entries. 1 entry is missing" in words
    assert "no number is ever given twice" in words
    kari.types("gap-by", "")
    kari.clicks("gap-act")
    kari.until(lambda: kari.has("gap-act"), "what is to be seen")
    kari.types("gap-by", "Kari")
    kari.clicks("gap-act")
    kari.until(lambda: window.errands.sheet is None, "the entry")
    kari.until(lambda: window.desk.facts.read_only_because is None, "writing")
    assert "goes on here" in window.banner.label.text()
    assert kari.failures == []


def test_the_casebook_sheet_offers_it_too(kari: Evaluator) -> None:
    kari.window.errands.casebook()
    kari.clicks("casebook-continue")
    kari.until(lambda: kari.has("gap-act"), "the sheet")
    kari.clicks("gap-close")
    assert "older" in say(kari.window.desk.facts.read_only_because)
