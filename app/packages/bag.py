"""Checking a BagIt 1.0 bag (RFC 8493) against the members that are really there."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.models.message import Message, message
from app.packages.findings import Findings
from app.packages.fingerprints import Fingerprint
from app.packages.layout import DECLARATION, PAYLOAD, Layout
from app.packages.names import is_junk, shown
from app.packages.tagfile import (
    ALGORITHMS,
    MANIFEST,
    WEAK,
    Manifest,
    Oxum,
    read_labels,
    read_manifest,
    read_oxum,
    what_is_wrong_with_declaration,
)

LABELS = "bag-info.txt"
FETCH = "fetch.txt"


@dataclass(frozen=True, slots=True)
class Bag:
    """What the tag files of a bag say. ``manifests`` are of the payload."""

    manifests: tuple[Manifest, ...] = ()
    tag_manifests: tuple[Manifest, ...] = ()
    oxum: Oxum | None = None
    labels: tuple[tuple[str, str], ...] = field(default=())

    @property
    def algorithms(self) -> set[str]:
        """The checksums that must be taken of the members."""
        return {each.algorithm for each in self.manifests + self.tag_manifests}


Reading = Callable[[str], bytes | None]
"""Returns the bytes of a tag file by its name in the bag, or None where there is none."""


def read_bag(names: Iterable[str], read: Reading, findings: Findings) -> Bag:
    """Read the tag files at the top of the bag; ``names`` are relative to its folder."""
    declaration = read(DECLARATION)
    if declaration is None:
        reason: Message | None = message("It is missing. Ask for a complete file.")
    else:
        reason = what_is_wrong_with_declaration(declaration)
    if reason is not None:
        findings.error("bag.invalid", DECLARATION, reason)
    labels, oxum = _labels(read, findings)
    manifests: list[Manifest] = []
    tag_manifests: list[Manifest] = []
    for name in sorted(names):
        if match := MANIFEST.fullmatch(name):
            (tag_manifests if match[1] else manifests).extend(
                _manifest(name, match[2], read, findings, payload=not match[1])
            )
    _check_strength(manifests, tag_manifests, findings)
    return Bag(tuple(manifests), tuple(tag_manifests), oxum, tuple(labels))


def _labels(read: Reading, findings: Findings) -> tuple[list[tuple[str, str]], Oxum | None]:
    content = read(LABELS)
    if content is None:
        return [], None
    labels, reason = read_labels(content)
    oxum, oxum_reason = read_oxum(labels)
    for each in (reason, oxum_reason):
        if each is not None:
            findings.error("bag.invalid", LABELS, each)
    return labels, oxum


def _manifest(
    name: str, algorithm: str, read: Reading, findings: Findings, *, payload: bool
) -> list[Manifest]:
    if algorithm not in ALGORITHMS:
        text = message("Its checksum “{algorithm}” is not known here and was not checked.",
                       algorithm=algorithm)  # fmt: skip
        findings.warning("bag.weak", name, text)
        return []
    content = read(name)
    if content is None:
        return []
    manifest = read_manifest(content, algorithm, payload=payload)
    for reason in manifest.wrong:
        findings.error("bag.invalid", name, reason)
    return [manifest]


def _check_strength(
    manifests: list[Manifest], tag_manifests: list[Manifest], findings: Findings
) -> None:
    if not manifests:
        text = message("The bag has no list of checksums. Ask the sender to pack it again.")
        findings.error("bag.invalid", "manifest-sha256.txt", text)
    elif all(each.algorithm in WEAK for each in manifests):
        text = message("The bag has only MD5 or SHA-1 checksums, which can be forged.")
        findings.warning("bag.weak", f"manifest-{manifests[0].algorithm}.txt", text)
    if not tag_manifests:
        text = message("The bag has no checksums of its own lists (tag manifest).")
        findings.warning("bag.weak", "tagmanifest-sha256.txt", text)
    elif all(each.algorithm in WEAK for each in tag_manifests):
        text = message("The bag's own lists have only MD5 or SHA-1 checksums.")
        findings.warning("bag.weak", f"tagmanifest-{tag_manifests[0].algorithm}.txt", text)


def check_bag(
    bag: Bag, layout: Layout, members: Mapping[str, Fingerprint], findings: Findings
) -> set[str]:
    """Compare every list with every member: missing, changed, unnamed; and the stated size.

    Returns the full names of the members that are not what a list says.
    """
    changed: set[str] = set()
    inside = {
        name.removeprefix(layout.root): each
        for name, each in members.items()
        if name.startswith(layout.root)
    }
    payload = {name: each for name, each in inside.items() if name.startswith(PAYLOAD)}
    tags = {name: each for name, each in inside.items() if name not in payload}
    for manifest in bag.manifests:
        changed |= _check_manifest(manifest, payload, findings)
    for manifest in bag.tag_manifests:
        changed |= _check_manifest(manifest, tags, findings)
        _check_lists_manifests(manifest, tags, findings)
    _check_unnamed(bag, payload, tags, findings)
    for name in members.keys() - {layout.root + name for name in inside}:
        _unnamed(name, findings)
    if FETCH in tags:
        findings.error("bag.incomplete", FETCH, message(
            "Files were left to be fetched from the network. Nothing is ever fetched; ask for a "
            "complete file."
        ))  # fmt: skip
    _check_oxum(bag.oxum, payload, findings)
    return changed


def _check_manifest(
    manifest: Manifest, members: Mapping[str, Fingerprint], findings: Findings
) -> set[str]:
    changed = set()
    by_form = {_form(name): each for name, each in members.items()}
    for path, wanted in manifest.checksums.items():
        member = members.get(path) or by_form.get(_form(path))
        if member is None:
            text = message("It is listed in the bag and is not there. Ask for a complete file.")
            findings.error("bag.incomplete", shown(path), text)
        elif member.digests.get(manifest.algorithm) != wanted:
            text = message("It was changed or damaged after the bag was made ({algorithm}). Ask "
                           "for the file again.", algorithm=manifest.algorithm)  # fmt: skip
            findings.error("bag.checksum", shown(path), text)
            changed.add(member.entry.name)
    return changed


def _form(name: str) -> str:
    """One form for names that differ only in how accents are encoded (macOS)."""
    return unicodedata.normalize("NFC", name)


def _check_lists_manifests(
    manifest: Manifest, tags: Mapping[str, Fingerprint], findings: Findings
) -> None:
    for name in tags:
        match = MANIFEST.fullmatch(name)
        if match and not match[1] and name not in manifest.checksums:
            text = message("The tag manifest ({algorithm}) does not list it.",
                           algorithm=manifest.algorithm)  # fmt: skip
            findings.error("bag.invalid", name, text)


def _check_unnamed(
    bag: Bag,
    payload: Mapping[str, Fingerprint],
    tags: Mapping[str, Fingerprint],
    findings: Findings,
) -> None:
    """Each payload manifest must name every payload file; some tag manifest every tag file."""
    for manifest in bag.manifests:
        named = {_form(path) for path in manifest.checksums}
        for name in payload:
            if _form(name) not in named:
                _unnamed(name, findings)
    if bag.tag_manifests:
        named = {_form(path) for each in bag.tag_manifests for path in each.checksums}
        for name in tags:
            if _form(name) not in named and not name.startswith("tagmanifest-") and name != FETCH:
                _unnamed(name, findings)


def _unnamed(name: str, findings: Findings) -> None:
    if is_junk(name):
        text = message("Windows or macOS left this file behind; it does not matter.")
        findings.note("bag.extra", shown(name), text)
    else:
        text = message("It is in the file, but no list of the bag names it, so that nobody can "
                       "tell where it comes from.")  # fmt: skip
        findings.error("bag.extra", shown(name), text)


def _check_oxum(oxum: Oxum | None, payload: Mapping[str, Fingerprint], findings: Findings) -> None:
    size = sum(each.entry.size for each in payload.values())
    if oxum is None or (oxum.size, oxum.count) == (size, len(payload)):
        return
    listed = [each for name, each in payload.items() if not is_junk(name)]
    if (oxum.size, oxum.count) == (sum(each.entry.size for each in listed), len(listed)):
        return
    findings.error("bag.invalid", LABELS, message(
        "It states {files} files with {size} bytes; there are {found_files} with {found_size}.",
        files=oxum.count, size=oxum.size, found_files=len(payload), found_size=size,
    ))  # fmt: skip
