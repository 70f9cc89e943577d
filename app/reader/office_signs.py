"""Signs that a document of an office program would do something: macros, commands, files inside.

Only the names of its parts are looked at, and the beginnings of the few parts that tell of other
programs and files. Nothing of it is ever acted on (threats E9).
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

NAMES = {
    "macros": re.compile(r"vbaProject|(?:^|/)(?:Basic|Scripts)/.", re.IGNORECASE),
    "embedded": re.compile(r"(?:^|/)(?:embeddings|activeX)/|^ObjectReplacements/", re.IGNORECASE),
    "outside": re.compile(r"^xl/(?:externalLinks/|queryTables/|connections\.xml)", re.IGNORECASE),
}
TELLING = re.compile(r"^xl/externalLinks/[^/]+\.xml$|^content\.xml$|^word/comments\.xml$")
WORDS = {
    "commands": re.compile(rb"<(?:\w{1,9}:)?(?:ddeLink|dde-source|dde-connection-decl)\b"),
    "comments": re.compile(rb"<(?:w:comment|office:annotation)\b"),
    "outside": re.compile(rb"<table:(?:table-source|cell-range-source)\b"),
}
LOOKED_PARTS, LOOKED_BYTES = 20, 4 * 1024 * 1024
BROKEN = (OSError, ValueError, RuntimeError, EOFError, NotImplementedError, zlib.error,
          zipfile.BadZipFile)  # fmt: skip


def office_signs(archive: zipfile.ZipFile) -> set[str]:
    """Return the notes of a document; a part that cannot be read says nothing."""
    names = archive.namelist()
    found = {sign for sign, pattern in NAMES.items() if any(map(pattern.search, names))}
    for part in islice(filter(TELLING.match, names), LOOKED_PARTS):
        found.update(_told(archive, part))
    return found


def signs_of(untrusted: bytes) -> set[str]:
    """Return the notes of a document that was opened before; raises nothing."""
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive:
            return office_signs(archive)
    except BROKEN:
        return set()


def _told(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    try:
        with archive.open(part) as stream:
            start = stream.read(LOOKED_BYTES)
    except BROKEN:
        return
    yield from (sign for sign, pattern in WORDS.items() if pattern.search(start))
