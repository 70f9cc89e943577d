"""Status, numbers, names, minimums and files: the small rules of casework."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from app.casework import cases, queue, season
from app.casework.people import named
from app.casework.receive import free_number
from app.casework.write import write_file
from app.models.assessment import Outcome
from app.models.case import CaseRef, Status
from app.models.casebook import CaseFacts
from app.models.errors import Misused, Unavailable
from app.models.identifiers import LeafId
from app.models.scheme import Minimum
from app.scoring import shipped_schemes

DAY = datetime(2026, 9, 20, 12, tzinfo=UTC)
FACTS = CaseFacts(
    case="NO-1", submission=1, submissions=1, decided_submission=None, scheme="nql-2022",
    sha256="", applicant="", school="", city="", country="", title="", applicant_key=None,
    school_key=None, project_key=None, submitted_at=DAY, first_submitted_at=DAY, received_at=DAY,
    damaged=False, sealed=0, outcome=None, decision=None, decided_at=None,
    total=None, certified=False, withdrawn=False,
)  # fmt: skip
STARTED = ({LeafId("1a"): Fraction(3)},)
EMPTY = ({LeafId("1a"): None},)


@pytest.mark.parametrize(
    ("changes", "wanted", "status"),
    [
        ({}, 1, Status.NEW),
        ({"drafts": EMPTY}, 1, Status.NEW),
        ({"drafts": STARTED}, 1, Status.IN_REVIEW),
        ({"sealed": 1}, 1, Status.SEALED),
        ({"sealed": 1, "drafts": STARTED}, 1, Status.SEALED),
        ({"sealed": 1}, 2, Status.SECOND_OPINION),
        ({"outcome": Outcome.REFUSE, "decided_submission": 1}, 1, Status.REFUSED),
        ({"outcome": Outcome.RETURN, "decided_submission": 1}, 1, Status.RETURNED),
        ({"outcome": Outcome.REFUSE, "decided_submission": 1, "submission": 2}, 1, Status.NEW),
        ({"outcome": Outcome.GRANT, "decided_submission": 1}, 1, Status.GRANTED),
        ({"outcome": Outcome.GRANT, "decided_submission": 1, "submission": 2}, 1, Status.GRANTED),
        ({"outcome": Outcome.GRANT, "certified": True}, 1, Status.CERTIFIED),
        ({"outcome": Outcome.GRANT, "certified": True, "withdrawn": True}, 1, Status.WITHDRAWN),
    ],
)
def test_status_is_computed(changes, wanted, status) -> None:
    assert queue.status(replace(FACTS, **changes), wanted) is status


@pytest.mark.parametrize(
    ("wanted", "taken", "free"), [(1, set(), 1), (1, {1}, 2), (2, {1, 2, 3}, 4), (2, {1, 3}, 2)]
)
def test_a_taken_submission_number_moves_on(wanted, taken, free) -> None:
    assert free_number(wanted, taken) == free


@pytest.mark.parametrize(
    ("text", "ref"),
    [("NO-1", CaseRef("NO-1")), ("a.b_c-9/12", CaseRef("a.b_c-9", 12))],
)
def test_an_application_is_named_by_id_or_submission(text, ref) -> None:
    assert cases.reference(text) == ref


@pytest.mark.parametrize("text", ["", "a b", "NO/0", "NO/x", "NO/1/2", "å", "x" * 65, "NO\n"])
def test_anything_else_is_no_application(text) -> None:
    with pytest.raises(Misused):
        cases.reference(text)


@pytest.mark.parametrize("name", ["Kari Nord", " Kari  Nord ", "Kari\tNord"])
def test_a_name_is_always_written_the_same_way(name) -> None:
    assert named(name) == "Kari Nord"


@pytest.mark.parametrize("name", ["", "  ", "Kari\u202eNord", "Kari\udcff"])
def test_what_is_no_name_is_refused(name) -> None:
    with pytest.raises(Misused):
        named(name)


def test_a_minimum_that_changes_changes_the_hash() -> None:
    scheme = shipped_schemes()["nql-2022"]
    same = replace(scheme, names={"en": "Other words"})
    other = replace(scheme, minimum_total=Minimum(Fraction(16)))
    assert season.minimums_hash(scheme) == season.minimums_hash(same)
    assert season.minimums_hash(scheme) != season.minimums_hash(other)


def test_a_file_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "Ünï 日本.txt"
    write_file(path, b"first")
    with pytest.raises(Unavailable, match=r"file\.exists"):
        write_file(path, b"second")
    write_file(path, b"second", force=True)
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["absent/file", "."])
def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(Unavailable):
        write_file(tmp_path / place, b"x", force=True)
