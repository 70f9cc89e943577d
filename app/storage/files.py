"""The files around the database: packages, staging, the mark of a sitting."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.models.errors import LabelDeskError, Unavailable
from app.models.message import message
from app.storage.connection import disk_full, not_writable, sentences
from app.storage.keys import sync_folder

DATABASE = "casebook.sqlite"
IDENTITY = "identity.p12"
REQUEST = "identity-request.json"
FOLDERS = ("packages", "backups", "staging")

IN_USE = "in-use"
"""Lies in the folder while the casebook is open; found at opening, the last end was unclean."""


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

RESTORED = "restored"
"""Lies in a restored folder until the log has an entry that says so."""


def keep_file(staged: Path, target: Path) -> Path:
    """Make a staged file last under its final name; raises OSError."""
    descriptor = os.open(staged, os.O_RDONLY)
    try:
        if os.name != "nt":
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    target.parent.mkdir(exist_ok=True)
    staged.replace(target)
    sync_folder(target.parent)
    return target


def empty_folder(folder: Path) -> None:
    """Remove what an interrupted import left; raises OSError."""
    folder.mkdir(exist_ok=True)
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def mark_in_use(folder: Path) -> None:
    """Leave the mark of a sitting; raises OSError."""
    (folder / IN_USE).touch()
    sync_folder(folder)


def mark_left(folder: Path) -> None:
    """Take the mark away; raises OSError."""
    (folder / IN_USE).unlink(missing_ok=True)


def ended_unclean(database: Path) -> bool:
    """Tell whether the last sitting did not end by closing."""
    journal = database.with_name(database.name + "-journal")
    return journal.exists() or (database.parent / IN_USE).exists()


def expect_free(target: Path, *, force: bool) -> None:
    """Refuse to replace a file unasked; raises Unavailable ``file.exists``."""
    if target.exists() and not force:
        raise Unavailable(
            "file.exists",
            message("{path} exists already.", path=str(target)),
            message("Choose another name, or replace it with --force."),
        )


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what goes wrong with a file that leaves the casebook into errors that name it."""
    with sentences():
        try:
            yield
        except OSError as error:
            if error.errno in FULL:
                raise disk_full() from error
            raise Unavailable(
                "file.unwritable",
                message("{path} could not be written.", path=target),
                message("Choose another place."),
            ) from error


@contextmanager
def in_place() -> Iterator[None]:
    """Turn what the file system and SQLite say into this project's errors."""
    with sentences():
        try:
            yield
        except OSError as error:
            raise place_error(error) from error


def place_error(error: OSError) -> LabelDeskError:
    """Return the error for a folder that cannot be used."""
    if error.errno in FULL:
        return disk_full()
    return not_writable()
