"""Other applications around one: related cases, the same files, texts that are nearly the same."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.casework import cases, season
from app.casework.queue import status
from app.documents.likeness import compared, fingerprints
from app.models.application import Answer
from app.models.case import CaseRef, Submission
from app.models.casebook import CaseFacts
from app.models.identifiers import CaseId, Sha256
from app.models.message import message
from app.models.neighbours import (
    AlikeText,
    Neighbour,
    Neighbours,
    Relation,
    SharedEvidence,
)  # fmt: skip
from app.models.progress import Progress
from app.storage import AlikeIndex

if TYPE_CHECKING:
    from app.storage import Casebook

AT_ONCE = 5
"""Received files that are taken in together; between them anything else may come."""

CANDIDATES = 12
"""Answers that are looked at word by word, the nearest first."""

MOST_ANSWERS, MOST_LETTERS = 100, 500_000
"""Of one application that are looked at; what lies beyond is not compared."""

FEWEST_WORDS = 20
"""Common words in all, below which likeness may be chance and is not told."""

LEAST_SHARE = 4
"""At least one sentence in this many must be common."""


def neighbours(casebook: "Casebook", ref: CaseRef) -> Neighbours:
    """Return what is known around a submission; texts are those taken in so far."""
    submission = cases.submission(casebook, ref)
    index = AlikeIndex(casebook.cache)
    return Neighbours(
        case=submission.case, number=submission.number,
        cases=tuple(_related(casebook, submission)),
        evidence=tuple(_shared(casebook, submission)),
        texts=tuple(_alike(casebook, submission, index)),
        unread=len(waiting(casebook)),
    )  # fmt: skip


def waiting(casebook: "Casebook") -> list[Sha256]:
    """Return the received files whose answers were not taken in, the newest first."""
    index = AlikeIndex(casebook.cache)
    known, here = index.known(), casebook.received_files()
    gone = known - set(here)
    if gone:
        index.forget(gone)
    return [each for each in dict.fromkeys(here) if each not in known]


def take_in(casebook: "Casebook", some: Sequence[Sha256], left: int) -> None:
    """Take in the answers of some received files; ``left`` more wait after them.

    What was taken in stays, also when the rest is never done: the next sitting goes on.
    """
    index = AlikeIndex(casebook.cache)
    index.take([(sha256, _prints(casebook, sha256)) for sha256 in some], left)


def catch_up(casebook: "Casebook", progress: Progress = None) -> None:
    """Take in everything that waits; for programs that have no window."""
    files = waiting(casebook)
    for first in range(0, len(files), 10 * AT_ONCE):
        some = files[first : first + 10 * AT_ONCE]
        take_in(casebook, some, len(files) - first - len(some))
        if progress is not None:
            done = (first + len(some)) / len(files)
            progress(done, message("Reading the texts of other applications"))


def _prints(casebook: "Casebook", sha256: Sha256) -> dict[str, frozenset[int]]:
    found = casebook.submission_of_file(sha256)
    answers = _read(found[0].application.answers if found else ())
    return {each.id: fingerprints(text) for each, text in answers}


def _read(answers: Sequence[Answer]) -> Iterator[tuple[Answer, str]]:
    """Yield answers with what they say, up to a hundred times the usual application."""
    room = MOST_LETTERS
    for each in answers[:MOST_ANSWERS]:
        text = text_of(each)[:room]
        room -= len(text)
        if text:
            yield each, text


def text_of(answer: Answer) -> str:
    """Return everything that an answer says, as one text."""
    parts = (answer.text, *answer.statements.values(), answer.plan or "")
    return "\n\n".join(part for part in parts if part.strip())


def _related(casebook: "Casebook", submission: Submission) -> Iterator[Neighbour]:
    """Yield the cases of the same project, school or applicant, each once, by their ids."""
    own = next(iter(casebook.case_facts(submission.case)))
    found: dict[CaseId, tuple[CaseFacts, list[Relation]]] = {}
    for relation, group in (
        (Relation.APPLICANT, own.applicant_key and casebook.case_facts(
            applicant_key=own.applicant_key)),
        (Relation.PROJECT, own.project_key and casebook.case_facts(project_key=own.project_key)),
        (Relation.SCHOOL, own.school_key and casebook.case_facts(school_key=own.school_key)),
    ):  # fmt: skip
        for each in group or ():
            if each.case != own.case:
                found.setdefault(each.case, (each, []))[1].append(relation)
    wanted = season.current(casebook).rules.evaluators_per_case
    for facts, relations in sorted(found.values(), key=lambda pair: pair[0].case):
        yield Neighbour(
            facts.case, facts.title, facts.applicant, facts.school, status(facts, wanted),
            facts.submitted_at, tuple(relations),
        )  # fmt: skip


def _shared(casebook: "Casebook", submission: Submission) -> Iterator[SharedEvidence]:
    """Yield each piece of evidence that another case holds too; of a case its newest submission."""
    held = casebook.held_elsewhere(submission)
    for evidence in submission.application.evidence:
        sha256 = submission.evidence_sha256.get(evidence.id)
        elsewhere = {each.case.lower(): each for each in reversed(held) if each.sha256 == sha256}
        if elsewhere:
            ordered = sorted(elsewhere.values(), key=lambda each: each.case)
            yield SharedEvidence(evidence.id, tuple(ordered))


def _alike(casebook: "Casebook", submission: Submission, index: AlikeIndex) -> Iterator[AlikeText]:
    """Yield the answers that much of another case's answer stands in, once for each case."""
    received: dict[Sha256, Submission | None] = {}
    for answer, text in _read(submission.application.answers):
        best: dict[CaseId, AlikeText] = {}
        for near in index.near(fingerprints(text), CANDIDATES):
            if near.sha256 not in received:
                received[near.sha256] = _of_other_case(casebook, near.sha256, submission.case)
            other = received[near.sha256]
            found = _side_by_side(answer, text, other, near.answer) if other else None
            if found is not None and _says_something(found):
                key = CaseId(found.case.lower())
                best[key] = max(best.get(key, found), found, key=lambda each: each.common)
        yield from sorted(best.values(), key=lambda each: (-each.common, each.case))


def _of_other_case(casebook: "Casebook", sha256: Sha256, case: CaseId) -> Submission | None:
    found = casebook.submission_of_file(sha256)
    return next((each for each in found if each.case.lower() != case.lower()), None)


def _side_by_side(
    answer: Answer, text: str, other: Submission, other_answer: str
) -> AlikeText | None:
    theirs = next((each for each in other.application.answers if each.id == other_answer), None)
    if theirs is None:
        return None
    their_text = text_of(theirs)
    form = other.application
    return AlikeText(
        answer=answer.id, criterion=answer.criterion, case=other.case, submission=other.number,
        applicant=form.applicant.name, school=form.school.name, other_answer=other_answer,
        mine=compared(text, their_text), theirs=compared(their_text, text),
    )  # fmt: skip


def _says_something(found: AlikeText) -> bool:
    words = sum(len(each.text.split()) for each in found.mine if each.is_common)
    return words >= FEWEST_WORDS and found.common * LEAST_SHARE >= found.sentences
