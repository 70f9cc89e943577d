"""Receiving application files: looking into them, and taking them into the casebook."""

import errno
import hashlib
import io
import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.casework import rubrics
from app.models.application import Application, Evidence
from app.models.case import Submission
from app.models.casebook import RejectedFile
from app.models.errors import Unavailable
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.models.log import Act
from app.models.message import Message, message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.progress import Progress
from app.models.scheme import Scheme
from app.packages import Package, open_package, pack

if TYPE_CHECKING:
    from app.storage import Casebook

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One piece of evidence as it is in the file; ``sha256`` is None when there is no member."""

    id: EvidenceId
    title: str
    path: str | None
    media_type: str | None
    size: int | None
    sha256: Sha256 | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that can be read in a file. ``form`` is the JSON as sent, unknown keys too."""

    path: Path
    sha256: Sha256
    size: int
    problems: tuple[Problem, ...]
    application: Application | None
    form: Plain
    evidence: tuple[EvidenceFile, ...]
    rejected: bool
    damaged: bool

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong; warnings and notes do not count."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file. ``case`` is None when it was rejected."""

    path: Path
    sha256: Sha256
    case: CaseId | None = None
    submission: int | None = None
    already: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Tell whether nothing was stored but the hash in the log."""
        return self.case is None


def inspect(
    path: Path, schemes: Mapping[SchemeId, Scheme], progress: Progress = None
) -> Inspection:
    """Open a file or folder without importing it."""
    check_there(path)
    with open_package(path, schemes=schemes, progress=progress) as package:
        return inspection(path, package)


def inspection(path: Path, package: Package) -> Inspection:
    """Return what an opened package says."""
    application = package.application
    return Inspection(
        path=path, sha256=package.sha256, size=package.size, problems=tuple(package.problems),
        application=application, form=package.raw,
        evidence=evidence_of(package, application.evidence if application else ()),
        rejected=package.rejected, damaged=package.damaged,
    )  # fmt: skip


def evidence_of(package: Package, listed: tuple[Evidence, ...]) -> tuple[EvidenceFile, ...]:
    """Return each listed piece with the size and hash of its member."""
    members = {member.name: member for member in package.members}
    files = []
    for each in listed:
        member = members.get(each.file or "")
        files.append(EvidenceFile(
            each.id, each.title, each.file, each.media_type,
            member.size if member else None, member.sha256 if member else None,
        ))  # fmt: skip
    return tuple(files)


def check_there(path: Path) -> None:
    """Raise ``Unavailable`` when there is nothing to read at ``path``."""
    try:
        path.stat()
    except OSError as error:
        raise Unavailable(
            "file.absent",
            message("The file {path} cannot be read.", path=path),
            message("Look whether it is there, and whether its drive is connected."),
        ) from error


def receive(casebook: "Casebook", path: Path, progress: Progress = None) -> Received:
    """Take one file or folder into the casebook; the same bytes again change nothing.

    The file is copied first and only the copy is looked at, so that nothing changes under us.
    Raises ``Unavailable`` when it cannot be read; a rejected file is logged and returned.
    """
    check_there(path)
    staged = casebook.staging / f"{secrets.token_hex(8)}.labelapp"
    try:
        sha256 = _stage(path, staged, progress)
        known = casebook.submission_of_file(sha256)
        if known:
            return Received(path, sha256, known[0].case, known[0].number, already=True)
        schemes = rubrics.schemes(casebook)
        with open_package(staged, schemes=schemes, progress=_part(progress, 0.5, 1.0)) as package:
            seen = inspection(path, package)
        if seen.rejected or seen.application is None:
            return _reject(casebook, seen)
        return _keep(casebook, staged, seen, seen.application)
    finally:
        staged.unlink(missing_ok=True)


def _stage(path: Path, staged: Path, progress: Progress) -> Sha256:
    """Copy the file, or pack the folder, into staging; return its hash."""
    if path.is_dir():
        pack(path, staged, progress=_part(progress, 0.0, 0.4))
        return _copied(staged, None, _part(progress, 0.4, 0.5))
    return _copied(path, staged, _part(progress, 0.0, 0.5))


def _copied(source: Path, target: Path | None, progress: Progress) -> Sha256:
    """Copy while hashing; without a target only hash."""
    size = max(source.stat().st_size, 1)
    digest, done = hashlib.sha256(), 0
    sentence = message("Copying {name}", name=source.name)
    try:
        with source.open("rb") as reading, _opened(target) as writing:
            while block := reading.read(CHUNK):
                digest.update(block)
                writing.write(block)
                done += len(block)
                if progress is not None:
                    progress(min(done / size, 1.0), sentence)
    except OSError as error:
        raise _not_copied(source, error) from error
    return Sha256(digest.hexdigest())


def _opened(target: Path | None) -> BinaryIO:
    return target.open("xb") if target is not None else io.BytesIO()


def _not_copied(source: Path, error: OSError) -> Unavailable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable(
            "casebook.disk-full",
            message("The disk is full; {path} was not imported.", path=source),
            message("Free at least {size} bytes, then import it again.",
                    size=source.stat().st_size),
        )  # fmt: skip
    return Unavailable("file.unreadable", message("{path} could not be read.", path=source))


def _reject(casebook: "Casebook", seen: Inspection) -> Received:
    """Log the hash of what came; nothing else is kept."""
    codes = dict.fromkeys(each.code for each in seen.problems if each.severity is Severity.ERROR)
    with casebook.act(Act.REJECTED_FILE) as act:
        act.package = seen.sha256
        act.store(RejectedFile(seen.sha256, seen.size, tuple(codes), act.at, seen.path.name))
    return Received(seen.path, seen.sha256, problems=seen.problems)


def _keep(
    casebook: "Casebook", staged: Path, seen: Inspection, application: Application
) -> Received:
    """Give the file its number, keep its bytes, and write the act."""
    earlier = casebook.submissions(application.id)
    case = earlier[0].case if earlier else application.id
    number = free_number(application.submission, {each.number for each in earlier})
    problems = seen.problems
    if number != application.submission:
        problems += (renumbered(application.submission, number),)
    codes = {problem.code for problem in problems}
    casebook.keep_package(staged, seen.sha256)
    with casebook.act(Act.RECEIVE) as act:
        act.package = seen.sha256
        act.store(Submission(
            case=case, number=number, sha256=seen.sha256, size=seen.size,
            scheme=application.scheme, received_at=act.at,
            submitted_at=application.submitted_at, damaged=seen.damaged,
            missing_evidence="evidence.missing" in codes, entry=act.index,
            application=application, problems=problems,
            evidence_sha256={each.id: each.sha256 for each in seen.evidence if each.sha256},
        ))  # fmt: skip
    return Received(seen.path, seen.sha256, case, number, problems=problems)


def free_number(wanted: int, taken: set[int]) -> int:
    """Return the submission number from the file, or the next one that is free."""
    return next(number for number in itertools.count(wanted) if number not in taken)


def renumbered(wanted: int, number: int) -> Problem:
    """Return the warning that the number in the file was taken by other bytes."""
    return Problem(
        "application.renumbered", Severity.WARNING, "/submission",
        message("Another file is submission {wanted} already; this one is kept as {number}.",
                wanted=wanted, number=number),
    )  # fmt: skip


def _part(progress: Progress, start: float, end: float) -> Progress:
    """Report a part of the work as a part of the whole."""
    if progress is None:
        return None
    whole = progress

    def report(fraction: float, sentence: Message) -> None:
        whole(start + (end - start) * fraction, sentence)

    return report
