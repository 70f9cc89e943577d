"""What a file is, by its first bytes; its name and declared type only agree or not."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath

from app.models.unmarked import unmarked_utf16

HEAD_BYTES = 4096


class Kind(StrEnum):
    """Kinds that people tell apart; old forms of office programs have no viewer."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    MARKDOWN = "markdown"
    MAIL = "mail"
    WEB = "web"
    TABLE = "table"
    SHEET = "sheet"
    WORD = "word"
    SLIDES = "slides"
    SOUND = "sound"
    FILM = "film"
    ARCHIVE = "archive"
    PROGRAM = "program"
    EMPTY = "empty"
    OTHER = "other"


BLOCK_KINDS = frozenset({
    Kind.WORD, Kind.SLIDES, Kind.MARKDOWN, Kind.MAIL, Kind.WEB, Kind.ARCHIVE,
})  # fmt: skip
"""Kinds that are read into headings, paragraphs, lists, tables and pictures."""
VIEWED = BLOCK_KINDS | {Kind.PDF, Kind.IMAGE, Kind.TEXT, Kind.TABLE, Kind.SHEET}

PLAYED = frozenset({Kind.SOUND, Kind.FILM})
"""Kinds that have a time line, played by a process of their own."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """``kind`` by content; ``declared`` by name or media type, None where they say nothing."""

    kind: Kind
    declared: Kind | None = None

    @property
    def agrees(self) -> bool:
        """Tell whether the content is what its name says; a clash gets no viewer."""
        return self.declared in {None, self.kind}

    @property
    def is_viewed(self) -> bool:
        """Tell whether a viewer may open it."""
        return self.kind in VIEWED and self.agrees

    @property
    def is_played(self) -> bool:
        """Tell whether it may be played."""
        return self.kind in PLAYED and self.agrees


ALIKE = frozenset({Kind.TEXT, Kind.WEB, Kind.TABLE, Kind.MARKDOWN, Kind.MAIL})
"""Kinds that only the name tells apart."""

SUFFIXES = {
    Kind.PDF: "pdf",
    Kind.IMAGE: "jpg jpeg jpe jfif png gif bmp dib tif tiff webp avif jp2 j2k heif heic hif jxl "
    "ppm svg",
    Kind.TEXT: "txt text json log tex rst xml yaml yml ini srt vtt ics",
    Kind.MARKDOWN: "md markdown",
    Kind.MAIL: "eml",
    Kind.WEB: "html htm xhtml mht mhtml",
    Kind.TABLE: "csv tsv tab",
    Kind.WORD: "docx docm doc odt rtf",
    Kind.SHEET: "xlsx xlsm xls ods",
    Kind.SLIDES: "pptx pptm ppt odp",
    Kind.SOUND: "mp3 m4a wav ogg oga opus flac aac wma aif aiff aifc au snd amr ac3 mka mp2",
    Kind.FILM: "mp4 m4v webm mov avi mkv ogv mpg mpeg wmv asf flv 3gp 3g2 mts m2ts",
    Kind.ARCHIVE: "zip 7z rar gz tgz tar xz bz2",
    Kind.PROGRAM: "exe com bat cmd scr msi ps1 vbs js jar app sh dll apk",
}
BY_SUFFIX = {suffix: kind for kind, words in SUFFIXES.items() for suffix in words.split()}
MEDIA_TYPES = {
    "application/pdf": Kind.PDF,
    "text/html": Kind.WEB,
    "text/markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "application/xhtml+xml": Kind.WEB,
    "application/msword": Kind.WORD,
    "application/rtf": Kind.WORD,
    "application/vnd.oasis.opendocument.text": Kind.WORD,
    "application/vnd.ms-excel": Kind.SHEET,
    "application/vnd.oasis.opendocument.spreadsheet": Kind.SHEET,
    "application/vnd.ms-powerpoint": Kind.SLIDES,
    "application/vnd.oasis.opendocument.presentation": Kind.SLIDES,
    "application/zip": Kind.ARCHIVE,
    "application/json": Kind.TEXT,
}
MEDIA_WORDS = (
    ("wordprocessingml", Kind.WORD), ("spreadsheetml", Kind.SHEET),
    ("presentationml", Kind.SLIDES),
    ("image/", Kind.IMAGE), ("text/", Kind.TEXT), ("audio/", Kind.SOUND), ("video/", Kind.FILM),
)  # fmt: skip
MAGIC = (
    (0, b"\xff\xd8\xff", Kind.IMAGE), (0, b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (0, b"GIF87a", Kind.IMAGE), (0, b"GIF89a", Kind.IMAGE), (0, b"BM", Kind.IMAGE),
    (0, b"II*\x00", Kind.IMAGE), (0, b"MM\x00*", Kind.IMAGE), (8, b"WEBP", Kind.IMAGE),
    (4, b"ftypavif", Kind.IMAGE), (4, b"ftyphe", Kind.IMAGE), (4, b"ftypmif1", Kind.IMAGE),
    (4, b"ftypavis", Kind.IMAGE), (4, b"ftypmsf1", Kind.IMAGE),
    (0, b"II+\x00", Kind.IMAGE), (0, b"MM\x00+", Kind.IMAGE), (0, b"\xff\x4f\xff\x51", Kind.IMAGE),
    (0, b"\xff\x0a", Kind.IMAGE), (4, b"JXL ", Kind.IMAGE), (4, b"jP  \r\n", Kind.IMAGE),
    (4, b"ftypM4A", Kind.SOUND), (4, b"ftyp", Kind.FILM), (4, b"moov", Kind.FILM),
    (0, b"\x1aE\xdf\xa3", Kind.FILM), (8, b"AVI ", Kind.FILM), (0, b"\x00\x00\x01\xba", Kind.FILM),
    (4, b"mdat", Kind.FILM), (4, b"wide", Kind.FILM), (0, b"\x00\x00\x01\xb3", Kind.FILM),
    (0, b"0&\xb2u\x8ef\xcf\x11", Kind.FILM), (0, b"FLV\x01", Kind.FILM),
    (0, b"ID3", Kind.SOUND), (0, b"\xff\xfb", Kind.SOUND), (0, b"\xff\xf3", Kind.SOUND),
    (0, b"\xff\xfa", Kind.SOUND), (0, b"\xff\xf2", Kind.SOUND), (0, b"\xff\xe3", Kind.SOUND),
    (0, b"\xff\xf1", Kind.SOUND), (0, b"\xff\xf9", Kind.SOUND), (0, b"\x0bw", Kind.SOUND),
    (8, b"AIFF", Kind.SOUND), (8, b"AIFC", Kind.SOUND), (0, b".snd", Kind.SOUND),
    (0, b"#!AMR", Kind.SOUND),
    (8, b"WAVE", Kind.SOUND), (0, b"OggS", Kind.SOUND), (0, b"fLaC", Kind.SOUND),
    (0, b"{\\rtf", Kind.WORD),
    (0, b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE), (0, b"Rar!", Kind.ARCHIVE),
    (0, b"\x1f\x8b", Kind.ARCHIVE), (4, b"1AY&SY", Kind.ARCHIVE), (0, b"\xfd7zXZ\0", Kind.ARCHIVE),
    (257, b"ustar", Kind.ARCHIVE), (0, b"PK\x05\x06", Kind.ARCHIVE),
    (0, b"MZ", Kind.PROGRAM), (0, b"\x7fELF", Kind.PROGRAM), (0, b"#!", Kind.PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", Kind.PROGRAM), (0, b"\xca\xfe\xba\xbe", Kind.PROGRAM),
)  # fmt: skip
OFFICE_MEMBERS = (
    (b"word/", Kind.WORD), (b"xl/", Kind.SHEET), (b"ppt/", Kind.SLIDES),
    (b"opendocument.text", Kind.WORD), (b"opendocument.spreadsheet", Kind.SHEET),
    (b"opendocument.presentation", Kind.SLIDES),
)  # fmt: skip
OFFICE_FIRST = frozenset({
    b"[Content_Types].xml", b"_rels/.rels", b"mimetype", b"META-INF/manifest.xml", b"content.xml",
})  # fmt: skip
"""Members that make a ZIP a document; they need not come first."""
SIZE_FOLLOWS = 0x8
OFFICE = frozenset({Kind.WORD, Kind.SHEET, Kind.SLIDES})
WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
DRAWING = re.compile(rb"<(?:[A-Za-z0-9]{1,20}:)?svg[\s>]|<!DOCTYPE svg\b")
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
CONTROL_SHARE = 0.05
"""Texts from the world hold stray control characters; other files hold many, and zeros."""


def kind_of(untrusted_head: bytes, name: str = "", media_type: str | None = None) -> FileKind:
    """Return what the first ``HEAD_BYTES`` of a file say, and what name and type say."""
    declared = declared_kind(name, media_type)
    return FileKind(_by_content(untrusted_head, declared), declared)


@lru_cache(maxsize=1024)  # a strip of cards asks several times for each
def declared_kind(name: str, media_type: str | None = None) -> Kind | None:
    """Return the kind that the name's ending says, else the media type, else None."""
    by_name = BY_SUFFIX.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if by_name is not None or not media_type:
        return by_name
    plain = media_type.split(";")[0].strip().lower()
    by_word = next((kind for word, kind in MEDIA_WORDS if word in plain), None)
    return MEDIA_TYPES.get(plain, by_word)


