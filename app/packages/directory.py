"""The directory at the end of a ZIP file, read strictly (PKWARE APPNOTE 6.3.10, 4.3.12–4.3.16).

There must be exactly one way to read the file: one end record at the very end, the directory
directly before it, and ZIP64 records that say the same as the short ones. Raises ``Refused`` with
a ``file.…`` code otherwise.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from app.models.errors import Refused
from app.models.message import Message, message
from app.packages.limits import MIB, Limits

END = struct.Struct("<4s4H2IH")
LOCATOR = struct.Struct("<4sIQI")
END64 = struct.Struct("<4sQ2H2I4Q")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END_MARK, LOCATOR_MARK, END64_MARK = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
CENTRAL_MARK, LOCAL_MARK = b"PK\x01\x02", b"PK\x03\x04"
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
_LONGEST_COMMENT = 0xFFFF
_SPANNED_MARKS = (b"PK\x07\x08", b"PK00")


@dataclass(frozen=True, slots=True)
class CentralHeader:
    """One line of the directory as written; ``system`` made it, ``attributes`` are its."""

    name: bytes
    extra: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    disk: int
    system: int
    attributes: int


@dataclass(frozen=True, slots=True)
class _End:
    entries: int
    size: int
    offset: int
    disks: tuple[int, int, int]


def inconsistent(text: Message) -> Refused:
    """Return the error for a file that two programs would read in two ways."""
    return Refused("file.inconsistent", text, _ask_again())


def _ask_again() -> Message:
    return message("Ask the sender to pack the file again.")


def read_directory(file: BinaryIO, length: int, limits: Limits) -> tuple[list[CentralHeader], int]:
    """Return the lines of the directory and where it begins; ``length`` is of the whole file."""
    position, end = _find_end(file, length)
    end, position = _with_zip64(file, position, end)
    _check_end(end, position, limits)
    file.seek(end.offset)
    return list(_headers(file.read(end.size), end.entries)), end.offset


def _find_end(file: BinaryIO, length: int) -> tuple[int, _End]:
    file.seek(0)
    head = file.read(4)
    start = max(0, length - END.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read(length - start)
    marks = _positions(tail)
    whole = [at for at in marks if _end_of(tail, at) == len(tail)]
    if not whole:
        raise _no_end(file, length, head, [start + at for at in marks])
    if len(whole) > 1 or marks[-1] != whole[0]:
        raise inconsistent(message("The file has two ends, so that two programs would differ."))
    return start + whole[0], _end_at(tail, whole[0])


def _positions(tail: bytes) -> list[int]:
    found, at = [], tail.find(END_MARK)
    while at >= 0:
        found.append(at)
        at = tail.find(END_MARK, at + 1)
    return found


def _end_of(tail: bytes, at: int) -> int:
    if at + END.size > len(tail):
        return -1
    return at + END.size + int(END.unpack_from(tail, at)[7])


def _end_at(tail: bytes, at: int) -> _End:
    _, disk, start_disk, here, entries, size, offset, _ = END.unpack_from(tail, at)
    return _End(entries, size, offset, (disk, start_disk, entries - here))


def _no_end(file: BinaryIO, length: int, head: bytes, marks: list[int]) -> Refused:
    """Tell apart what is no ZIP, what stops too early, and what goes on after its end."""
    if length == 0:
        return Refused(
            "file.truncated",
            message("The file is empty: the download or copy did not finish."),
            message("Fetch the file again."),
        )
    if not head.startswith((LOCAL_MARK, CENTRAL_MARK[:2], *_SPANNED_MARKS)) and not marks:
        return Refused(
            "file.not-zip",
            message("This is not an application file: it is not a ZIP archive."),
            message("Open a .labelapp file, a ZIP archive or a folder with application.json."),
        )
    if _has_plausible_end(file, length):
        return inconsistent(message("There is something after the end of the archive."))
    return Refused(
        "file.truncated",
        message("The file is not complete: its end is missing."),
        message("Fetch or copy the file again."),
    )


def _has_plausible_end(file: BinaryIO, length: int) -> bool:
    """Look through the whole file for an end record that the directory really leads up to."""
    window, overlap = 4 * MIB, END.size - 1
    for start in range(0, length, window):
        file.seek(start)
        piece = file.read(window + overlap)
        for at in _positions(piece):
            if at + END.size <= len(piece):
                end = _end_at(piece, at)
                if end.entries and end.offset + end.size in {start + at, start + at - 76}:
                    return True
    return False


def _with_zip64(file: BinaryIO, position: int, end: _End) -> tuple[_End, int]:
    """Return the end record with 64-bit values where there are such, and where it begins."""
    locator = position - LOCATOR.size
    if locator >= 0:
        file.seek(locator)
        mark, disk, at, disks = LOCATOR.unpack(file.read(LOCATOR.size))
        if mark == LOCATOR_MARK:
            return _agreed(_read_end64(file, at, locator, (disk, disks)), end), at
    if end.entries == FULL16 or FULL32 in {end.size, end.offset}:
        raise inconsistent(message("The archive says that it is large, but lacks the ZIP64 end."))
    return end, position


def _read_end64(file: BinaryIO, at: int, locator: int, disks: tuple[int, int]) -> _End:
    if at + END64.size != locator or disks not in {(0, 1), (0, 0)}:
        raise inconsistent(message("The ZIP64 end of the archive is not where it should be."))
    file.seek(at)
    mark, size, _, _, disk, start, here, entries, length, offset = END64.unpack(
        file.read(END64.size)
    )
    if mark != END64_MARK or size != END64.size - 12:
        raise inconsistent(message("The ZIP64 end of the archive is not where it should be."))
    return _End(entries, length, offset, (disk, start, entries - here))


def _agreed(large: _End, small: _End) -> _End:
    pairs = (
        (large.entries, small.entries, FULL16),
        (large.size, small.size, FULL32),
        (large.offset, small.offset, FULL32),
    )
    if any(short not in {wide, full} for wide, short, full in pairs):
        raise inconsistent(message("The two ends of the archive say different things."))
    return large


def _check_end(end: _End, position: int, limits: Limits) -> None:
    if end.disks != (0, 0, 0):
        raise Refused(
            "file.unreadable",
            message("This is one part of a divided archive."),
            message("Ask for the application in one undivided ZIP file."),
        )
    if end.entries > limits.members or end.size > limits.directory:
        raise Refused(
            "file.bomb",
            message("The archive has {count} files; {limit} are allowed.",
                    count=end.entries, limit=limits.members),
            message("Ask for an application file with fewer files."),
        )  # fmt: skip
    if end.offset + end.size != position:
        raise inconsistent(message("The directory of the archive is not where its end says."))


def _headers(directory: bytes, entries: int) -> list[CentralHeader]:
    found, at = [], 0
    for _ in range(entries):
        header, at = _header(directory, at)
        found.append(header)
    if at != len(directory):
        raise inconsistent(message("The directory of the archive hides more than it counts."))
    return found


def _header(directory: bytes, at: int) -> tuple[CentralHeader, int]:
    start = at + CENTRAL.size
    if start > len(directory) or directory[at : at + 4] != CENTRAL_MARK:
        raise inconsistent(message("The directory of the archive lists fewer files than it says."))
    (_, made, _, flags, method, _, _, crc, packed, size, name_length, extra_length, comment,
     disk, _, attributes, offset) = CENTRAL.unpack_from(directory, at)  # fmt: skip
    after_name = start + name_length
    after_extra = after_name + extra_length
    if after_extra + comment > len(directory):
        raise inconsistent(message("A line of the directory is longer than the directory."))
    name, extra = directory[start:after_name], directory[after_name:after_extra]
    header = CentralHeader(
        name, extra, flags, method, crc, packed, size, offset, disk, made >> 8, attributes
    )
    return header, after_extra + comment
