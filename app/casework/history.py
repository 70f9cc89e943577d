"""The log as a whole: checking it, and handing it out."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.write import check_free
from app.log.export import check_export
from app.models.casebook import Exported
from app.models.errors import Unavailable
from app.models.identifiers import Sha256
from app.models.log import Act, LogCheck
from app.models.message import message
from app.models.progress import Progress

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that left the casebook; ``rows`` are its lines or entries."""

    path: Path
    sha256: Sha256
    rows: int


def verify(casebook: "Casebook", progress: Progress = None) -> LogCheck:
    """Re-read every payload and every received file; names the first bad entry."""
    return casebook.check(packages=True, progress=progress)


def verify_export(path: Path) -> LogCheck:
    """Check an exported log by the key that it states."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return check_export(lines)
    except OSError as error:
        raise Unavailable(
            "file.absent", message("The file {path} cannot be read.", path=path)
        ) from error


def export(
    casebook: "Casebook", path: Path, *, content: bool = False, force: bool = False
) -> WrittenFile:
    """Write the log as a file; that it was handed out is an act of its own, after it.

    A casebook that is open for reading alone hands its log out too, without that act.
    """
    check_free(path, force=force)
    entries = casebook.size
    casebook.export_log(path, content=content, force=force)
    with path.open("rb") as file:
        sha256 = Sha256(hashlib.file_digest(file, "sha256").hexdigest())
    if casebook.read_only_because is None:
        with casebook.act(Act.EXPORT) as act:
            act.store(Exported("log", sha256, entries, act.at, act.index))
    return WrittenFile(path, sha256, entries)
