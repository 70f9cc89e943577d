"""The organisation's signing identity: a PKCS#12 file made here or brought along."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias, TypeGuard

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from app.certificates.signature import ORDERS
from app.models.certificate import SigningIdentity
from app.models.errors import Misused, Refused
from app.models.message import Message, message

KEY_KINDS = ("rsa-3072", "p-256")
KEY_BITS = 3072
LEAST_BITS = 2048
DAYS = 5 * 365 + 1
SHORTEST_PASSPHRASE = 4
KDF_ROUNDS = 100_000
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""Extended key usage of RFC 9336."""

PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class CardKey(Protocol):
    """A key that never leaves its card: it signs there (``card``)."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the data as it stands in a CMS."""


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """An identity with its key, held only in the press process."""

    key: PrivateKey | CardKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def facts(self) -> SigningIdentity:
        """The public side."""
        on_card = not isinstance(self.key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey))
        return replace(facts_of(self.certificate), on_card=on_card)

    def sign(self, data: bytes) -> bytes:
        """Return the signature with SHA-256: RSA PKCS #1 v1.5, or ECDSA with the lower s."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if not isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data)
        signature = self.key.sign(data, ec.ECDSA(hashes.SHA256()))
        return lower(*decode_dss_signature(signature), self.key.curve.name)


def lower(first: int, second: int, curve: str) -> bytes:
    """Return an ECDSA signature in DER, of its two forms the one with the lower s."""
    return encode_dss_signature(first, min(second, ORDERS[curve] - second))


def create(
    name: str, organisation: str, country: str, passphrase: str, at: datetime,
    kind: str = KEY_KINDS[0],
) -> bytes:  # fmt: skip
    """Make a self-signed identity for ``organisation`` that is good for five years.

    ``country`` is ISO 3166-1 alpha-2. Raises ``Misused`` for a name or passphrase that is too
    short.
    """
    check_words(name, passphrase)
    key = key_of_kind(kind)
    certificate = _certificate(key, subject_of(name, organisation, country), at)
    return packed(name.strip(), key, certificate, (), passphrase)


def check_words(name: str, passphrase: str) -> None:
    """Refuse an identity without a name, or with a passphrase that anybody guesses."""
    if not name.strip() or len(passphrase) < SHORTEST_PASSPHRASE:
        raise Misused(
            "identity.words",
            message(
                "An identity needs a name and a passphrase of at least {count} characters.",
                count=SHORTEST_PASSPHRASE,
            ),
        )


def key_of_kind(kind: str) -> PrivateKey:
    """Make a new key of one of ``KEY_KINDS``; raises ``Misused`` for another."""
    if kind == "rsa-3072":
        return rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    if kind == "p-256":
        return ec.generate_private_key(ec.SECP256R1())
    raise Misused("identity.kind", message("Choose {kinds}.", kinds=", ".join(KEY_KINDS)))


def packed(
    label: str, key: PrivateKey, certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...], passphrase: str,
) -> bytes:  # fmt: skip
    """Return key and certificates as PKCS#12 under the passphrase."""
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(
        label.encode(), key, certificate, chain or None, protection
    )


def subject_of(name: str, organisation: str, country: str) -> x509.Name:
    """Return who signs, as certificates name people and offices."""
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name.strip()[:64])]
    if organisation.strip():
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation.strip()[:64]))
    if len(country) == 2 and country.isascii():
        parts.append(x509.NameAttribute(NameOID.COUNTRY_NAME, country.upper()))
    return x509.Name(parts)


def key_usage() -> x509.KeyUsage:
    """Return what the key is for: signing documents, and standing by what is signed."""
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _certificate(key: PrivateKey, subject: x509.Name, at: datetime) -> x509.Certificate:
    start = at.astimezone(UTC).replace(microsecond=0)
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def not_opened() -> Refused:
    """Return the one neutral sentence for every wrong passphrase, damaged file or wrong PIN."""
    return Refused(
        "identity.passphrase",
        message("The identity cannot be opened with this passphrase."),
        message("Check the passphrase and the file, then try again."),
    )


def is_signing_key(key: object) -> TypeGuard[PrivateKey]:
    """Tell whether a key is of a kind that can sign."""
    return isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey))


def open_identity(p12: bytes, passphrase: str) -> OpenIdentity:
    """Open a PKCS#12; one neutral sentence (``identity.passphrase``) when it cannot be opened."""
    try:
        found = pkcs12.load_pkcs12(p12, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise not_opened() from error
    key = found.key
    if not is_signing_key(key) or found.cert is None:
        raise Refused(
            "identity.key", message("The file holds no key and certificate that can sign.")
        )
    chain = tuple(each.certificate for each in found.additional_certs)
    return OpenIdentity(key, found.cert.certificate, chain)


def check_identity(identity: OpenIdentity, at: datetime) -> None:
    """Refuse what must not sign: out of its time, wrong usage, weak key or hash, foreign key."""
    certificate = identity.certificate
    if at < certificate.not_valid_before_utc:
        raise _refused("identity.not-yet-valid", message("The identity is not valid yet."))
    if at > certificate.not_valid_after_utc:
        raise _refused("identity.expired", message("The identity has expired."))
    if not _may_sign(certificate):
        raise _refused(
            "identity.usage", message("The identity is not meant for signing documents.")
        )
    if _is_weak(identity):
        raise _refused("identity.weak", message("The identity's key or its hash is too weak."))
    if is_signing_key(identity.key) and identity.key.public_key() != certificate.public_key():
        raise _refused(
            "identity.key", message("The identity's key and certificate do not belong together.")
        )


def _refused(code: str, sentence: Message) -> Refused:
    return Refused(code, sentence, message("Use another identity, or create one."))


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return usage.digital_signature or usage.content_commitment


def _is_weak(identity: OpenIdentity) -> bool:
    hashed = identity.certificate.signature_hash_algorithm
    if isinstance(hashed, (hashes.MD5, hashes.SHA1)):
        return True
    key = identity.certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.name not in ORDERS
    return not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_BITS


def facts_of(certificate: x509.Certificate) -> SigningIdentity:
    """Return the public facts of a certificate."""
    return SigningIdentity(
        subject=shown_name(certificate.subject),
        issuer=shown_name(certificate.issuer),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        certificate_pem=certificate.public_bytes(Encoding.PEM).decode("ascii"),
        self_signed=certificate.subject == certificate.issuer,
        key=kind_of(certificate),
    )


def kind_of(certificate: x509.Certificate) -> str:
    """Return the kind and size of a certificate's key, as people know it."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return {"secp256r1": "P-256", "secp384r1": "P-384"}.get(key.curve.name, key.curve.name)
    return type(key).__name__


def shown_name(name: x509.Name) -> str:
    """Return a distinguished name as people read it: name, organisation, country."""
    wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.COUNTRY_NAME)
    values = [str(part.value) for kind in wanted for part in name.get_attributes_for_oid(kind)]
    return ", ".join(dict.fromkeys(values)) or name.rfc4514_string()
