"""What is looked at when a casebook is opened: version, log head, key, remembered checkpoint."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from app.log import (
    Checkpoint,
    Frontier,
    KeyRing,
    NotACheckpoint,
    PublicKey,
    parse_checkpoint,
    verify_checkpoint,
)  # fmt: skip
from app.log.findings import said
from app.models.casebook import Beginning, Gap, Health
from app.models.errors import Unavailable
from app.models.log import LogFinding
from app.models.message import Message, message
from app.storage import schema
from app.storage.act import Head
from app.storage.connection import close, connect, damaged, not_writable, sentences
from app.storage.entries import to_entry
from app.storage.files import ended_unclean
from app.storage.keys import Keys, suffix
from app.storage.place import place_warnings
from app.storage.records import read
from app.storage.ring import ring_of

EMPTY = Head("", Frontier(), None, "")


@dataclass(frozen=True, slots=True)
class Start:
    """An opened and locked file whose version this program knows."""

    path: Path
    connection: Connection
    unclean: bool
    medium_read_only: bool

    @classmethod
    def of(cls, path: Path) -> "Start":
        """Open the file, for reading alone where the medium allows no more; raises Unavailable."""
        if not path.is_file():
            raise Unavailable(
                "casebook.absent",
                message("There is no casebook in {folder}.", folder=str(path.parent)),
                message("Choose another with --casebook, or begin one."),
            )
        unclean = ended_unclean(path)
        try:
            connection, read_only = connect(path), False
        except Unavailable as error:
            if error.code != "casebook.read-only":
                raise
            connection, read_only = connect(path, read_only=True), True
        try:
            found = revision(connection)
            expect_known(found)
            if found != schema.REVISION:
                connection = _upgraded(path, connection, str(found), read_only=read_only)
        except BaseException:
            close(connection)
            raise
        return cls(path, connection, unclean, read_only)


def revision(connection: Connection) -> str | None:
    """Return the schema's version; None for a database without one."""
    with sentences():
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        if not connection.exec_driver_sql(query).scalar():
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def expect_known(found: str | None) -> None:
    """Refuse what this program can neither read nor bring up to date; raises Unavailable."""
    if found in schema.REVISIONS:
        return
    if found is not None and found > schema.REVISION:
        raise Unavailable(
            "casebook.newer",
            message("This casebook was written by a newer Label Desk. Nothing was changed."),
            message("Update the program, then open it again."),
        )
    raise Unavailable("casebook.not-one", message("This file is not a casebook."))


def _upgraded(path: Path, connection: Connection, found: str, *, read_only: bool) -> Connection:
    """Bring an older casebook up to date and open it anew; raises Unavailable."""
    from app.storage.upgrade import upgrade  # noqa: PLC0415  loaded only for an older casebook

    if read_only:
        raise Unavailable(
            "casebook.older",
            message(
                "This casebook was written by an older Label Desk and must be brought up to date, "
                "which needs a place that can be written."
            ),
            message("Copy its folder to a disk of this computer and open it there."),
        )
    upgrade(path, connection, found)
    return connect(path)


def head(connection: Connection) -> tuple[Head, KeyRing, tuple[LogFinding, ...]]:
    """Return where the log stands, its keys, and what is wrong with its newest checkpoint."""
    table = schema.entry.c
    query = select(table.number, table.leaf, table.checkpoint).order_by(table.number.desc())
    with sentences():
        newest = connection.execute(query.limit(1)).first()
        kept = connection.execute(select(schema.frontier)).first()
    begun = read(connection, Beginning)
    if newest is None or kept is None or not begun:
        raise damaged()
    try:
        entry = to_entry(newest.leaf, newest.checkpoint)
        stated = parse_checkpoint(newest.checkpoint)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged() from error
    hashes = tuple(kept.hashes[start : start + 32] for start in range(0, len(kept.hashes), 32))
    frontier = Frontier(kept.size, hashes)
    state = Head(entry.origin, frontier, entry.at, newest.checkpoint)
    ring = ring_of(connection, begun[0])
    return state, ring, _head_findings(newest.number, frontier, stated, state, ring.current)


