"""How many pins the work on each submission has, without building a record."""

import json
from typing import Any

from sqlalchemy import Connection, Text, cast, select

from app.models.review import Review
from app.storage import schema
from app.storage.connection import sentences
from app.storage.kinds import KIND_OF

_review = schema.records[KIND_OF[Review].name].c
_personal, _draft = schema.personal.c, schema.draft.c

_SEALED = (
    select(_review.case_key, _review.submission, cast(_personal.value, Text))
    .join_from(schema.records[KIND_OF[Review].name], schema.personal,
               _personal.entry == _review.entry)
    .where(_personal.field == "review.remarks")
    .order_by(_review.entry)
)  # fmt: skip
_DRAFTS = select(_draft.case_key, _draft.submission, _draft.value)


def pin_counts(connection: Connection) -> dict[tuple[str, int], int]:
    """Return the pins of the newest sealed review; where there are drafts, the most of those."""
    with sentences():
        sealed = connection.execute(_SEALED).all()
        drafts = connection.execute(_DRAFTS).all()
    found = {(key, number): _pins(json.loads(value)) for key, number, value in sealed}
    most: dict[tuple[str, int], int] = {}
    for key, number, value in drafts:
        count = _pins(json.loads(value)["scores"])
        most[key, number] = max(count, most.get((key, number), 0))
    return found | most


def _pins(scores: dict[str, Any]) -> int:
    return sum(len(score["pins"]) for score in scores.values())
