"""The whole queue in a few queries: one cheap row per case, no record rebuilt."""

from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, func, select

from app.models.assessment import Outcome
from app.models.casebook import CaseFacts, DraftFacts
from app.models.identifiers import CaseId
from app.models.plain import from_plain
from app.models.review import Draft
from app.storage import schema
from app.storage.connection import sentences
from app.storage.draft import plain_text

_Row: TypeAlias = Row[Any]

_submission = schema.records["submission"].c
_review = schema.records["review"].c
_decision = schema.records["decision"].c
_certificate = schema.records["certificate"].c
_withdrawal = schema.records["withdrawal"].c
_form = schema.form.c


def _value(column: Any, path: str) -> Any:
    return func.json_extract(column, path)


def _submissions() -> Select[Any]:
    value = _submission.value
    return (
        select(
            _submission.entry, _submission.case_key, _submission.number, _submission.sha256,
            _value(value, "$.case").label("case"), _value(value, "$.scheme").label("scheme"),
            _value(value, "$.submitted_at").label("submitted_at"),
            _value(value, "$.received_at").label("received_at"),
            _value(value, "$.damaged").label("damaged"),
            _value(value, "$.missing_evidence").label("missing_evidence"),
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
) -> tuple[CaseFacts, ...]:
    """Return the facts of all cases by id, or only of one, of an applicant's or a school's."""
    chosen = _chosen(case, applicant_key, school_key)
    submissions = _submissions()
    if chosen is not None:
        submissions = submissions.where(_submission.case_key.in_(chosen))
    with sentences():
        by_case: dict[str, list[_Row]] = defaultdict(list)
        for row in connection.execute(submissions):
            by_case[row.case_key].append(row)
        around = _Around(connection, list(by_case) if chosen is not None else None)
    return tuple(_facts(key, rows, around) for key, rows in by_case.items())


def _chosen(case: CaseId | None, applicant_key: str | None, school_key: str | None) -> Any:
    if case is not None:
        return [case.lower()]
    query = select(_submission.case_key).join(schema.form, _form.entry == _submission.entry)
    if applicant_key is not None:
        return query.where(_form.applicant_key == applicant_key)
    return query.where(_form.school_key == school_key) if school_key is not None else None


class _Around:
    """What happened to the chosen cases, by case key."""

    def __init__(self, connection: Connection, cases: list[str] | None) -> None:
        def rows(query: Select[Any], column: Any) -> list[_Row]:
            limited = cases is not None and len(cases) <= 500
            return list(connection.execute(query.where(column.in_(cases)) if limited else query))

        self.sealed = _sealed(rows(_REVIEWS, _review.case_key))
        self.decided = {row.case_key: row for row in rows(_DECISIONS, _decision.case_key)}
        self.certified = {row.decision for row in connection.execute(_CERTIFICATES)}
        self.withdrawn = {
            row.case_key: row.entry for row in rows(_WITHDRAWALS, _withdrawal.case_key)
        }
        self.drafts: dict[tuple[str, int], list[DraftFacts]] = defaultdict(list)
        for row in rows(_DRAFTS, schema.draft.c.case_key):
            self.drafts[row.case_key, row.submission].append(_draft_facts(row.value))


_REVIEWS = select(_review.case_key, _review.submission, _review.id, _review.revises)
_DECISIONS = select(
    _decision.entry, _decision.case_key, _decision.id, _decision.outcome, _decision.submission,
    _decision.total, _decision.at,
).order_by(_decision.entry)  # fmt: skip
_CERTIFICATES = select(_certificate.decision)
_WITHDRAWALS = select(_withdrawal.case_key, _withdrawal.entry).order_by(_withdrawal.entry)
_DRAFTS = select(schema.draft.c.case_key, schema.draft.c.submission, schema.draft.c.value)


def _sealed(reviews: list[_Row]) -> dict[tuple[str, int], int]:
    """Count reviews that no later one replaces: one for each evaluator."""
    replaced = {row.revises for row in reviews}
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for row in reviews:
        counts[row.case_key, row.submission] += row.id not in replaced
    return counts


def _draft_facts(value: str) -> DraftFacts:
    draft = from_plain(plain_text(value), Draft)
    points = {leaf: score.points for leaf, score in draft.scores.items()}
    return DraftFacts(draft.evaluator, points, draft.changed_at)


def _facts(key: str, rows: list[_Row], around: _Around) -> CaseFacts:
    current = rows[-1]
    decision = around.decided.get(key)
    return CaseFacts(
        case=current.case,
        submission=current.number,
        submissions=len(rows),
        decided_submission=decision.submission if decision else None,
        scheme=current.scheme,
        sha256=current.sha256,
        applicant=current.applicant or "",
        school=current.school or "",
        city=current.city or "",
        country=current.country or "",
        title=current.title or "",
        applicant_key=current.applicant_key,
        school_key=current.school_key,
        project_key=current.project_key,
        submitted_at=datetime.fromisoformat(current.submitted_at),
        first_submitted_at=datetime.fromisoformat(rows[0].submitted_at),
        received_at=datetime.fromisoformat(current.received_at),
        damaged=bool(current.damaged),
        missing_evidence=bool(current.missing_evidence),
        sealed=around.sealed.get((key, current.number), 0),
        outcome=Outcome(decision.outcome) if decision else None,
        decision=decision.id if decision else None,
        decided_at=datetime.fromisoformat(decision.at) if decision else None,
        total=Fraction(decision.total) if decision else None,
        certified=decision is not None and decision.id in around.certified,
        withdrawn=around.withdrawn.get(key, -1) > (decision.entry if decision else -1),
        drafts=tuple(around.drafts.get((key, current.number), ())),
    )
