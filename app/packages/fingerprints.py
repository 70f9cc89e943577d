"""Checksums of the file and of all its members, taken by two threads while nothing is kept."""

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from threading import Event, Lock
from typing import Any

from app.models.errors import Cancelled, Refused
from app.models.identifiers import NO_FILE, Sha256
from app.models.message import message
from app.models.progress import Progress
from app.packages.entry import Entry
from app.packages.limits import CHUNK
from app.packages.members import MemberReader

HEAD = 4096
"""Bytes kept of the beginning and of the end of each member, to tell what it is."""

_REPORT_EVERY = 0.05  # seconds
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What reading a member once has shown. ``fault`` says why it could not be read whole."""

    entry: Entry
    digests: dict[str, str] = field(default_factory=dict)
    head: bytes = b""
    tail: bytes = b""
    crc_matches: bool = True
    fault: Refused | None = None

    @property
    def sha256(self) -> Sha256:
        """The SHA-256 of the unpacked bytes; empty when they could not be read."""
        return Sha256(self.digests.get("sha256", NO_FILE))


class _Work:
    """Bytes done by all threads, and whether a person stopped them."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._progress = max(total, 1), progress
        self._done = 0
        self._lock = Lock()
        self._stopped = Event()

    def count(self, size: int) -> None:
        if self._stopped.is_set():
            raise Cancelled("work.cancelled", message("Stopped."))
        with self._lock:
            self._done += size

    def stop(self) -> None:
        self._stopped.set()

    def report(self) -> None:
        if self._progress is not None:
            self._progress(min(1.0, self._done / self._total), message("Checking every byte"))


def file_sha256(path: Path, count: Callable[[int], None]) -> Sha256:
    """Return the SHA-256 of the file; ``count`` is told the size of each piece."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(CHUNK))
    with FileIO(path) as file:
        while size := file.readinto(buffer):
            digest.update(buffer[:size])
            count(size)
    return Sha256(digest.hexdigest())


def fingerprints(
    path: Path,
    entries: Iterable[Entry],
    algorithms: Iterable[str],
    *,
    known: Sha256 | None = None,
    progress: Progress = None,
) -> tuple[Sha256, dict[str, Fingerprint]]:
    """Return the SHA-256 of the file (``known`` saves taking it) and all members by name.

    Two threads: one begins with the whole file, the other with the largest member; whoever is
    free takes the next. Every member is read once for all ``algorithms``.
    """
    members = sorted((each for each in entries if not each.is_folder), key=lambda each: -each.size)
    names = sorted({"sha256", *algorithms})
    total = sum(each.size for each in members) + (0 if known else path.stat().st_size)
    work = _Work(total, progress)
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="checksum") as pool:
        whole = None if known else pool.submit(file_sha256, path, work.count)
        jobs = [pool.submit(_fingerprint, path, each, names, work) for each in members]
        _attend([*jobs, *([whole] if whole else [])], work)
    results = [job.result() for job in jobs]
    sha256 = known or (whole.result() if whole else NO_FILE)
    return sha256, {each.entry.name: each for each in results}


def _attend(jobs: list[Future[Any]], work: _Work) -> None:
    """Report how far it is until all is done; whatever is raised stops the threads too."""
    pending = set(jobs)
    try:
        while pending:
            done, pending = wait(pending, timeout=_REPORT_EVERY)
            for job in done:
                job.result()
            work.report()
    except BaseException:
        work.stop()
        for job in pending:
            job.cancel()
        raise


def _fingerprint(path: Path, entry: Entry, algorithms: list[str], work: _Work) -> Fingerprint:
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    head, tail = b"", b""
    with FileIO(path) as file:
        reader = MemberReader(file, entry)
        try:
            for piece in reader:
                for each in hashes.values():
                    each.update(piece)
                if len(head) < HEAD:
                    head += bytes(piece[: HEAD - len(head)])
                tail = (tail + bytes(piece[-HEAD:]))[-HEAD:]
                work.count(len(piece))
        except Refused as error:
            return Fingerprint(entry, head=head, fault=error)
    digests = {name: each.hexdigest() for name, each in hashes.items()}
    return Fingerprint(entry, digests, head, tail, reader.crc_matches)
