"""What other submissions hold: which files were received, and evidence with the same bytes."""

from sqlalchemy import Connection, func, select

from app.models.case import Submission
from app.models.identifiers import Sha256
from app.models.neighbours import HeldElsewhere
from app.storage import schema
from app.storage.connection import sentences

MOST_FILES = 500
"""Files of a submission that are looked for elsewhere: SQLite takes a limited number."""

_submission = schema.records["submission"].c


def received_files(connection: Connection) -> tuple[Sha256, ...]:
    """Return the hash of every submission's file whose form is there, the newest first."""
    query = select(_submission.sha256).join(
        schema.form, schema.form.c.entry == _submission.entry
    )  # fmt: skip
    with sentences():
        found = connection.execute(query.order_by(_submission.entry.desc())).scalars()
        return tuple(Sha256(each) for each in found)


def held_elsewhere(connection: Connection, submission: Submission) -> tuple[HeldElsewhere, ...]:
    """Return where other cases hold evidence with the bytes of this submission's."""
    wanted = sorted(set(submission.evidence_sha256.values()))[:MOST_FILES]
    if not wanted:
        return ()
    held = func.json_each(_submission.value, "$.evidence_sha256").table_valued("key", "value")
    query = (
        select(held.c.value, _submission.case_id, _submission.number, held.c.key)
        .select_from(schema.records["submission"].join(held, held.c.value.in_(wanted)))
        .where(_submission.case_key != submission.case.lower())
        .order_by(_submission.case_key, _submission.number.desc(), held.c.key)
    )
    with sentences():
        return tuple(HeldElsewhere(*row) for row in connection.execute(query).all())
