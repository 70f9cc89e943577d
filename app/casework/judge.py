"""One application as it stands: the form, somebody's points, what they mean and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.casework import cases, explain, own, rubrics, season
from app.casework.around import history
from app.casework.people import named
from app.models.application import Application
from app.models.assessment import Assessment, Eligibility
from app.models.case import CaseRef, Submission
from app.models.message import Message
from app.models.review import Draft, Review, Scores
from app.models.scheme import Scheme
from app.models.season import Season
from app.scoring import assess
from app.scoring import eligibility as eligibility_of

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the points of one evaluator mean for one submission. ``scheme`` has the season on top.

    ``review`` is the evaluator's newest sealed review, when it says the same as the draft.
    """

    scheme: Scheme
    season: Season
    submission: Submission
    scores: Scores
    assessment: Assessment
    eligibility: Eligibility
    explanation: tuple[Message, ...]
    draft: Draft | None = None
    review: Review | None = None

    @property
    def application(self) -> Application:
        """The form."""
        return self.submission.application


@dataclass(frozen=True, slots=True)
class Work:
    """One evaluator's work on one submission: the draft, and the review it was sealed into."""

    draft: Draft | None = None
    review: Review | None = None

    @property
    def scores(self) -> Scores:
        """The points that count now: the draft's, else the sealed ones."""
        if self.draft is not None:
            return self.draft.scores
        return self.review.scores if self.review is not None else {}

    @property
    def conflict(self) -> str | None:
        """The conflict of interest that was declared."""
        newest = self.draft or self.review
        return newest.conflict if newest is not None else None

    @property
    def sealed(self) -> Review | None:
        """The review that says exactly what the draft says, if there is one."""
        if self.review is None:
            return None
        same = self.draft is None or self.draft.scores == self.review.scores
        return self.review if same else None


def judge(
    casebook: "Casebook",
    ref: CaseRef,
    evaluator: str | None = None,
    scores: Scores | None = None,
    at: datetime | None = None,
) -> Judgement:
    """Return what ``scores`` (else the evaluator's, else the furthest anyone's) mean."""
    submission = cases.submission(casebook, ref)
    work = work_of(casebook, submission, evaluator)
    current = season.current(casebook)
    scheme = rubrics.in_season(casebook, current)[submission.scheme]
    moment = at or casebook.clock()
    rules = eligible(casebook, submission, scheme, current)
    points = work.scores if scores is None else scores
    round_ = current.schemes.get(scheme.id)
    deadline = round_.deadline if round_ else None
    result = assess(scheme, points, eligibility=rules, deadline=deadline, at=moment)
    return Judgement(
        scheme=scheme, season=current,
        submission=own.with_own(casebook, submission, _whose(work, evaluator)),
        scores=points, assessment=result,
        eligibility=rules, explanation=explain.explanation(result, scheme, rules, deadline),
        draft=work.draft, review=work.sealed if scores is None else None,
    )  # fmt: skip


def _whose(work: Work, evaluator: str | None) -> str | None:
    """Return whose own notes are shown: only hers, whose points are shown."""
    newest = work.draft or work.review
    return newest.evaluator if newest is not None else evaluator


def eligible(
    casebook: "Casebook", submission: Submission, scheme: Scheme, current: Season
) -> Eligibility:
    """Return every eligibility rule's answer for a submission."""
    ticks = casebook.ticks(submission.case, submission.number)
    around = history(casebook, submission, current)
    return eligibility_of(scheme, current, submission.application, around, ticks)


def work_of(casebook: "Casebook", submission: Submission, evaluator: str | None) -> Work:
    """Return the work of ``evaluator``; without a name, of whoever is furthest."""
    drafts = casebook.drafts(submission.case, submission.number)
    reviews = casebook.reviews(submission.case, submission.number)
    name = named(evaluator) if evaluator else _furthest(drafts, reviews)
    draft = next((each for each in drafts if each.evaluator == name), None)
    mine = [each for each in reviews if each.evaluator == name]
    return Work(draft, mine[-1] if mine else None)


def _furthest(drafts: tuple[Draft, ...], reviews: tuple[Review, ...]) -> str | None:
    if reviews:
        return reviews[-1].evaluator
    best = max(drafts, key=_points, default=None)
    return best.evaluator if best else None


def _points(draft: Draft) -> int:
    return sum(1 for score in draft.scores.values() if score.points is not None)
