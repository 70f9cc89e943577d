"""What stands in the way of a decision, and what makes a grant an override."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.casework import cases, review, season
from app.casework.judge import Judgement
from app.models.assessment import Outcome, RuleAnswer
from app.models.decision import Decision
from app.models.errors import Refused
from app.models.message import Message, counted, message

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stands in the way of a decision, with what to do about it."""

    code: str
    message: Message
    hint: Message | None = None

    def error(self) -> Refused:
        """Return the block as an error."""
        return Refused(self.code, self.message, self.hint)


def hindrances(
    casebook: "Casebook", judgement: Judgement, decided: Decision | None
) -> Iterator[Block]:
    """Yield what stands in the way of a decision, the first thing to do first."""
    submission = judgement.submission
    granted = decided is not None and decided.outcome is Outcome.GRANT
    if not granted and not cases.is_current(casebook, submission):
        yield Block(
            "decide.not-current",
            message("Submission {number} of {case} is not the newest one.",
                    number=submission.number, case=submission.case),
            message("Decide on {case}, which means the newest submission.", case=submission.case),
        )  # fmt: skip
    if not season.is_confirmed(casebook, judgement.scheme):
        yield Block(
            "season.unconfirmed",
            message("The minimums of this season are not confirmed yet."),
            message("Look at them with “label-desk season show”, then run "
                    "“label-desk season confirm --by NAME”."),
        )  # fmt: skip
    if judgement.review is None:
        yield from _unsealed(judgement)
    yield from _too_few(casebook, judgement)


def _unsealed(judgement: Judgement) -> Iterator[Block]:
    """What keeps the draft from being sealed, as blocks."""
    if judgement.draft is None:
        error = review.nothing_scored(judgement.submission)
        yield Block(error.code, error.message, error.hint)
        return
    try:
        review.check_complete(judgement.scheme, judgement.scores)
    except Refused as error:
        yield Block(error.code, error.message, error.hint)


def _too_few(casebook: "Casebook", judgement: Judgement) -> Iterator[Block]:
    """Where the season wants several evaluators, all their reviews are needed."""
    submission, wanted = judgement.submission, judgement.season.rules.evaluators_per_case
    names = {each.evaluator for each in casebook.reviews(submission.case)
             if each.submission == submission.number}  # fmt: skip
    if judgement.draft is not None:
        names.add(judgement.draft.evaluator)
    if len(names) < wanted:
        yield Block(
            "decide.reviews-missing",
            counted("The season wants {count} evaluation of each application.",
                    "The season wants {count} evaluations of each application.", wanted),
            message("There are {found} so far.", found=len(names)),
        )  # fmt: skip


def doubts(judgement: Judgement) -> Iterator[Message]:
    """What makes a grant an override although the points are high enough."""
    unmet = _rules(judgement, RuleAnswer.NOT_MET)
    waiting = _rules(judgement, RuleAnswer.NEEDS_PERSON)
    if unmet:
        yield message("The application is not eligible: {rules}.", rules=unmet)
    elif waiting:
        yield message("A person has to answer first: {rules}.", rules=waiting)
    if judgement.submission.damaged:
        yield message("The file was damaged when it was received.")
    if judgement.submission.missing_evidence:
        yield message("Evidence that the form names is missing.")


def _rules(judgement: Judgement, answer: RuleAnswer) -> tuple[Message, ...]:
    """Return the rules with this answer by their names."""
    given = {each.id for each in judgement.eligibility.rules if each.result is answer}
    return tuple(
        message("“{name}” ({id})", name=each.names, id=each.id)
        for each in judgement.scheme.eligibility if each.id in given
    )  # fmt: skip
