"""Writing ZIP archives of which the same files always give the same bytes, nothing packed.

Members are stored as they are, so that they can be hashed and read at the speed of the disk.
"""

import hashlib
import os
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from app.models.errors import Unavailable
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.progress import Progress
from app.packages.limits import CHUNK
from app.packages.reading import read_piece, unreadable

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MADE_ON_UNIX, _ORDINARY_FILE = 3, 0o100644


@dataclass(frozen=True, slots=True)
class Member:
    """What is to be written: a file of the disk, or bytes."""

    name: str
    source: Path | bytes
    size: int


class ArchiveWriter:
    """Adds members to a new archive and returns their SHA-256."""

    def __init__(self, file: BinaryIO, total: int, progress: Progress) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._total, self._progress, self._done = max(total, 1), progress, 0

    def add(self, member: Member) -> Sha256:
        """Write the member; raises ``Unavailable`` when its file cannot be read or has grown."""
        entry = zipfile.ZipInfo(member.name, _EARLIEST)
        entry.create_system = _MADE_ON_UNIX
        entry.external_attr = _ORDINARY_FILE << 16
        entry.file_size = member.size
        digest, left = hashlib.sha256(), member.size
        with _opened(member) as source, self._zip.open(entry, "w") as target:
            while piece := read_piece(source, Path(member.name), CHUNK):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                target.write(piece)
                self._report(len(piece))
        if left:
            raise _grown(member)
        return Sha256(digest.hexdigest())

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the directory; of what is given up nothing matters but the first error."""
        if kind is None:
            self._zip.close()
        else:
            with suppress(OSError, ValueError):
                self._zip.close()

    def _report(self, size: int) -> None:
        self._done += size
        if self._progress is not None:
            self._progress(min(1.0, self._done / self._total), message("Packing the files"))


def _opened(member: Member) -> BinaryIO:
    if isinstance(member.source, bytes):
        return BytesIO(member.source)
    try:
        return member.source.open("rb")
    except OSError as error:
        raise unreadable(member.source, error) from None


def _grown(member: Member) -> Unavailable:
    return Unavailable(
        "file.changed",
        message("“{name}” changed while it was read.", name=member.name),
        message("Close the program that writes it, then try again."),
    )


def write_archive(target: Path, members: Sequence[Member], progress: Progress = None) -> None:
    """Write a new archive to ``target``, which must not exist, and see it safely on the disk."""
    with target.open("xb") as file:
        with ArchiveWriter(file, sum(each.size for each in members), progress) as writer:
            for member in members:
                writer.add(member)
        file.flush()
        os.fsync(file.fileno())
