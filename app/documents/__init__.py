"""Evidence made visible: what a file is, and its pages and text through the reader process."""

from app.documents.facts import (
    Document,
    DocumentFacts,
    Found,
    Link,
    Note,
    OutlineEntry,
    Pixels,
    TextPage,
)
from app.documents.film import Film, FilmFacts, FilmState
from app.documents.kind import (
    BLOCK_KINDS,
    HEAD_BYTES,
    PLAYED,
    FileKind,
    Kind,
    declared_kind,
    is_drawing,
    kind_of,
)
from app.documents.reader import FILE_LIMIT, FOUND_LIMIT, Reader, Readers, search_order
from app.documents.refusals import too_large

__all__ = [
    "BLOCK_KINDS", "FILE_LIMIT", "FOUND_LIMIT", "HEAD_BYTES", "PLAYED", "Document",
    "DocumentFacts", "FileKind", "Film", "FilmFacts", "FilmState", "Found", "Kind", "Link", "Note",
    "OutlineEntry", "Pixels", "Reader", "Readers", "TextPage", "declared_kind", "is_drawing",
    "kind_of", "search_order", "too_large",
]  # fmt: skip
