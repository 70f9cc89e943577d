"""The organisation's signing identity: made here for trying, or brought along."""

import hashlib
import os
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.x509 import load_pem_x509_certificate

from app.casework import paper_code, season
from app.casework.keeping import COPIED
from app.casework.press import Subject
from app.casework.rubrics import read_small
from app.casework.write import sync_folder, write_file
from app.certificates.anchor import limits
from app.certificates.statement import certified_keys, text_of
from app.log import PublicKey
from app.models.certificate import SigningIdentity
from app.models.errors import Refused, Unavailable
from app.models.log import Act
from app.models.message import message
from app.wording import pick

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook

UNNAMED = "National Support Organisation"
"""The subject of an identity that is made before the office has a name."""
KINDS = ("rsa-3072", "p-256")


def create(
    casebook: "Casebook", press: "Press", *, passphrase: str, name: str = "",
    organisation: str = "", kind: str = KINDS[0], force: bool = False,
) -> SigningIdentity:  # fmt: skip
    """Make a self-signed identity named after the signatory and office; one act."""
    check_free(casebook, force=force)
    subject = subject_of(casebook, name, organisation, kind)
    _, p12 = press.create_identity(subject, passphrase, casebook.clock())
    return keep_file(casebook, press, p12, passphrase)


def import_(
    casebook: "Casebook", press: "Press", path: Path, *, passphrase: str, force: bool = False
) -> SigningIdentity:
    """Keep a PKCS#12 identity that was brought along, once it opens and may sign; one act."""
    check_free(casebook, force=force)
    return keep_file(casebook, press, read_small(path), passphrase)


def subject_of(casebook: "Casebook", name: str, organisation: str, kind: str) -> Subject:
    """Return whom an identity names: what is given, else the season's signatory and office."""
    current = season.current(casebook)
    office = organisation or pick(current.organisation.name) or UNNAMED
    person = name or current.signatory.name or office
    return Subject(person, office, current.organisation.country, kind)


def show(casebook: "Casebook") -> SigningIdentity | None:
    """Return the current identity; None when there is none."""
    known = casebook.identities()
    if not known:
        return None
    return known[-1] if known[-1].on_card or casebook.identity_path.exists() else None


def current(casebook: "Casebook") -> SigningIdentity:
    """Return the current identity; raises ``Refused`` when there is none."""
    found = show(casebook)
    if found is None:
        raise missing()
    return found


def export(casebook: "Casebook", path: Path, *, force: bool = False) -> SigningIdentity:
    """Write what others check by: the certificate for files, the public key for codes (PEM)."""
    found = current(casebook)
    write_file(path, public_pem(casebook, found).encode(), force=force)
    return found


def public_pem(casebook: "Casebook", identity: SigningIdentity) -> str:
    """Return certificate and public key for codes, before them that the one certifies the other.

    The statement comes first because ``openssl cms`` takes a certificate before it for a CMS.
    """
    return _joined(*_statements(casebook, identity), trusted_pem(casebook, identity))


def trusted_pem(casebook: "Casebook", identity: SigningIdentity) -> str:
    """Return certificate and keys as this casebook trusts them, certified or not."""
    known = reversed(casebook.ring.keys)
    keys = (limits(each) + paper_code.public_pem(each.public) for each in known)
    return _joined(identity.certificate_pem, *keys)


def _statements(casebook: "Casebook", identity: SigningIdentity) -> list[str]:
    """Return what an identity has certified, each key once, the newest first."""
    known = (each.statement for each in reversed(casebook.identities())
             if each.fingerprint == identity.fingerprint)  # fmt: skip
    return [each for each in dict.fromkeys(known) if each]


def _joined(*parts: str) -> str:
    return "".join(f"{each.rstrip()}\n" for each in parts if each)


