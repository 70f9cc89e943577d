"""Deciding: what the rules propose, what a person must add, and the act itself."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.casework import cases, looking, review
from app.casework.hindrances import Block, doubts, hindrances
from app.casework.judge import Judgement, judge
from app.casework.people import named
from app.models.application import Evidence
from app.models.assessment import Outcome
from app.models.case import CaseRef, Submission
from app.models.decision import Decision
from app.models.errors import Misused, Refused
from app.models.identifiers import DecisionId
from app.models.log import Act
from app.models.looked import Looked
from app.models.message import Message, message

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be decided now. ``outcome`` is the rules'; ``doubts`` make a grant an override.

    ``unopened`` and ``looked`` are the evaluator's, empty where she keeps nothing of it.
    """

    judgement: Judgement
    outcome: Outcome
    blocks: tuple[Block, ...]
    doubts: tuple[Message, ...]
    unopened: tuple[Evidence, ...]
    conflict: str | None
    decided: Decision | None = None
    looked: tuple[Looked, ...] = ()

    def needs_reason(self, outcome: Outcome) -> bool:
        """Tell whether the outcome needs a reason for the applicant."""
        return outcome in {Outcome.REFUSE, Outcome.RETURN}

    def needs_override(self, outcome: Outcome) -> tuple[Message, ...]:
        """Return why the outcome needs a written override; empty where it needs none."""
        why = self.doubts if outcome is Outcome.GRANT else ()
        if outcome is not self.outcome:
            says = message("The rules say: {outcome}.", outcome=outcome_word(self.outcome))
            return (*why, says)
        return why


def propose(casebook: "Casebook", ref: CaseRef, evaluator: str | None = None) -> Proposal:
    """Return what the rules propose and what stands in the way.

    It rests on the work of ``evaluator``; of someone who scored nothing, on the newest sealed
    review; without a name, on whoever is furthest.
    """
    judgement = judge(casebook, ref, named(evaluator) if evaluator else None)
    submission = judgement.submission
    sealed = casebook.reviews(submission.case, submission.number)
    if judgement.draft is None and judgement.review is None and sealed:
        others = judge(casebook, ref, scores=sealed[-1].scores)
        judgement = replace(others, draft=None, review=sealed[-1])
    return _proposal(casebook, judgement)


def _proposal(casebook: "Casebook", judgement: Judgement) -> Proposal:
    submission = judgement.submission
    newest = in_force(casebook, submission)
    return Proposal(
        judgement=judgement,
        outcome=judgement.assessment.outcome,
        blocks=tuple(hindrances(casebook, judgement, newest)),
        doubts=tuple(doubts(judgement)),
        unopened=unopened(casebook, judgement),
        looked=_looked(casebook, judgement),
        conflict=_conflict(judgement),
        decided=newest,
    )


def decide(
    casebook: "Casebook", ref: CaseRef, *, outcome: Outcome, by: str, reason: str = "",
    override: str = "",
) -> Decision:  # fmt: skip
    """Decide on the current submission; a complete draft of ``by`` is sealed first.

    Someone who scored nothing decides on the newest sealed review.
    """
    proposal = propose(casebook, ref, by)
    decided = proposal.decided
    if decided is not None:
        raise Refused(
            "decide.already",
            message("{case} is decided already: {outcome}.", case=decided.case,
                    outcome=outcome_word(decided.outcome)),
            message("“label-desk revise” makes a new decision that names the old one."),
        )  # fmt: skip
    check(proposal, outcome, reason, override)
    return _store(casebook, proposal, Act.DECIDE, outcome, by, reason, override)


def revise(
    casebook: "Casebook", ref: CaseRef, *, outcome: Outcome, by: str, reason: str = "",
    override: str = "",
) -> Decision:  # fmt: skip
    """Replace the decision in force by a new one that names it."""
    proposal = propose(casebook, _decided_ref(casebook, ref), by)
    if proposal.decided is None:
        raise Refused(
            "revise.undecided",
            message("{case} is not decided yet.", case=proposal.judgement.submission.case),
            message("“label-desk decide” makes the first decision."),
        )
    check(proposal, outcome, reason, override)
    return _store(casebook, proposal, Act.REVISE, outcome, by, reason, override)


