"""Records as the JSON documents that docs/formats/interface.md promises."""

from fractions import Fraction

from app.casework.receive import Inspection
from app.models.assessment import Assessment, Change, Eligibility, Reason
from app.models.case import QueueRow
from app.models.comparison import (
    AnswerDifference,
    Comparison,
    EvidenceDifference,
    Proposal,
    Remark,
    TextDifference,
)
from app.models.plain import Plain
from app.models.problem import Problem
from app.models.review import Mark, Pin, Score
from app.scoring import json_number
from app.wording import say


def problem(given: Problem, file: str | None = None) -> Plain:
    """Return a problem; of several files each names its own."""
    shape = {
        "code": given.code,
        "severity": given.severity.value,
        "where": given.where,
        "message": say(given.message),
    }
    return shape if file is None else {"file": file, **shape}


def inspection(seen: Inspection) -> Plain:
    """Return what ``inspect`` found."""
    return {
        "ok": seen.ok,
        "sha256": seen.sha256,
        "problems": [problem(each) for each in seen.problems],
        "application": seen.form,
        "evidence": [
            {"id": each.id, "path": each.path, "media_type": each.media_type,
             "size": each.size, "sha256": each.sha256}
            for each in seen.evidence
        ],
    }  # fmt: skip


def queue_row(row: QueueRow, pins: int) -> Plain:
    """Return one line of the queue, with the number of pins of its points."""
    return {
        "id": row.id,
        "submission": row.submission,
        "scheme": row.scheme,
        "applicant": row.applicant,
        "school": row.school,
        "title": row.title,
        "status": row.status.value,
        "total": json_number(row.total),
        "pins": pins,
    }


def score(given: Score) -> Plain:
    """Return one score as ``score --scores`` reads it; what is empty is left out."""
    points = given.points
    shape = {
        "points": json_number(points) if isinstance(points, Fraction) else points,
        "comment": given.comment,
        "no_evidence": given.no_evidence,
        "pins": [pin(each) for each in given.pins],
    }
    return {key: value for key, value in shape.items() if value or key == "points"}


def pin(given: Pin) -> Plain:
    """Return one pin as ``score --scores`` reads it; what is empty is left out."""
    shape = {
        "evidence": given.evidence, "answer": given.answer, "page": given.page,
        "quote": given.quote, "before": given.before, "after": given.after,
        "rectangle": [_share(side) for side in given.rectangle] if given.rectangle else None,
        "second": None if given.second is None else _share(given.second),
        "note": given.note, "sha256": given.sha256,
    }  # fmt: skip
    return {key: value for key, value in shape.items() if value is not None and value != ""}


def _share(exact: Fraction) -> int | float:
    """Return a place as a number with at most six decimals."""
    return exact.numerator if exact.denominator == 1 else round(float(exact), 6)


def eligibility(found: Eligibility) -> Plain:
    """Return every rule's answer."""
    return {
        "rules": [
            {"id": rule.id, "result": rule.result.value, "reason": say(rule.reason),
             "fields": list(rule.fields)}
            for rule in found.rules
        ],
        "eligible": found.eligible,
    }  # fmt: skip


def assessment(found: Assessment, explanation: str) -> Plain:
    """Return what points mean."""
    return {
        "criteria": [
            {"id": each.id, "points": json_number(each.points),
             "maximum": json_number(each.maximum), "minimum": json_number(each.minimum),
             "met": each.met}
            for each in found.criteria
        ],
        "gates": [
            {"id": each.id, "points": json_number(each.points),
             "minimum": json_number(each.minimum), "met": each.met}
            for each in found.gates
        ],
        "total": json_number(found.total),
        "maximum": json_number(found.maximum),
        "minimum_total": json_number(found.minimum_total),
        "outcome": found.outcome.value,
        "certain": found.certain.value if found.certain else None,
        "reasons": [_reason(each) for each in found.reasons],
        "explanation": explanation,
        "nearest": [[_change(each) for each in way] for way in found.nearest],
    }  # fmt: skip


def _reason(given: Reason) -> Plain:
    return {
        "id": given.id,
        "points": json_number(given.points),
        "minimum": json_number(given.minimum),
    }


def _change(given: Change) -> Plain:
    return {"id": given.id, "from": json_number(given.before), "to": json_number(given.after)}


def comparison(found: Comparison) -> Plain:
    """Return what differs between two submissions."""
    return {
        "id": found.case, "submission": found.number, "against": found.against,
        "earlier": list(found.earlier), "same": found.is_same,
        "answers": [_answer(each) for each in found.answers],
        "evidence": [_evidence(each) for each in found.evidence],
        "facts": [
            {"field": each.field, "before": say(each.before) if each.before else None,
             "after": say(each.after) if each.after else None}
            for each in found.facts
        ],
        "remarks": [_remark(each) for each in found.remarks],
        "points": [_proposal(each) for each in found.proposals],
    }  # fmt: skip


def _answer(given: AnswerDifference) -> Plain:
    return {
        "id": given.answer, "criterion": given.criterion, "change": given.change.value,
        "texts": [
            {"part": part.name or "text", "too_long": part.difference.too_long,
             "paragraphs": _paragraphs(part.difference)}
            for part in given.parts
        ],
        "evidence_new": [each.id for each in given.evidence_new],
        "evidence_gone": [each.id for each in given.evidence_gone],
    }  # fmt: skip


def _paragraphs(given: TextDifference) -> Plain:
    return [
        {"change": each.change.value, "before": each.before, "after": each.after,
         "runs": [[run.change.value, run.text] for run in each.runs]}
        for each in given.passages
    ]  # fmt: skip


def _evidence(given: EvidenceDifference) -> Plain:
    return {
        "state": given.state.value,
        "id": given.after.id if given.after else None,
        "name": (given.after.file or given.after.url) if given.after else None,
        "before": (given.before.file or given.before.url) if given.before else None,
    }


def _remark(given: Remark) -> Plain:
    return {
        "id": given.leaf or "reason", "text": given.text, "points": json_number(given.points),
        "minimum": json_number(given.minimum), "checked": given.is_checked,
        "where": [
            {"criterion": note.criterion, "evidence": note.evidence, "where": note.where}
            for note in given.where
        ],
    }  # fmt: skip


def _proposal(given: Proposal) -> Plain:
    points = given.score.points
    number = points.value if isinstance(points, Mark) else json_number(points)
    return {"id": given.leaf, "points": number, "unchanged": given.unchanged}
