"""Other applications around a case, as the evaluator meets them in the window."""

from pathlib import Path
from typing import Any

import pytest
from desk_applications import TEACHER, application
from evaluator import Evaluator
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from app.casework import keep, receive

FIRST, SECOND = "NO-NQL-2026-0001", "NO-NQL-2026-0002"
PASTED = (
    "Elevene fra Trondheim og Braga arbeidet i seks blandede lag hele vinteren. "
    "Hvert lag målte vannkvaliteten i sin egen elv og skrev en felles rapport. "
)


def answers(text: str) -> list[dict[str, Any]]:
    return [each | ({"text": text} if each["criterion"] == "1" else {})
            for each in TEACHER["answers"]]  # fmt: skip


@pytest.fixture
def kari(sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluator:
    """Kari, reading an application whose colleague pasted its text."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        mine, theirs = answers(f"{PASTED} Vi tegnet kartene selv."), answers(PASTED)
        receive.receive(casebook, application(tmp_path, 1, answers=mine))
        receive.receive(casebook, application(tmp_path, 2, answers=theirs))
    someone = sitting("Kari")
    someone.sits_down(folder)
    someone.shows(FIRST)
    someone.until(lambda: someone.has(f"alike-a1-{SECOND}"), "the text that is nearly the same")
    return someone


def words(who: Evaluator) -> str:
    part = who.sees("neighbours", QWidget)
    return "\n".join(label.text() for label in part.findChildren(QLabel))


def test_neighbours_are_named_as_a_hint(kari: Evaluator) -> None:
    told = words(kari)
    assert "same school" in told
    assert "same project" not in told
    assert f"Answer 1: 2 of 3 sentences also stand in {SECOND}" in told
    assert "hint only" in told
    assert not kari.failures


def test_a_neighbour_opens_on_a_click(kari: Evaluator) -> None:
    kari.clicks(f"neighbour-{SECOND}")
    kari.until(lambda: kari.case == SECOND, "the neighbour")
    kari.until(lambda: kari.has(f"neighbour-{FIRST}"), "its own neighbours")


def test_texts_are_read_side_by_side(kari: Evaluator) -> None:
    kari.window.findChild(QWidget, f"alike-a1-{SECOND}").click()
    mine = kari.sees("alike-mine", QTextEdit).toPlainText()
    assert mine.startswith("= Elevene fra Trondheim")
    assert "Vi tegnet kartene selv." in mine
    assert kari.sees("alike-theirs", QTextEdit).toPlainText().startswith("= Elevene")
    kari.clicks("alike-other")
    kari.until(lambda: kari.case == SECOND, "the other application")


def test_the_part_folds_and_stays_folded(kari: Evaluator) -> None:
    kari.clicks("neighbours-fold")
    kari.until(lambda: not kari.has(f"neighbour-{SECOND}"), "what is to go")
    kari.shows(SECOND)
    kari.until(lambda: kari.has("neighbours-fold"), "the part")
    kari.until(lambda: not kari.has(f"neighbour-{FIRST}"), "what is to go")
