"""Identities that others certify: by request and answer as files, or on a smart card."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cattrs

from app.casework import identity
from app.casework.keeping import PENDING
from app.casework.press import Subject
from app.casework.rubrics import read_small
from app.casework.write import check_free, write_file
from app.models.certificate import CardPlace, SigningIdentity
from app.models.errors import Refused
from app.models.log import Act
from app.models.message import message
from app.models.plain import from_plain

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook

CARD = "identity.card"
"""The setting that says where the card's key is on this machine."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A request that waits for its answer; ``key`` is encrypted PKCS#8, both are PEM."""

    name: str
    key: str
    request: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An identity that came by answer, and how many issuers' certificates came with it."""

    identity: SigningIdentity
    issuers: int


def request(
    casebook: "Casebook", press: "Press", path: Path, *, passphrase: str, subject: Subject,
    force: bool = False,
) -> Path:  # fmt: skip
    """Write a certificate request; the key waits in the casebook's folder under the passphrase."""
    check_free(path, force=force)
    waiting = _pending_path(casebook)
    if waiting.exists() and not force:
        raise Refused(
            "identity.request-waits",
            message("A request waits for its answer already."),
            message("Bring the answer with “label-desk identity answer FILE”, or give the request "
                    "up with --force."),
        )  # fmt: skip
    sealed, made = press.request_identity(subject, passphrase)
    pending = Pending(subject.name, sealed.decode(), made.decode())
    identity.write_private(waiting, json.dumps(asdict(pending)).encode())
    write_file(path, made, force=force)
    return waiting


def answer(
    casebook: "Casebook", press: "Press", files: Sequence[Path], *, passphrase: str,
    force: bool = False,
) -> Answered:  # fmt: skip
    """Put the issuer's answer together with the waiting key, once both fit; one act."""
    identity.check_free(casebook, force=force)
    pending, now = waits(casebook), casebook.clock()
    contents = tuple(read_small(each) for each in files)
    sealed = pending.key.encode()
    _, p12, issuers = press.answer_identity(pending.name, sealed, contents, passphrase, now)
    made = identity.keep_file(casebook, press, p12, passphrase)
    _pending_path(casebook).unlink(missing_ok=True)
    return Answered(made, issuers)


def waits(casebook: "Casebook") -> Pending:
    """Return the request that waits for its answer; raises ``Refused`` when there is none."""
    path = _pending_path(casebook)
    try:
        return from_plain(json.loads(path.read_bytes()), Pending)
    except (OSError, ValueError, cattrs.BaseValidationError) as error:
        raise Refused(
            "identity.no-request",
            message("No request waits for an answer."),
            message("“label-desk identity request -o FILE.csr” makes one."),
        ) from error


def card(
    casebook: "Casebook", press: "Press", place: CardPlace, *, pin: str, force: bool = False
) -> SigningIdentity:
    """Use the key on a smart card from now on; one act. A file that signed before is set aside."""
    identity.check_free(casebook, force=force)
    opened, exact = press.open_card(place, pin, casebook.clock())
    made = identity.vouched(casebook, press, opened)
    before = identity.set_aside(casebook)
    with casebook.draft() as draft:
        draft.set(CARD, asdict(exact))
    with casebook.act(Act.IDENTITY) as act:
        act.store(made)
    if before is not None:
        casebook.identity_path.unlink(missing_ok=True)
    return made


def card_place(casebook: "Casebook") -> CardPlace:
    """Return where the card's key is on this machine; raises ``Refused`` where nobody said so."""
    try:
        return from_plain(casebook.setting(CARD), CardPlace)
    except (TypeError, ValueError, AttributeError, cattrs.BaseValidationError) as error:
        raise Refused(
            "identity.no-card-place",
            message("Where the card's library lies on this machine is not known."),
            message("Say it with “label-desk identity card --module PATH --force”."),
        ) from error


def _pending_path(casebook: "Casebook") -> Path:
    return casebook.identity_path.with_name(PENDING)
