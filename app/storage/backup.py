"""Backups: the database at each opening, and the whole casebook as one zip file."""

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.models.errors import Unavailable
from app.models.message import message
from app.models.progress import Progress
from app.storage.check import HASH_BLOCK, check_file, check_log, file_sha256
from app.storage.connection import close, connect, sentences
from app.storage.draft_files import draft_members, draft_place
from app.storage.files import DATABASE, IDENTITY, REQUEST
from app.storage.keys import sync_folder

KEPT = 10
LARGE = 32 * 1024 * 1024
APART = timedelta(hours=1)
"""Copies of a casebook beyond ``LARGE`` bytes are at least this far apart: each costs seconds."""

STAMP = "%Y%m%dT%H%M%SZ"
SUMS = "manifest-sha256.txt"
READ_ME = "HOW-TO-RESTORE.txt"
_MEMBER = re.compile(
    r"casebook\.sqlite|identity\.p12|identity-request\.json|packages/[0-9a-f]{64}\.labelapp"
)


def copy_database(connection: Connection, target: Path) -> None:
    """Copy the open database, as it stands, into a new file; raises OSError and of SQLite."""
    with sentences():
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    descriptor = os.open(target, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_whole(database: Path) -> bool:
    """Open a copy and check its log and pages, as one would after a loss."""
    try:
        connection = connect(database)
    except Unavailable:
        return False
    try:
        checker = check_log(connection, ())
        check_file(connection, checker)
        return checker.finish().ok
    except Unavailable:
        return False
    finally:
        close(connection)


def keep_backup(connection: Connection, folder: Path, size: int, at: datetime) -> Path | None:
    """Keep a verified copy when the database changed since the newest one; drop beyond ten.

    Returns the new copy, or None when nothing had changed. A copy that does not check is removed
    and Unavailable ``backup.broken`` raised; the older ones then all stay.
    """
    source = (folder / DATABASE).stat()
    backups = sorted(folder.joinpath("backups").glob("casebook-*.sqlite"))
    changed = source.st_mtime_ns
    if backups and (
        backups[-1].stat().st_mtime_ns == changed
        or (source.st_size > LARGE and at - _made_at(backups[-1]) < APART)
    ):
        return None
    target = _free_name(folder / "backups", size, at)
    copy_database(connection, target)
    if not is_whole(target):
        target.unlink(missing_ok=True)
        raise Unavailable(
            "backup.broken", message("The backup did not check, so the older ones were all kept.")
        )
    os.utime(target, ns=(changed, changed))
    sync_folder(target.parent)
    for old in [*backups, target][:-KEPT]:
        old.unlink()
    return target


def _made_at(backup: Path) -> datetime:
    """Return the instant in a copy's name; the distant past when somebody renamed it."""
    try:
        return datetime.strptime(backup.name[9:25], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _free_name(folder: Path, size: int, at: datetime) -> Path:
    """Names sort by time; the number of entries is for people."""
    folder.mkdir(exist_ok=True)
    stamp = at.astimezone(UTC).strftime(STAMP)
    for again in range(1, 1000):
        path = folder / f"casebook-{stamp}-{again:03}-{size:06}.sqlite"
        if not list(folder.glob(f"casebook-{stamp}-{again:03}-*.sqlite")):
            return path
    raise Unavailable("backup.name", message("No free name for the backup was found."))


def write_zip(
    connection: Connection, folder: Path, target: Path, origin: str, progress: Progress
) -> Path:
    """Write database, received files, files of drafts and identity into one; raises OSError."""
    temporary = target.with_name(target.name + ".new")
    copied = folder / "staging" / "backup.sqlite"
    copied.unlink(missing_ok=True)
    try:
        copy_database(connection, copied)
        if not is_whole(copied):
            raise Unavailable("backup.broken", message("The backup did not check."))
        with zipfile.ZipFile(temporary, "w", strict_timestamps=False) as archive:
            _fill(archive, list(_sources(folder, copied)), origin, progress)
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    finally:
        copied.unlink(missing_ok=True)
        temporary.unlink(missing_ok=True)
    return target


def _sources(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, database
    for name in (IDENTITY, REQUEST):
        if (folder / name).exists():
            yield name, folder / name
    for each in sorted((folder / "packages").glob("*.labelapp")):
        yield f"packages/{each.name}", each
    yield from draft_members(folder)


def _fill(
    archive: zipfile.ZipFile, sources: list[tuple[str, Path]], origin: str, progress: Progress
) -> None:
    sums = []
    for done, (name, path) in enumerate(sources):
        if progress is not None:
            progress(done / len(sources), message("Backing up the casebook …"))
        packed = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
        archive.write(path, name, packed)
        sums.append(f"{file_sha256(path)}  {name}\n")
    archive.writestr(SUMS, "".join(sums))
    archive.writestr(READ_ME, how_to_restore(origin))


def how_to_restore(origin: str) -> str:
    """Return the text for whoever finds the backup years later; files speak English."""
    name = origin.split("/")[1]
    return (
        "This is a backup of a Label Desk casebook: its database, the application files as they\n"
        "were received, files of forms that were being typed in, and the organisation's signing\n"
        "identity (still under its passphrase).\n\n"
        "Restore it with:  label-desk casebook restore THIS-FILE --casebook NEW-FOLDER\n\n"
        "The key of its log is deliberately not in here. To continue the casebook, and not only\n"
        f"read it, copy {name}.pem from the keys folder of the computer it was used on into the\n"
        "keys folder of the new one (label-desk doctor names both folders). Keep a copy of that\n"
        "file in a safe place, apart from this backup.\n"
    )


def unpack_zip(path: Path, folder: Path, progress: Progress) -> None:
    """Unpack a backup into a new folder and check every sum; raises Unavailable."""
    try:
        with zipfile.ZipFile(path) as archive:
            sums = _sums(archive)
            for done, (name, sha256) in enumerate(sums.items()):
                if progress is not None:
                    progress(done / len(sums), message("Restoring the casebook …"))
                _unpack(archive, name, sha256, folder / (draft_place(name) or name))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise _not_a_backup() from error


def _sums(archive: zipfile.ZipFile) -> dict[str, str]:
    lines = archive.read(SUMS).decode("ascii", errors="replace").splitlines()
    sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    if DATABASE not in sums or not all(_is_member(name) for name in sums):
        raise _not_a_backup()
    return sums


def _is_member(name: str) -> bool:
    return _MEMBER.fullmatch(name) is not None or draft_place(name) is not None


def _unpack(archive: zipfile.ZipFile, name: str, sha256: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as file:
        while block := source.read(HASH_BLOCK):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != sha256:
        raise _not_a_backup()


def set_aside(folder: Path, at: datetime) -> None:
    """Move a casebook's database out of the way, with its journal; nothing is deleted."""
    stamp = at.astimezone(UTC).strftime(STAMP)
    for name in (DATABASE, DATABASE + "-journal"):
        if (folder / name).exists():
            (folder / name).rename(folder / f"set-aside-{stamp}-{name}")


def copy_in(backup: Path, folder: Path) -> None:
    """Put a database backup in its place; raises OSError."""
    temporary = folder / (DATABASE + ".new")
    shutil.copyfile(backup, temporary)
    temporary.replace(folder / DATABASE)
    sync_folder(folder)


def _not_a_backup() -> Unavailable:
    return Unavailable(
        "casebook.not-a-backup",
        message("This file is not a whole backup of a casebook. Nothing was restored."),
        message("Choose another backup."),
    )
