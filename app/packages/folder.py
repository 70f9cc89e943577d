"""The files of a folder, listed without following links."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.models.message import message
from app.packages.findings import Findings
from app.packages.limits import Limits
from app.packages.names import shown
from app.packages.reading import unreadable


@dataclass(frozen=True, slots=True)
class FolderFile:
    """An ordinary file; ``name`` is its path from the folder with ``/`` between the parts."""

    name: str
    path: Path
    size: int


def files_in(folder: Path, findings: Findings, limits: Limits) -> list[FolderFile]:
    """Return the files in the order of their names; links and devices are refused.

    Raises ``Unavailable`` when a folder in it cannot be read.
    """
    found: list[FolderFile] = []
    for file in _walk(folder, "", findings):
        found.append(file)
        if len(found) > limits.members:
            findings.error("file.bomb", "", message(
                "The folder has more than {limit} files.", limit=limits.members
            ))  # fmt: skip
            return []
    if sum(each.size for each in found) > limits.total:
        findings.error("file.bomb", "", message(
            "The folder has more than {limit} bytes.", limit=limits.total
        ))  # fmt: skip
        return []
    return sorted(found, key=lambda each: each.name)


def _walk(folder: Path, above: str, findings: Findings) -> Iterator[FolderFile]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda each: each.name)
    except OSError as error:
        raise unreadable(folder, error) from None
    for entry in entries:
        name = above + entry.name
        if _is_undecodable(name):
            where = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            findings.error("file.unsafe-path", where, message("Its name is not UTF-8."))
        elif entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            text = message("It is a link or a device, not a file.")
            findings.error("file.unsafe-path", shown(name), text)
        elif entry.is_dir():
            yield from _walk(Path(entry.path), name + "/", findings)
        else:
            yield FolderFile(name, Path(entry.path), entry.stat().st_size)


def _is_undecodable(name: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in name)