def _by_content(untrusted_head: bytes, declared: Kind | None) -> Kind:
    if not untrusted_head:
        return Kind.EMPTY
    if b"%PDF-" in untrusted_head[:1024] and not _holds_pdf(untrusted_head, declared):
        return _pdf(untrusted_head)
    if untrusted_head.startswith(b"PK\x03\x04"):
        return _zipped(untrusted_head, declared)
    if untrusted_head.startswith(b"\xd0\xcf\x11\xe0"):
        return declared if declared in OFFICE else Kind.OTHER
    for offset, mark, kind in MAGIC:
        if untrusted_head.startswith(mark, offset) and _believable(untrusted_head, mark):
            return _film_or_sound(kind, declared)
    return _words(untrusted_head, declared)


def _pdf(untrusted_head: bytes) -> Kind:
    """A PDF may begin with rubbish, but not as a file of another kind does: then it is both."""
    begins = untrusted_head.lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    others = [mark.lower() for offset, mark, _ in MAGIC if offset == 0 and len(mark) > 2]
    unclear = begins.startswith((b"pk\x03\x04", b"mz", *WEB_STARTS, *others))
    return Kind.OTHER if unclear else Kind.PDF


def _believable(untrusted_head: bytes, mark: bytes) -> bool:
    """Short marks are also words: a text may begin with "BM" or "MZ"."""
    is_word = len(mark) < 3 or mark in {b"wide", b"mdat", b".snd"}
    return not is_word or mark == b"#!" or not _is_text(untrusted_head)


