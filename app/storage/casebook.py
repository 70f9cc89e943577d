"""The casebook: one folder, one SQLite file, one writer; acts and drafts are the ways to write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select

from app.clock import Clock
from app.log import (
    KeyRing,
    LogKey,
    NotAChange,
    PublicKey,
    Tree,
    leaf_hash,
    parse_checkpoint,
    tlog_proof,
)
from app.models.case import CaseRef
from app.models.casebook import Continuation, Health, KeyChange
from app.models.certificate import LogProof
from app.models.errors import Refused, Unavailable
from app.models.identifiers import CaseId, Sha256
from app.models.log import Act, LogCheck, LogEntry
from app.models.message import Message, message
from app.models.progress import Progress
from app.storage import files, opening, schema
from app.storage.act import ActInProgress
from app.storage.backup import keep_backup, write_zip
from app.storage.begin import begin
from app.storage.check import check_file, check_log, check_packages
from app.storage.connection import close, disk_full, transaction
from app.storage.draft import DraftInProgress
from app.storage.export import tree_of, write_export
from app.storage.keys import Keys, continued, default_keys_folder, entry_name, suffix
from app.storage.reading import Reading
from app.storage.ring import turned


class Casebook(Reading):
    """An open casebook; a context manager. Used by the one thread that opened it.

    ``read_only_because`` says why nothing can be written, or is None; ``health`` what was noticed
    at opening.
    """

    def __init__(self, folder: Path, connection: Connection, *, keys: Keys, clock: Clock) -> None:
        super().__init__(folder, connection)
        self._keys, self._clock = keys, clock
        self._signers: tuple[LogKey, ...] = ()
        self._head = opening.EMPTY
        self._ring = KeyRing(())
        self._tree: Tree | None = None
        self._busy = self._examined = False
        self.health = Health()

    @classmethod
    def create(cls, folder: Path, *, clock: Clock, keys: Path | None = None) -> Self:
        """Make a casebook with its log's first entry and its key, and open it.

        Raises Refused ``casebook.exists``, Unavailable when the place cannot be written.
        """
        begin(folder, keys=Keys(keys or default_keys_folder()), clock=clock)
        return cls.open(folder, clock=clock, keys=keys, backup=False)

    @classmethod
    def open(
        cls, folder: Path, *, clock: Clock, keys: Path | None = None, backup: bool = True
    ) -> Self:
        """Open a casebook, check how it is, and keep a backup when something changed.

        Raises Unavailable: absent, open elsewhere, newer than this program, damaged.
        """
        state = opening.Start.of(folder / files.DATABASE)
        try:
            casebook = cls(
                folder, state.connection, keys=Keys(keys or default_keys_folder()), clock=clock
            )
            casebook._inspect(state, backup=backup)
        except BaseException:
            close(state.connection)
            raise
        return casebook

    @property
    def read_only_because(self) -> Message | None:
        """Why nothing can be written; None when all is well."""
        return self.health.read_only_because

    @property
    def origin(self) -> str:
        """The log's name, with its suffix."""
        return self._head.origin

    @property
    def size(self) -> int:
        """The number of entries in the log."""
        return self._head.frontier.size

    @property
    def checkpoint(self) -> str:
        """The newest signed checkpoint."""
        return self._head.checkpoint

    @property
    def clock(self) -> Clock:
        """The source of time that acts are stamped with."""
        return self._clock

    @property
    def public_key(self) -> PublicKey:
        """The key that checks the log's checkpoints and the codes on paper."""
        return self._ring.current

    @property
    def ring(self) -> KeyRing:
        """All keys that the log has had, and which of their signatures count."""
        return self._ring

    def make_key(self) -> PublicKey:
        """Make a later key beside the log's own; it signs once ``change_keys`` adds it."""
        self._writable()
        return self._keys.make(self.origin, later=True).public

    def change_keys(
        self, act: Act, key: PublicKey, by: str, trusted: int | None = None
    ) -> LogEntry:
        """Add, retire or report a key; raises ``NotAChange`` where that does not fit."""
        self._writable()
        doing = ActInProgress(act, self.size, self._clock(), self.origin, trusted_size=trusted)
        change = KeyChange(act, key.text, doing.at, doing.index, trusted, by)
        ring = turned(self._ring, change)
        signers = self._keys.signers(self.origin, ring)
        if len(signers) < len(ring.active):
            raise NotAChange("a key is not here")
        doing.store(change)
        self._keep(doing, signers)
        self._ring, self._signers = ring, signers
        return doing.entry

    def sign_code(self, content: bytes) -> bytes:
        """Sign a code for paper with the log's key; raises Unavailable where it is not here."""
        return self._writable()[0].sign_code(content)

    def sign_list(self, text: str) -> bytes:
        """Sign a list of withdrawn certificates; raises Unavailable where the key is not here."""
        return self._writable()[0].sign_list(text)

    @property
    def keys_folder(self) -> Path:
        """Where the log's key and remembered checkpoints lie."""
        return self._keys.folder

    @contextmanager
    def act(self, act: Act) -> Iterator[ActInProgress]:
        """Do one act: everything it stores, its log entry and checkpoint, or nothing at all."""
        signers = self._writable()
        doing = ActInProgress(act, self.size, self._clock(), self._head.origin)
        self._busy = True
        try:
            yield doing
            self._keep(doing, signers)
        finally:
            self._busy = False

    @contextmanager
    def draft(self) -> Iterator[DraftInProgress]:
        """Change drafts, ticks, opened marks or settings; kept at once when the block ends."""
        self._writable()
        with transaction(self._connection):
            yield DraftInProgress(self._connection, self._marked)

    @property
    def staging(self) -> Path:
        """A folder for files on their way in; emptied when the casebook is opened."""
        return self.folder / "staging"

    def package_path(self, sha256: Sha256) -> Path:
        """Return where the file that was received with this hash lies."""
        return self.folder / "packages" / f"{sha256}.labelapp"

    def missing_packages(self) -> tuple[CaseRef, ...]:
        """Return the submissions whose received file is no longer in the folder."""
        table = schema.records["submission"].c
        query = select(table.case_id, table.number, table.sha256).order_by(table.entry)
        rows = self._connection.execute(query).all()
        return tuple(
            CaseRef(CaseId(row.case_id), row.number) for row in rows
            if not self.package_path(row.sha256).is_file()
        )  # fmt: skip

    def keep_package(self, staged: Path, sha256: Sha256) -> Path:
        """Move a checked file from staging to the packages, lastingly; call before the act."""
        self._writable()
        with files.in_place():
            return files.keep_file(staged, self.package_path(sha256))

    @property
    def identity_path(self) -> Path:
        """Where the organisation's signing identity (PKCS#12) lies."""
        return self.folder / files.IDENTITY

    def check(self, *, packages: bool = False, progress: Progress = None) -> LogCheck:
        """Recompute the whole log from what is kept; what does not fit makes it read-only."""
        known = self._keys.remembered(self.origin)
        stamped = (parse_checkpoint(each.checkpoint) for each in self.anchors())
        checker = check_log(self._connection, (*stamped, *((known,) if known else ())), progress)
        check_file(self._connection, checker)
        if packages:
            check_packages(self._connection, checker, self.package_path, progress)
        answer = checker.finish()
        self._examined = True
        if not answer.ok:
            self.health = opening.after_check(self.health, answer.findings)
        return answer

    def examined(self) -> Health:
        """Return how the casebook is once its whole log was checked, one time in a sitting.

        Nobody else can write while it is open; before that anybody with the file could.
        """
        if not self._examined:
            self.check()
        return self.health

    def expect_whole(self) -> None:
        """Refuse to go on from what was changed in the file; raises Unavailable."""
        if self.examined().is_damaged:
            self._writable()

    def proof(self, index: int) -> LogProof:
        """Return the proof that entry ``index`` is in the log as it stands now."""
        if not 0 <= index < self.size:
            raise Refused("casebook.unknown", message("There is no entry {index}.", index=index))
        if self._tree is None:
            self._tree = tree_of(self._connection)
        path = self._tree.inclusion_proof(index)
        root = self._head.frontier.root().hex()
        text = tlog_proof(index, path, self.checkpoint)
        return LogProof(self.origin, index, self.size, root, text)

    def export_log(self, target: Path, *, content: bool = False, force: bool = False) -> Path:
        """Write the log as JSON lines; plain values only with ``content``."""
        files.expect_free(target, force=force)
        with files.writing(target):
            return write_export(self._connection, self.beginning(), target, content=content)

    def keep_backup(self) -> Path | None:
        """Keep a verified copy of the database among the last ten, when something changed."""
        with files.in_place():
            return keep_backup(self._connection, self.folder, self.size, self._clock())

    def backup(self, target: Path, *, force: bool = False, progress: Progress = None) -> Path:
        """Write the whole casebook, without its log's key, into one zip file."""
        files.expect_free(target, force=force)
        with files.writing(target):
            return write_zip(self._connection, self.folder, target, self.origin, progress)

    def name_of(self, index: int) -> str:
        """Return an entry's index as papers made now have it: with the log's suffix, if any."""
        return entry_name(self.origin, index)

    def continue_with_gap(self, by: str = "") -> LogEntry:
        """Go on although entries are known to be lost: a ``gap`` entry under a new origin suffix.

        Raises Refused when nothing is lost; Unavailable when the key is not here or the casebook
        is damaged.
        """
        if self.health.gap is None:
            raise self._no_gap()
        return self._continue(Act.GAP, by)

    def close(self) -> None:
        """Give the folder free."""
        self.cache.close()
        close(self._connection)
        with suppress(OSError):
            files.mark_left(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _inspect(self, state: opening.Start, *, backup: bool) -> None:
        self._head, self._ring, findings = opening.head(self._connection)
        self._signers = self._keys.signers(self.origin, self._ring)
        self.health = opening.health(state, self._head, self._ring, findings, self._keys)
        if state.unclean and not findings:
            self.check()
        if not state.medium_read_only and self._settle():
            self._say_restored()
            if backup and self.health.read_only_because is None:
                self._backup_at_opening()

    def _say_restored(self) -> None:
        """Write the ``restore`` entry that a restored folder still lacks, when the key is here."""
        if (self.folder / files.RESTORED).exists() and self._may_continue():
            self._continue(Act.RESTORE)
            (self.folder / files.RESTORED).unlink()

    def _settle(self) -> bool:
        """Prepare the folder for a sitting; one that cannot be written is only read."""
        try:
            files.empty_folder(self.staging)
            files.mark_in_use(self.folder)
        except OSError as error:
            because = self.health.read_only_because or files.place_error(error).message
            self.health = replace(self.health, read_only_because=because)
            return False
        return True

    def _backup_at_opening(self) -> None:
        """A backup that fails is told; it does not stop the work."""
        try:
            self.health = replace(self.health, backup=self.keep_backup())
        except Unavailable as error:
            self._warn(message("No backup was made: {reason}", reason=error.message))

    def _may_continue(self) -> bool:
        """With the right key, and when nothing is damaged, the log can go on under a new suffix."""
        return bool(self._signers) and not self.health.is_damaged

    def _no_gap(self) -> Refused | Unavailable:
        if self.health.read_only_because is not None:
            return Unavailable("casebook.read-only", self.health.read_only_because)
        return Refused(
            "casebook.no-gap",
            message("Nothing is missing here; the casebook goes on as it is."),
        )

    def _continue(self, act: Act, by: str = "") -> LogEntry:
        if not self._may_continue():
            raise Unavailable(
                "casebook.read-only",
                self.health.read_only_because or self._no_key(),
            )
        before, known = self.origin, self._keys.remembered(self.origin)
        number = 1 + max(suffix(before), suffix(known.origin) if known else 1)
        doing = ActInProgress(act, self.size, self._clock(), continued(before, number))
        size, root = (known.size, known.root.hex()) if known else (None, None)
        doing.store(Continuation(before, doing.origin, self.size, doing.at, size, root, by))
        self._keep(doing, self._signers)
        self.health = replace(self.health, read_only_because=None, findings=(), gap=None)
        return doing.entry

    def _writable(self) -> tuple[LogKey, ...]:
        if self._busy:
            raise RuntimeError("one act at a time")
        if self.health.read_only_because is not None:
            raise Unavailable("casebook.read-only", self.health.read_only_because)
        if not self._signers:
            raise Unavailable("casebook.no-key", self._no_key())
        return self._signers

    def _no_key(self) -> Message:
        return opening.no_key(self._keys, self.origin, self._ring.later(self._ring.current))

    def _keep(self, doing: ActInProgress, signers: tuple[LogKey, ...]) -> None:
        try:
            with transaction(self._connection):
                entry, head = doing.write(self._connection, self._head, signers)
        except Unavailable as error:
            if error.code == "casebook.disk-full":
                raise disk_full(doing.size) from error
            raise
        self._head = head
        if self._tree is not None:
            self._tree.append(leaf_hash(entry.leaf))
        doing.finished(entry)
        self._remember()

    def _remember(self) -> None:
        """Keep the checkpoint outside; when that fails the act stands, and health says so."""
        try:
            self._keys.remember(self._head.origin, self._head.checkpoint)
        except OSError:
            self._warn(opening.not_remembered(self._keys))

    def _warn(self, warning: Message) -> None:
        if warning not in self.health.warnings:
            self.health = replace(self.health, warnings=(*self.health.warnings, warning))
