"""Making a sealed application file from a folder with ``application.json`` and its evidence."""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.errors import Refused, Unavailable
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.progress import Progress
from app.packages.archive import ArchiveWriter, Member
from app.packages.bag import LABELS
from app.packages.findings import Findings
from app.packages.folder import FolderFile, files_in
from app.packages.keeping import (
    Kept,
    changed_meanwhile,
    check_room,
    exists,
    kind_of_path,
    removed_on_failure,
    writing,
)
from app.packages.layout import DECLARATION, FORM, PAYLOAD
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.names import is_junk, twins, why_unsafe
from app.packages.opening import open_package
from app.packages.strictjson import parse
from app.packages.tagfile import written_path

_DECLARATION_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class Packed:
    """The file that was made; ``problems`` are those that opening it shows."""

    path: Path
    sha256: Sha256
    size: int
    problems: tuple[Problem, ...]


def pack(
    folder: Path,
    target: Path,
    *,
    force: bool = False,
    progress: Progress = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Packed:
    """Write a sealed bag of the folder to ``target``; the same files always give the same bytes.

    The form is ``application.json`` in the folder or in its ``data``; everything beside it goes
    along, except what Windows and macOS leave behind. Members are stored uncompressed. Raises
    ``Unavailable``: ``file.absent``, ``application.missing``, ``file.exists`` (unless ``force``),
    ``disk.full``, ``file.changed``; ``Refused`` for links, unsafe names and too much of anything.
    """
    top = _top_of(folder)
    if target.exists() and not force:
        raise exists(target)
    _pack_files(_payload(top, target, limits), target, progress, force=force)
    with open_package(target, limits=limits) as package:
        return Packed(target, package.sha256, package.size, package.problems)


def pack_form(
    form: Plain,
    evidence: Sequence[FolderFile],
    target: Path,
    *,
    progress: Progress = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Kept:
    """Write a bag of a form and its files to ``target``; the same of both gives the same bytes.

    ``evidence`` are files by their names in the bag. Nothing proves that they belong together,
    so the result opens as one that came without a seal. Raises what ``pack`` raises.
    """
    if target.exists():
        raise exists(target)
    text = json.dumps(form, ensure_ascii=False, indent=1, sort_keys=True).encode()
    written = target.with_name(f".{target.name}.json")
    try:
        with writing(target):
            written.write_bytes(text)
        files = [FolderFile(FORM, written, len(text)), *evidence]
        _check_names(files, Findings(limits))
        _pack_files(sorted(files, key=lambda each: each.name), target, progress, force=False)
    finally:
        written.unlink(missing_ok=True)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Kept(target, Sha256(sha256), target.stat().st_size, from_folder=True)


def _pack_files(files: list[FolderFile], target: Path, progress: Progress, *, force: bool) -> None:
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    with writing(target), removed_on_failure(part):
        check_room(target, sum(each.size for each in files))
        _write(part, files, progress)
        _put_in_place(part, target, force=force)


def _top_of(folder: Path) -> Path:
    if kind_of_path(folder) == "folder":
        for top in (folder, folder / "data"):
            if (top / FORM).is_file():
                return top
    raise Unavailable(
        "application.missing",
        message("There is no “application.json” in “{name}”.", name=str(folder)),
        message("Put the form into the folder under this name, with its evidence beside it."),
    )


def _payload(top: Path, target: Path, limits: Limits) -> list[FolderFile]:
    findings = Findings(limits)
    files = [
        each
        for each in files_in(top, findings, limits)
        if not is_junk(each.name) and each.path != target
    ]
    _check_names(files, findings)
    return files


def _check_names(files: list[FolderFile], findings: Findings) -> None:
    for each in files:
        if reason := why_unsafe(each.name):
            findings.error("file.unsafe-path", each.name, reason)
    for later, first in twins(each.name for each in files):
        text = message("Some systems hold it and “{other}” for one name.", other=first)
        findings.error("file.unsafe-path", later, text)
    for problem in findings.all():
        if problem.severity is Severity.ERROR:
            text = message("{place}: {reason}", place=problem.where, reason=problem.message)
            raise Refused(problem.code, text, message("Change it in the folder, then pack again."))


def _write(part: Path, files: list[FolderFile], progress: Progress) -> None:
    total = sum(each.size for each in files)
    with part.open("xb") as file:
        with ArchiveWriter(file, total, progress) as writer:
            _write_bag(writer, files)
        file.flush()
        os.fsync(file.fileno())


def _write_bag(writer: ArchiveWriter, files: list[FolderFile]) -> None:
    form = _form(files)
    root = _root(form)
    tags = {DECLARATION: _DECLARATION_TEXT, LABELS: _labels(form, files)}
    sums = {name: writer.add(_tag(root, name, content)) for name, content in tags.items()}
    lines = []
    for each in files:
        name = PAYLOAD + each.name
        lines.append(_line(writer.add(Member(root + name, each.path, each.size)), name))
    manifest = "".join(lines).encode()
    sums[_MANIFEST] = writer.add(_tag(root, _MANIFEST, manifest))
    listed = "".join(_line(sums[name], name) for name in sorted(sums)).encode()
    writer.add(_tag(root, _TAG_MANIFEST, listed))


def _tag(root: str, name: str, content: bytes) -> Member:
    return Member(root + name, content, len(content))


def _line(sha256: Sha256, path: str) -> str:
    return f"{sha256}  {written_path(path)}\n"


def _form(files: list[FolderFile]) -> Plain:
    """Return the form for the labels of the bag; a broken one is packed and reported later."""
    form = next(each for each in files if each.name == FORM)
    try:
        return parse(form.path.read_bytes())
    except Refused:
        return None


def _text(form: Plain, key: str) -> str:
    value = form.get(key) if isinstance(form, dict) else None
    return str(value) if isinstance(value, str | int) else ""


def _root(form: Plain) -> str:
    name = f"{_text(form, 'id')}-{_text(form, 'submission')}"
    is_usable = _IDENTIFIER.fullmatch(name) and why_unsafe(name) is None
    return f"{name if is_usable and name.strip('.-') else 'application'}/"


def _labels(form: Plain, files: list[FolderFile]) -> bytes:
    """The labels; the day is that of the form, so that packing again gives the same bytes."""
    lines = []
    if _IDENTIFIER.fullmatch(_text(form, "id")):
        lines.append(f"External-Identifier: {_text(form, 'id')}")
    if day := re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T)", _text(form, "submitted_at")):
        lines.append(f"Bagging-Date: {day.group()}")
    lines.append(f"Payload-Oxum: {sum(each.size for each in files)}.{len(files)}")
    return "".join(f"{line}\n" for line in lines).encode()


def _put_in_place(part: Path, target: Path, *, force: bool) -> None:
    if not force and target.exists():
        raise changed_meanwhile()
    part.replace(target)
