"""Bringing an older casebook to this version: on a copy, checked, the old one kept, then swapped.

Loaded only when a casebook is older; Alembic costs a tenth of a second.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from app.models.errors import Unavailable
from app.models.message import message
from app.storage.backup import copy_database, is_whole
from app.storage.connection import close, connect, transaction
from app.storage.files import in_place
from app.storage.keys import sync_folder
from app.storage.migrate import migrate


def migrated_copy(connection: Connection, target: Path) -> None:
    """Write the open casebook into a new file in this program's version; raises Unavailable.

    The file is whole and checked, or not there.
    """
    target.unlink(missing_ok=True)
    try:
        copy_database(connection, target)
        copy = connect(target)
        try:
            with transaction(copy):
                migrate(copy)
        finally:
            close(copy)
        _expect_whole(target)
    except BaseException:
        for left in (target, target.with_name(target.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def upgrade(path: Path, connection: Connection, revision: str) -> None:
    """Swap the database for one of this version and close ``connection``; raises Unavailable.

    What was there before is kept as ``backups/before-<version>.sqlite``. A power cut at any
    instant leaves the old file or the new one.
    """
    fresh = path.with_name(path.name + ".upgrading")
    with in_place():
        try:
            migrated_copy(connection, fresh)
            _keep_old(connection, path.parent / "backups", revision)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        finally:
            close(connection)
        fresh.replace(path)
        sync_folder(path.parent)


def _keep_old(connection: Connection, folder: Path, revision: str) -> None:
    """Keep what was there, so that an older program can read it again."""
    folder.mkdir(exist_ok=True)
    half = folder / "before.new"
    half.unlink(missing_ok=True)
    copy_database(connection, half)
    half.replace(folder / f"before-{revision}.sqlite")
    sync_folder(folder)


def _expect_whole(database: Path) -> None:
    if not is_whole(database):
        raise Unavailable(
            "casebook.not-upgraded",
            message(
                "This casebook was written by an older Label Desk and could not be brought up to "
                "date; it was left as it was."
            ),
            message("Restore the newest backup that checks, then open it again."),
        )
