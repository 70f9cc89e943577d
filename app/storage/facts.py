"""The whole queue in a few queries: one cheap row per case, no record rebuilt."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.models.assessment import Outcome
from app.models.casebook import CaseFacts
from app.models.identifiers import CaseId, LeafId
from app.models.review import Mark, Points
from app.storage import schema
from app.storage.connection import sentences
from app.storage.draft import plain_text

_submission = schema.records["submission"].c
_review = schema.records["review"].c
_decision = schema.records["decision"].c
_certificate = schema.records["certificate"].c
_withdrawal = schema.records["withdrawal"].c
_form = schema.form.c


def _submissions() -> Select[Any]:
    return (
        select(
            _submission.case_key, _submission.number, _submission.sha256,
            _submission.case_id, _submission.scheme, _submission.submitted_at,
            _submission.received_at, _submission.damaged,
            _form.applicant, _form.school, _form.city, _form.country, _form.title,
            _form.applicant_key, _form.school_key, _form.project_key,
        )
        .outerjoin(schema.form, _form.entry == _submission.entry)
        .order_by(_submission.case_key, _submission.number)
    )  # fmt: skip


def case_facts(
    connection: Connection,
    case: CaseId | None = None,
    applicant_key: str | None = None,
    school_key: str | None = None,
    project_key: str | None = None,
) -> tuple[CaseFacts, ...]:
    """Return the facts of all cases by id, or only of one, an applicant's, school's, project's."""
    chosen = _chosen(case, applicant_key, school_key, project_key)
    submissions = _submissions()
    if chosen is not None:
        submissions = submissions.where(_submission.case_key.in_(chosen))
    with sentences():
        rows = list(_tuples(connection, submissions))
        around = _Around(connection, None if chosen is None else {row[0] for row in rows})
    by_case = groupby(rows, itemgetter(0))
    return tuple(_facts(key, list(group), around) for key, group in by_case)


def _chosen(
    case: CaseId | None, applicant_key: str | None, school_key: str | None, project_key: str | None
) -> Any:
    if case is not None:
        return [case.lower()]
    query = select(_submission.case_key).join(schema.form, _form.entry == _submission.entry)
    if applicant_key is not None:
        return query.where(_form.applicant_key == applicant_key)
    if school_key is not None:
        return query.where(_form.school_key == school_key)
    return query.where(_form.project_key == project_key) if project_key is not None else None


class _Around:
    """What happened to the chosen cases, by case key."""

    def __init__(self, connection: Connection, cases: set[str] | None) -> None:
        def rows(query: Select[Any], column: Any) -> Iterator[tuple[Any, ...]]:
            limited = cases is not None and len(cases) <= 500
            return _tuples(connection, query.where(column.in_(cases)) if limited else query)

        reviews = list(rows(_REVIEWS, _review.case_key))
        self.sealed = _sealed(reviews)
        self.newest = {(key, number): value for key, number, _, _, value in reviews}
        self.decided = {row[0]: row[1:] for row in rows(_DECISIONS, _decision.case_key)}
        self.certified = dict(_tuples(connection, _CERTIFICATES))
        self.withdrawn = dict(rows(_WITHDRAWALS, _withdrawal.case_key))
        self.drafts: dict[tuple[str, int], list[dict[LeafId, Points]]] = defaultdict(list)
        for key, number, value in rows(_DRAFTS, schema.draft.c.case_key):
            self.drafts[key, number].append(_draft_points(value))


_REVIEWS = select(
    _review.case_key, _review.submission, _review.id, _review.revises,
    func.json_extract(_review.value, "$.scores"),
).order_by(_review.entry)  # fmt: skip
_DECISIONS = select(
    _decision.case_key, _decision.entry, _decision.id, _decision.outcome, _decision.submission,
    _decision.total, _decision.at,
).order_by(_decision.entry)  # fmt: skip
_CERTIFICATES = select(_certificate.decision, _certificate.entry).order_by(_certificate.entry)
_WITHDRAWALS = select(_withdrawal.case_key, _withdrawal.entry).order_by(_withdrawal.entry)
_DRAFTS = select(schema.draft.c.case_key, schema.draft.c.submission, schema.draft.c.value)
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_UNDECIDED = (-1, None, None, None, None, None)


def _tuples(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Return the driver's own rows: plain tuples, at a third of the price."""
    cursor: Any = connection.execute(query).cursor
    return iter(cursor)


def _sealed(reviews: list[tuple[Any, ...]]) -> dict[tuple[str, int], int]:
    """Count reviews that no later one replaces: one for each evaluator."""
    replaced = {each[3] for each in reviews}
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for key, number, review, _, _ in reviews:
        counts[key, number] += review not in replaced
    return counts


def _draft_points(value: str) -> dict[LeafId, Points]:
    scores = plain_text(value)["scores"]
    return {leaf: _points(score["points"]) for leaf, score in scores.items()}


def _sealed_points(scores: str | None) -> dict[LeafId, Points]:
    """Return the points of a review's public part; none where there is no review."""
    plain = plain_text(scores) if scores else {}
    return {leaf: _points(points) for leaf, points in plain.items()}


@lru_cache(maxsize=10_000)
def _points(text: str | None) -> Points:
    """Points as a draft writes them; few different ones, and reading a fraction is slow."""
    if text is None or text == Mark.NOT_APPLICABLE:
        return None if text is None else Mark.NOT_APPLICABLE
    return Fraction(text)


@lru_cache(maxsize=10_000)
def _total(text: str) -> Fraction:
    return Fraction(text)


def _facts(key: str, rows: list[tuple[Any, ...]], around: _Around) -> CaseFacts:
    """Build one case's facts; ``rows`` are its submissions as ``_submissions`` selects them."""
    (
        _, number, sha256, case, scheme, submitted, received, damaged,
        applicant, school, city, country, title, applicant_key, school_key, project_key,
    ) = rows[-1]  # fmt: skip
    sent, first = datetime.fromisoformat(submitted), rows[0][5]
    entry, decision, outcome, decided, total, at = around.decided.get(key, _UNDECIDED)
    return CaseFacts(
        case=case,
        submission=number,
        submissions=len(rows),
        decided_submission=decided,
        scheme=scheme,
        sha256=sha256,
        applicant=applicant or "",
        school=school or "",
        city=city or "",
        country=country or "",
        title=title or "",
        applicant_key=applicant_key,
        school_key=school_key,
        project_key=project_key,
        submitted_at=sent,
        first_submitted_at=sent if first == submitted else datetime.fromisoformat(first),
        received_at=datetime.fromisoformat(received),
        damaged=bool(damaged),
        sealed=around.sealed.get((key, number), 0),
        outcome=_OUTCOMES.get(outcome),
        decision=decision,
        decided_at=datetime.fromisoformat(at) if at else None,
        total=_total(total) if total else None,
        certified=decision in around.certified,
        withdrawn=around.withdrawn.get(key, -1) > max(entry, around.certified.get(decision, -1)),
        drafts=tuple(around.drafts.get((key, number), ())),
        sealed_points=_sealed_points(around.newest.get((key, number)) if outcome is None else None),
    )
