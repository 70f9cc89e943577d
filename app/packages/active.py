"""Signs that a file would do something when opened: scripts, macros, embedded files, references.

A cheap look at bytes, never a parser of the format: it misses what is encrypted or deeply packed
and says nothing about files it does not know. The viewers never act on any of it (threats E2, E7–
E9); this only tells the evaluator before a copy is opened in another program.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from app.models.message import Message, message
from app.packages.limits import MIB

SCANNED = frozenset({"pdf", "html", "svg", "xml", "zip", "ole", "rtf"})
"""Families of ``content.sniffed`` in which signs are looked for."""

_PDF_NAME = re.compile(rb"/([A-Za-z0-9#]{2,24})")
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PDF_STREAM = re.compile(rb"/ObjStm\b[^\x00]{0,400}?stream\r?\n")
_PDF_SIGNS = {
    b"JavaScript": "scripts", b"JS": "scripts",
    b"Launch": "launch", b"ImportData": "actions", b"SubmitForm": "actions",
    b"EmbeddedFile": "embedded", b"EmbeddedFiles": "embedded", b"RichMedia": "embedded",
    b"GoToR": "external", b"GoToE": "external", b"XFA": "actions",
}  # fmt: skip
_MOST_UNPACKED = 16 * MIB

_HTML_SIGNS = (
    (re.compile(rb"<script|\bon[a-z]{3,20}\s*=\s*[\"']|(?:href|src)\s*=\s*[\"']?\s*javascript:",
                re.IGNORECASE), "scripts"),
    (re.compile(rb"<(?:iframe|object|embed|applet|foreignobject)\b", re.IGNORECASE), "embedded"),
    (re.compile(rb"<form\b[^>]{0,400}\baction\s*=|http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE),
     "actions"),
    (re.compile(rb"<(?:img|link|image|use|video|audio|source|base|feimage)\b[^>]{0,2000}?"
                rb"(?:src|href|srcset|poster|data)\s*=\s*[\"']?\s*(?:https?:|file:|ftp:|//|\\\\)"
                rb"|@import\b|url\(\s*[\"']?\s*(?:https?:|file:|//)|<!entity\b",
                re.IGNORECASE), "external"),
)  # fmt: skip
_PROGRAM_SUFFIXES = frozenset({
    "exe", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta",
    "scr", "pif", "lnk", "msi", "jar", "sh", "app", "dll", "reg", "url", "desktop", "command",
    "scf", "cpl", "chm",
})  # fmt: skip
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
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
    elif family in {"html", "svg", "xml"}:
        yield from _markup_signs(content)


def _pdf_signs(content: bytes) -> Iterator[str]:
    for piece in (content, *_object_streams(content)):
        names = set(_PDF_NAME.findall(piece))
        for name in names:
            if sign := _PDF_SIGNS.get(_PDF_ESCAPE.sub(_pdf_character, name)):
                yield sign


def _pdf_character(match: "re.Match[bytes]") -> bytes:
    return bytes([int(match[1], 16)])


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Unpack the streams that hold objects, as far as the bound goes."""
    left = _MOST_UNPACKED
    for match in _PDF_STREAM.finditer(content):
        inflater = zlib.decompressobj()
        try:
            piece = inflater.decompress(content[match.end() : match.end() + MIB], min(left, MIB))
        except zlib.error:
            continue
        left -= len(piece)
        yield piece
        if left <= 0:
            return


def _markup_signs(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.replace(b"\x00", b"")
    for pattern, sign in _HTML_SIGNS:
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
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from _names_signs(archive.namelist())
            yield from _parts_signs(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError,
            zlib.error, UnicodeError, IndexError, OverflowError, KeyError):  # fmt: skip
        return


def _names_signs(names: list[str]) -> Iterator[str]:
    for name in names:
        lower = name.lower()
        if "vbaproject" in lower or lower.startswith(("basic/", "scripts/")):
            yield "macros"
        if "/embeddings/" in lower or "/activex/" in lower or lower.startswith("objectreplace"):
            yield "embedded"
        if _suffix(lower) in _PROGRAM_SUFFIXES:
            yield "program"


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
