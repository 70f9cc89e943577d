"""Points of an earlier submission as proposals, and whether what they stood on is unchanged."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.application import Application
from app.models.case import Submission
from app.models.comparison import (
    AnswerDifference,
    Change,
    EarlierPin,
    EvidenceDifference,
    EvidenceState,
    Proposal,
)
from app.models.identifiers import LeafId
from app.models.review import Review, Score, Scores
from app.models.scheme import Leaf, Scheme, parts

if TYPE_CHECKING:
    from app.storage import Casebook

KEPT = frozenset({EvidenceState.SAME, EvidenceState.RENAMED})
"""What leaves evidence as it was: not a byte differs."""


def review_of(casebook: "Casebook", before: Submission, evaluator: str) -> Review | None:
    """Return whose points are proposed: the evaluator's own, else those of the decision."""
    reviews = casebook.reviews(before.case, before.number)
    made = [each for each in casebook.decisions(before.case) if each.submission == before.number]
    used = max(made, key=lambda each: each.entry).reviews if made else ()
    ranked = sorted(
        reviews, key=lambda each: (each.evaluator == evaluator, each.id in used, each.sealed_at)
    )
    return ranked[-1] if ranked else None


def proposals(
    scheme: Scheme, before: Submission, after: Submission, review: Review | None,
    answers: tuple[AnswerDifference, ...], evidence: tuple[EvidenceDifference, ...],
    pins: Mapping[LeafId, tuple[EarlierPin, ...]],
) -> tuple[Proposal, ...]:  # fmt: skip
    """Return the earlier points of each leaf that the rubric still has, in its order."""
    if review is None:
        return ()
    forms = before.application, after.application
    same_rubric = review.scheme_sha256 == scheme.sha256
    found = []
    for group, leaf in _grouped(scheme):
        score = review.scores.get(leaf.id, Score())
        if score.points is not None and _fits(scheme, score):
            names = {group, str(leaf.id)}
            kept = same_rubric and _is_unchanged(names, forms, answers, evidence)
            found.append(Proposal(leaf.id, replace(score, pins=()), kept, pins.get(leaf.id, ())))
    return tuple(found)


def open_scores(found: tuple[Proposal, ...], scores: Scores) -> Scores:
    """Return what one act may confirm: unchanged, and not scored yet; a comment there stays."""
    fresh: Scores = {}
    for each in found:
        now = scores.get(each.leaf, Score())
        if each.unchanged and now.points is None:
            fresh[each.leaf] = confirmed(each, now)
    return fresh


def confirmed(proposal: Proposal, now: Score) -> Score:
    """Return the score after a person confirmed a proposal; the pins that still hold come along.

    So does that there was no evidence, where nothing has changed and nothing is pinned.
    """
    comment = now.comment or proposal.score.comment
    fresh = [] if now.no_evidence else [each.now for each in proposal.pins if each.now is not None]
    pins = (*now.pins, *(pin for pin in dict.fromkeys(fresh) if pin not in now.pins))
    was_none = proposal.unchanged and proposal.score.no_evidence and not pins
    return replace(
        now, points=proposal.score.points, comment=comment, pins=pins,
        no_evidence=now.no_evidence or was_none,
    )  # fmt: skip


def left_behind(proposal: Proposal, now: Score) -> tuple[EarlierPin, ...]:
    """Return the pins that confirming does not bring: their place is gone.

    Nor does it bring any where the evaluator said that she found no evidence.
    """
    return tuple(each for each in proposal.pins if each.now is None or now.no_evidence)


def _grouped(scheme: Scheme) -> list[tuple[str, Leaf]]:
    gates = [(str(gate.id), gate) for gate in scheme.gates]
    return gates + [(each.id, leaf) for each in scheme.criteria for leaf in parts(each)]


def _fits(scheme: Scheme, score: Score) -> bool:
    """Tell whether the points are still on the scale."""
    if not isinstance(score.points, Fraction):
        return scheme.scale.not_applicable
    steps = (score.points - scheme.scale.min) / scheme.scale.step
    return scheme.scale.min <= score.points <= scheme.scale.max and steps.denominator == 1


def _is_unchanged(
    names: set[str], forms: tuple[Application, Application],
    answers: tuple[AnswerDifference, ...], evidence: tuple[EvidenceDifference, ...],
) -> bool:  # fmt: skip
    """Tell whether answers and evidence of a leaf are as before, and no note speaks of it."""
    mine = [each for each in answers if each.criterion in names]
    noted = any(note.criterion in names for note in forms[1].resubmission)
    if noted or any(each.change is not Change.SAME for each in mine):
        return False
    head = {name for form in forms for name in _of_head(form)}
    used = {name for form in forms for name in _named_in(form, names)}
    if not mine:  # the gate that has no question of its own: the head's declaration
        if forms[0].head_declaration != forms[1].head_declaration:
            return False
        used |= head
    others = head | {str(id_) for form in forms for each in form.answers for id_ in each.evidence}
    return all(
        each.state in KEPT
        for each in evidence
        if _ids(each) & used or _counts(each, names, others)
    )  # fmt: skip


def _named_in(form: Application, names: set[str]) -> set[str]:
    """Return the evidence that the answers of a leaf name."""
    return {str(id_) for each in form.answers if each.criterion in names for id_ in each.evidence}


def _of_head(form: Application) -> set[str]:
    """Return the evidence that is the head's declaration."""
    head = form.head_declaration.evidence if form.head_declaration else None
    return {str(head)} if head else set()


def _ids(difference: EvidenceDifference) -> set[str]:
    return {str(each.id) for each in (difference.before, difference.after) if each is not None}


def _counts(difference: EvidenceDifference, names: set[str], others: set[str]) -> bool:
    """Evidence for the leaf or its criterion; what is for nothing in particular counts for all."""
    sides = [each for each in (difference.before, difference.after) if each is not None]
    criteria = {name for each in sides for name in each.criteria}
    return bool(criteria & names) or not (criteria or _ids(difference) & others)
