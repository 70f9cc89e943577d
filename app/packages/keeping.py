"""Keeping a file or folder as it was received: one copy, hashed while it is made (threat P12)."""

import errno
import hashlib
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from app.models.errors import LabelDeskError, Refused, Unavailable
from app.models.identifiers import Sha256
from app.models.message import Message, message
from app.models.problem import Problem
from app.models.progress import Progress
from app.packages.archive import Member, write_archive
from app.packages.copying import copy_hashed
from app.packages.findings import Findings
from app.packages.folder import files_in
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.reading import absent, unreadable


@dataclass(frozen=True, slots=True)
class Kept:
    """A received file at ``path``; ``problems`` are those of a folder that was packed first."""

    path: Path
    sha256: Sha256
    size: int
    from_folder: bool = False
    problems: tuple[Problem, ...] = ()


def copy_and_hash(
    path: Path, target: Path, progress: Progress = None, limits: Limits = DEFAULT_LIMITS
) -> Kept:
    """Copy a file, or pack a folder as it is, to ``target`` and return what was received.

    ``target`` must not exist; it is on the disk for good when this returns, and gone when this
    raises. Raises ``Unavailable``: ``file.absent``, ``file.unreadable``, ``file.changed``,
    ``file.exists``, ``disk.full``; ``Refused`` (``file.bomb``) for one that is far too large.
    """
    kind = kind_of_path(path)
    with removed_on_failure(target):
        if kind == "folder":
            return _keep_folder(path, target, progress, limits)
        return _keep_file(path, target, progress, limits)


def kind_of_path(path: Path) -> str:
    """Return ``file`` or ``folder``; raises ``Unavailable`` for anything else."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise absent(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
    except ValueError:
        raise absent(path) from None
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        raise unreadable(path, OSError(errno.EINVAL, "not an ordinary file"))
    return "file"


def _keep_folder(path: Path, target: Path, progress: Progress, limits: Limits) -> Kept:
    findings = Findings(limits)
    files = files_in(path, findings, limits)
    check_room(target, sum(each.size for each in files))
    members = [Member(each.name, each.path, each.size) for each in files]
    write_archive(target, members, progress)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Kept(target, Sha256(sha256), target.stat().st_size, True, findings.all())


def _keep_file(path: Path, target: Path, progress: Progress, limits: Limits) -> Kept:
    try:
        before = path.stat()
        if before.st_size > limits.file:
            raise Refused(
                "file.bomb",
                message("The file has {size} bytes; at most {limit} are opened.",
                        size=before.st_size, limit=limits.file),
                message("Ask for a smaller application file."),
            )  # fmt: skip
        check_room(target, before.st_size)
        sha256, size = _copy(path, target, before.st_size, progress)
        after = path.stat()
    except FileNotFoundError:
        raise absent(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
    if (size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise changed_meanwhile()
    return Kept(target, sha256, size)


def _copy(path: Path, target: Path, total: int, progress: Progress) -> tuple[Sha256, int]:
    done = 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        if progress is not None:
            progress(min(1.0, done / max(total, 1)), message("Copying the file"))

    with FileIO(path) as source, writing(target), FileIO(target, "xb") as copy:
        return copy_hashed(source, path, copy, count)


def check_room(target: Path, size: int) -> None:
    """Raise ``Unavailable`` (``disk.full``) before a large copy is begun that cannot end."""
    try:
        free = shutil.disk_usage(target.parent).free
    except OSError:
        return
    if free < size:
        raise Unavailable(
            "disk.full",
            message("The disk lacks {missing} bytes for this file.", missing=size - free),
            message("Make room on the disk, then try again."),
        )


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says about writing ``target`` into our own errors."""
    try:
        yield
    except FileExistsError:
        raise exists(target) from None
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Unavailable(
                "disk.full",
                message("The disk is full; nothing was kept."),
                message("Make room on the disk, then try again."),
            ) from None
        raise Unavailable("file.unwritable", _not_written(target, error)) from None


def _not_written(target: Path, error: OSError) -> Message:
    return message("“{name}” cannot be written: {reason}.",
                   name=str(target), reason=error.strerror or type(error).__name__)  # fmt: skip


def exists(target: Path) -> Unavailable:
    """Return the error for a file that must not be overwritten."""
    return Unavailable(
        "file.exists",
        message("“{name}” exists already.", name=str(target)),
        message("Choose another name, or replace it with --force."),
    )


def changed_meanwhile() -> Unavailable:
    """Return the error for a file that somebody writes to while it is read."""
    return Unavailable(
        "file.changed",
        message("The file changed while it was read."),
        message("Wait until it is copied or synchronised completely, then try again."),
    )


@contextmanager
def removed_on_failure(target: Path) -> Iterator[None]:
    """Remove a half-written target, whatever stopped the work; an older file stays."""
    was_there = target.exists()
    try:
        yield
    except BaseException as error:
        taken = isinstance(error, LabelDeskError) and error.code == "file.exists"
        if not was_there and not taken:
            target.unlink(missing_ok=True)
        raise
