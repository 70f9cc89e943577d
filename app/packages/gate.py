"""The gate: lets an archive in only when every program must read the same members from it.

Each local header is compared with the directory, and the members with their headers and data
descriptors must lie one after the other without gap or overlap from the first byte to the
directory (threats P1–P7). Nothing is unpacked here.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.models.errors import Refused
from app.models.message import Message, message
from app.packages.directory import (
    FULL32,
    LOCAL_MARK,
    CentralHeader,
    inconsistent,
    read_directory,
)
from app.packages.entry import (
    DEFLATED,
    ENCRYPTED,
    STREAMED,
    UTF8_NAME,
    Entry,
    entry_of,
    is_special,
    zip64_body,
)
from app.packages.findings import Findings
from app.packages.limits import Limits
from app.packages.names import misleads, shown, twins, why_unsafe

LOCAL = struct.Struct("<4s5H3I2H")
_DESCRIPTOR_MARK = b"PK\x07\x08"


def entries_of(path: Path, length: int, findings: Findings, limits: Limits) -> list[Entry]:
    """Return the members of the archive; every reason to refuse it goes to ``findings``.

    What is returned may be read even when some names are unsafe, but only when nothing
    inconsistent was found.
    """
    with path.open("rb") as file:
        try:
            headers, end = read_directory(file, length, limits)
        except Refused as error:
            findings.fault(error, "")
            return []
        entries = list(_entries(headers, findings))
        _check_sizes(entries, findings, limits)
        _check_names(entries, findings)
        if findings.has_errors("file.inconsistent", "file.encrypted", "file.bomb"):
            return []
        return _placed(file, entries, end, findings)


def _entries(headers: list[CentralHeader], findings: Findings) -> Iterator[Entry]:
    for header in headers:
        try:
            yield entry_of(header)
        except Refused as error:
            findings.fault(error, shown(header.name.decode("utf-8", "replace")))


def _check_sizes(entries: list[Entry], findings: Findings, limits: Limits) -> None:
    for entry in entries:
        if entry.size > limits.member or _swells(entry.size, entry.packed, limits):
            findings.error("file.bomb", shown(entry.name), _too_large(entry.size))
    total = sum(entry.size for entry in entries)
    if total > limits.total or _swells(total, sum(each.packed for each in entries), limits):
        findings.error("file.bomb", "", _too_large(total))


def _swells(size: int, packed: int, limits: Limits) -> bool:
    return size > limits.ratio_from and size > limits.ratio * packed


def _too_large(size: int) -> Message:
    return message(
        "Unpacked it would have {size} bytes, which is more than is opened. Ask for a smaller "
        "file.", size=size,
    )  # fmt: skip


def _check_names(entries: list[Entry], findings: Findings) -> None:
    for entry in entries:
        where = shown(entry.name)
        reason = why_unsafe(entry.name)
        if is_special(entry):
            reason = message("It is a link or a device, not a file.")
        if reason is not None:
            findings.error("file.unsafe-path", where, reason)
        if misleads(entry.name):
            findings.warning("file.unsafe-path", where, message(
                "Its name has characters that are not seen or turn the reading direction."
            ))  # fmt: skip
    for later, first in twins(entry.name for entry in entries):
        text = message("Some systems hold it and “{other}” for one name.", other=shown(first))
        findings.error("file.unsafe-path", shown(later), text)


def _placed(file: BinaryIO, entries: list[Entry], end: int, findings: Findings) -> list[Entry]:
    """Return the entries with the place of their bytes; they must fill the file up to ``end``."""
    placed, at = [], 0
    ordered = sorted(entries, key=lambda entry: entry.offset)
    for entry, after in zip(ordered, [*ordered[1:], None], strict=False):
        next_start = end if after is None else after.offset
        try:
            if entry.offset != at:
                raise inconsistent(_gap(entry, at))
            placed.append(_with_local_header(file, entry, next_start))
        except Refused as error:
            findings.fault(error, shown(entry.name))
        at = next_start
    if not ordered and end:
        findings.fault(inconsistent(message("The archive hides members.")), "")
    return placed


def _gap(entry: Entry, expected: int) -> Message:
    name = shown(entry.name)
    if entry.offset < expected:
        return message("“{name}” overlaps another member.", name=name)
    return message("There are hidden bytes before “{name}”.", name=name)


def _with_local_header(file: BinaryIO, entry: Entry, next_start: int) -> Entry:
    file.seek(entry.offset)
    fixed = file.read(LOCAL.size)
    if len(fixed) < LOCAL.size or not fixed.startswith(LOCAL_MARK):
        raise _differs(entry)
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = LOCAL.unpack(fixed)
    name, extra = file.read(name_length), file.read(extra_length)
    start = entry.offset + LOCAL.size + name_length + extra_length
    if name != entry.raw_name or method != entry.method or not _same_flags(flags, entry):
        raise _differs(entry)
    size, packed = _wide_local(extra, size, packed, entry)
    _check_local_values(entry, (crc, packed, size))
    _check_extent(file, entry, start + entry.packed, next_start)
    return entry.starting_at(start)


def _same_flags(flags: int, entry: Entry) -> bool:
    """Bits 0 (encrypted) and 3 (sizes follow) must agree; bit 11 where the name needs it."""
    differing = (flags ^ entry.flags) & (ENCRYPTED | STREAMED | UTF8_NAME)
    return differing == 0 or (differing == UTF8_NAME and entry.raw_name.isascii())


def _wide_local(extra: bytes, size: int, packed: int, entry: Entry) -> tuple[int, int]:
    body = zip64_body(extra)
    if FULL32 not in {size, packed}:
        if body and body[:16] not in _wide_forms(entry):
            raise _differs(entry)
        return size, packed
    values = [] if body is None else [body[at : at + 8] for at in range(0, len(body), 8)]
    wide = [int.from_bytes(value, "little") for value in values if len(value) == 8]
    if len(wide) < [size, packed].count(FULL32):
        raise _differs(entry)
    size = wide.pop(0) if size == FULL32 else size
    packed = wide.pop(0) if packed == FULL32 else packed
    return size, packed


def _wide_forms(entry: Entry) -> set[bytes]:
    """Unneeded wide values: none yet known, or those of the directory."""
    return {bytes(16), struct.pack("<QQ", entry.size, entry.packed)}


def _check_local_values(entry: Entry, local: tuple[int, int, int]) -> None:
    """The header repeats the directory; with bit 3 it may leave a value 0 and say it after."""
    stated = (entry.crc, entry.packed, entry.size)
    streamed = bool(entry.flags & STREAMED)
    for here, there in zip(local, stated, strict=True):
        if here != there and not (streamed and here == 0):
            raise _differs(entry)


def _check_extent(file: BinaryIO, entry: Entry, data_end: int, next_start: int) -> None:
    rest = next_start - data_end
    if rest < 0:
        raise inconsistent(message("“{name}” overlaps another member.", name=shown(entry.name)))
    if not entry.flags & STREAMED:
        if rest:
            raise inconsistent(
                message("There are hidden bytes after “{name}”.", name=shown(entry.name))
            )
        return
    file.seek(data_end)
    if rest > 24 or file.read(rest) not in _descriptors(entry):
        # A folder or an empty file of some tools has bit 3 and no descriptor.
        if rest == 0 and entry.size == 0 and entry.method != DEFLATED:
            return
        raise _differs(entry)


def _descriptors(entry: Entry) -> set[bytes]:
    """The four ways to write checksum and sizes after the bytes: marked or not, 32 or 64 bits."""
    forms = {struct.pack("<IQQ", entry.crc, entry.packed, entry.size)}
    if max(entry.packed, entry.size) <= FULL32:
        forms.add(struct.pack("<III", entry.crc, entry.packed, entry.size))
    return forms | {_DESCRIPTOR_MARK + form for form in forms}


def _differs(entry: Entry) -> Refused:
    return inconsistent(
        message("“{name}” is described in two different ways inside the archive. Ask the sender "
                "to pack the file again.", name=shown(entry.name))
    )  # fmt: skip
