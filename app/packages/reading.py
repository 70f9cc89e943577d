"""Reading one member of a kept file again, checked again at each opening (threat E14)."""

import hashlib
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Protocol

from app.models.errors import Refused, Unavailable
from app.models.identifiers import Sha256
from app.models.message import message
from app.packages.entry import Entry
from app.packages.findings import Findings
from app.packages.gate import entries_of
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.members import MemberReader
from app.packages.names import shown


class SupportsRead(Protocol):
    """An open file to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes."""


def read_member(
    path: Path,
    member: str,
    sha256: Sha256,
    limits: Limits = DEFAULT_LIMITS,
    *,
    most: int | None = None,
) -> bytes:
    """Return a member of the file if it still has this SHA-256; at most its first ``most`` bytes.

    Raises ``Unavailable``: ``file.absent``, ``file.unreadable``, ``evidence.absent`` and
    ``evidence.changed``.
    """
    findings = Findings(limits)
    try:
        entries = entries_of(path, path.stat().st_size, findings, limits)
    except FileNotFoundError:
        raise absent(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
    entry = next((each for each in entries if each.name == member), None)
    if entry is None:
        raise Unavailable(
            "evidence.absent",
            message("“{name}” is not in the file any more.", name=shown(member)),
            message("Restore the file from a backup."),
        )
    return _first(stream_entry(path, entry, sha256), entry.size if most is None else most)


def _first(pieces: Iterator[bytes], most: int) -> bytes:
    """Keep the beginning; what comes after it is read for its checksum only."""
    kept, left = [], most
    for piece in pieces:
        if left > 0:
            kept.append(piece[:left])
            left -= len(kept[-1])
    return b"".join(kept)


def stream_entry(path: Path, entry: Entry, sha256: Sha256) -> Iterator[bytes]:
    """Yield the bytes of a member; raises ``evidence.changed`` at the end when they differ."""
    digest = hashlib.sha256()
    try:
        with FileIO(path) as file:
            for piece in MemberReader(file, entry):
                digest.update(piece)
                yield bytes(piece)
    except FileNotFoundError:
        raise absent(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
    except Refused:
        raise changed(entry) from None
    if digest.hexdigest() != sha256:
        raise changed(entry)


def read_piece(source: SupportsRead, path: Path, size: int) -> bytes:
    """Return the next bytes of an open file of ours; raises ``Unavailable``."""
    try:
        return source.read(size)
    except OSError as error:
        raise unreadable(path, error) from None


def absent(path: Path) -> Unavailable:
    """Return the error for a path that leads nowhere."""
    return Unavailable(
        "file.absent",
        message("There is no file “{name}”.", name=shown(str(path))),
        message("Check the name; is the drive connected?"),
    )


def unreadable(path: Path, error: OSError) -> Unavailable:
    """Return the error for a file that the system does not hand out."""
    return Unavailable(
        "file.unreadable",
        message("“{name}” cannot be read: {reason}.",
                name=shown(str(path)), reason=error.strerror or type(error).__name__),
        message("Check its rights and its drive, then try again."),
    )  # fmt: skip


def changed(entry: Entry) -> Unavailable:
    """Return the error for a member whose bytes are not those that were received."""
    return Unavailable(
        "evidence.changed",
        message("“{name}” is not what was received any more.", name=shown(entry.name)),
        message("Do not judge by it; restore the file from a backup."),
    )
