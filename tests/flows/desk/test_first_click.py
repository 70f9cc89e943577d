"""What is clicked first in a casebook that was opened is shown, also when it is the first row."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator

from app.casework import keep, receive

FIRST, SECOND = "NO-NQL-2026-0001", "NO-NQL-2026-0002"


@pytest.mark.parametrize("case", [FIRST, SECOND])
def test_the_first_click_shows_its_case(
    sitting: Callable[..., Evaluator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "casebook", organisation={"en": "NSO"}, country="NO") as casebook:
        for number in (1, 2):
            receive.receive(casebook, application(tmp_path, number))
    kari = sitting("Kari")
    kari.sits_down(tmp_path / "casebook")
    asked: list[object] = []
    kari.window.desk.showing.connect(asked.append)
    kari.shows(case)
    assert kari.failures == []
    assert len(asked) == 1, "it is not read when pressed and again when let go"
