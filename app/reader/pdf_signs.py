"""Signs in the bytes of a PDF that it would do something: actions, scripts, layers, media.

A look for names (ISO 32000-2, 12.6), also inside packed object streams; what is deeper is missed.
Nothing of it is ever acted on (threats E2, E3).
"""

import re
import zlib
from collections.abc import Iterator

NAMES = {
    "scripts": rb"JavaScript|JS",
    "launch": rb"Launch",
    "sending": rb"SubmitForm|ImportData",
    "outside": rb"GoToR|GoToE",
    "attachments": rb"EmbeddedFiles?",
    "media": rb"RichMedia|Movie",
    "layers": rb"OCProperties",
}
PATTERN = re.compile(
    b"/(?:" + b"|".join(b"(%s)" % each for each in NAMES.values()) + rb")(?![A-Za-z0-9#_.-])"
)
ESCAPED = re.compile(rb"/[A-Za-z0-9]{0,20}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,60}")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM = re.compile(rb"/ObjStm\b[^>]{0,300}>>\s{0,9}stream\r?\n?|/ObjStm\b")
STREAM_BEGIN = re.compile(rb"stream\r?\n")
UNPACKED_BYTES = 16 * 1024 * 1024
STREAM_LIMIT = 5_000
MATCH_LIMIT = 20_000


def byte_signs(untrusted: bytes) -> set[str]:
    """Return the notes that the bytes of a file give."""
    found: set[str] = set()
    for piece in (untrusted, *_object_streams(untrusted)):
        found.update(_named(piece))
        found.update(_named(b" ".join(_plain_names(piece))))
        if len(found) == len(NAMES):
            break
    return found


def _named(piece: bytes) -> Iterator[str]:
    signs, seen = tuple(NAMES), set[int]()
    for number, match in enumerate(PATTERN.finditer(piece)):
        at = match.lastindex or 1
        if at not in seen:
            seen.add(at)
            yield signs[at - 1]
        if number > MATCH_LIMIT or len(seen) == len(signs):
            return


def _plain_names(piece: bytes) -> Iterator[bytes]:
    """Names may be written with ``#xx`` for any character, to hide from a search."""
    for number, match in enumerate(ESCAPED.finditer(piece)):
        if number > MATCH_LIMIT:
            return
        yield ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), match.group())


def _object_streams(untrusted: bytes) -> Iterator[bytes]:
    left = UNPACKED_BYTES
    for number, match in enumerate(OBJECT_STREAM.finditer(untrusted)):
        begin = STREAM_BEGIN.search(untrusted, match.start(), match.end() + 400)
        if begin is None or left <= 0 or number > STREAM_LIMIT:
            continue
        try:
            packed = untrusted[begin.end() : begin.end() + left]
            piece = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        left -= len(piece)
        yield piece
