"""Casework on a real casebook: history around a case, evidence, opened marks, time line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.casework import (
    around,
    cases,
    decide,
    evidence,
    judge,
    keep,
    looking,
    receive,
    review,
    season,
    timeline,
)  # fmt: skip
from app.clock import fixed_clock
from app.models.assessment import Outcome, RuleAnswer
from app.models.case import CaseRef, Status
from app.models.errors import Cancelled, Refused, Unavailable
from app.models.identifiers import LeafId
from app.models.looked import Looked
from app.models.message import Message
from app.models.review import Score
from app.storage import Casebook
from tests.flows.cli.office import ESL, KARI, LEAVES, NQL, Office, school, statements, teacher

GOOD = {LeafId(leaf): Score(Fraction(4)) for leaf in LEAVES}
START = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    clock = fixed_clock(START)
    with keep.begin(tmp_path / "book", country="NO", clock=clock) as made:
        season.set_value(made, "schemes.esl-2022.label_years", "2026-2027")
        season.confirm(made, KARI)
        yield made


@pytest.fixture
def writer(tmp_path: Path) -> Office:
    return Office(tmp_path, None)


def received(casebook: Casebook, writer: Office, form: dict[str, Any]) -> CaseRef:
    taken = receive.receive(casebook, writer.application(form))
    assert taken.case
    return CaseRef(taken.case, taken.submission)


def granted(casebook: Casebook, ref: CaseRef, scores: dict[LeafId, Score]) -> None:
    review.save_scores(casebook, ref, KARI, scores)
    decide.decide(casebook, ref, outcome=Outcome.GRANT, by=KARI, override="x")


def rule(casebook: Casebook, ref: CaseRef, name: str) -> RuleAnswer:
    rules = judge.judge(casebook, ref).eligibility.rules
    return next(each.result for each in rules if each.id == name)


def test_only_the_first_four_projects_are_evaluated(casebook, writer) -> None:
    refs = [
        received(casebook, writer, teacher(
            id=f"NO-{number}", submitted_at=f"2026-09-{number:02}T10:00:00+02:00",
            project=teacher()["project"] | {"id": f"p-{number}"},
        ))
        for number in range(1, 6)
    ]  # fmt: skip
    answers = [rule(casebook, ref, "four-projects") for ref in refs]
    assert answers == [RuleAnswer.MET] * 4 + [RuleAnswer.NOT_MET]


def test_a_school_whose_label_runs_cannot_apply_again(casebook, writer) -> None:
    first = received(casebook, writer, school())
    granted(casebook, first, {leaf: Score(Fraction(2)) for leaf in statements()})
    later = received(casebook, writer, school(id="NO-2", submitted_at="2027-02-01T09:00:00+01:00"))
    assert rule(casebook, later, "no-running-label") is RuleAnswer.NOT_MET
    found = around.history(casebook, cases.submission(casebook, later), season.current(casebook))
    assert str(found.of_school[0].label_valid_until) == "2027-12-31"
    assert found.of_school[0].status is Status.GRANTED


def test_who_has_no_id_is_unknown(casebook, writer) -> None:
    ref = received(casebook, writer, teacher(applicant={"name": "Solveig Hansen"}))
    found = around.history(casebook, cases.submission(casebook, ref), season.current(casebook))
    assert found.applicant_known is False


def test_evidence_is_read_and_checked_at_each_opening(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    assert evidence.read(casebook, ref, "ev1") == b"Det vi fant.\n"
    path = casebook.package_path(cases.submission(casebook, ref).sha256)
    path.write_bytes(path.read_bytes().replace(b"Det vi fant", b"Det vi fann"[:11]))
    with pytest.raises(Unavailable):
        evidence.read(casebook, ref, "ev1")


def test_evidence_that_is_not_listed_is_refused(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    with pytest.raises(Refused, match=r"evidence\.unknown"):
        evidence.read(casebook, ref, "ev9")


def test_opened_evidence_is_remembered_after_sealing(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    assert [each.id for each in decide.propose(casebook, ref, KARI).unopened] == ["ev1"]
    sha256 = cases.submission(casebook, ref).evidence_sha256["ev1"]
    review.mark_opened(casebook, ref, KARI, sha256)
    review.save_scores(casebook, ref, KARI, GOOD)
    review.seal(casebook, ref, KARI)
    assert decide.propose(casebook, ref, KARI).unopened == ()


def test_what_was_looked_at_is_kept_and_told_when_deciding(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    sha256 = cases.submission(casebook, ref).evidence_sha256["ev1"]
    review.save_scores(casebook, ref, KARI, GOOD)
    looking.note(casebook, ref, KARI, (Looked(sha256, (1,), 7, 10),))
    looking.note(casebook, ref, KARI, (Looked(sha256, (1, 3), 7, 5),))
    seen = (Looked(sha256, (1, 3), 7, 15),)
    assert decide.propose(casebook, ref, KARI).looked == seen
    assert looking.looked(casebook, ref, "Ola Nord") == ()


def test_who_keeps_nothing_leaves_no_trace_of_what_was_opened(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    sha256 = cases.submission(casebook, ref).evidence_sha256["ev1"]
    review.save_scores(casebook, ref, KARI, GOOD)
    looking.note(casebook, ref, KARI, (Looked(sha256, (1,), 7, 10),))
    review.mark_opened(casebook, ref, KARI, sha256)
    looking.keep(casebook, KARI, on=False)
    looking.note(casebook, ref, KARI, (Looked(sha256, (2,), 7, 10),))
    review.mark_opened(casebook, ref, KARI, sha256)
    assert casebook.opened(ref.case, 1, KARI) == ()
    assert looking.looked(casebook, ref, KARI) == ()
    assert decide.propose(casebook, ref, KARI).unopened == ()
    assert looking.is_kept(casebook, "Ola Nord")
    looking.keep(casebook, KARI, on=True)
    assert [each.id for each in decide.propose(casebook, ref, KARI).unopened] == ["ev1"]


def test_a_new_review_names_the_one_it_replaces(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    review.save_scores(casebook, ref, KARI, GOOD)
    first = review.seal(casebook, ref, KARI)
    assert review.seal(casebook, ref, KARI) == first
    review.save_scores(casebook, ref, KARI, GOOD | {LeafId("1a"): Score(Fraction(5))})
    assert review.seal(casebook, ref, KARI).revises == first.id


def test_a_conflict_of_interest_travels_into_the_review(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    review.set_conflict(casebook, ref, KARI, "My sister's school")
    review.save_scores(casebook, ref, KARI, GOOD)
    assert decide.propose(casebook, ref, KARI).conflict == "My sister's school"
    assert review.seal(casebook, ref, KARI).conflict == "My sister's school"


def test_two_evaluators_where_the_season_wants_two(casebook, writer) -> None:
    season.set_value(casebook, "rules.evaluators_per_case", "2")
    ref = received(casebook, writer, teacher())
    review.save_scores(casebook, ref, KARI, GOOD)
    blocks = [block.code for block in decide.propose(casebook, ref, KARI).blocks]
    assert blocks == ["decide.reviews-missing"]
    review.save_scores(casebook, ref, "Ola Sør", GOOD)
    review.seal(casebook, ref, "Ola Sør")
    assert decide.propose(casebook, ref, KARI).blocks == ()


def test_the_time_line_of_a_case_tells_what_happened(casebook, writer) -> None:
    ref = received(casebook, writer, teacher())
    granted(casebook, ref, GOOD)
    told = [str(event.sentence) for event in timeline.timeline(casebook, ref.case)]
    assert told == ["Submission 1 was received.", f"{KARI} sealed an evaluation.",
                    f"{KARI} granted the label."]  # fmt: skip
    assert len(timeline.timeline(casebook)) == casebook.size


def test_a_cancelled_import_leaves_nothing(casebook, writer) -> None:
    file, size = writer.application(teacher()), casebook.size

    def stop(fraction: float, _sentence: Message) -> None:
        if fraction > 0.5:
            raise Cancelled("cancelled", Message("Stopped."))

    with pytest.raises(Cancelled):
        receive.receive(casebook, file, stop)
    assert casebook.size == size
    assert list(casebook.staging.iterdir()) == []
    assert list((casebook.folder / "packages").iterdir()) == []
    assert receive.receive(casebook, file).case == NQL


def test_both_labels_live_in_one_casebook(casebook, writer) -> None:
    refs = [received(casebook, writer, form) for form in (teacher(), school())]
    assert [judge.judge(casebook, ref).scheme.short for ref in refs] == ["NQL", "ESL"]
    assert refs[1].case == ESL