def copy(casebook: "Casebook", path: Path, *, force: bool = False) -> str:
    """Write a copy of the identity's file, still under its passphrase; return its SHA-256."""
    found = current(casebook)
    if found.on_card:
        raise Refused(
            "identity.on-card",
            message("The key lies on a card and cannot be copied."),
            message("Ask whoever issued the card what happens when it is lost."),
        )
    p12 = read_small(casebook.identity_path)
    write_file(path, p12, force=force)
    path.chmod(0o600)
    if read_small(path) != p12:
        raise Unavailable("file.unwritable", message("{path} could not be written.", path=path))
    with casebook.draft() as draft:
        draft.set(COPIED, found.fingerprint)
    return hashlib.sha256(p12).hexdigest()


def missing() -> Refused:
    """Return the error of a casebook without an identity."""
    return Refused(
        "identity.missing",
        message("This casebook has no signing identity."),
        message("Make one with “label-desk identity create”, or bring one with "
                "“label-desk identity import FILE.p12”."),
    )  # fmt: skip


def check_free(casebook: "Casebook", *, force: bool) -> None:
    """Refuse to replace an identity unasked: certificates are checked by it."""
    known = show(casebook) is not None or casebook.identity_path.exists()
    if known and not force:
        raise Unavailable(
            "identity.exists",
            message("This casebook has a signing identity already."),
            message("Add --force to replace it; the old file is kept beside the new one."),
        )


def note(casebook: "Casebook", press: "Press", opened: SigningIdentity) -> None:
    """Write down an identity that no act knows yet, or that has not certified the log's new key.

    The first happens when its file is here but its act was lost with the power.
    """
    known = [each for each in casebook.identities() if each.fingerprint == opened.fingerprint]
    if not known or not known[-1].statement or not certifies(casebook, opened):
        with casebook.act(Act.IDENTITY) as act:
            act.store(vouched(casebook, press, opened))


def note_open(casebook: "Casebook", press: "Press") -> None:
    """Let the identity that is open certify the log's newest key, where it is the casebook's."""
    known, opened = show(casebook), press.identity
    if known is not None and opened is not None and opened.fingerprint == known.fingerprint:
        note(casebook, press, opened)


def certifies(casebook: "Casebook", identity: SigningIdentity) -> bool:
    """Tell whether the identity has certified the key that signs now."""
    return casebook.public_key in certified(casebook, identity)


def certified(casebook: "Casebook", identity: SigningIdentity) -> tuple[PublicKey, ...]:
    """Return the log's keys that an identity has certified."""
    text = "".join(_statements(casebook, identity))
    if not text:
        return ()
    certificate = load_pem_x509_certificate(identity.certificate_pem.encode())
    return certified_keys(text, certificate)


def vouched(casebook: "Casebook", press: "Press", opened: SigningIdentity) -> SigningIdentity:
    """Let the open identity certify the log's key: the statement goes out with the certificate."""
    now, origin = casebook.clock(), casebook.origin
    text = text_of(origin, casebook.public_key.text, now.isoformat(timespec="seconds"))
    return replace(opened, statement=press.vouch(text, now))


def keep_file(casebook: "Casebook", press: "Press", p12: bytes, passphrase: str) -> SigningIdentity:
    """Open a PKCS#12, let it certify the log's key, and put it in its place with its act.

    When the act fails the old file comes back. A power cut between the two leaves the file alone,
    which ``note`` mends at the next signing.
    """
    made = vouched(casebook, press, press.open_identity(p12, passphrase, casebook.clock()))
    path, before = casebook.identity_path, set_aside(casebook)
    try:
        with casebook.act(Act.IDENTITY) as act:
            act.store(made)
            write_private(path, p12)
    except BaseException:
        if before is not None:
            before.replace(path)
        else:
            path.unlink(missing_ok=True)
        raise
    return made


def set_aside(casebook: "Casebook") -> Path | None:
    """Copy the identity's file beside itself, before another takes its place."""
    path = casebook.identity_path
    if not path.exists():
        return None
    before = path.with_name(f"identity-before-{casebook.size:06}.p12")
    shutil.copyfile(path, before)
    before.chmod(0o600)
    return before


def write_private(path: Path, p12: bytes) -> None:
    """Write what only this user may read, whole or not at all."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(p12)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)
