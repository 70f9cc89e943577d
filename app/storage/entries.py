"""Log entries as records, read from their leaves."""

import json
from datetime import datetime

from app.models.log import Act, Commitment, LogEntry

LEAF_VERSION = 1


def to_entry(leaf: str, checkpoint: str) -> LogEntry:
    """Return the entry that a leaf states; raises KeyError, ValueError when it is not one."""
    stated = json.loads(leaf)
    return LogEntry(
        index=stated["sequence"],
        act=Act(stated["type"]),
        at=datetime.fromisoformat(stated["at"]),
        origin=stated["origin"],
        key=stated["key"],
        previous_size=stated["previous_size"],
        commitments=tuple(Commitment(*pair) for pair in stated["commitments"].items()),
        leaf=leaf.encode(),
        checkpoint=checkpoint,
        package=stated.get("package"),
        scheme=stated.get("scheme"),
        clock_moved=stated.get("clock_moved", False),
    )