def _head_findings(
    number: int, frontier: Frontier, stated: Checkpoint, state: Head, key: PublicKey
) -> tuple[LogFinding, ...]:
    found = []
    if stated.origin != state.origin or stated.size != number + 1:
        found.append(LogFinding("log.checkpoint", number, "the newest checkpoint does not fit"))
    if (frontier.size, frontier.root()) != (stated.size, stated.root):
        found.append(LogFinding("log.frontier", number, "the tree's edge does not fit"))
    if not signed_by(state.checkpoint, key):
        found.append(LogFinding("log.signature", number, "the newest checkpoint is not signed"))
    return tuple(found)


def signed_by(note: str, public_key: PublicKey) -> bool:
    """Tell whether a checkpoint bears a valid signature of the log's key."""
    try:
        return verify_checkpoint(note, public_key) is not None
    except NotACheckpoint:
        return False


def health(
    state: Start, at: Head, ring: KeyRing, findings: tuple[LogFinding, ...], keys: Keys
) -> Health:
    """Return what was noticed; an older copy can be continued where nothing else stands against."""
    later = ring.later(ring.current)
    key = keys.key(at.origin, later)
    reasons = [
        damage(findings),
        not_writable().message if state.medium_read_only else None,
        no_key(keys, at.origin, later) if key is None else None,
        _wrong_key(keys.path(at.origin, later)) if key and key.public != ring.current else None,
    ]
    because = next((reason for reason in reasons if reason is not None), None)
    gap = None
    if because is None and (found := _behind(state.connection, at, keys)):
        gap, because = found
    return Health(because, place_warnings(state.path.parent), findings, state.unclean, gap=gap)


def after_check(health: Health, findings: tuple[LogFinding, ...]) -> Health:
    """Return the health of a casebook whose log does not check; a damaged one is only read."""
    now = replace(health, findings=findings)
    if now.is_damaged:
        return replace(now, read_only_because=damage(findings), gap=None)
    return replace(now, read_only_because=health.read_only_because or damage(findings))


def damage(findings: tuple[LogFinding, ...]) -> Message | None:
    """Return why a casebook with findings is open for reading only; None without any."""
    if not findings:
        return None
    return message(
        "The log does not pass its check: {finding} The casebook is open for reading; restore it "
        "from a backup.",
        finding=said(findings[0]),
    )


def _behind(connection: Connection, at: Head, keys: Keys) -> tuple[Gap, Message] | None:
    """Say so when this is an older copy, or another history, than the newest known."""
    known, here = keys.remembered(at.origin), at.frontier.size
    if known is None:
        return None
    if suffix(at.origin) < suffix(known.origin):
        return Gap(here, known.size, elsewhere=True), message(
            "This casebook was restored from a backup and continued as another copy: {known} "
            "entries there, {here} here. It is open for reading; use the other copy, or continue "
            "this one with a gap.",
            here=here, known=known.size,
        )  # fmt: skip
    if known.origin == at.origin and here < known.size:
        return Gap(here, known.size), message(
            "This casebook is older than the newest known ({here} of {known}). It is open for "
            "reading; restore the newer one, or continue with a gap.",
            here=here, known=known.size,
        )  # fmt: skip
    if known.origin == at.origin and _root_at(connection, known.size) != known.root:
        return Gap(here, known.size, elsewhere=True), message(
            "This casebook has another history than the one known here, up to entry {known}. "
            "It is open for reading; restore the one you trust.",
            known=known.size,
        )  # fmt: skip
    return None


def _root_at(connection: Connection, size: int) -> bytes | None:
    table = schema.entry.c
    with sentences():
        note = connection.execute(select(table.checkpoint).where(table.number == size - 1)).scalar()
    try:
        return parse_checkpoint(note or "").root
    except NotACheckpoint:
        return None


def no_key(keys: Keys, origin: str, later: PublicKey | None = None) -> Message:
    """Return how to bring the key of a copied casebook."""
    return message(
        "The key of this log is not on this computer, so the casebook is open for reading. To "
        "continue it here, bring the files {name} and {memory} from the computer it comes from "
        "into {folder}, and open the casebook again.",
        name=keys.path(origin, later).name, memory=keys.memory(origin).name,
        folder=str(keys.folder),
    )  # fmt: skip


def _wrong_key(path: Path) -> Message:
    return message(
        "The key in {path} is not the key of this log; the casebook is open for reading.",
        path=str(path),
    )


def not_remembered(keys: Keys) -> Message:
    """Return the warning that an older copy put back would not be noticed."""
    return message(
        "The newest checkpoint could not be kept in {folder}; an older copy of the casebook put "
        "in its place would not be noticed.",
        folder=str(keys.folder),
    )
