"""Opening one file: what it is, whether it can be shown, and why not."""

import hashlib
from dataclasses import dataclass, field, replace

from app.documents import (
    BLOCK_KINDS,
    HEAD_BYTES,
    DocumentFacts,
    FileKind,
    Kind,
    Note,
    Reader,
    is_drawing,
    kind_of,
)
from app.models.application import Evidence
from app.models.blocks import BlockDocument
from app.models.errors import LabelDeskError, Unavailable
from app.models.message import Message, message
from app.models.sheet import SheetTable
from app.ui.evidence.card_view import CardContent
from app.ui.evidence.text_view import broken_lines
from app.ui.evidence.words import file_name, kind_name, size_words, visible
from app.wording import _, date_text, say

SIGNS_BYTES = 32 * 1024 * 1024
"""Bytes of a file without a viewer that are looked at for active content."""

OTHER_ARCHIVE = message(
    "Of archives only ZIP files open here. Save a copy and unpack it, or ask for the files as a "
    "ZIP."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file in the reader, with its text, its rows or its blocks where it has them."""

    facts: DocumentFacts
    text: str = ""
    table: SheetTable | None = None
    blocks: BlockDocument | None = None


@dataclass(frozen=True, slots=True)
class Playable:
    """The bytes of a sound or a film that lies inside another file."""

    content: bytes = field(repr=False)


def found_kind(evidence: Evidence, untrusted: bytes) -> FileKind:
    """Return what the bytes of evidence are."""
    return kind_of(untrusted[:HEAD_BYTES], evidence.file or "", evidence.media_type)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is told of a file without a viewer: its SHA-256, and what it would do when opened."""

    sha256: str
    signs: tuple[Message, ...] = ()


def opened(
    reader: Reader, untrusted: bytes, kind: Kind, language: str, password: str = ""
) -> Opened:
    """Open a file in the reader; runs on the reading thread.

    A drawing that cannot be drawn is opened as the text that it also is.
    """
    try:
        facts = reader.open(untrusted, kind, password, language=language)
    except Unavailable as error:
        if kind is Kind.ARCHIVE and error.code == "evidence.unsupported":
            raise Unavailable(error.code, OTHER_ARCHIVE, error.hint) from error
        if kind is not Kind.IMAGE or not is_drawing(untrusted[:HEAD_BYTES]):
            raise
        facts = reader.open(untrusted, Kind.TEXT, language=language)
        kind, facts = Kind.TEXT, replace(facts, notes=facts.notes | {Note.AS_TEXT})
    if kind in BLOCK_KINDS:
        return Opened(facts, blocks=reader.blocks())
    if kind is Kind.TEXT:
        return Opened(facts, broken_lines(reader.text().text))
    if kind in {Kind.TABLE, Kind.SHEET}:
        return Opened(facts, table=reader.table())
    return Opened(facts)


def opened_inside(reader: Reader, index: int, name: str, language: str) -> Opened | Playable | str:
    """Open a file inside the one that is open, instead of it, or return why it is not.

    Runs on the reading thread.
    """
    untrusted = reader.inner(index)
    found = kind_of(untrusted[:HEAD_BYTES], name)
    why = why_no_viewer(found)
    if why:
        return why
    if found.is_played:
        return Playable(untrusted)
    return opened(reader, untrusted, found.kind, language)


def card_of_link(evidence: Evidence) -> CardContent:
    """Return the card of an address without a saved copy."""
    facts = [(_("Seen on"), date_text(evidence.seen_at))] if evidence.seen_at else []
    return CardContent(
        visible(evidence.title),
        _("A link. This program never goes online: copy the address and open it in a browser."),
        tuple(facts),
        visible(evidence.url or ""),
        can_note=True,
    )


def card_of_nothing(evidence: Evidence) -> CardContent:
    """Return the card of evidence that is listed without file and address."""
    return CardContent(visible(evidence.title), _("Neither a file nor an address was given."))


def card_of_absent(evidence: Evidence, error: LabelDeskError) -> CardContent:
    """Return the card of a file that could not be read from the application."""
    name = (_("File"), visible(evidence.file or ""))
    return CardContent(
        file_name(evidence), say(error.message), (name,), visible(evidence.url or "")
    )


def looked_at(_reader: Reader, evidence: Evidence, untrusted: bytes) -> Looked:
    """Look at the bytes of a file; runs on the reading thread, a film takes a while."""
    from app.packages.active import signs  # noqa: PLC0415  only for cards
    from app.packages.content import sniffed  # noqa: PLC0415

    content = untrusted[:SIGNS_BYTES]
    found = signs(content, sniffed(content[:HEAD_BYTES]), evidence.file or "")
    return Looked(hashlib.sha256(untrusted).hexdigest(), found)


def card_of_file(evidence: Evidence, untrusted: bytes, looked: Looked, why: str) -> CardContent:
    """Return the card of a file that is there and cannot be shown."""
    facts = [
        (_("Kind"), kind_name(found_kind(evidence, untrusted).kind)),
        (_("Size"), size_words(len(untrusted))),
        (_("SHA-256"), looked.sha256[:16] + " …"),
    ]
    if looked.signs:
        facts.insert(1, (_("Contains"), ", ".join(map(say, looked.signs))))
    address = visible(evidence.url or "")
    return CardContent(file_name(evidence), why, tuple(facts), address, can_save=bool(untrusted))


def card_of_trouble(evidence: Evidence, why: str) -> CardContent:
    """Return the card of a film that could not be played."""
    return CardContent(file_name(evidence), why, address=visible(evidence.url or ""), can_save=True)


def why_no_viewer(found: FileKind) -> str:
    """Return the sentence for a file without a viewer; empty where there is one."""
    if found.kind is Kind.EMPTY:
        return _("This file is empty: it has no bytes at all.")
    if not found.agrees and found.declared is not None:
        sentence = _("By its name this is “{declared}”, by its content “{kind}”. It is not opened.")
        names = kind_name(found.declared), kind_name(found.kind)
        return sentence.format(declared=names[0], kind=names[1])
    if not (found.is_viewed or found.is_played):
        return _("There is no viewer for this kind of file.")
    return ""
