"""The evaluators' own evidence: read and written in one place; mutable until it is sealed."""

import json

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.models.identifiers import CaseId, EvidenceId
from app.models.own_evidence import OwnEvidence
from app.models.plain import from_plain, to_plain
from app.storage import schema
from app.storage.connection import sentences

_table = schema.own_evidence.c


def keep(
    connection: Connection, case: CaseId, submission: int, own: OwnEvidence, content: bytes
) -> None:
    """Keep a new piece with its bytes."""
    row = {
        "case_key": case.lower(), "submission": submission, "evaluator": own.by, "id": own.id,
        "value": json.dumps(to_plain(own), ensure_ascii=False), "picture": content,
    }  # fmt: skip
    connection.execute(insert(schema.own_evidence), row)


def remove(
    connection: Connection, case: CaseId, submission: int, evaluator: str, piece: EvidenceId
) -> None:
    """Remove a piece."""
    connection.execute(
        delete(schema.own_evidence).where(
            _table.case_key == case.lower(), _table.submission == submission,
            _table.evaluator == evaluator, _table.id == piece,
        )
    )  # fmt: skip


def listed(
    connection: Connection, case: CaseId, submission: int, evaluator: str
) -> tuple[OwnEvidence, ...]:
    """Return the pieces of one evaluator, the oldest first."""
    query = select(_table.value).where(
        _table.case_key == case.lower(), _table.submission == submission,
        _table.evaluator == evaluator,
    )  # fmt: skip
    with sentences():
        found = connection.execute(query).scalars().all()
    pieces = (from_plain(json.loads(each), OwnEvidence) for each in found)
    return tuple(sorted(pieces, key=lambda each: (each.at, each.id)))


def content(
    connection: Connection, case: CaseId, submission: int, evaluator: str, piece: EvidenceId
) -> bytes | None:
    """Return the bytes of a piece; None when there is none."""
    query = select(_table.picture).where(
        _table.case_key == case.lower(), _table.submission == submission,
        _table.evaluator == evaluator, _table.id == piece,
    )  # fmt: skip
    with sentences():
        found = connection.execute(query).scalar()
    return None if found is None else bytes(found)
