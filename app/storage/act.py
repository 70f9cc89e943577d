"""An act in progress: what it will store, and the one transaction that stores it with its entry."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from app.log import (
    Frontier,
    LogKey,
    NotCanonical,
    canonical,
    commit,
    leaf_hash,
    sign_checkpoint,
)  # fmt: skip
from app.log.canonical import SALT_BYTES
from app.models.errors import Misused
from app.models.identifiers import CaseId, Sha256
from app.models.log import Act, LogEntry
from app.models.message import message
from app.models.review import Draft
from app.storage import schema
from app.storage.draft import DraftInProgress
from app.storage.entries import LEAF_VERSION, to_entry
from app.storage.keys import entry_name
from app.storage.kinds import FORM, KIND_OF


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log stands before an act: origin with suffix, tree frontier, newest instant."""

    origin: str
    frontier: Frontier
    newest_at: datetime | None
    checkpoint: str


@dataclass(slots=True)
class ActInProgress:
    """Collects records; nothing is written before the act ends without an exception.

    ``index`` is the log index the act will get and ``at`` its claimed instant. ``package``,
    ``scheme`` and ``season`` are hashes that the entry shows in plain. After the act ``entry`` is
    its log entry. At most one record of each kind. ``trusted_size`` is shown by
    ``key-compromised`` alone.
    """

    act: Act
    index: int
    at: datetime
    origin: str
    package: Sha256 | None = None
    scheme: Sha256 | None = None
    season: Sha256 | None = None
    trusted_size: int | None = None
    _rows: dict[str, bytes] = field(default_factory=dict)
    _parts: dict[str, bytes] = field(default_factory=dict)
    _drafts: list[Draft] = field(default_factory=list)
    _done_drafts: list[tuple[str, int, str]] = field(default_factory=list)
    _entry: LogEntry | None = None

    @property
    def name(self) -> str:
        """The index as it stands in the names of records, with the origin's suffix."""
        return entry_name(self.origin, self.index)

    @property
    def entry(self) -> LogEntry:
        """The entry that was written."""
        if self._entry is None:
            raise RuntimeError("the act has not ended")
        return self._entry

    def store(self, record: Any) -> None:
        """Store a record with this act; raises Misused for text that is not Unicode."""
        kind = KIND_OF[type(record)]
        if kind.name in self._rows:
            raise RuntimeError(f"one {kind.name} an act")
        try:
            value, parts = kind.separate(record)
        except NotCanonical as error:
            raise _not_text(error) from error
        self._rows[kind.name] = value
        self._parts |= parts

    def personal(self, name: str, value: str | bytes) -> None:
        """Commit to words or bytes that belong to no record, and keep them erasable."""
        if name in self._parts:
            raise RuntimeError(f"{name} is there already")
        try:
            self._parts[name] = value if isinstance(value, bytes) else canonical(value, exact=True)
        except NotCanonical as error:
            raise _not_text(error) from error

    def keep_draft(self, draft: Draft) -> None:
        """Save a draft that this act fills in, in the same transaction."""
        self._drafts.append(draft)

    def forget_draft(self, case: CaseId, submission: int, evaluator: str) -> None:
        """Remove a draft that this act finishes, in the same transaction."""
        self._done_drafts.append((case.lower(), submission, evaluator))

    @property
    def size(self) -> int:
        """About how many bytes the act will write."""
        return sum(map(len, self._rows.values())) + sum(map(len, self._parts.values()))

    def write(
        self, connection: Connection, head: Head, signers: tuple[LogKey, ...]
    ) -> tuple[LogEntry, Head]:
        """Write everything inside the caller's transaction; return the entry and the new head.

        ``signers`` are the keys that sign, the newest first: it is the one that the leaf names.
        """
        salts = {name: secrets.token_bytes(SALT_BYTES) for name in (*self._rows, *self._parts)}
        leaf = canonical(self._leaf(head, signers[0], salts))
        frontier = head.frontier.append(leaf_hash(leaf))
        root, (newest_key, *older) = frontier.root(), signers
        note = sign_checkpoint(newest_key, self.origin, frontier.size, root, *older)
        text = leaf.decode()
        row = {"number": self.index, "leaf": text, "checkpoint": note}
        connection.execute(insert(schema.entry), row)
        self._write_rows(connection, salts)
        connection.execute(
            update(schema.frontier).values(size=frontier.size, hashes=b"".join(frontier.hashes))
        )
        newest = max(self.at, head.newest_at) if head.newest_at else self.at
        return to_entry(text, note), Head(self.origin, frontier, newest, note)

    def finished(self, entry: LogEntry) -> None:
        """Say that the transaction is kept."""
        self._entry = entry

    def _leaf(self, head: Head, key: LogKey, salts: dict[str, bytes]) -> dict[str, Any]:
        contents = self._rows | self._parts
        leaf = {
            "version": LEAF_VERSION,
            "origin": self.origin,
            "sequence": self.index,
            "previous_size": head.frontier.size,
            "type": self.act.value,
            "at": self.at.isoformat(),
            "key": key.public.id,
            "commitments": {
                name: commit(salts[name], name, value) for name, value in contents.items()
            },
        }
        shown = {"package": self.package, "scheme": self.scheme, "season": self.season}
        leaf |= {name: digest for name, digest in shown.items() if digest}
        if self.trusted_size is not None:
            leaf["trusted_size"] = self.trusted_size
        if head.newest_at and self.at < head.newest_at:
            leaf["clock_moved"] = True
        return leaf

    def _write_rows(self, connection: Connection, salts: dict[str, bytes]) -> None:
        for name, value in self._rows.items():
            row = {"entry": self.index, "salt": salts[name], "value": value.decode()}
            connection.execute(insert(schema.records[name]), row)
        for name, value in self._parts.items():
            row = {"entry": self.index, "salt": salts[name], "value": value}
            if name == FORM:
                connection.execute(insert(schema.form), row | {"value": value.decode()})
            else:
                connection.execute(insert(schema.personal), row | {"field": name})
        for draft in self._drafts:
            DraftInProgress(connection).save(draft)
        for case_key, submission, evaluator in self._done_drafts:
            table = schema.draft
            connection.execute(
                delete(table).where(
                    table.c.case_key == case_key,
                    table.c.submission == submission,
                    table.c.evaluator == evaluator,
                )
            )


def _not_text(error: NotCanonical) -> Misused:
    return Misused(
        "text.not-unicode",
        message("A text cannot be stored: {reason}", reason=str(error)),
        message("Type the text again."),
    )
