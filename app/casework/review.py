"""Scoring: drafts that are saved at once, and the act of sealing one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from app.casework import cases, looking, phrases, rubrics, season
from app.casework.judge import eligible, work_of
from app.casework.people import named
from app.models.assessment import RuleAnswer
from app.models.case import CaseRef, Submission
from app.models.errors import LabelDeskError, Misused, Refused
from app.models.identifiers import LeafId, RuleId, Sha256
from app.models.log import Act
from app.models.message import message
from app.models.review import Draft, Mark, Review, Score, Scores, Tick
from app.models.scheme import Leaf, PinRule, Scheme

if TYPE_CHECKING:
    from app.storage import Casebook


def save_scores(casebook: "Casebook", ref: CaseRef, evaluator: str, scores: Scores) -> Draft:
    """Replace all points and comments of the evaluator's draft."""
    return _change(casebook, ref, evaluator, lambda draft: replace(draft, scores=scores))


def set_conflict(casebook: "Casebook", ref: CaseRef, evaluator: str, text: str | None) -> Draft:
    """Note a conflict of interest, or that there is none."""
    return _change(casebook, ref, evaluator, lambda draft: replace(draft, conflict=text or None))


def mark_opened(casebook: "Casebook", ref: CaseRef, evaluator: str, sha256: Sha256) -> None:
    """Remember that the evaluator has looked at a piece of evidence, where that is kept."""
    if not looking.is_kept(casebook, evaluator):
        return
    submission = cases.submission(casebook, ref)
    with casebook.draft() as draft:
        draft.mark_opened(submission.case, submission.number, named(evaluator), sha256)


def tick(casebook: "Casebook", ref: CaseRef, rule: RuleId, met: bool, by: str, note: str) -> Tick:
    """Answer an eligibility rule that needs a person."""
    submission = cases.submission(casebook, ref)
    known = {each.id for each in rubrics.scheme(casebook, submission.scheme).eligibility}
    if rule not in known:
        raise Misused("eligibility.unknown-rule",
                      message("There is no rule “{rule}”; the rules are {known}.", rule=rule,
                              known=", ".join(sorted(known))))  # fmt: skip
    _check_needs_person(casebook, submission, rule)
    answer = Tick(rule, met, named(by), note, casebook.clock())
    with casebook.draft() as draft:
        draft.tick(submission.case, submission.number, answer)
    return answer


def _check_needs_person(casebook: "Casebook", submission: Submission, rule: RuleId) -> None:
    """What the form or the casebook says itself is not for a person to answer."""
    current = season.current(casebook)
    scheme = rubrics.in_season(casebook, current)[submission.scheme]
    rules = eligible(casebook, submission, scheme, current).rules
    found = next(each for each in rules if each.id == rule)
    if found.result is not RuleAnswer.NEEDS_PERSON and found.by is None:
        raise Refused(
            "eligibility.computed",
            message("“{rule}” needs no person: {reason}", rule=rule, reason=found.reason),
            message("To decide against the rule, use “decide --override” and say why."),
        )


def seal(casebook: "Casebook", ref: CaseRef, evaluator: str) -> Review:
    """Seal the evaluator's draft; needs every point, a comment below a minimum, pins if asked."""
    submission = cases.submission(casebook, ref)
    work = work_of(casebook, submission, evaluator)
    if work.sealed is not None:
        return work.sealed
    if work.draft is None:
        raise nothing_scored(submission)
    current = season.current(casebook)
    scheme = rubrics.in_season(casebook, current)[submission.scheme]
    check_complete(scheme, work.draft.scores)
    with casebook.act(Act.SEAL) as act:
        review = Review(
            id=f"R-{act.name}", case=submission.case, submission=submission.number,
            sha256=submission.sha256, evaluator=work.draft.evaluator, scheme=scheme.id,
            scheme_sha256=scheme.sha256, season_sha256=current.sha256,
            scores=work.draft.scores, sealed_at=act.at, conflict=work.draft.conflict,
            revises=work.review.id if work.review else None, entry=act.index,
            own=casebook.own_evidence(submission.case, submission.number, work.draft.evaluator),
        )  # fmt: skip
        act.package, act.scheme = submission.sha256, scheme.sha256
        act.season = current.sha256
        rubrics.keep(act, casebook, scheme)
        act.store(review)
        act.forget_draft(submission.case, submission.number, review.evaluator)
    # What was sealed stands, whatever becomes of the comment bank.
    with suppress(LabelDeskError):
        phrases.learn(casebook, review, submission.application)
    return review


