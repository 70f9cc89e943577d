"""Evidence of the case shown, read in parallel to everything else, checked at each reading."""

import zipfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from app.documents import FILE_LIMIT, Kind, declared_kind, too_large
from app.models.case import Submission
from app.models.errors import Unavailable
from app.models.identifiers import EvidenceId
from app.models.message import message

Fetch = Callable[[EvidenceId], "Future[bytes]"]

TABLE_BYTES = 32 * 1024 * 1024
"""Of a table of any size the first rows are shown; they lie within these bytes."""


class EvidenceFiles:
    """Reads members of the kept package; never through the casebook, which has other work."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="evidence")
        self._folder: Path | None = None
        self._submission: Submission | None = None
        self._own: frozenset[EvidenceId] = frozenset()
        self.own: Fetch | None = None

    def use(self, folder: Path, submission: Submission) -> None:
        """Read evidence of this submission from now on."""
        self._folder, self._submission = folder, submission
        listed = submission.application.evidence
        self._own = frozenset(each.id for each in listed if each.own)

    def fetch(self, evidence: EvidenceId) -> "Future[bytes]":
        """Begin to read; the future raises ``Unavailable`` when it changed or is missing.

        What the evaluator keeps herself is in the casebook, not in the package.
        """
        if evidence in self._own and self.own is not None:
            return self.own(evidence)
        return self._threads.submit(_read, self._folder, self._submission, evidence)

    def sizes(self, submission: Submission) -> dict[EvidenceId, int]:
        """Return how many bytes the evidence has, without reading it; takes a moment."""
        if self._folder is None:
            return {}
        package = self._folder / "packages" / f"{submission.sha256}.labelapp"
        try:
            with zipfile.ZipFile(package) as archive:
                found = {each.filename: each.file_size for each in archive.infolist()}
        except (OSError, zipfile.BadZipFile, NotImplementedError):
            return {}
        members = submission.evidence_members
        return {evidence: found[name] for evidence, name in members.items() if name in found}

    def close(self) -> None:
        """Forget what waits and end the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)


def _read(folder: Path | None, submission: Submission | None, evidence: EvidenceId) -> bytes:
    from app.packages import read_member  # noqa: PLC0415  loaded behind the window

    sha256 = submission.evidence_sha256.get(evidence) if submission else None
    if folder is None or submission is None or sha256 is None:
        raise Unavailable("evidence.missing", message("This came without a file."))
    package = folder / "packages" / f"{submission.sha256}.labelapp"
    member = submission.evidence_members[evidence]
    if _size(package, member) > FILE_LIMIT:
        if declared_kind(member) is not Kind.TABLE:
            raise too_large()
        return read_member(package, member, sha256, most=TABLE_BYTES)
    return read_member(package, member, sha256)


def _size(package: Path, member: str) -> int:
    """Return the bytes of a member; 0 when it cannot be told, ``read_member`` says why."""
    try:
        with zipfile.ZipFile(package) as archive:
            return archive.getinfo(member).file_size
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError):
        return 0
