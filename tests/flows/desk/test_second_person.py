"""A person who scored nothing decides on the sealed review of another, by the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator

from app.casework import keep, receive, review, season
from app.models.case import CaseRef
from app.models.identifiers import LeafId
from app.models.review import Score

CASE = "NO-NQL-2026-0001"
LEAVES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b")


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook in which Kari sealed her points and nobody decided."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "casebook"
    named = {"organisation": {"en": "NSO"}, "country": "NO", "place": "Oslo"}
    with keep.begin(folder, **named) as casebook:
        season.confirm(casebook, "Kari")
        case = CaseRef(receive.receive(casebook, application(tmp_path, 1)).case)
        review.save_scores(casebook, case, "Kari", {LeafId(leaf): Score(4) for leaf in LEAVES})
        review.seal(casebook, case, "Kari")
    return folder


def test_the_coordinator_decides_on_the_sealed_review(
    sitting: Callable[..., Evaluator], sealed: Path
) -> None:
    ola = sitting("Ola")
    ola.sits_down(sealed)
    ola.shows(CASE)
    ola.decides("grant")
    assert ola.failures == []
    ola.leaves()
    ola.until(lambda: ola.window.desk.is_idle, "the end")
    with keep.open_casebook(sealed) as casebook:
        (decision,) = casebook.decisions()
        (kept,) = casebook.reviews(decision.case)
    assert (decision.by, decision.reviews, kept.evaluator) == ("Ola", (kept.id,), "Kari")
