"""What a submission changed against an earlier one of its case, and what the refusal asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.casework import cases, rubrics, season
from app.casework.compared_answers import answer_differences
from app.casework.compared_evidence import evidence_differences
from app.casework.compared_facts import fact_differences
from app.casework.earlier_pins import earlier_pins
from app.casework.people import named
from app.casework.proposed import proposals, review_of
from app.models.application import ResubmissionNote
from app.models.assessment import Reason
from app.models.case import CaseRef, Submission
from app.models.comparison import Comparison, Remark
from app.models.decision import Decision
from app.models.errors import Refused
from app.models.identifiers import LeafId
from app.models.message import message
from app.models.review import Review, Score
from app.models.scheme import Scheme

if TYPE_CHECKING:
    from app.storage import Casebook

REASON = "reason"
"""The key of the remark that is the whole reason of the earlier decision."""


def compare(
    casebook: "Casebook", ref: CaseRef, *, against: int | None = None, evaluator: str = ""
) -> Comparison:
    """Compare a submission with an earlier one: the newest that was decided, else the one before.

    ``evaluator`` is whose ticks and earlier points are meant. Raises Refused when there is no
    earlier submission, or not the one that is named.
    """
    after = cases.submission(casebook, ref)
    before = earlier(casebook, after, against)
    scheme = rubrics.in_season(casebook, season.current(casebook))[after.scheme]
    evidence = evidence_differences(before, after)
    answers = tuple(answer_differences(before.application, after.application, evidence))
    name = named(evaluator) if evaluator else ""
    review = review_of(casebook, before, name)
    numbers = sorted(each.number for each in casebook.submissions(after.case))
    return Comparison(
        case=after.case, number=after.number, against=before.number,
        earlier=tuple(each for each in numbers if each < after.number),
        answers=answers, evidence=evidence,
        facts=fact_differences(before.application, after.application, scheme),
        remarks=tuple(_remarks(casebook, before, after, review, name)),
        proposals=proposals(
            scheme, before, after, review, answers, evidence,
            earlier_pins(casebook, before, after, review, name),
        ),
    )  # fmt: skip


def earlier(casebook: "Casebook", after: Submission, against: int | None = None) -> Submission:
    """Return the earlier submission that is meant; raises Refused when there is none."""
    found = [each for each in casebook.submissions(after.case) if each.number < after.number]
    if against is not None:
        found = [each for each in found if each.number == against]
    if not found:
        raise Refused(
            "compare.nothing-earlier",
            message("There is no earlier submission of {case} to compare {number} with.",
                    case=after.case, number=after.number)
            if against is None else
            message("{case} has no submission {number} before this one.",
                    case=after.case, number=against),
        )  # fmt: skip
    decided = {each.submission for each in casebook.decisions(after.case)}
    return max(found, key=lambda each: (each.number in decided, each.number))


def check_remark(
    casebook: "Casebook", ref: CaseRef, evaluator: str, remark: str, *, is_checked: bool
) -> None:
    """Tick a remark of the earlier decision off, or take the tick back."""
    submission = cases.submission(casebook, ref)
    with casebook.draft() as draft:
        draft.check(
            submission.case, submission.number, named(evaluator), remark, is_checked=is_checked
        )


def _remarks(
    casebook: "Casebook", before: Submission, after: Submission, review: Review | None, name: str
) -> Iterator[Remark]:
    """Yield what fell short with its comment, then the reason as a whole."""
    made = [each for each in casebook.decisions(before.case) if each.submission == before.number]
    if not made:
        return
    decision = max(made, key=lambda each: each.entry)
    checked = casebook.checked(after.case, after.number, name) if name else frozenset()
    scheme = rubrics.scheme(casebook, before.scheme)
    scores = review.scores if review is not None else {}
    left = list(after.application.resubmission)
    for short in _fell_short(decision, scheme, list(left)):
        where = tuple(note for note in left if _belongs(scheme, note.criterion, short.id))
        left = [note for note in left if not _belongs(scheme, note.criterion, short.id)]
        comment = scores.get(LeafId(short.id), Score()).comment
        key = _key(before, short.id)
        yield Remark(key, short.id, comment, short.points, short.minimum, where, key in checked)
    if decision.reason or left:
        key = _key(before, REASON)
        yield Remark(key, "", decision.reason, where=tuple(left), is_checked=key in checked)


def _key(before: Submission, what: str) -> str:
    """Ticks belong to one earlier decision: the key names its submission."""
    return f"{before.number} {what}"


def _fell_short(
    decision: Decision, scheme: Scheme, notes: list[ResubmissionNote]
) -> Iterator[Reason]:
    """Yield each reason of the rules, then the other parts that the applicant speaks of."""
    reasons = decision.assessment.reasons
    yield from reasons
    seen = {each.id for each in reasons}
    parts = {str(leaf.id) for leaf in scheme.leaves} | {each.id for each in scheme.criteria}
    for name in dict.fromkeys(note.criterion for note in notes):
        if name in parts - seen:
            yield Reason(name)


def _belongs(scheme: Scheme, criterion: str, key: str) -> bool:
    """Tell whether a note on ``criterion`` speaks of ``key``: itself, or a part of it."""
    if criterion == key:
        return True
    parts = next((each.sub for each in scheme.criteria if each.id == key), ())
    return criterion in {str(each.id) for each in parts}
