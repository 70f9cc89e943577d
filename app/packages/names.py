"""Names of members: which are refused on every system, and how odd ones are shown.

Nothing is ever unpacked to a path that a file chose; the names are refused all the same, because
other programs do unpack them, and because two names that one system holds for one would hide a
file (threats P1–P3, P7, P8).
"""

import re
import unicodedata
from collections.abc import Iterable

from app.models.message import Message, message

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_DRIVE = re.compile(r"[A-Za-z]:")
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_FOLDER = "__macosx"
_JOINERS = "\u200c\u200d"  # part of ordinary Persian names and of many emoji


def is_junk(name: str) -> bool:
    """Tell whether the file is one that Windows or macOS leaves behind by itself."""
    parts = name.casefold().rstrip("/").split("/")
    return _JUNK_FOLDER in parts or parts[-1] in _JUNK_NAMES


def shown(name: str) -> str:
    """Return the name with control, direction and invisible characters written as escapes."""
    return "".join(_escaped(each) if _misleads(each) else each for each in name)


def misleads(name: str) -> bool:
    """Tell whether the name holds characters that are not seen or turn the reading direction."""
    return any(_misleads(each) for each in name)


def _misleads(character: str) -> bool:
    if character in _JOINERS:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def why_unsafe(name: str) -> Message | None:
    """Return why a member of this name is refused, or None; a final ``/`` marks a folder."""
    if not name or name.startswith("/") or _DRIVE.match(name):
        return message("Its name is an absolute path.")
    if "\x00" in name:
        return message("Its name contains a NUL character.")
    if "\\" in name:
        return message("Its name contains a backslash, which Windows reads as a folder.")
    if name.startswith("~"):
        return message("Its name begins with “~”, which stands for a home folder.")
    return _why_unsafe_part(name.removesuffix("/").split("/"))


def _why_unsafe_part(parts: list[str]) -> Message | None:
    if any(part.rstrip(". ") == "" for part in parts):
        return message("Its name has an empty part, “.” or “..”, and could leave its folder.")
    if any(":" in part for part in parts):
        return message("Its name contains a colon, which Windows reads as a drive or a stream.")
    for part in parts:
        if _RESERVED.match(re.sub(r" +(?=\.|$)", "", part)):
            return message("“{part}” is the name of a device on Windows.", part=shown(part))
    return None


def folded(name: str) -> str:
    """Return what the name becomes on a system that ignores case, form and trailing dots."""
    name = unicodedata.normalize("NFC", name.removesuffix("/"))
    name = unicodedata.normalize("NFC", name.casefold())
    return "/".join(part.rstrip(". ") for part in name.split("/"))


def twins(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of names that some system would hold for one, the later name first.

    A file whose name is also a folder of another file is such a pair too.
    """
    first: dict[str, str] = {}
    folders: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for name in names:
        key = folded(name)
        if key in first:
            pairs.append((name, first[key]))
        else:
            first[key] = name
        for folder in _folders_above(key):
            folders.setdefault(folder, name)
    files = {key: name for key, name in first.items() if not name.endswith("/")}
    return pairs + [(folders[key], name) for key, name in files.items() if key in folders]


def _folders_above(key: str) -> list[str]:
    parts = key.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