def check_complete(scheme: Scheme, scores: Scores) -> None:
    """Refuse points that may not be sealed: one missing, or low without a comment."""
    missing = open_leaves(scheme, scores)
    if missing:
        raise Refused(
            "seal.incomplete",
            message("Not scored yet: {leaves}.", leaves=", ".join(missing)),
            message("Every sub-criterion needs points before the evaluation can be sealed."),
        )
    silent = uncommented(scheme, scores)
    if silent:
        raise Refused(
            "seal.comment-missing",
            message("Below the minimum without a comment: {leaves}.", leaves=", ".join(silent)),
            message("Say for each what is missing; the applicant will read it."),
        )
    bare = unpinned(scheme, scores)
    if bare:
        raise Refused(
            "seal.pin-missing",
            message("At or below the minimum without a pin: {leaves}.", leaves=", ".join(bare)),
            message("Pin the evidence that was judged, or mark that no evidence was found."),
        )


def open_leaves(scheme: Scheme, scores: Scores) -> list[LeafId]:
    """Return what has no points yet, in the scheme's order."""
    return [leaf.id for leaf in scheme.leaves if scores.get(leaf.id, Score()).points is None]


def uncommented(scheme: Scheme, scores: Scores) -> list[LeafId]:
    """Return what is below its own minimum and has no comment."""
    return [leaf.id for leaf in scheme.leaves if _is_silent(scheme, leaf, scores)]


def _is_silent(scheme: Scheme, leaf: Leaf, scores: Scores) -> bool:
    score = scores.get(leaf.id, Score())
    if leaf.minimum is None or score.points is None or isinstance(score.points, Mark):
        return False
    return score.points < leaf.minimum.of(scheme.scale.max) and not score.comment.strip()


def unpinned(scheme: Scheme, scores: Scores) -> list[LeafId]:
    """Return what is at or below its own minimum with neither a pin nor the words that there is
    no evidence, where scheme or season ask for them.
    """
    if scheme.pins is not PinRule.AT_MINIMUM:
        return []
    return [leaf.id for leaf in scheme.leaves if _is_bare(scheme, leaf, scores)]


def _is_bare(scheme: Scheme, leaf: Leaf, scores: Scores) -> bool:
    score = scores.get(leaf.id, Score())
    if leaf.minimum is None or score.points is None or isinstance(score.points, Mark):
        return False
    low = score.points <= leaf.minimum.of(scheme.scale.max)
    return low and not score.pins and not score.no_evidence


def nothing_scored(submission: Submission) -> Refused:
    """Return the error of an evaluator who has not scored anything."""
    return Refused(
        "review.absent",
        message("This evaluator has scored nothing in {case} yet.", case=submission.case),
        message("“label-desk score” saves points; names must be written the same way."),
    )


def _change(
    casebook: "Casebook", ref: CaseRef, evaluator: str, change: Callable[[Draft], Draft]
) -> Draft:
    """Save the evaluator's draft with one change; what was sealed is where a new one starts."""
    submission = cases.submission(casebook, ref)
    evaluator = named(evaluator)
    work = work_of(casebook, submission, evaluator)
    before = work.draft or Draft(submission.case, submission.number, evaluator,
                                 work.scores, work.conflict)  # fmt: skip
    after = replace(change(before), changed_at=casebook.clock())
    with casebook.draft() as draft:
        draft.save(after)
    return after
