"""Writing results that a person asked for: whole or not at all, and never over a file unasked."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from app.models.errors import Unavailable
from app.models.message import message


def check_free(path: Path, *, force: bool = False) -> None:
    """Refuse a path that exists, unless it may be replaced, or whose folder does not exist."""
    if path.exists() and not force:
        raise Unavailable(
            "file.exists",
            message("{path} exists already.", path=path),
            message("Choose another name, or add --force to replace it."),
        )
    if path.is_dir():
        raise Unavailable("file.folder", message("{path} is a folder.", path=path))
    if path.exists() and not path.is_file():
        raise Unavailable(
            "file.unwritable",
            message("{path} is no file that could be replaced.", path=path),
            message("Choose another place."),
        )
    if not path.absolute().parent.is_dir():
        raise Unavailable(
            "file.no-folder",
            message("The folder {path} is not there.", path=path.absolute().parent),
            message("Make it first, or choose another place."),
        )


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write beside the target, make it durable, then give it its name in one step."""
    check_free(path, force=force)
    beside = path.absolute().parent / f".label-desk-{secrets.token_hex(8)}.part"
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> Unavailable:
    """Return the error of a file that could not be written, with the reason where it is known."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Unavailable(
            "file.unwritable",
            message("{path} could not be written: the disk is full.", path=path),
            message("Make room on the disk, then try again."),
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Unavailable(
            "file.unwritable",
            message("{path} could not be written: that place or file may not be changed.",
                    path=path),
            message("Choose another place, or close the program that has the file open."),
        )  # fmt: skip
    return Unavailable("file.unwritable", message("{path} could not be written.", path=path))


def sync_folder(folder: Path) -> None:
    """Make a new name durable where the system lets folders be opened (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
