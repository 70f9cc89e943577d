"""The organisation's signing identity: made here for trying, or brought along."""

import os
import secrets
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import paper_code, season
from app.casework.rubrics import read_small
from app.casework.write import sync_folder, write_file
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


def create(
    casebook: "Casebook", press: "Press", *, passphrase: str, name: str = "",
    organisation: str = "", force: bool = False,
) -> SigningIdentity:  # fmt: skip
    """Make a self-signed identity named after the signatory and office; one act."""
    check_free(casebook, force=force)
    current = season.current(casebook)
    office = organisation or pick(current.organisation.name) or UNNAMED
    person = name or current.signatory.name or office
    made, p12 = press.create_identity(
        person, office, current.organisation.country, passphrase, casebook.clock()
    )
    _keep(casebook, made, p12)
    return made


def import_(
    casebook: "Casebook", press: "Press", path: Path, *, passphrase: str, force: bool = False
) -> SigningIdentity:
    """Keep a PKCS#12 identity that was brought along, once it opens and may sign; one act."""
    check_free(casebook, force=force)
    p12 = read_small(path)
    brought = press.open_identity(p12, passphrase, casebook.clock())
    _keep(casebook, brought, p12)
    return brought


def show(casebook: "Casebook") -> SigningIdentity | None:
    """Return the current identity; None when there is none."""
    known = casebook.identities()
    return known[-1] if known and casebook.identity_path.exists() else None


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
    """Return certificate and public key for codes, one after the other."""
    return f"{identity.certificate_pem.rstrip()}\n{paper_code.public_pem(casebook.public_key)}"


def expires_soon(identity: SigningIdentity, now: datetime, days: int = 60) -> bool:
    """Tell whether the identity ends within ``days``."""
    return (identity.not_after - now).days < days


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
    if casebook.identity_path.exists() and not force:
        raise Unavailable(
            "identity.exists",
            message("This casebook has a signing identity already."),
            message("Add --force to replace it; the old file is kept beside the new one."),
        )


def note(casebook: "Casebook", opened: SigningIdentity) -> None:
    """Write down an identity whose file is here but whose act was lost with the power."""
    if all(each.fingerprint != opened.fingerprint for each in casebook.identities()):
        with casebook.act(Act.IDENTITY) as act:
            act.store(opened)


def _keep(casebook: "Casebook", made: SigningIdentity, p12: bytes) -> None:
    """Put the file in place and write the act; when the act fails the old file comes back.

    A power cut between the two leaves the file alone, which ``note`` mends at the next signing.
    """
    path = casebook.identity_path
    before = path.with_name(f"identity-before-{casebook.size:06}.p12")
    if path.exists():
        shutil.copyfile(path, before)
        before.chmod(0o600)
    try:
        with casebook.act(Act.IDENTITY) as act:
            act.store(made)
            _write_private(path, p12)
    except BaseException:
        if before.exists():
            before.replace(path)
        else:
            path.unlink(missing_ok=True)
        raise


def _write_private(path: Path, p12: bytes) -> None:
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
