"""Evidence made visible: what a file is, and its pages and text through the reader process."""

from app.documents.facts import Document, DocumentFacts, Found, Note, Pixels, TextPage
from app.documents.kind import HEAD_BYTES, FileKind, Kind, kind_of
from app.documents.reader import FOUND_LIMIT, Reader, Readers, search_order

__all__ = [
    "FOUND_LIMIT", "HEAD_BYTES", "Document", "DocumentFacts", "FileKind", "Found", "Kind",
    "Note", "Pixels", "Reader", "Readers", "TextPage", "kind_of", "search_order",
]  # fmt: skip
