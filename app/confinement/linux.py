"""Linux: no files but fonts and the program's own libraries, no sockets, no new programs.

Landlock (kernel 5.13, ABI 1 to 7) and a seccomp filter, both through ctypes and both without any
privilege. Numbers are those of ``linux/landlock.h``, ``linux/seccomp.h``, ``linux/filter.h`` and
of the system call tables of x86-64 and arm64.
"""

import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
PR_SET_DUMPABLE = 4
FILTER_MODE = 2
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
READ_FILE_AND_FOLDER = 0b1100
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights over files each Landlock ABI knows; 16 from ABI 5."""
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/ghostscript")

ALLOW, DENY, KILL, ABSENT = 0x7FFF0000, 0x00050001, 0x80000000, 0x00050026
CLONE_THREAD = 0x00010000
X32 = 0x40000000
AF_UNIX = 1
ARCHITECTURE, NUMBER, FIRST_ARGUMENT = 4, 0, 16
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

Table = tuple[int, int, int, tuple[int, ...]]
TABLES: dict[str, Table] = {
    # audit architecture, clone, clone3; then sockets, programs, other processes, the kernel
    "x86_64": (0xC000003E, 56, 435, (
        41, 42, 43, 44, 45, 46, 47, 49, 50, 53, 288, 299, 307, 57, 58, 59, 322, 62, 101, 310, 311,
        424, 434, 438, 321, 298, 425, 426, 427, 323, 248, 249, 250, 165, 166, 272, 308, 155, 161,
        175, 313, 176, 246, 303, 304,
    )),
    "aarch64": (0xC00000B7, 220, 435, (
        198, 199, 200, 201, 202, 203, 206, 207, 211, 212, 242, 243, 269, 221, 281, 129, 117, 270,
        271, 424, 434, 438, 280, 241, 425, 426, 427, 282, 217, 218, 219, 40, 39, 97, 268, 41, 51,
        105, 273, 106, 104, 264, 265,
    )),
}  # fmt: skip
TALKING = {"x86_64": (41, 42, 44, 45, 46, 47), "aarch64": (198, 203, 206, 207, 211, 212)}
"""Sockets of this computer alone: socket (for ``AF_UNIX`` only), connect, send, receive."""


def lock(*readable: Path, talking: bool = False) -> tuple[str, ...]:
    """Close files and system calls for good; return which of the two the kernel accepted.

    ``readable`` are folders that may still be read besides, such as that of our own code.
    ``talking``: sockets of this computer stay, for the sound server; those of networks never do.
    """
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return ()
    closed = (
        ("files", _close_files(system, readable)),
        ("network", _close_calls(system, talking=talking)),
    )
    return tuple(name for name, done in closed if done)


def _close_files(system: ctypes.CDLL, more: tuple[Path, ...]) -> bool:
    abi = system.syscall(CREATE_RULESET, None, 0, 1)
    if abi < 1:
        return False
    ruleset = _ruleset(system, abi)
    if ruleset < 0:
        return False
    for folder in _readable(more):
        _allow(system, ruleset, folder)
    done = system.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(done)


def _ruleset(system: ctypes.CDLL, abi: int) -> int:
    files = (1 << FILE_RIGHTS.get(abi, 16)) - 1
    fields = [files, 0b11 if abi >= 4 else 0, 0b11 if abi >= 6 else 0]
    known = 3 if abi >= 6 else 2 if abi >= 4 else 1
    attributes = struct.pack(f"={known}Q", *fields[:known])
    return int(system.syscall(CREATE_RULESET, attributes, len(attributes), 0))


def _allow(system: ctypes.CDLL, ruleset: int, folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    system.syscall(ADD_RULE, ruleset, 1, struct.pack("=Qi", READ_FILE_AND_FOLDER, handle), 0)
    os.close(handle)


def _readable(more: tuple[Path, ...]) -> Iterable[Path]:
    """Fonts, and what Python, its libraries and our code load late; nothing of the user's."""
    paths = sysconfig.get_paths()
    frozen = getattr(sys, "_MEIPASS", None)
    code = [paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"]]
    system = ["/usr/lib", "/lib", "/lib64", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"]
    own = [frozen] if frozen else code
    return [*more, *(Path(each) for each in own + system + list(FONTS))]


def _close_calls(system: ctypes.CDLL, *, talking: bool) -> bool:
    table = TABLES.get(os.uname().machine)
    if table is None:
        return False
    program = _program(table, TALKING[os.uname().machine] if talking else ())
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    return bool(system.prctl(PR_SET_SECCOMP, FILTER_MODE, head, 0, 0) == 0)


def _program(table: Table, spared: tuple[int, ...]) -> bytes:
    """Return the filter: wrong architecture ends, listed calls fail, threads may start."""
    architecture, clone, clone3, listed = table
    denied = [number for number in listed if number not in spared]
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, DENY),
        (EQUAL, 0, 1, clone3),
        (RETURN, 0, 0, ABSENT),
    ]
    if spared:
        steps += [
            (EQUAL, 0, 4, spared[0]),
            (LOAD, 0, 0, FIRST_ARGUMENT),
            (EQUAL, 0, 1, AF_UNIX),
            (RETURN, 0, 0, ALLOW),
            (RETURN, 0, 0, DENY),
        ]
    for number in denied:
        steps += [(EQUAL, 0, 1, number), (RETURN, 0, 0, DENY)]
    steps += [
        (EQUAL, 0, 3, clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (ANY_BIT, 1, 0, CLONE_THREAD),
        (RETURN, 0, 0, DENY),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
