"""Restoring a casebook from a backup: checked first, and never continued in silence."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from app.clock import Clock
from app.models.errors import Unavailable
from app.models.message import message
from app.models.progress import Progress
from app.storage.backup import copy_in, is_whole, set_aside, unpack_zip
from app.storage.casebook import Casebook
from app.storage.connection import close, connect
from app.storage.files import DATABASE, FOLDERS, RESTORED, in_place
from app.storage.opening import revision
from app.storage.schema import REVISIONS


def restore(
    path: Path, folder: Path, *, clock: Clock, keys: Path | None = None, progress: Progress = None
) -> Casebook:
    """Restore a backup and open it; the log goes on under a new origin suffix.

    ``path`` is a zip made by ``backup`` (``folder`` must hold no casebook yet), or one of the
    copies in a casebook's ``backups`` folder (the database in ``folder`` is set aside). The
    ``restore`` entry is written as soon as the log's key is here.

    Raises Unavailable, such as ``casebook.not-a-backup`` and ``casebook.exists``.
    """
    if not path.is_file():
        raise Unavailable("file.absent", message("There is no file {path}.", path=str(path)))
    with in_place():
        if path.suffix == ".sqlite":
            _restore_database(path, folder, clock)
        else:
            _restore_zip(path, folder, progress)
    return Casebook.open(folder, clock=clock, keys=keys, backup=False)


def _restore_zip(path: Path, folder: Path, progress: Progress) -> None:
    """Unpack beside the folder, check, and only then give it its name."""
    if folder.exists() and any(folder.iterdir()):
        raise Unavailable(
            "casebook.exists",
            message("The folder {folder} is not empty.", folder=str(folder)),
            message("Choose a new folder with --casebook."),
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = folder.with_name(folder.name + ".restoring")
    shutil.rmtree(half, ignore_errors=True)
    try:
        unpack_zip(path, half, progress)
        _expect_whole(half / DATABASE)
        for name in FOLDERS:
            (half / name).mkdir(exist_ok=True)
        (half / RESTORED).touch()
        with suppress(FileNotFoundError):
            folder.rmdir()
        half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _restore_database(path: Path, folder: Path, clock: Clock) -> None:
    _expect_whole(path)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / DATABASE).exists():
        _expect_closed(folder / DATABASE)
        (folder / RESTORED).touch()
        set_aside(folder, clock())
    (folder / RESTORED).touch()
    copy_in(path, folder)


def _expect_closed(database: Path) -> None:
    """A casebook that is open elsewhere is not replaced; a damaged one is."""
    try:
        close(connect(database))
    except Unavailable as error:
        if error.code == "casebook.open-elsewhere":
            raise


def _expect_whole(database: Path) -> None:
    if not _checks(database):
        raise Unavailable(
            "casebook.not-a-backup",
            message("This backup does not check. Nothing was restored."),
            message("Choose another backup."),
        )


def _checks(database: Path) -> bool:
    """Check a backup; one of an older version is checked as what opening will make of it."""
    try:
        connection = connect(database)
    except Unavailable:
        return False
    try:
        found = revision(connection)
        if found in REVISIONS[:-1]:
            return _can_be_upgraded(connection)
    except Unavailable:
        return False
    finally:
        close(connection)
    return is_whole(database)


def _can_be_upgraded(connection: Connection) -> bool:
    from app.storage.upgrade import migrated_copy  # noqa: PLC0415  loaded only for older casebooks

    with tempfile.TemporaryDirectory() as place:
        try:
            migrated_copy(connection, Path(place) / DATABASE)
        except Unavailable:
            return False
    return True