def in_force(casebook: "Casebook", submission: Submission) -> Decision | None:
    """Return the decision that counts: the newest on this submission, or a grant of the case."""
    decisions = casebook.decisions(submission.case)
    newest = max(decisions, key=lambda each: each.entry, default=None)
    if newest is None:
        return None
    counts = newest.submission == submission.number or newest.outcome is Outcome.GRANT
    return newest if counts else None


def check(proposal: Proposal, outcome: Outcome, reason: str, override: str) -> None:
    """Raise the first thing that is missing for this outcome."""
    if outcome is Outcome.INCOMPLETE:
        raise Misused("decide.outcome", message("Choose grant, refuse or return."))
    for block in proposal.blocks:
        raise block.error()
    if proposal.needs_reason(outcome) and not reason.strip():
        raise Refused(
            "decide.reason-missing",
            message("A reason is needed; the applicant will read it."),
            message("Add --reason “…”."),
        )
    why = proposal.needs_override(outcome)
    if why and not override.strip():
        raise Refused(
            "decide.override-missing",
            message("This needs a written override: {why}", why=why[0]),
            _override_hint(proposal),
        )


def _override_hint(proposal: Proposal) -> Message:
    if proposal.judgement.eligibility.eligible is None:
        return message("Answer it with “label-desk eligibility ID --set RULE=met --by NAME”, or "
                       "add --override “…” and say why.")  # fmt: skip
    return message("Add --override “…” and say why; it is kept with the decision.")


def unopened(casebook: "Casebook", judgement: Judgement) -> tuple[Evidence, ...]:
    """Return the attached evidence that the evaluator has not looked at."""
    submission, evaluator = judgement.submission, _evaluator(judgement)
    if not looking.is_kept(casebook, evaluator):
        return ()
    seen = set(casebook.opened(submission.case, submission.number, evaluator))
    return tuple(
        each for each in submission.application.evidence
        if each.id in submission.evidence_sha256
        and submission.evidence_sha256[each.id] not in seen
    )  # fmt: skip


def _looked(casebook: "Casebook", judgement: Judgement) -> tuple[Looked, ...]:
    """Return what the evaluator looked at, page by page."""
    submission, evaluator = judgement.submission, _evaluator(judgement)
    return casebook.looked(submission.case, submission.number, evaluator) if evaluator else ()


def _evaluator(judgement: Judgement) -> str:
    work = judgement.draft or judgement.review
    return work.evaluator if work else ""


def _conflict(judgement: Judgement) -> str | None:
    newest = judgement.draft or judgement.review
    return newest.conflict if newest is not None else None


def _decided_ref(casebook: "Casebook", ref: CaseRef) -> CaseRef:
    """``revise ID`` means the granted submission, also when a later one was received."""
    submission = cases.submission(casebook, ref)
    decided = in_force(casebook, submission)
    if ref.submission is None and decided is not None:
        return CaseRef(submission.case, decided.submission)
    return ref


def _store(
    casebook: "Casebook", proposal: Proposal, kind: Act, outcome: Outcome, by: str, reason: str,
    override: str,
) -> Decision:  # fmt: skip
    """Seal what is not sealed yet, then write the decision: one act each."""
    casebook.expect_whole()
    judgement = proposal.judgement
    submission = judgement.submission
    ref = CaseRef(submission.case, submission.number)
    sealed = judgement.review or review.seal(casebook, ref, by)
    with casebook.act(kind) as act:
        decision = Decision(
            id=DecisionId(f"D-{act.name}"), case=submission.case,
            submission=submission.number, sha256=submission.sha256, reviews=(sealed.id,),
            scheme=judgement.scheme.id, scheme_sha256=judgement.scheme.sha256,
            season_sha256=judgement.season.sha256, assessment=judgement.assessment,
            eligibility={rule.id: rule.result for rule in judgement.eligibility.rules},
            outcome=outcome, by=named(by), at=act.at, entry=act.index,
            reason=reason.strip(), override=override.strip(),
            revises=proposal.decided.id if proposal.decided else None,
        )  # fmt: skip
        act.package, act.scheme = submission.sha256, judgement.scheme.sha256
        act.season = judgement.season.sha256
        act.store(decision)
    return decision


def outcome_word(outcome: Outcome) -> Message:
    """Return the outcome as a word for people."""
    return {
        Outcome.GRANT: message("granted"),
        Outcome.REFUSE: message("refused"),
        Outcome.RETURN: message("returned for completion"),
        Outcome.INCOMPLETE: message("incomplete"),
    }[outcome]
