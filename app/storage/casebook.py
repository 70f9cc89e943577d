"""The casebook: one folder, one SQLite file, one writer; acts and drafts are the ways to write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from app import __version__
from app.clock import Clock
from app.log import LogKey
from app.models.casebook import Beginning, Health
from app.models.errors import Refused, Unavailable
from app.models.identifiers import Sha256
from app.models.log import Act
from app.models.message import Message, message
from app.storage import opening, schema
from app.storage.act import ActInProgress
from app.storage.connection import close, connect, sentences, transaction
from app.storage.draft import DraftInProgress
from app.storage.files import empty_folder, keep_file, mark_in_use, mark_left
from app.storage.keys import Keys, default_keys_folder, new_origin
from app.storage.reading import Reading

DATABASE = "casebook.sqlite"


class Casebook(Reading):
    """An open casebook; a context manager. Used by the one thread that opened it.

    ``read_only_because`` says why nothing can be written, or is None; ``health`` what was noticed
    at opening.
    """

    def __init__(self, folder: Path, connection: Connection, *, keys: Keys, clock: Clock) -> None:
        super().__init__(folder, connection)
        self._keys, self._clock = keys, clock
        self._key: LogKey | None = None
        self._head = opening.EMPTY
        self._busy = False
        self.health = Health()

    @classmethod
    def create(cls, folder: Path, *, clock: Clock, keys: Path | None = None) -> Self:
        """Make a casebook with its log's first entry and its key, and open it.

        Raises Refused ``casebook.exists``, Unavailable when the place cannot be written.
        """
        with _place():
            for name in ("packages", "backups", "staging"):
                (folder / name).mkdir(parents=True, exist_ok=True)
        connection = connect(folder / DATABASE, create=True)
        try:
            casebook = cls(
                folder, connection, keys=Keys(keys or default_keys_folder()), clock=clock
            )
            casebook._begin()
        except BaseException:
            close(connection)
            raise
        with _place():
            mark_in_use(folder)
        return casebook

    @classmethod
    def open(
        cls, folder: Path, *, clock: Clock, keys: Path | None = None, backup: bool = True
    ) -> Self:
        """Open a casebook, check how it is, and keep a backup when something changed.

        Raises Unavailable: absent, open elsewhere, newer than this program, damaged.
        """
        if not (folder / DATABASE).is_file():
            raise Unavailable(
                "casebook.absent",
                message("There is no casebook in {folder}.", folder=str(folder)),
                message("Choose another with --casebook, or begin one."),
            )
        state = opening.Start.of(folder / DATABASE)
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
    def clock(self) -> Clock:
        """What this casebook takes its instants from."""
        return self._clock

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
    def keys_folder(self) -> Path:
        """Where the log's key and remembered checkpoints lie."""
        return self._keys.folder

    @contextmanager
    def act(self, act: Act) -> Iterator[ActInProgress]:
        """Do one act: everything it stores, its log entry and checkpoint, or nothing at all."""
        key = self._writable()
        doing = ActInProgress(act, self.size, self._clock(), self._head.origin)
        self._busy = True
        try:
            yield doing
            self._keep(doing, key)
        finally:
            self._busy = False

    @contextmanager
    def draft(self) -> Iterator[DraftInProgress]:
        """Change drafts, ticks, opened marks or settings; kept at once when the block ends."""
        self._writable()
        with transaction(self._connection):
            yield DraftInProgress(self._connection)

    @property
    def staging(self) -> Path:
        """A folder for files on their way in; emptied when the casebook is opened."""
        return self.folder / "staging"

    def package_path(self, sha256: Sha256) -> Path:
        """Return where the file that was received with this hash lies."""
        return self.folder / "packages" / f"{sha256}.labelapp"

    def keep_package(self, staged: Path, sha256: Sha256) -> Path:
        """Move a checked file from staging to the packages, lastingly; call before the act."""
        self._writable()
        with _place():
            return keep_file(staged, self.package_path(sha256))

    @property
    def identity_path(self) -> Path:
        """Where the organisation's signing identity (PKCS#12) lies."""
        return self.folder / "identity.p12"

    def close(self) -> None:
        """Give the folder free."""
        close(self._connection)
        with suppress(OSError):
            mark_left(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def _begin(self) -> None:
        if opening.revision(self._connection) is not None:
            raise Refused(
                "casebook.exists",
                message("There is a casebook in {folder} already.", folder=str(self.folder)),
                message("Open it, or choose another folder with --casebook."),
            )
        origin = new_origin()
        key = self._keys.make(origin)
        doing = ActInProgress(Act.BEGIN, 0, self._clock(), origin)
        doing.store(Beginning(origin, key.public.text, f"Label Desk {__version__}"))
        self._connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        with transaction(self._connection):
            schema.create(self._connection)
            self._connection.execute(schema.frontier.insert(), {"one": 1, "size": 0, "hashes": b""})
            entry, head = doing.write(self._connection, self._head, key)
        self._key, self._head = key, head
        doing.finished(entry)
        self._remember()

    def _inspect(self, state: "opening.Start", *, backup: bool) -> None:
        self._head, beginning, findings = opening.head(self._connection)
        self._key = self._keys.key(self._head.origin)
        self.health = opening.health(state, self._head, beginning, findings, self._keys)
        if state.medium_read_only:
            return
        with _place():
            empty_folder(self.staging)
            mark_in_use(self.folder)

    def _writable(self) -> LogKey:
        if self._busy:
            raise RuntimeError("one act at a time")
        if self.health.read_only_because is not None:
            raise Unavailable("casebook.read-only", self.health.read_only_because)
        if self._key is None:
            raise Unavailable("casebook.no-key", opening.no_key(self._keys, self._head.origin))
        return self._key

    def _keep(self, doing: ActInProgress, key: LogKey) -> None:
        with transaction(self._connection):
            entry, head = doing.write(self._connection, self._head, key)
        self._head = head
        doing.finished(entry)
        self._remember()

    def _remember(self) -> None:
        """Keep the checkpoint outside; when that fails the act stands, and health says so."""
        try:
            self._keys.remember(self._head.origin, self._head.checkpoint)
        except OSError:
            warning = opening.not_remembered(self._keys)
            if warning not in self.health.warnings:
                self.health = replace(self.health, warnings=(*self.health.warnings, warning))


@contextmanager
def _place() -> Iterator[None]:
    with sentences():
        try:
            yield
        except OSError as error:
            raise opening.place_error(error) from error
