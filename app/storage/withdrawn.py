"""Where something that was granted or certified did not stay as it was."""

from sqlalchemy import Connection, func, select, union

from app.models.casebook import Withdrawal
from app.models.certificate import Certificate
from app.models.decision import Decision
from app.models.identifiers import CaseId
from app.storage.connection import sentences
from app.storage.records import table_of


def cases_with_withdrawn(connection: Connection) -> tuple[CaseId, ...]:
    """Return the cases where something was withdrawn, corrected or revised, in lower case."""
    decision, made = table_of(Decision), table_of(Certificate)
    revised = func.json_extract(decision.value, "$.revises").is_not(None)
    replacing = func.json_extract(made.value, "$.replaces").is_not(None)
    corrected = select(made.decision).where(replacing)
    query = union(
        select(table_of(Withdrawal).case_key),
        select(decision.case_key).where(revised),
        select(decision.case_key).where(decision.id.in_(corrected)),
    )
    with sentences():
        return tuple(sorted(CaseId(each) for each in connection.execute(query).scalars()))
