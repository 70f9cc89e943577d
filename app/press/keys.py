"""The signing identity while it is open: only here, only in memory."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.models.certificate import CardPlace, SigningIdentity

if TYPE_CHECKING:
    from app.certificates.identity import OpenIdentity


class Keys:
    """Holds the one identity that was opened in this sitting."""

    def __init__(self) -> None:
        self.identity: OpenIdentity | None = None

    def open(self, p12: bytes, passphrase: str, at: datetime) -> SigningIdentity:
        """Open and check an identity and keep it; raises ``Refused`` and keeps what was open."""
        from app.certificates.identity import check_identity, open_identity  # noqa: PLC0415

        identity = open_identity(p12, passphrase)
        check_identity(identity, at)
        self.identity = identity
        return identity.facts

    def open_card(self, place: CardPlace, pin: str, at: datetime) -> tuple[SigningIdentity, str]:
        """Open an identity on a card and keep it; return its public side and its key's id."""
        from app.certificates.card import key_id, open_card  # noqa: PLC0415
        from app.certificates.identity import check_identity  # noqa: PLC0415

        identity = open_card(place, pin)
        check_identity(identity, at)
        self.identity = identity
        return identity.facts, key_id(identity)

    def close(self) -> None:
        """Forget the identity."""
        self.identity = None
