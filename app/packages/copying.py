"""Copying a received file: read, hashed, written and brought to the disk at the same time."""

import hashlib
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from pathlib import Path
from typing import Final

from app.models.identifiers import Sha256
from app.packages.limits import MIB
from app.packages.reading import unreadable

_PIECE: Final = MIB
_PIECES: Final = 4
"""Buffers that go round; a new one for each piece costs as much again as reading it."""

_WRITE_BACK: Final = 64 * MIB
"""So much is written before the disk is asked to hold it, while the next is read."""


def copy_hashed(
    source: FileIO, path: Path, copy: FileIO, count: Callable[[int], None]
) -> tuple[Sha256, int]:
    """Copy an open file and return the SHA-256 and size of what was written to ``copy``.

    Every byte is read once: what is hashed is what is written. All of it is on the disk for good
    when this returns. ``count`` is told the size of each piece. Raises ``Unavailable`` when
    ``source``, found at ``path``, cannot be read, and OSError when ``copy`` cannot be written.
    """
    size = 0
    with (
        ThreadPoolExecutor(1, thread_name_prefix="checksum") as checksum,
        ThreadPoolExecutor(1, thread_name_prefix="write-back") as background,
    ):
        hashing, disk = _Hashing(checksum), _WriteBack(copy, background)
        while piece := _filled(hashing.free_buffer(), source, path):
            hashing.take(piece)
            disk.write(piece)
            size += len(piece)
            count(len(piece))
        disk.finish()
        return hashing.result(), size


def _filled(buffer: memoryview, source: FileIO, path: Path) -> memoryview:
    """Fill a buffer with what comes next; empty at the end of the file."""
    try:
        return buffer[: source.readinto(buffer)]
    except OSError as error:
        raise unreadable(path, error) from None


class _Hashing:
    """Hashes pieces in their order on another thread, out of buffers that are used again."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool, self._digest = pool, hashlib.sha256()
        self._buffers = deque(memoryview(bytearray(_PIECE)) for _ in range(_PIECES))
        self._pending: deque[Future[None]] = deque()

    def free_buffer(self) -> memoryview:
        """Return the buffer that was used longest ago, as soon as it was hashed."""
        if len(self._pending) == _PIECES:
            self._pending.popleft().result()
        self._buffers.rotate(-1)
        return self._buffers[-1]

    def take(self, piece: memoryview) -> None:
        """Hash what was put into the buffer, after all pieces before it."""
        self._pending.append(self._pool.submit(self._digest.update, piece))

    def result(self) -> Sha256:
        """Wait for the last piece and return the hash of all."""
        while self._pending:
            self._pending.popleft().result()
        return Sha256(self._digest.hexdigest())


class _WriteBack:
    """Writes a file and sees it to the disk meanwhile, so that little is left for the end."""

    def __init__(self, file: FileIO, pool: ThreadPoolExecutor) -> None:
        self._descriptor, self._pool = file.fileno(), pool
        self._unsynced = 0
        self._syncing: Future[None] | None = None

    def write(self, piece: memoryview) -> None:
        """Write a piece; what the disk said about earlier ones is raised here."""
        while piece:
            written = os.write(self._descriptor, piece)
            piece = piece[written:]
            self._unsynced += written
        if self._unsynced >= _WRITE_BACK:
            self._settle()
            self._syncing = self._pool.submit(os.fsync, self._descriptor)
            self._unsynced = 0

    def finish(self) -> None:
        """Return when the disk holds everything."""
        self._settle()
        os.fsync(self._descriptor)

    def _settle(self) -> None:
        if self._syncing is not None:
            self._syncing.result()
            self._syncing = None
