"""Receiving application files: looking into them, and taking them into the casebook."""

import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import rubrics
from app.casework.write import check_free
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
from app.packages import Kept, Package, Packed, copy_and_hash, open_package, pack

if TYPE_CHECKING:
    from app.storage import Casebook


def absent(path: Path) -> Unavailable:
    """Return the error of a file that is not there."""
    return Unavailable(
        "file.absent",
        message("The file {path} cannot be read.", path=path),
        message("Look whether it is there, and whether its drive is connected."),
    )


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One piece of evidence as it is in the file; ``sha256`` is None when there is no member."""

    id: EvidenceId
    title: str
    path: str | None
    media_type: str | None
    size: int | None
    sha256: Sha256 | None
    member: str = ""


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
    missing_evidence: bool = False

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong; warnings and notes do not count."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file, or of one row of a spreadsheet. ``case`` is None when rejected.

    ``row`` is the number of the row, 0 for a file.
    """

    path: Path
    sha256: Sha256
    case: CaseId | None = None
    submission: int | None = None
    already: bool = False
    problems: tuple[Problem, ...] = ()
    row: int = 0

    @property
    def rejected(self) -> bool:
        """Tell whether nothing was stored but the hash in the log."""
        return self.case is None


def inspect(
    path: Path, schemes: Mapping[SchemeId, Scheme], progress: Progress = None
) -> Inspection:
    """Open a file or folder without importing it."""
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
        missing_evidence=package.missing_evidence,
    )  # fmt: skip


def evidence_of(package: Package, listed: tuple[Evidence, ...]) -> tuple[EvidenceFile, ...]:
    """Return each listed piece with the size and hash of its file."""
    files = {attachment.id: attachment for attachment in package.evidence}
    found = []
    for each in listed:
        file = files.get(each.id)
        found.append(EvidenceFile(
            each.id, each.title, each.file, each.media_type,
            file.size if file else None, file.sha256 if file else None,
            file.member if file else "",
        ))  # fmt: skip
    return tuple(found)


def receive(casebook: "Casebook", path: Path, progress: Progress = None) -> Received:
    """Take one file or folder into the casebook; the same bytes again change nothing.

    The file is copied first and only the copy is looked at, so that nothing changes under us.
    Raises ``Unavailable`` when it cannot be read; a rejected file is logged and returned.
    """
    if casebook.read_only_because is not None:
        raise Unavailable("casebook.read-only", casebook.read_only_because)
    staged = casebook.staging / f"{secrets.token_hex(8)}.labelapp"
    try:
        kept = copy_and_hash(path, staged, _part(progress, 0.0, 0.5))
        return take(casebook, path, kept, _part(progress, 0.5, 1.0))
    finally:
        staged.unlink(missing_ok=True)


def take(casebook: "Casebook", path: Path, kept: Kept, progress: Progress = None) -> Received:
    """Take in what was copied into the staging folder; ``path`` is where it came from."""
    known = casebook.submission_of_file(kept.sha256)
    if known:
        return Received(path, kept.sha256, known[0].case, known[0].number, already=True)
    schemes = rubrics.schemes(casebook)
    with open_package(kept.path, schemes=schemes, progress=progress, kept=kept) as package:
        seen = inspection(path, package)
    if seen.rejected or seen.application is None:
        return _reject(casebook, seen)
    return _keep(casebook, kept.path, seen, seen.application)


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
    casebook.keep_package(staged, seen.sha256)
    with casebook.act(Act.RECEIVE) as act:
        act.package = seen.sha256
        act.store(Submission(
            case=case, number=number, sha256=seen.sha256, size=seen.size,
            scheme=application.scheme, received_at=act.at,
            submitted_at=application.submitted_at, damaged=seen.damaged,
            missing_evidence=seen.missing_evidence, entry=act.index,
            application=application, problems=problems,
            evidence_sha256={each.id: each.sha256 for each in seen.evidence if each.sha256},
            evidence_members={each.id: each.member for each in seen.evidence if each.sha256},
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


def pack_folder(
    folder: Path, target: Path, *, force: bool = False, progress: Progress = None
) -> Packed:
    """Make a sealed application file from a folder; its problems are those of opening it."""
    check_free(target, force=force)
    return pack(folder, target, force=force, progress=progress)
