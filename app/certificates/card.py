"""A key on a smart card, used through the maker's PKCS#11 library; only in the press process.

The key never leaves the card. Nothing here is imported before somebody uses a card.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.certificates.identity import OpenIdentity, lower, not_opened
from app.models.certificate import CardPlace
from app.models.errors import Refused, Unavailable
from app.models.message import message

DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 in a PKCS #1 v1.5 signature; every card pads the rest."""


@dataclass(frozen=True, slots=True)
class KeyOnCard:
    """A private key of an open session with a card."""

    handle: Any
    curve: str = ""

    def sign(self, data: bytes) -> bytes:
        """Let the card sign; raises ``Unavailable`` (``identity.card-gone``) where it is away."""
        from pkcs11 import Mechanism, PKCS11Error  # noqa: PLC0415

        digest = hashlib.sha256(data).digest()
        try:
            if not self.curve:
                content = DIGEST_INFO + digest
                return bytes(self.handle.sign(content, mechanism=Mechanism.RSA_PKCS))
            raw = bytes(self.handle.sign(digest, mechanism=Mechanism.ECDSA))
        except PKCS11Error as error:
            raise card_gone() from error
        half = len(raw) // 2
        return lower(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]), self.curve)


def card_gone() -> Unavailable:
    """Return the error of a card that was taken out, or does not answer."""
    return Unavailable(
        "identity.card-gone",
        message("The card does not answer. Nothing was issued."),
        message("Put the card back and sign again; its PIN is asked once more."),
    )


def open_card(place: CardPlace, pin: str) -> OpenIdentity:
    """Open the identity on a card; a wrong PIN gets the one neutral sentence of every passphrase.

    ``place.key`` may be empty where only one certificate on the card has its key.
    """
    from pkcs11 import PKCS11Error, exceptions  # noqa: PLC0415

    token = _token(place)
    try:
        session = token.open(user_pin=pin)
        return _identity(session, place.key)
    except exceptions.PinLocked as error:
        raise Refused(
            "identity.card-locked",
            message("The card has locked itself after wrong PINs."),
            message("Unlock it with the card's own program and its PUK."),
        ) from error
    except (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange) as error:
        raise not_opened() from error
    except PKCS11Error as error:
        raise card_gone() from error


def key_id(identity: OpenIdentity) -> str:
    """Return the id of the key that was opened, to find it again."""
    key = identity.key
    return bytes(key.handle.id).hex() if isinstance(key, KeyOnCard) else ""


def _token(place: CardPlace) -> Any:
    """Return the card by its name; raises ``Refused`` where the choice is not clear."""
    from pkcs11 import PKCS11Error  # noqa: PLC0415

    try:
        library = _library(place.module)
        with suppress(PKCS11Error):
            library.reinitialize()  # finds cards that were put in since
        found = [each for each in library.get_tokens() if each.label.strip("\0 ")]
    except PKCS11Error as error:
        raise card_gone() from error
    names = ", ".join(each.label for each in found)
    fitting = [each for each in found if place.token in {"", each.label}]
    if not fitting:
        raise Unavailable(
            "identity.no-card",
            message("There is no such card: {name}.", name=place.token or "–"),
            message("Put the card in. Cards that are there: {names}.", names=names or "–"),
        )
    if len(fitting) > 1:
        raise Refused(
            "identity.cards",
            message("There are several cards: {names}.", names=names),
            message("Name one with --token."),
        )
    return fitting[0]


def _library(module: str) -> Any:
    try:
        from pkcs11 import lib  # noqa: PLC0415
    except ImportError as error:
        raise Unavailable(
            "identity.no-card-support",
            message("The library for cards (python-pkcs11) is not installed."),
            message("Run “python3 start.py setup”."),
        ) from error
    try:
        return lib(module)
    except (RuntimeError, OSError) as error:
        raise Unavailable(
            "identity.card-module",
            message("The card's library cannot be loaded: {path}", path=module),
            message("Name the PKCS#11 library (.so, .dll or .dylib) of the card's maker."),
        ) from error


def _identity(session: Any, wanted: str) -> OpenIdentity:
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415

    private = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    keys = {bytes(each.id): each for each in session.get_objects(private)}
    found = [
        (bytes(each[Attribute.ID]), x509.load_der_x509_certificate(bytes(each[Attribute.VALUE])))
        for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    own = [(name, each) for name, each in found
           if name in keys and wanted in {"", name.hex()}]  # fmt: skip
    if len(own) != 1:
        names = ", ".join(name.hex() for name, _ in own)
        raise Refused(
            "identity.card-key",
            message("The card has no certificate with its key.") if not own
            else message("The card has several keys: {names}.", names=names),
            message("Name one with --key-id.") if own else None,
        )  # fmt: skip
    name, certificate = own[0]
    public = certificate.public_key()
    curve = public.curve.name if isinstance(public, ec.EllipticCurvePublicKey) else ""
    if not curve and not isinstance(public, rsa.RSAPublicKey):
        raise Refused("identity.key", message("The file holds no key and certificate that can "
                                              "sign."))  # fmt: skip
    others = tuple(each for _, each in found if each != certificate)
    return OpenIdentity(KeyOnCard(keys[name], curve), certificate, _above(certificate, others))


def _above(
    certificate: x509.Certificate, others: tuple[x509.Certificate, ...]
) -> tuple[x509.Certificate, ...]:
    """Return the issuers that lie on the card too, the nearest first."""
    chain: list[x509.Certificate] = []
    last = certificate
    while last.issuer != last.subject and len(chain) <= len(others):
        above = next((each for each in others if each.subject == last.issuer), None)
        if above is None:
            break
        chain.append(above)
        last = above
    return tuple(chain)
