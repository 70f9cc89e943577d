"""Comfort that comes back, and trouble told in sentences."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from app.models.case import CaseRef
from app.models.errors import Refused, Unavailable
from app.models.identifiers import CaseId
from app.models.message import message
from app.ui.evidence.place import EvidencePlace
from app.ui.places import Places
from app.ui.remembered import Remembered
from app.ui.review.description_pane import DescriptionPlace
from app.ui.review.scores_pane import ScoresPlace
from app.ui.sheets.intake import candidates
from app.ui.trouble import sentence_of


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))


def test_only_what_is_new_is_written(remembered: Remembered, tmp_path: Path) -> None:
    remembered.put_text("word", "a, b")
    remembered.put_number("number", 7)
    remembered.flush()
    (tmp_path / "s.ini").unlink()
    remembered.put_text("word", "a, b")
    remembered.put_number("number", 7)
    remembered.flush()
    assert not (tmp_path / "s.ini").exists()
    remembered.put_number("number", 8)
    remembered.flush()
    assert "number=8" in (tmp_path / "s.ini").read_text()


def test_places_come_back(remembered: Remembered, tmp_path: Path) -> None:
    ref = CaseRef(CaseId("NO-1"), 2)
    description, scores = DescriptionPlace("2", 40), ScoresPlace("2c", ("1", "3"), 12)
    places = Places(remembered, tmp_path)
    places.keep_case(ref)
    places.keep(description, scores)
    evidence = EvidencePlace((("ev1", "3 width 1 0 0.5 -"), ("ev2", "")), (300, 200), True)
    places.keep_evidence(ref, evidence)
    again = Places(remembered, tmp_path)
    assert again.case == ref
    assert again.description() == description
    assert again.scores() == scores
    assert again.evidence() == evidence


def test_two_casebooks_have_their_own_places(remembered: Remembered, tmp_path: Path) -> None:
    Places(remembered, tmp_path / "a").keep_case(CaseRef(CaseId("A"), 1))
    assert Places(remembered, tmp_path / "b").case is None


@pytest.mark.parametrize("rubbish", ["x", "", "1.5", "9" * 30])
def test_rubbish_in_the_settings_is_as_nothing(remembered: Remembered, rubbish: str) -> None:
    remembered.put_text("window/queue", rubbish)
    assert isinstance(remembered.number("window/queue", -1), int)
    assert remembered.state("window/queue") is None


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (None, "The disk is full."),
        (message("Make room."), "The disk is full. Make room."),
        (message("Run “label-desk doctor”, please: label-desk doctor"), "The disk is full."),
        (message("Add --force."), "The disk is full."),
    ],
)
def test_hints_for_the_command_line_stay_there(hint: object, said: str) -> None:
    error = Unavailable("x.y", message("The disk is full."), hint)  # type: ignore[arg-type]
    assert sentence_of(error) == said


def test_a_fault_names_its_report_and_not_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    said = sentence_of(ValueError("Solveig Hansen"))
    assert "Solveig" not in said
    assert ".txt" in said


def test_a_refusal_is_said(tmp_path: Path) -> None:
    assert sentence_of(Refused("x.y", message("No: {n}", n=3))) == "No: 3"


def test_a_folder_stands_for_the_applications_in_it(tmp_path: Path) -> None:
    for name in ("b.labelapp", "A.labelapp", "note.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "application.json").write_bytes(b"{}")
    assert [each.name for each in candidates(tmp_path)] == ["A.labelapp", "b.labelapp", "case"]
    assert candidates(tmp_path / "case") == [tmp_path / "case"]
    assert candidates(tmp_path / "note.txt") == [tmp_path / "note.txt"]
