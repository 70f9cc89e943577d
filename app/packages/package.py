"""An opened application file: what is in it, what is wrong with it, and its bytes."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from app.models.application import Application
from app.models.errors import Unavailable
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.packages.evidence import Attachment
from app.packages.findings import DAMAGING, REJECTING
from app.packages.fingerprints import Fingerprint
from app.packages.names import shown
from app.packages.reading import stream_entry


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A file in the archive by its full name; the hash is empty when it cannot be read."""

    name: str
    size: int
    sha256: Sha256


class Package:
    """An application file that was opened; use it in a ``with`` block, or ``close()`` it.

    ``path`` is the file itself, or the one that a folder was packed into. ``raw`` is the form as
    plain JSON, ``application`` the record when the form is as the schema wants it. ``evidence``
    are the files that the form names and that are there. ``rejected``: nothing of it may be
    stored; ``damaged``: it may, with a mark.
    """

    def __init__(
        self,
        *,
        path: Path,
        sha256: Sha256,
        size: int,
        problems: tuple[Problem, ...],
        application: Application | None,
        raw: Plain,
        evidence: tuple[Attachment, ...],
        fingerprints: Mapping[str, Fingerprint],
    ) -> None:
        self.path, self.sha256, self.size = path, sha256, size
        self.problems, self.application, self.raw = problems, application, raw
        self.evidence = evidence
        self.members = tuple(
            MemberFacts(name, each.entry.size, each.sha256)
            for name, each in sorted(fingerprints.items())
        )
        self._fingerprints = fingerprints
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def lasting_with(self, folder: "tempfile.TemporaryDirectory[str]") -> "Package":
        """Keep the temporary folder that holds the file until this is closed."""
        self._folder = folder
        return self

    def close(self) -> None:
        """Remove the temporary file of a folder; may be called again."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @property
    def ok(self) -> bool:
        """Tell whether nothing is an error; warnings and notes may be there."""
        return all(each.severity is not Severity.ERROR for each in self.problems)

    @property
    def rejected(self) -> bool:
        """Tell whether nothing of this may be stored in a casebook."""
        return self._has_errors(REJECTING)

    @property
    def damaged(self) -> bool:
        """Tell whether its integrity is broken, so that granting needs an override."""
        return self._has_errors(DAMAGING)

    @property
    def missing_evidence(self) -> bool:
        """Tell whether the form names a file that is not there."""
        return any(each.code == "evidence.missing" for each in self.problems)

    def _has_errors(self, codes: tuple[str, ...]) -> bool:
        return any(
            each.severity is Severity.ERROR and each.code.startswith(codes)
            for each in self.problems
        )

    def read(self, member: str) -> bytes:
        """Return a member's bytes, checked against the hash that opening found."""
        return b"".join(self.stream(member))

    def stream(self, member: str) -> Iterator[bytes]:
        """Yield a member's bytes in pieces; raises ``Unavailable`` when they have changed."""
        known = self._fingerprints.get(member)
        if known is None:
            raise Unavailable(
                "evidence.absent",
                message("“{name}” is not in the file.", name=shown(member)),
                message("Ask the applicant for a complete file."),
            )
        return stream_entry(self.path, known.entry, known.sha256)
