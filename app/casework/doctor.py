"""What is well on this machine and what is not, with the command that brings what lacks."""

import ctypes.util
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import identity, keep, keeping
from app.clock import Clock, system_clock
from app.documents import Film, Reader
from app.models.errors import LabelDeskError
from app.models.message import Message, message
from app.resources import resource
from app.storage import Casebook, default_keys_folder
from app.storage.cache import is_supported

if TYPE_CHECKING:
    from app.casework.press import Press

LIBRARIES = {
    "glib-2.0": "libglib2.0-0", "GL": "libgl1", "EGL": "libegl1",
    "fontconfig": "libfontconfig1", "xkbcommon": "libxkbcommon0", "dbus-1": "libdbus-1-3",
    "pulse": "libpulse0", "xcb-cursor": "libxcb-cursor0", "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1", "xcb-shape": "libxcb-shape0", "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}  # fmt: skip
"""System libraries of the window on Linux, and the Debian packages that bring them."""

PACKAGES = ("PySide6", "SQLAlchemy", "reportlab", "uharfbuzz", "pyHanko", "cryptography",
            "pypdfium2", "pillow")  # fmt: skip
LEAST_ROOM = 200 * 1024 * 1024
TRIED_ON = "Linux"
"""The only system the program has been run on so far."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``ok`` is None where it is neither well nor wrong."""

    id: str
    ok: bool | None
    message: Message
    hint: Message | None = None


def checks(folder: Path, press: Callable[[], "Press"], clock: Clock = system_clock) -> list[Check]:
    """Return everything that was looked at, in the order people read it."""
    return [
        *_environment(),
        *_libraries(),
        *_fonts(),
        word_search(),
        *_keys(),
        *_casebook(folder, clock),
        _process("press", lambda: press().ping(), message("Drawing and signing works.")),
        _confinement(),
        _player(),
    ]  # fmt: skip


def _environment() -> Iterator[Check]:
    version = platform.python_version()
    fine = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Check("python", fine, message("Python {version}.", version=version),
                None if fine else message("Use Python 3.11, 3.12 or 3.13."))  # fmt: skip
    missing = [name for name in PACKAGES if not _is_installed(name)]
    yield Check(
        "packages", not missing,
        message("All libraries of the program are installed.") if not missing
        else message("Not installed: {names}.", names=", ".join(missing)),
        message("Run “python3 start.py setup”.") if missing else None,
    )  # fmt: skip
    system = platform.system()
    yield Check(
        "system", True if system == TRIED_ON else None,
        message("{system} {release}.", system=system, release=platform.release())
        if system == TRIED_ON
        else message("The program was never run on {system}; please tell what you find.",
                     system=system),
    )  # fmt: skip


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return getattr(sys, "frozen", False)
    return True


def _libraries() -> Iterator[Check]:
    """The window links to these; the command line needs none of them."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in LIBRARIES.items() if not _has_library(name)]
    if not missing:
        yield Check("libraries", True, message("The window finds its system libraries."))
        return
    sudo = "" if _is_root() else "sudo "
    yield Check(
        "libraries", False,
        message("The window lacks system libraries: {names}.", names=", ".join(missing)),
        message("On Debian and Ubuntu: {command}",
                command=f"{sudo}apt-get install --yes {' '.join(missing)}"),
    )  # fmt: skip


def _has_library(name: str) -> bool:
    """Ask the loader's cache first: it needs no compiler tools."""
    cache = _loader_cache()
    if cache:
        return f"lib{name}.so" in cache
    return ctypes.util.find_library(name) is not None


def _loader_cache() -> str:
    program = shutil.which("ldconfig") or "/sbin/ldconfig"
    if not Path(program).exists():
        return ""
    found = subprocess.run([program, "-p"], capture_output=True, text=True, check=False)
    return found.stdout


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _fonts() -> Iterator[Check]:
    count = len(list(resource("fonts").rglob("*.ttf")))
    yield Check(
        "fonts", count > 0,
        message("{count} fonts for certificates are there.", count=count) if count
        else message("The fonts for certificates are missing."),
        None if count else message("Get a complete copy of the program."),
    )  # fmt: skip


def word_search(*, works: bool | None = None) -> Check:
    """Words are found by an option of SQLite that some builds of it lack."""
    if is_supported() if works is None else works:
        return Check("search", True, message("SQLite finds words (FTS5)."))
    return Check(
        "search", False,
        message("SQLite was built without FTS5: no words are found, no neighbours, and small "
                "pictures are not kept."),
        message("Use a Python whose SQLite has FTS5, as that of python.org, Debian or Ubuntu."),
    )  # fmt: skip


def _keys() -> Iterator[Check]:
    folder = default_keys_folder()
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    fine = os.access(nearest, os.W_OK)
    yield Check(
        "keys", fine,
        message("Log keys lie in {folder}.", folder=folder) if fine
        else message("The folder for log keys cannot be written: {folder}", folder=folder),
        None if fine else message("Set LABEL_DESK_KEYS to a folder of your own."),
    )  # fmt: skip
    exposed = [path for path in folder.glob("*.pem") if _others_may_read(path)]
    if exposed:
        yield Check("keys-private", False, message("Other users may read log keys."),
                    message("Run: chmod 600 {folder}/*.pem", folder=folder))  # fmt: skip


def _others_may_read(path: Path) -> bool:
    return os.name != "nt" and bool(path.stat().st_mode & 0o077)


def _casebook(folder: Path, clock: Clock) -> Iterator[Check]:
    nearest = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    room = shutil.disk_usage(nearest).free
    yield Check("disk", room > LEAST_ROOM,
                message("{size} MB are free for the casebook.", size=room // 1_000_000),
                None if room > LEAST_ROOM else message("Make room on the disk."))  # fmt: skip
    if not keep.exists(folder):
        absent = message("There is no casebook in {folder} yet.", folder=folder)
        yield Check("casebook", None, absent)
        return
    try:
        with keep.open_casebook(folder, clock) as casebook:
            yield from _inside(casebook)
    except LabelDeskError as error:
        elsewhere = error.code == "casebook.open-elsewhere"
        yield Check("casebook", None if elsewhere else False, error.message, error.hint)


def _inside(casebook: Casebook) -> Iterator[Check]:
    found, reason = casebook.check(packages=True), casebook.read_only_because
    well = message("The casebook in {folder} is well.", folder=casebook.folder)
    yield Check("casebook", reason is None, reason or well)
    if found.ok:
        whole = message("The log is whole: {count} entries.", count=found.entries)
        yield Check("log", True, whole)
    else:
        broken = message("The log does not pass its check.")
        yield Check("log", False, broken, message("Run “label-desk log verify”."))
    yield from _anchors(casebook)
    yield from _identity(casebook)
    for warning in casebook.health.warnings:
        yield Check("place", None, warning)


def _anchors(casebook: Casebook) -> Iterator[Check]:
    """Up to where another hand dated the log; without one, who has the key can rewrite it all."""
    newest = max(casebook.anchors(), key=lambda each: each.size, default=None)
    if newest is None:
        alone = message("No time stamp from outside fixes the log. Every certificate that left "
                        "fixes it up to its own entry.")  # fmt: skip
        hint = message("“label-desk log anchor request -o FILE.tsq” asks for one.")
        yield Check("anchor", None, alone, hint)
        return
    stated = message("{authority} states that the first {count} entries existed at {at}.",
                     authority=newest.stamp.authority, count=newest.size,
                     at=newest.stamp.stated_at)  # fmt: skip
    yield Check("anchor", True if newest.stamp.trusted else None, stated)


def _identity(casebook: Casebook) -> Iterator[Check]:
    """The identity that signs: is it there, how long is it good, is there a copy of it."""
    known = casebook.identities()
    found = identity.show(casebook)
    if known and found is None:
        gone = message("The file of the signing identity is missing: {path}",
                       path=casebook.identity_path)  # fmt: skip
        yield Check("identity", False, gone, message("Bring it back from a backup."))
    if found is None:
        return
    ends = keeping.expiry(found, casebook.clock())
    well = message("The signing identity is valid until {day}.", day=found.not_after.date())
    next_one = message("“label-desk identity create --force” or “identity request” makes the "
                       "next one; what was signed stays as it is.")  # fmt: skip
    yield Check("identity", ends is None, ends or well, next_one if ends else None)
    if not keeping.is_copied(casebook, found):
        lone = message("No copy of the signing identity was kept outside the casebook.")
        hint = message("Keep one: “label-desk identity backup -o PATH”.")
        yield Check("identity-copy", None, lone, hint)


def _confinement() -> Check:
    """Strangers' files are opened in a process with limits; say which the system gives."""
    try:
        with Reader() as reader:
            active = reader.confinement()
    except LabelDeskError as error:
        return Check("reader", False, error.message, error.hint)
    if not active:
        sentence = message("Evidence is read in a process of its own, without further limits here.")
        return Check("reader", None, sentence)
    named = message("Evidence is read under limits: {limits}.", limits=", ".join(active))
    return Check("reader", True, named)


def _player() -> Check:
    """Sound and film are decoded in another process with limits."""
    try:
        with Film() as film:
            active = film.confinement()
    except LabelDeskError as error:
        return Check("player", False, error.message)
    if not active:
        sentence = message("Films are decoded in a process of its own, without further limits.")
        return Check("player", None, sentence)
    named = message("Films are decoded under limits: {limits}.", limits=", ".join(active))
    return Check("player", True, named)


def _process(name: str, call: Callable[[], object], well: Message) -> Check:
    try:
        call()
    except LabelDeskError as error:
        return Check(name, False, error.message, error.hint)
    return Check(name, True, well)
