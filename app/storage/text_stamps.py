"""Which state of its texts each case is in, in three queries that read no text; and the texts."""

from collections import defaultdict

from sqlalchemy import Connection, func, select

from app.models.finding import TextStamp
from app.models.identifiers import CaseId
from app.storage import schema
from app.storage.connection import sentences

_submission = schema.records["submission"].c
_review = schema.records["review"].c


def text_stamps(connection: Connection) -> tuple[TextStamp, ...]:
    """Return a stamp for each case whose current form is there: form, drafts, sealed reviews."""
    forms = (
        select(
            _submission.case_key, _submission.case_id, _submission.number, _submission.entry
        )
        .join(schema.form, schema.form.c.entry == _submission.entry)
        .order_by(_submission.number)
    )  # fmt: skip
    with sentences():
        newest = {row.case_key: row for row in connection.execute(forms)}
        comments = _comments(connection)
    return tuple(
        TextStamp(CaseId(row.case_id), row.number, row.entry, comments[key])
        for key, row in newest.items()
    )


def _comments(connection: Connection) -> defaultdict[str, str]:
    """Return by case key what tells one state of its comments from another."""
    draft = schema.draft.c
    changed = select(draft.case_key, func.json_extract(draft.value, "$.changed_at"))
    sealed = select(_review.case_key, func.max(_review.entry)).group_by(_review.case_key)
    found: defaultdict[str, str] = defaultdict(str)
    for query in (changed.order_by(draft.case_key, draft.evaluator), sealed):
        for key, stamp in connection.execute(query):
            found[key] += f"{stamp};"
    return found


def text_of_forms(connection: Connection) -> dict[CaseId, str]:
    """Return each current form as JSON text, by case key."""
    query = select(_submission.case_key, schema.form.c.value).join_from(
        schema.records["submission"], schema.form, _submission.entry == schema.form.c.entry
    )
    with sentences():
        rows = connection.execute(query.order_by(_submission.number)).all()
    return {CaseId(row.case_key): row.value for row in rows}
