"""What is worked on and not sealed: drafts, ticks, settings; mutable and never logged."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from app.models.batch import Batch
from app.models.identifiers import CaseId, Sha256
from app.models.letter import LetterDraft
from app.models.looked import Looked
from app.models.plain import Plain, from_plain
from app.models.review import Draft, Tick
from app.storage import schema
from app.storage.connection import sentences
from app.storage.draft import plain_text

Kept = TypeVar("Kept")


def drafts(connection: Connection, case: CaseId, submission: int) -> tuple[Draft, ...]:
    """Return all evaluators' drafts of a submission, without what each opened."""
    table = schema.draft.c
    return _rebuilt(connection, table, Draft, table.evaluator, _of(table, case, submission))


def ticks(connection: Connection, case: CaseId, submission: int) -> tuple[Tick, ...]:
    """Return the persons' answers to eligibility rules."""
    table = schema.tick.c
    return _rebuilt(connection, table, Tick, table.rule, _of(table, case, submission))


def looked(
    connection: Connection, case: CaseId, submission: int, evaluator: str
) -> tuple[Looked, ...]:
    """Return what this evaluator looked at in each piece of evidence."""
    table = schema.looked.c
    return _rebuilt(
        connection, table, Looked, table.sha256, _of(table, case, submission, evaluator)
    )


def opened(
    connection: Connection, case: CaseId, submission: int, evaluator: str
) -> tuple[Sha256, ...]:
    """Return the hashes of evidence this evaluator opened, also after sealing."""
    table = schema.opened.c
    query = select(table.sha256).where(*_of(table, case, submission, evaluator))
    with sentences():
        return tuple(Sha256(each) for each in connection.execute(query).scalars())


def checked(
    connection: Connection, case: CaseId, submission: int, evaluator: str
) -> frozenset[str]:
    """Return which remarks of an earlier decision this evaluator has ticked off."""
    table = schema.checked.c
    query = select(table.remark).where(*_of(table, case, submission, evaluator))
    with sentences():
        return frozenset(connection.execute(query).scalars())


def letter_draft(
    connection: Connection, case: CaseId, submission: int, language: str
) -> LetterDraft:
    """Return what was written in the place of a letter's blocks."""
    table = schema.letter_draft.c
    query = select(table.value).where(*_of(table, case, submission), table.language == language)
    with sentences():
        value = connection.execute(query).scalar()
    return from_plain(plain_text(value), LetterDraft) if value else {}


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Return the batches that were begun and not finished, oldest first."""
    table = schema.batch.c
    return _rebuilt(connection, table, Batch, table.id, [])


def setting(connection: Connection, name: str) -> Plain:
    """Return a setting of the casebook (a JSON value), or None."""
    query = select(schema.setting.c.value).where(schema.setting.c.name == name)
    with sentences():
        value = connection.execute(query).scalar()
    return None if value is None else plain_text(value)


def _of(
    table: Any, case: CaseId, submission: int, evaluator: str | None = None
) -> list[ColumnElement[bool]]:
    """Return the conditions for one submission, and for one evaluator's work on it."""
    where = [table.case_key == case.lower(), table.submission == submission]
    return where if evaluator is None else [*where, table.evaluator == evaluator]


def _rebuilt(
    connection: Connection, table: Any, record: type[Kept], order: Any,
    where: list[ColumnElement[bool]],
) -> tuple[Kept, ...]:  # fmt: skip
    with sentences():
        query = select(table.value).where(*where).order_by(order)
        values = connection.execute(query).scalars().all()
    return tuple(from_plain(plain_text(value), record) for value in values)
