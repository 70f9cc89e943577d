"""One line of a ZIP directory made into an entry: 64-bit values, name, kind (APPNOTE 4.4–4.6)."""

import stat
import struct
import zlib
from dataclasses import dataclass, replace

from app.models.errors import Refused
from app.models.message import message
from app.packages.directory import FULL32, CentralHeader, inconsistent
from app.packages.names import shown

STORED, DEFLATED = 0, 8
ENCRYPTED, STREAMED, UTF8_NAME = 0x0001, 0x0008, 0x0800
_ENCRYPTED_BITS = 0x0001 | 0x0040 | 0x2000
_PATCHED = 0x0020
_ZIP64_EXTRA, _UNICODE_PATH_EXTRA = 0x0001, 0x7075
_WINDOWS_LINK = 0x0400  # FILE_ATTRIBUTE_REPARSE_POINT
_WINDOWS_SYSTEMS = {0, 10, 11, 14}


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory describes it; ``start`` is where its packed bytes begin.

    ``packed`` and ``size`` are bytes before and after unpacking. ``guessed`` says that its name
    is not UTF-8 and was read in the old code page of the format (437).
    """

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int
    is_link: bool
    guessed: bool = False
    start: int = 0

    @property
    def is_folder(self) -> bool:
        """A folder is a name that ends with a slash."""
        return self.name.endswith("/")

    def starting_at(self, start: int) -> "Entry":
        """Return the entry with the place of its bytes."""
        return replace(self, start=start)


def entry_of(header: CentralHeader) -> Entry:
    """Return the entry of a line; raises ``Refused`` where it can be read in two ways."""
    name, guessed = _name(header)
    size, packed, offset, disk = _wide_values(header, name)
    if disk:
        raise inconsistent(message("“{name}” is said to lie in another archive.", name=name))
    mode = header.attributes >> 16
    link = stat.S_ISLNK(mode)
    if header.system in _WINDOWS_SYSTEMS:
        link = link or bool(header.attributes & _WINDOWS_LINK)
    entry = Entry(
        name, header.name, header.flags, header.method, header.crc, packed, size, offset, mode,
        link, guessed,
    )  # fmt: skip
    _check_kind(entry)
    return entry


def _check_kind(entry: Entry) -> None:
    if entry.flags & _ENCRYPTED_BITS:
        raise Refused(
            "file.encrypted",
            message("“{name}” is encrypted. Ask for an unencrypted ZIP.", name=shown(entry.name)),
        )
    if entry.method not in {STORED, DEFLATED} or entry.flags & _PATCHED:
        raise inconsistent(
            message("“{name}” is packed by a method that only some programs know ({method}). "
                    "Ask for an ordinary ZIP.", name=shown(entry.name), method=entry.method),
        )  # fmt: skip
    if entry.method == STORED and entry.packed != entry.size:
        raise inconsistent(message("“{name}” has two sizes.", name=shown(entry.name)))
    if not is_special(entry):
        _check_folder(entry)


def _check_folder(entry: Entry) -> None:
    if entry.is_folder and (entry.size or entry.crc):
        raise inconsistent(message("The folder “{name}” has contents.", name=shown(entry.name)))
    kind = stat.S_IFMT(entry.mode)
    if kind in {stat.S_IFDIR, stat.S_IFREG} and entry.is_folder != (kind == stat.S_IFDIR):
        raise inconsistent(message("“{name}” is both a file and a folder.", name=shown(entry.name)))


def is_special(entry: Entry) -> bool:
    """Tell whether the member is a link, device, pipe or socket."""
    special = {stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK}
    return entry.is_link or stat.S_IFMT(entry.mode) in special


def _name(header: CentralHeader) -> tuple[str, bool]:
    unicode_path = _unicode_path(header)
    try:
        name = header.name.decode("utf-8")
    except UnicodeDecodeError:
        if header.flags & UTF8_NAME:
            raise inconsistent(message("A name is said to be UTF-8 and is not.")) from None
        if unicode_path is not None:
            return unicode_path, False
        return header.name.decode("cp437"), True
    if unicode_path not in {None, name}:
        raise inconsistent(message("“{name}” has a second name.", name=shown(name)))
    return name, False


def _unicode_path(header: CentralHeader) -> str | None:
    """Return the second name that Info-ZIP and others write; ignored when it is of another."""
    for kind, body in extra_fields(header.extra):
        if kind == _UNICODE_PATH_EXTRA and len(body) > 5 and body[0] == 1:
            (crc,) = struct.unpack_from("<I", body, 1)
            if crc == zlib.crc32(header.name):
                return _decoded(body[5:])
    return None


def _decoded(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        raise inconsistent(message("A name is said to be UTF-8 and is not.")) from None


def extra_fields(extra: bytes) -> list[tuple[int, bytes]]:
    """Return the extra fields; a rest too short for a field is padding that some tools write."""
    fields, at = [], 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if at + 4 + size > len(extra):
            if any(extra[at:]):
                raise inconsistent(message("An extra field is longer than its place."))
            break
        fields.append((kind, extra[at + 4 : at + 4 + size]))
        at += 4 + size
    return fields


def zip64_body(extra: bytes) -> bytes | None:
    """Return the 64-bit values, or None; two sets of them are refused."""
    bodies = [body for kind, body in extra_fields(extra) if kind == _ZIP64_EXTRA]
    if len(bodies) > 1:
        raise inconsistent(message("A file of the archive has its sizes twice."))
    return bodies[0] if bodies else None


def _wide_values(header: CentralHeader, name: str) -> tuple[int, int, int, int]:
    """Return size, packed size, offset and disk; a full short value stands for the wide one."""
    body = zip64_body(header.extra)
    values, at = [], 0
    for short in (header.size, header.packed, header.offset):
        if short == FULL32 and body is not None and at + 8 <= len(body):
            values.append(int.from_bytes(body[at : at + 8], "little"))
            at += 8
        elif short == FULL32:
            raise inconsistent(message("“{name}” lacks its large size.", name=shown(name)))
        else:
            values.append(short)
    size, packed, offset = values
    disk, rest = header.disk, (body or b"")[at:]
    if disk == 0xFFFF and len(rest) >= 4:
        disk, rest = int.from_bytes(rest[:4], "little"), rest[4:]
    if rest and not _repeats(rest, (size, packed, offset, disk)):
        raise inconsistent(message("“{name}” has two sizes.", name=shown(name)))
    return size, packed, offset, disk


def _repeats(rest: bytes, values: tuple[int, ...]) -> bool:
    """Some tools write all wide values although the short ones suffice; they must be equal."""
    size, packed, offset, disk = values
    same = struct.pack("<QQQI", size, packed, offset, disk)
    return same.startswith(rest) or same[8:].startswith(rest) or same[16:].startswith(rest)
