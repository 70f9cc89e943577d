"""Checking the files that the form names: there, not empty, what they say, doing nothing."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.models.application import Evidence
from app.models.identifiers import EvidenceId, Sha256
from app.models.message import Message, message
from app.models.plain import Plain
from app.packages.active import SCANNED, signs
from app.packages.content import agree, declared, is_two_kinds, named, sniffed
from app.packages.findings import Findings
from app.packages.fingerprints import Fingerprint
from app.packages.layout import Layout
from app.packages.names import is_junk, shown

MAILS = (".eml", ".mht", ".mhtml")
"""Endings of texts that hold pages and attached files."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file of one piece of evidence; ``member`` is its full name in the archive."""

    id: EvidenceId
    path: str
    member: str
    media_type: str | None
    size: int
    sha256: Sha256


Content = Callable[[Fingerprint], bytes]
"""Returns the bytes of a member, as many as are searched for active content."""


def evidence_named_in(form: Plain) -> tuple[Evidence, ...] | None:
    """Return the files a form names, also one the schema refused; None when there is no form."""
    if not isinstance(form, dict):
        return None
    entries = form.get("evidence")
    found = []
    for each in entries if isinstance(entries, list) else ():
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            texts = {key: value for key, value in each.items() if isinstance(value, str)}
            found.append(
                Evidence(
                    EvidenceId(each["id"]),
                    title="",
                    path=texts.get("path") or None,
                    copy=texts.get("copy") or None,
                    media_type=texts.get("media_type") or None,
                )
            )
    return tuple(found)


def check_evidence(
    named_files: tuple[Evidence, ...] | None,
    layout: Layout,
    members: Mapping[str, Fingerprint],
    content: Content,
    findings: Findings,
) -> tuple[Attachment, ...]:
    """Report on every file named or present, and return those that can be opened."""
    attachments = []
    listed: set[str] = set()
    by_form = {_form(name): each for name, each in members.items()}
    for evidence in named_files or ():
        for path in filter(None, (evidence.path, evidence.copy)):
            name = layout.payload + path
            member = members.get(name) or by_form.get(_form(name))
            if member is None:
                text = message("The form names it, and it is not in the file. Ask for it, or "
                               "judge without it.")  # fmt: skip
                findings.warning("evidence.missing", shown(path), text)
                continue
            listed.add(member.entry.name)
            _check_type(evidence, path, member, findings)
            if path == evidence.file:
                attachments.append(_attachment(evidence, path, member))
    _check_files(layout, members, None if named_files is None else listed, content, findings)
    return tuple(attachments)


def _form(name: str) -> str:
    """One form for names that differ only in how accents are encoded (macOS)."""
    return unicodedata.normalize("NFC", name)


def _attachment(evidence: Evidence, path: str, member: Fingerprint) -> Attachment:
    media_type = evidence.media_type if path == evidence.path else None
    return Attachment(
        evidence.id, path, member.entry.name, media_type, member.entry.size, member.sha256
    )


def _check_type(evidence: Evidence, path: str, member: Fingerprint, findings: Findings) -> None:
    if not member.entry.size:
        return
    media_type = evidence.media_type if path == evidence.path else None
    _check_claims(path, media_type, member.head, findings)


def check_file(path: str, size: int, head: bytes, findings: Findings) -> None:
    """Report on a file that is on its way into an application: empty, or not what it says."""
    if not size:
        _is_empty(path, findings)
        return
    _check_claims(path, None, head, findings)


def _is_empty(path: str, findings: Findings) -> None:
    text = message("It is empty. Ask for the file again, or judge without it.")
    findings.warning("evidence.empty", shown(path), text)


def _check_claims(path: str, media_type: str | None, head: bytes, findings: Findings) -> None:
    found = sniffed(head)
    claims = [named(path)] + ([declared(media_type)] if media_type else [])
    if not all(agree(claimed, found) for claimed in claims):
        findings.warning("evidence.type", shown(path), message(
            "Its content is not what its name or media type says: it looks like {kind}.",
            kind=_kind_words(found),
        ))  # fmt: skip


def _kind_words(family: str | None) -> Message:
    if family is None:
        return message("an unknown kind of file")
    if family == "program":
        return message("a program")
    if family == "ole":
        return message("an old or a locked file of an office program")
    return message("{family}", family=family.upper())


def _check_files(
    layout: Layout,
    members: Mapping[str, Fingerprint],
    listed: set[str] | None,
    content: Content,
    findings: Findings,
) -> None:
    for name, member in members.items():
        if not name.startswith(layout.payload) or name == layout.form or is_junk(name):
            continue
        path = name.removeprefix(layout.payload)
        if listed is not None and name not in listed:
            text = message("It is in the file, but the form does not name it.")
            findings.note("evidence.unlisted", shown(path), text)
        if not member.entry.size:
            _is_empty(path, findings)
        _check_content(path, member, content, findings)


def _check_content(path: str, member: Fingerprint, content: Content, findings: Findings) -> None:
    if member.fault is not None:
        return
    family = sniffed(member.head)
    if is_two_kinds(family, member.head, member.tail):
        findings.warning("evidence.type", shown(path), message(
            "It can be read as two kinds of file at once. Ask for an ordinary file."
        ))  # fmt: skip
    if family == "text" and named(path) in {"html", "svg", "xml"}:
        family = named(path)
    if family == "text" and path.lower().endswith(MAILS):
        family = "mail"
    found = signs(content(member) if family in SCANNED else b"", family, path)
    if found:
        findings.warning("evidence.active", shown(path), message(
            "It contains {what}. Here none of it runs; be careful with a saved copy.",
            what=_listed(found),
        ))  # fmt: skip


def _listed(words: tuple[Message, ...]) -> Message:
    text = words[0]
    for word in words[1:]:
        text = message("{some}, {more}", some=text, more=word)
    return text
