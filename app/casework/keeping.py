"""How the signing identity is kept: its end, a copy of it, a request that waits. Cheap to ask."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.models.certificate import SigningIdentity
from app.models.message import Message, message

if TYPE_CHECKING:
    from app.storage import Casebook

WEEKS_BEFORE = 60
"""Days before its end that a new identity is asked for."""
COPIED = "identity.copied"
"""The setting that names the identity of which a copy was kept."""
PENDING = "identity-request.json"
"""Lies beside the identity until the answer comes: the sealed key, and the request."""


def expires_soon(identity: SigningIdentity, now: datetime, days: int = WEEKS_BEFORE) -> bool:
    """Tell whether the identity ends within ``days``."""
    return (identity.not_after - now).days < days


def expiry(identity: SigningIdentity | None, now: datetime) -> Message | None:
    """Say, weeks before, that a new identity is needed; None while there is time."""
    if identity is None or not expires_soon(identity, now):
        return None
    day = identity.not_after.astimezone(now.tzinfo).date()
    if now > identity.not_after:
        return message("The signing identity expired on {day}: nothing can be signed.", day=day)
    return message("The signing identity expires on {day}. Get the next one now.", day=day)


def is_copied(casebook: "Casebook", found: SigningIdentity) -> bool:
    """Tell whether a copy of this identity was kept somewhere; a key on a card needs none."""
    return found.on_card or casebook.setting(COPIED) == found.fingerprint


def is_waiting(casebook: "Casebook") -> bool:
    """Tell whether a request waits for its answer."""
    return casebook.identity_path.with_name(PENDING).exists()
