"""Signs that a file would do something when opened: scripts, macros, embedded files, references.

A cheap look at bytes, never a parser of the format: it misses what is encrypted or deeply packed
and says nothing about files it does not know. The viewers never act on any of it (threats E2, E7–
E9); this only tells the evaluator before a copy is opened in another program.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath

from app.models.errors import LabelDeskError
from app.models.message import Message, message
from app.packages.directory import read_directory
from app.packages.limits import MIB, Limits

SCANNED = frozenset({"pdf", "html", "svg", "xml", "zip", "ole", "rtf", "mail"})
"""Families of ``content.sniffed`` in which signs are looked for."""

_PDF_SIGNS = {
    "scripts": rb"JavaScript|JS",
    "launch": rb"Launch",
    "actions": rb"ImportData|SubmitForm|XFA",
    "embedded": rb"EmbeddedFiles?|RichMedia",
    "external": rb"GoTo[RE]",
}
_PDF_NAMES = {
    sign: re.compile(rb"/(?:" + names + rb")(?![A-Za-z0-9#])") for sign, names in _PDF_SIGNS.items()
}
_PDF_ESCAPED_NAME = re.compile(rb"/[A-Za-z0-9]{0,20}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,60}")
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = b"/ObjStm"
_MOST_UNPACKED = 16 * MIB
_MOST_PARTS = 5_000  # of one file that are looked at one by one

# Every repetition is bounded, so that no text can make the search slow.
_HTML_SIGNS = {
    "scripts": rb"<script|\bon[a-z]{3,20}\s{0,9}=\s{0,9}[\"']"
    rb"|(?:href|src)\s{0,9}=\s{0,9}[\"']?\s{0,9}javascript:",
    "embedded": rb"<(?:iframe|object|embed|applet|foreignobject)\b",
    "actions": rb"<form\b[^<>]{0,400}\baction\s{0,9}=|http-equiv\s{0,9}=\s{0,9}[\"']?refresh",
    "external": rb"<(?:img|link|image|use|video|audio|source|base|feimage)\b[^<>]{0,2000}?"
    rb"(?:src|href|srcset|poster|data)\s{0,9}=\s{0,9}[\"']?\s{0,9}"
    rb"(?:https?:|file:|ftp:|//|\\\\)"
    rb"|@import\b|url\(\s{0,9}[\"']?\s{0,9}(?:https?:|file:|//)|<!entity\b",
}
_HTML_PATTERNS = {sign: re.compile(pattern, re.IGNORECASE) for sign, pattern in _HTML_SIGNS.items()}
_PROGRAM_SUFFIXES = frozenset({
    "exe", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta",
    "scr", "pif", "lnk", "msi", "jar", "sh", "app", "dll", "reg", "url", "desktop", "command",
    "scf", "cpl", "chm",
})  # fmt: skip
_MAIL_NAME = re.compile(rb'name="?([^"\r\n;]{1,200})', re.IGNORECASE)
_OFFICE_NAMES = {
    "macros": re.compile(rb"vbaProject|(?:Basic|Scripts)/[A-Za-z]", re.IGNORECASE),
    "embedded": re.compile(rb"/(?:embeddings|activeX)/|ObjectReplacements/", re.IGNORECASE),
    "external": re.compile(rb"xl/externalLinks/", re.IGNORECASE),
}
_RELATION = re.compile(rb"<Relationship\b[^<>]{0,4000}>", re.IGNORECASE)
_DDE = re.compile(rb"\bDDE(?:AUTO)?\b[^<]{0,40}")


def signs(content: bytes, family: str | None, name: str) -> tuple[Message, ...]:
    """Return what the file contains, as words for a sentence: “scripts”, “macros” …"""
    found = set(_signs(content, family))
    if family == "program" or _suffix(name) in _PROGRAM_SUFFIXES:
        found.add("program")
    words = {
        "scripts": message("scripts"),
        "macros": message("macros"),
        "actions": message("forms with actions"),
        "launch": message("a command to start programs"),
        "embedded": message("embedded files"),
        "external": message("references to other files or the network"),
        "program": message("a program"),
    }
    return tuple(word for sign, word in words.items() if sign in found)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower().rstrip(". ")


def _signs(content: bytes, family: str | None) -> Iterator[str]:
    if family == "pdf":
        yield from _pdf_signs(content)
    elif family == "zip":
        yield from _office_signs(content)
    elif family == "ole":
        yield from _ole_signs(content)
    elif family == "rtf":
        if re.search(rb"\\obj(?:data|emb|link|autlink)|\\ddeauto", content):
            yield "embedded"
    elif family == "mail":
        yield from _mail_signs(content)
    elif family in {"html", "svg", "xml"}:
        yield from _markup_signs(content)


def _mail_signs(content: bytes) -> Iterator[str]:
    """Pages of a message or of a page saved in one file, as far as they stand in plain."""
    plain = content.replace(b"=\r\n", b"").replace(b"=\n", b"").replace(b"=3D", b"=")
    yield from _markup_signs(plain)
    named = _MAIL_NAME.findall(plain[:_MOST_UNPACKED])
    if any(_suffix(name.decode("latin-1")) in _PROGRAM_SUFFIXES for name in named):
        yield "program"


def _pdf_signs(content: bytes) -> Iterator[str]:
    for piece in (content, *_object_streams(content)):
        readable = piece + b" " + b" ".join(_unescaped_names(piece))
        for sign, names in _PDF_NAMES.items():
            if names.search(readable):
                yield sign


def _unescaped_names(content: bytes) -> Iterator[bytes]:
    """Names may be written with ``#xx`` for any character to hide from a search."""
    for match in islice(_PDF_ESCAPED_NAME.finditer(content), _MOST_PARTS):
        yield _PDF_ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), match.group())


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Unpack the streams that hold objects, as far as the bounds go."""
    left, at = _MOST_UNPACKED, content.find(_OBJECT_STREAM)
    for _ in range(_MOST_PARTS):
        start = content.find(b"stream", at, at + 400) if at >= 0 else -1
        if at < 0 or left <= 0:
            return
        if start >= 0:
            piece = _inflated(content[start + 6 : start + 6 + MIB].lstrip(b"\r\n"), left)
            left -= len(piece)
            yield piece
        at = content.find(_OBJECT_STREAM, at + 1)


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _markup_signs(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.replace(b"\x00", b"")
    for sign, pattern in _HTML_PATTERNS.items():
        if pattern.search(content):
            yield sign


def _ole_signs(content: bytes) -> Iterator[str]:
    def wide(name: str) -> bytes:
        return name.encode("utf-16-le")

    if wide("_VBA_PROJECT") in content or b"Attribut\x00e VB_" in content:
        yield "macros"
    if wide("ObjectPool") in content or wide("Ole10Native") in content:
        yield "embedded"


def _office_signs(content: bytes) -> Iterator[str]:
    """Look at the names inside, which stand in plain, then at the parts that refer to others."""
    for sign, names in _OFFICE_NAMES.items():
        if names.search(content):
            yield sign
    try:
        read_directory(BytesIO(content), len(content), Limits(members=_MOST_PARTS))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if any(_suffix(name) in _PROGRAM_SUFFIXES for name in archive.namelist()):
                yield "program"
            yield from _parts_signs(archive)
    except (LabelDeskError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError,
            EOFError, OSError, zlib.error, IndexError, OverflowError, KeyError,
            struct.error):  # fmt: skip
        return


def _parts_signs(archive: zipfile.ZipFile) -> Iterator[str]:
    left = _MOST_UNPACKED
    for member in archive.infolist():
        wanted = member.filename.endswith((".rels", "document.xml", "content.xml", "styles.xml"))
        readable = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if not (wanted and readable) or member.file_size > left or member.flag_bits & 1:
            continue
        part = archive.read(member)
        left -= len(part)
        if member.filename.endswith(".rels"):
            yield from _relation_signs(part)
        elif _DDE.search(part) and b"instrText" in part:
            yield "external"


def _relation_signs(part: bytes) -> Iterator[str]:
    """A link that a person clicks is no sign; a template, picture or object from outside is."""
    for relation in _RELATION.findall(part):
        outside = b'TargetMode="External"' in relation or b"TargetMode='External'" in relation
        if outside and b"/hyperlink" not in relation:
            yield "external"
