"""Confirming all earlier points whose answers and evidence did not change, in one logged act.

Nothing is ever carried over by itself: until a person confirms or changes it, a sub-criterion of
the new submission is not scored.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.casework import cases, compare, season
from app.casework.judge import work_of
from app.casework.people import named
from app.casework.proposed import left_behind, open_scores, review_of
from app.models.case import CaseRef
from app.models.comparison import EarlierPin
from app.models.errors import Refused
from app.models.identifiers import LeafId
from app.models.log import Act
from app.models.message import message
from app.models.review import Carried, Draft, Score, Scores

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was confirmed: its record, the scores as they are now and were, the pins left behind."""

    record: Carried
    scores: Scores
    before: Scores
    left: tuple[tuple[LeafId, EarlierPin], ...] = ()


def carry_over(
    casebook: "Casebook", ref: CaseRef, evaluator: str, *, against: int | None = None
) -> CarriedOver:
    """Confirm all earlier points whose answers and evidence did not change; one act, logged.

    Points that are there already stay as they are. Raises Refused when nothing is to be confirmed,
    or the submission is not the current one.
    """
    submission = cases.submission(casebook, ref)
    if not cases.is_current(casebook, submission):
        raise Refused(
            "carry.not-current",
            message("Submission {number} of {case} is not the newest one.",
                    number=submission.number, case=submission.case),
        )  # fmt: skip
    name = named(evaluator)
    found = compare.compare(casebook, ref, against=against, evaluator=name)
    work = work_of(casebook, submission, name)
    fresh = open_scores(found.proposals, work.scores)
    before = compare.earlier(casebook, submission, found.against)
    review = review_of(casebook, before, name)
    if not fresh or review is None:
        raise Refused(
            "carry.nothing",
            message("No earlier points wait to be confirmed where nothing has changed."),
            message("Points of what did change are set one by one."),
        )
    draft = work.draft or Draft(submission.case, submission.number, name,
                                work.scores, work.conflict)  # fmt: skip
    with casebook.act(Act.CARRY) as act:
        carried = Carried(
            case=submission.case, submission=submission.number, sha256=submission.sha256,
            against=found.against, review=review.id, evaluator=name,
            points={leaf: score.points for leaf, score in fresh.items()},
            at=act.at, entry=act.index,
        )  # fmt: skip
        act.package, act.season = submission.sha256, season.current(casebook).sha256
        act.store(carried)
        act.keep_draft(replace(draft, scores={**work.scores, **fresh}, changed_at=act.at))
    was = {leaf: work.scores.get(leaf, Score()) for leaf in fresh}
    left = [(each.leaf, pin) for each in found.proposals if each.leaf in fresh
            for pin in left_behind(each, was[each.leaf])]  # fmt: skip
    return CarriedOver(carried, fresh, was, tuple(left))
