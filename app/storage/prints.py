"""Reading which copies were printed."""

from sqlalchemy import Connection, func, select

from app.models.identifiers import CaseId
from app.models.plain import from_plain
from app.models.printed import Printed
from app.storage import schema
from app.storage.connection import sentences
from app.storage.draft import plain_text

_table = schema.printed.c


def printed(connection: Connection, subject: str) -> tuple[Printed, ...]:
    """Return the copies of one thing by their numbers."""
    query = select(_table.value).where(_table.subject == subject).order_by(_table.copy)
    with sentences():
        found = connection.execute(query).scalars().all()
    return tuple(from_plain(plain_text(each), Printed) for each in found)


def printed_of(connection: Connection, case: CaseId) -> tuple[Printed, ...]:
    """Return the copies of everything of a case in the order of time."""
    own = func.lower(func.json_extract(_table.value, "$.case")) == case.lower()
    with sentences():
        found = connection.execute(select(_table.value).where(own)).scalars().all()
    copies = (from_plain(plain_text(each), Printed) for each in found)
    return tuple(sorted(copies, key=lambda each: (each.at, each.copy)))
