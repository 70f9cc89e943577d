"""What a file is by its first bytes, and whether its name or media type says something else.

Families, not exact formats: a ``.docx`` and a ``.zip`` begin alike, and a wrong guess here would
only teach people to overlook warnings.
"""

import re
from pathlib import PurePosixPath

from app.models.unmarked import unmarked_utf16

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"0&\xb2u\x8ef\xcf\x11", "asf"),
    (b"FLV\x01", "flv"),
    (b"#!AMR", "amr"),
    (b".snd", "au"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "matroska"),
    (b"\xff\x0a", "jxl"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "jxl"),
)
_AIFF = {b"AIFF", b"AIFC"}
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_IMAGE_BRANDS = frozenset({b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis", b"hevc"})
_MAY_LOOK_LIKE = {"html": ("text",), "svg": ("text",), "xml": ("text", "svg", "html")}

_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")

_BY_SUFFIX = {
    "pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "gif": "gif",
    "tif": "tiff", "tiff": "tiff", "bmp": "bmp", "webp": "webp", "heic": "heif", "heif": "heif",
    "avif": "heif", "jxl": "jxl", "svg": "svg",
    "docx": "zip", "xlsx": "zip", "pptx": "zip", "docm": "zip", "xlsm": "zip", "pptm": "zip",
    "odt": "zip", "ods": "zip", "odp": "zip", "odg": "zip", "epub": "zip", "zip": "zip",
    "doc": "ole", "xls": "ole", "ppt": "ole", "rtf": "rtf", "rar": "rar", "7z": "7z",
    "gz": "gzip", "mp3": "mp3", "ogg": "ogg", "oga": "ogg", "ogv": "ogg", "opus": "ogg",
    "flac": "flac", "wav": "wav", "avi": "avi", "mp4": "mp4", "m4a": "mp4", "m4v": "mp4",
    "mov": "mp4", "3gp": "mp4", "3g2": "mp4", "webm": "matroska", "mkv": "matroska",
    "mka": "matroska", "wma": "asf", "wmv": "asf", "asf": "asf", "flv": "flv", "amr": "amr",
    "au": "au", "snd": "au", "aif": "aiff", "aiff": "aiff", "aac": "aac", "exe": "program",
    "dll": "program",
    "html": "html", "htm": "html", "xhtml": "html", "txt": "text", "md": "text", "csv": "text",
    "tsv": "text", "json": "text", "xml": "xml", "eml": "text", "srt": "text", "vtt": "text",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpeg", "image/jpg": "jpeg",
    "image/gif": "gif", "image/tiff": "tiff", "image/bmp": "bmp", "image/webp": "webp",
    "image/heic": "heif", "image/heif": "heif", "image/avif": "heif", "image/jxl": "jxl",
    "image/svg+xml": "svg", "application/msword": "ole", "application/vnd.ms-excel": "ole",
    "application/vnd.ms-powerpoint": "ole", "application/rtf": "rtf", "text/rtf": "rtf",
    "application/zip": "zip", "application/epub+zip": "zip", "audio/mpeg": "mp3",
    "audio/ogg": "ogg", "video/ogg": "ogg", "audio/flac": "flac", "audio/wav": "wav",
    "audio/x-wav": "wav", "video/mp4": "mp4", "audio/mp4": "mp4", "video/quicktime": "mp4",
    "video/webm": "matroska", "audio/webm": "matroska", "text/html": "html",
    "application/xhtml+xml": "html", "application/json": "text", "application/xml": "xml",
    "text/xml": "xml",
}  # fmt: skip
_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")


def sniffed(head: bytes) -> str | None:
    """Return the family that the first bytes belong to, ``text`` for text, None when unknown."""
    for magic, family in _MAGIC:
        if head.startswith(magic):
            return family
    return _by_structure(head) or _text_family(head)


def _by_structure(head: bytes) -> str | None:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in _AIFF:
        return "aiff"
    if head[4:8] == b"ftyp":
        return "heif" if head[8:12] in _IMAGE_BRANDS else "mp4"
    return _by_short_marks(head)


def _by_short_marks(head: bytes) -> str | None:
    """Two or four bytes are little; each is checked by what must follow it."""
    if head[4:8] in {b"moov", b"mdat", b"wide"}:
        return "mp4"
    if head[:2] == b"BM" and len(head) > 13 and not any(head[6:10]):
        return "bmp"
    if head[:2] == b"MZ" and b"\x00" in head[:64]:
        return "program"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return "mp3"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    return "pdf" if b"%PDF-" in head[:1024] else None


def _text_family(head: bytes) -> str | None:
    text = as_text(head)
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n").lower()
    start = re.sub(r"^(<\?xml[^>]*>|<!--.*?-->|\s)*", "", start, flags=re.DOTALL)
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return "html"
    if start.startswith(("<svg", "<!doctype svg")):
        return "svg"
    return "text"


def as_text(head: bytes) -> str | None:
    """Return the bytes as text, or None when they are none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    unmarked = unmarked_utf16(head)
    if unmarked:
        return head[: len(head) // 2 * 2].decode(unmarked, "replace")
    if b"\x00" in head or len(_CONTROLS.findall(head)) > max(2, len(head) // 20):
        return None
    return head.decode("utf-8", "replace")


def named(path: str) -> str | None:
    """Return the family that the suffix of a name stands for."""
    return _BY_SUFFIX.get(PurePosixPath(path).suffix.removeprefix(".").lower())


def declared(media_type: str) -> str | None:
    """Return the family that a media type stands for."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence.startswith(_OFFICE):
        return "zip"
    return _BY_MEDIA_TYPE.get(essence) or ("text" if essence.startswith("text/") else None)


def agree(claimed: str | None, found: str | None) -> bool:
    """Tell whether content may be what it is claimed to be; nothing claimed is always right."""
    if claimed is None or claimed == found:
        return True
    return found in _MAY_LOOK_LIKE.get(claimed, ())


def is_two_kinds(family: str | None, head: bytes, tail: bytes) -> bool:
    """Tell whether the file is one thing from its start and another from its end or middle."""
    end = tail.rfind(b"PK\x05\x06")
    if family not in {"zip", "ole", None} and end >= 0:
        comment = int.from_bytes(tail[end + 20 : end + 22], "little")
        if end + 22 + comment == len(tail):
            return True
    # An archive that begins with a PDF inside is no PDF: its own name says what it is.
    return family not in {"pdf", None, "text", "zip"} and b"%PDF-" in head[:1024]
