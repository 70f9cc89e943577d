"""Answers and evidence of two submissions: each is told once, also where there are very many."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.casework.compared_answers import answer_differences
from app.casework.compared_evidence import evidence_differences
from app.models.application import Answer, Evidence
from app.models.comparison import Change, EvidenceState
from app.models.identifiers import EvidenceId, Sha256
from tests.storage import made

ON_ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = st.sampled_from("abc")
ANSWERS = st.lists(st.builds(Answer, id=FEW, text=FEW, criterion=FEW, question=FEW), max_size=6)
PIECES = st.lists(
    st.builds(Evidence, id=FEW.map(EvidenceId), title=FEW, path=FEW), max_size=6
)  # fmt: skip


def sent(evidence: list[Evidence]) -> object:
    """A submission with this evidence; the hash is that of its path."""
    hashes = {each.id: Sha256(str(each.path)) for each in evidence}
    form = made.application(evidence=tuple(evidence))
    return replace(made.submission(1), application=form, evidence_sha256=hashes)


@ON_ANY_MACHINE
@given(ANSWERS, ANSWERS)
def test_every_answer_is_told_once(before: list[Answer], after: list[Answer]) -> None:
    found = list(
        answer_differences(
            made.application(answers=tuple(before)), made.application(answers=tuple(after))
        )
    )
    gone = [each for each in found if each.change is Change.GONE]
    new = [each for each in found if each.change is Change.NEW]
    assert [each.answer for each in found if each not in gone] == [each.id for each in after]
    assert len(after) - len(new) == len(before) - len(gone)


@ON_ANY_MACHINE
@given(ANSWERS)
def test_the_same_form_has_no_differences(answers: list[Answer]) -> None:
    form = made.application(answers=tuple(answers))
    assert {each.change for each in answer_differences(form, form)} <= {Change.SAME}


@ON_ANY_MACHINE
@given(PIECES, PIECES)
def test_every_piece_of_evidence_is_told_once(
    before: list[Evidence], after: list[Evidence]
) -> None:
    found = evidence_differences(sent(before), sent(after))  # type: ignore[arg-type]
    assert [each.after for each in found if each.after] == after
    assert sorted(map(str, (each.before for each in found if each.before))) == sorted(
        map(str, before)
    )


@pytest.mark.parametrize(
    "evidence",
    [
        {"path": "evidence/rapport.pdf"},
        {"path": "evidence/annet.pdf"},
        {"path": "evidence/annet.pdf", "id": EvidenceId("ev7")},
        {"path": "evidence/annet.pdf", "title": "Ny"},
    ],
)
def test_an_answer_that_names_a_renamed_file_did_not_change(
    evidence: dict[str, str],
) -> None:
    old = Evidence(EvidenceId("ev1"), "Rapport", path="evidence/rapport.pdf")
    new = replace(old, **evidence)  # type: ignore[arg-type]
    before, after = (
        replace(
            made.submission(1), evidence_sha256={each.id: made.HASH},
            application=made.application(
                evidence=(each,), answers=(Answer("a1", "Vi målte.", "1", evidence=(each.id,)),)
            ),
        )
        for each in (old, new)
    )  # fmt: skip
    pieces = evidence_differences(before, after)
    (answer,) = answer_differences(before.application, after.application, pieces)
    assert answer.change is Change.SAME


@pytest.mark.parametrize("count", [30_000])
def test_very_many_end_in_time(count: int) -> None:
    answers = [Answer("a", "Det samme.", "1", "Hva?") for _ in range(count)]
    form = made.application(answers=tuple(answers))
    assert all(each.change is Change.SAME for each in answer_differences(form, form))
    pieces = [Evidence(EvidenceId(f"e{n}"), "T", path="p") for n in range(count)]
    states = {each.state for each in evidence_differences(sent(pieces), sent(pieces[::-1]))}  # type: ignore[arg-type]
    assert states == {EvidenceState.SAME}
