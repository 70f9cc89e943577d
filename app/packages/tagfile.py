"""The tag files of a bag as text: declaration, labels, manifests (RFC 8493, 2.1.1–2.2.4).

Each function returns what the file says, and sentences on what is wrong with it.
"""

import re
from dataclasses import dataclass, field

from app.models.message import Message, message
from app.packages.names import shown, why_unsafe

ALGORITHMS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
"""Checksums that manifests may use, and how many hexadecimal digits they have."""

WEAK = frozenset({"md5", "sha1"})
MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_DECLARATION = re.compile(
    r"BagIt-Version: ([0-9]+\.[0-9]+)\nTag-File-Character-Encoding: ([^\n]*)\n?"
)
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_OXUM = re.compile(r"([0-9]{1,20})\.([0-9]{1,20})")
_ESCAPE = re.compile(r"%(0A|0D|25)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Checksums (lower case) by path from the bag's folder; ``wrong`` are sentences."""

    algorithm: str
    checksums: dict[str, str] = field(default_factory=dict)
    wrong: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Oxum:
    """Bytes and number of payload files as the bag states them."""

    size: int
    count: int


def text_of(content: bytes) -> str | None:
    """Return a tag file's text with plain line ends, or None when it is not UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def what_is_wrong_with_declaration(content: bytes) -> Message | None:
    """Check ``bagit.txt``: two lines, version 1.0, UTF-8, without byte order mark."""
    text = text_of(content)
    match = _DECLARATION.fullmatch(text) if text is not None else None
    if match is None:
        return message("It must have exactly the two lines of BagIt 1.0.")
    if match[1] != "1.0":
        return message("It says BagIt {version}; 1.0 is wanted.", version=match[1])
    if match[2].upper() != "UTF-8":
        return message("It names the encoding “{encoding}”; UTF-8 is wanted.",
                       encoding=shown(match[2]))  # fmt: skip
    return None


def read_labels(content: bytes) -> tuple[list[tuple[str, str]], Message | None]:
    """Return the labels and values of ``bag-info.txt``; a line that begins with space goes on."""
    text = text_of(content)
    if text is None:
        return [], message("It is not UTF-8 text.")
    labels: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        label, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and labels:
            name, before = labels[-1]
            labels[-1] = (name, f"{before} {line.strip()}".strip())
        elif colon and label.strip():
            labels.append((label.strip(), value.strip()))
        elif line.strip():
            return labels, message("Line {line} is not of the form “Label: value”.", line=number)
    return labels, None


def read_oxum(labels: list[tuple[str, str]]) -> tuple[Oxum | None, Message | None]:
    """Return the stated size of the payload, if there is one, and what is wrong with it."""
    values = [value for name, value in labels if name.casefold() == "payload-oxum"]
    if not values:
        return None, None
    match = _OXUM.fullmatch(values[0])
    if match is None or len(values) > 1:
        return None, message("Its Payload-Oxum must be one pair “bytes.files”.")
    return Oxum(int(match[1]), int(match[2])), None


def read_manifest(content: bytes, algorithm: str, *, payload: bool) -> Manifest:
    """Return the checksums of a manifest; each path may stand once, and inside its place."""
    text = text_of(content)
    if text is None or text.startswith("\ufeff"):
        return Manifest(algorithm, wrong=(message("It is not UTF-8 text without a mark."),))
    checksums: dict[str, str] = {}
    wrong: list[Message] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None or len(match[1]) != ALGORITHMS[algorithm]:
            wrong.append(message("Line {line} is not a checksum and a path.", line=number))
            continue
        path = _path(match[2])
        if reason := _why_no_path(path, checksums, payload=payload):
            wrong.append(message("Line {line}: {reason}", line=number, reason=reason))
        else:
            checksums[path] = match[1].lower()
    return Manifest(algorithm, checksums, tuple(wrong))


def _path(written: str) -> str:
    """Undo the escapes of RFC 8493 (line feed, carriage return, per cent) and a leading ``./``."""
    path = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), written)
    return path.removeprefix("./")


def _why_no_path(path: str, known: dict[str, str], *, payload: bool) -> Message | None:
    if path in known:
        return message("“{path}” is named twice.", path=shown(path))
    if payload and not path.startswith("data/"):
        return message("“{path}” is outside “data/”.", path=shown(path))
    if not payload and path.startswith(("data/", "tagmanifest-")):
        return message("“{path}” does not belong in a tag manifest.", path=shown(path))
    return why_unsafe(path)


def written_path(path: str) -> str:
    """Return the path as a manifest writes it."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
