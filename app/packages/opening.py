"""Opening an application file: gate, bag, form, evidence, each with all of its problems."""

import os
import tempfile
from collections.abc import Mapping
from io import FileIO
from pathlib import Path

from app.models.application import Application
from app.models.errors import Refused
from app.models.identifiers import Sha256
from app.models.message import message
from app.models.plain import Plain
from app.models.progress import Progress
from app.packages.bag import Bag, check_bag, read_bag
from app.packages.entry import Entry
from app.packages.evidence import Attachment, check_evidence, evidence_named_in
from app.packages.findings import Findings
from app.packages.fingerprints import Fingerprint, fingerprints
from app.packages.formcheck import Schemes, checked_form
from app.packages.gate import entries_of
from app.packages.keeping import Kept, changed_meanwhile, copy_and_hash, kind_of_path
from app.packages.layout import FORM, Layout, find_layout
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.members import MemberReader
from app.packages.names import shown
from app.packages.oldnames import with_known_names
from app.packages.package import Package
from app.packages.reading import unreadable
from app.packages.strictjson import parse


def open_package(
    path: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    schemes: Schemes = None,
    progress: Progress = None,
    kept: Kept | None = None,
) -> Package:
    """Open an application file or folder and report everything that is wrong with it.

    A folder is packed first, into a temporary file that lasts as long as the package. ``kept``
    is what ``copy_and_hash`` returned for this very file: its hash is not taken again. Without
    ``schemes`` nothing is compared with the scheme. Raises ``Unavailable`` for a path that is
    absent, cannot be read or changes meanwhile, and whatever ``progress`` raises.
    """
    if kind_of_path(path) == "file":
        return _open_file(path, limits, schemes, progress, kept)
    folder = tempfile.TemporaryDirectory(prefix="label-desk-")
    try:
        kept = copy_and_hash(path, Path(folder.name) / "folder.labelapp", progress, limits)
        package = _open_file(kept.path, limits, schemes, progress, kept)
    except BaseException:
        folder.cleanup()
        raise
    return package.lasting_with(folder)


def _open_file(
    path: Path, limits: Limits, schemes: Schemes, progress: Progress, kept: Kept | None
) -> Package:
    try:
        before = path.stat()
        package = _Opening(path, limits, schemes, progress, kept).package()
        after = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    if _identity(before) != _identity(after):
        raise changed_meanwhile()
    return package


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


class _Opening:
    """One file on its way through the checks, in their order."""

    def __init__(
        self, path: Path, limits: Limits, schemes: Schemes, progress: Progress, kept: Kept | None
    ) -> None:
        self._path, self._limits, self._schemes = path, limits, schemes
        self._progress, self._kept = progress, kept
        self._findings = Findings(limits)
        self._size = path.stat().st_size
        self._members: dict[str, Fingerprint] = {}
        self._raw: Plain = None
        self._application: Application | None = None
        self._attachments: tuple[Attachment, ...] = ()

    def package(self) -> Package:
        for problem in self._kept.problems if self._kept else ():
            self._findings.add(problem)
        sha256 = self._check()
        return Package(
            path=self._path,
            sha256=sha256,
            size=self._size,
            problems=self._findings.all(),
            application=self._application,
            raw=self._raw,
            evidence=self._attachments,
            fingerprints=self._members,
        )

    def _check(self) -> Sha256:
        known = self._kept.sha256 if self._kept else None
        entries: list[Entry] = []
        if self._size > self._limits.file:
            self._findings.error("file.bomb", "", message(
                "The file has {size} bytes; at most {limit} are opened.",
                size=self._size, limit=self._limits.file,
            ))  # fmt: skip
        else:
            entries = entries_of(self._path, self._size, self._findings, self._limits)
            entries = with_known_names(
                entries, lambda each: self._start_of(each, self._limits.json), self._findings
            )
        readable = {each.name: each for each in entries}
        layout = find_layout(readable) if entries else None
        bag = self._bag(layout, readable) if isinstance(layout, Layout) else Bag()
        sha256, self._members = fingerprints(
            self._path, readable.values(), bag.algorithms, known=known, progress=self._progress
        )
        if isinstance(layout, Layout):
            self._check_contents(layout, bag)
        elif not self._findings.has_errors("file."):
            self._findings.error("bag.missing", "", layout or message("The archive is empty."))
        return sha256

    def _bag(self, layout: Layout, entries: Mapping[str, Entry]) -> Bag:
        if not layout.is_bag or (self._kept and self._kept.from_folder):
            self._findings.warning("bag.unsealed", layout.root, message(
                "Nothing proves that these files are complete and unchanged: "
                "they come without a sealed bag."
            ))  # fmt: skip
        if not layout.is_bag:
            return Bag()
        inside = [
            name.removeprefix(layout.root) for name in entries if name.startswith(layout.root)
        ]
        return read_bag(
            inside, lambda name: self._tag_file(entries.get(layout.root + name)), self._findings
        )

    def _tag_file(self, entry: Entry | None) -> bytes | None:
        if entry is None or entry.is_folder:
            return None
        if entry.size > self._limits.tag_file:
            self._findings.error("bag.invalid", shown(entry.name), message(
                "It has {size} bytes; at most {limit} are read.",
                size=entry.size, limit=self._limits.tag_file,
            ))  # fmt: skip
            return b""
        return self._start_of(entry, entry.size)

    def _start_of(self, entry: Entry, most: int) -> bytes:
        """Return the first bytes of a member; faults were or will be reported with its hash."""
        pieces: list[bytes] = []
        left = most
        with FileIO(self._path) as file:
            try:
                for piece in MemberReader(file, entry):
                    pieces.append(bytes(piece[:left]))
                    left -= len(pieces[-1])
                    if left <= 0:
                        break
            except Refused:
                pass
        return b"".join(pieces)

    def _check_contents(self, layout: Layout, bag: Bag) -> None:
        changed: set[str] = set()
        if layout.is_bag:
            changed = check_bag(bag, layout, self._members, self._findings)
        for name, member in self._members.items():
            if member.fault is not None:
                self._findings.fault(member.fault, shown(name))
            elif not member.crc_matches and name not in changed:
                self._findings.error("file.inconsistent", shown(name), message(
                    "Its bytes are not those that the archive describes. Ask the sender to pack "
                    "the file again."
                ))  # fmt: skip
        self._read_form(layout)
        self._attachments = check_evidence(
            evidence_named_in(self._raw),
            layout,
            self._members,
            self._scanned,
            self._findings,
        )

    def _scanned(self, member: Fingerprint) -> bytes:
        if self._progress is not None:
            self._progress(1.0, message("Looking at the evidence"))
        return self._start_of(member.entry, self._limits.scan)

    def _read_form(self, layout: Layout) -> None:
        member = self._members.get(layout.form)
        if member is None:
            text = message("The form is missing. Ask for a complete file.")
            self._findings.error("application.missing", FORM, text)
            return
        try:
            self._raw = parse(self._start_of(member.entry, self._limits.json + 1), self._limits)
        except Refused as error:
            self._findings.fault(error, FORM)
            return
        self._application = checked_form(self._raw, self._schemes, self._findings)