def _film_or_sound(kind: Kind, declared: Kind | None) -> Kind:
    """The same containers hold both; the name decides there and nowhere else."""
    both = {Kind.FILM, Kind.SOUND}
    return declared if kind in both and declared in both else kind


def _holds_pdf(untrusted_head: bytes, declared: Kind | None) -> bool:
    """An archive may begin with a PDF inside; where it is said to be a PDF, it is unclear."""
    return untrusted_head.startswith(b"PK\x03\x04") and declared is not Kind.PDF


def _is_stream(untrusted_head: bytes) -> bool:
    """Films of cameras and broadcasts are packets with one sign each (ISO/IEC 13818-1)."""
    return any(
        untrusted_head[first : first + 3 * step : step] == b"GGG"
        for first, step in ((0, 188), (4, 192))
    )


def _zipped(untrusted_head: bytes, declared: Kind | None) -> Kind:
    """A document of an office program is a ZIP; a ZIP that holds one is an archive."""
    names = members_of(untrusted_head)
    told = untrusted_head if declared in OFFICE or not names else b"\n".join(names)
    if declared not in OFFICE and names and not OFFICE_FIRST.intersection(names):
        return Kind.ARCHIVE
    if names and b"mimetype" in names:
        told += untrusted_head[:200]
    for member, kind in OFFICE_MEMBERS:
        if member in told:
            return kind
    is_office = declared in OFFICE and bool(OFFICE_FIRST.intersection(names))
    return declared if is_office and declared else Kind.ARCHIVE


def members_of(untrusted_head: bytes) -> tuple[bytes, ...]:
    """Return the names of the first members of a ZIP, by their own headers."""
    names: list[bytes] = []
    at = 0
    while untrusted_head.startswith(b"PK\x03\x04", at) and at + 30 <= len(untrusted_head):
        flags, packed = _number(untrusted_head, at + 6, 2), _number(untrusted_head, at + 18, 4)
        length, extra = _number(untrusted_head, at + 26, 2), _number(untrusted_head, at + 28, 2)
        names.append(untrusted_head[at + 30 : at + 30 + length])
        data = at + 30 + length + extra
        unknown = flags & SIZE_FOLLOWS and not packed
        at = untrusted_head.find(b"PK\x03\x04", data) if unknown else data + packed
        if at < 0:
            break
    return tuple(names)


def _number(untrusted: bytes, at: int, size: int) -> int:
    return int.from_bytes(untrusted[at : at + size], "little")


def _words(untrusted_head: bytes, declared: Kind | None) -> Kind:
    """Tags alone do not make a web page: a text may be about them, a page may begin late."""
    if not _is_text(untrusted_head, zeros=declared in ALIKE):
        return Kind.FILM if _is_stream(untrusted_head) else Kind.OTHER
    if declared in ALIKE:
        return declared
    if is_drawing(untrusted_head):
        return Kind.IMAGE
    start = untrusted_head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return Kind.WEB if start.startswith(WEB_STARTS) else Kind.TEXT


def is_drawing(untrusted_head: bytes) -> bool:
    """Tell whether a file begins as an SVG drawing does; what precedes it may be long."""
    start = untrusted_head.lstrip(b"\xef\xbb\xbf \t\r\n")
    begins = start.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg"))
    return begins and DRAWING.search(untrusted_head) is not None


def _is_text(untrusted_head: bytes, *, zeros: bool = False) -> bool:
    """``zeros``: a zero is a stray character like others, as in what machines wrote."""
    if untrusted_head.startswith(TEXT_MARKS) or unmarked_utf16(untrusted_head):
        return True
    if b"\0" in untrusted_head and not zeros:
        return False
    stray = len(untrusted_head) - len(untrusted_head.translate(None, CONTROL))
    return stray <= CONTROL_SHARE * len(untrusted_head)
