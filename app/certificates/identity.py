"""The organisation's signing identity: a PKCS#12 file made here or brought along."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from app.certificates.signature import ORDERS
from app.models.certificate import SigningIdentity
from app.models.errors import Misused, Refused
from app.models.message import Message, message

KEY_BITS = 3072
LEAST_BITS = 2048
DAYS = 5 * 365 + 1
SHORTEST_PASSPHRASE = 4
KDF_ROUNDS = 100_000
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""Extended key usage of RFC 9336."""

PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """An identity with its key, held only in the press process."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def facts(self) -> SigningIdentity:
        """The public side."""
        return facts_of(self.certificate)


def create(name: str, organisation: str, country: str, passphrase: str, at: datetime) -> bytes:
    """Make a self-signed identity for ``organisation`` that is good for five years.

    ``country`` is ISO 3166-1 alpha-2. Raises ``Misused`` for a name or passphrase that is too
    short.
    """
    if not name.strip() or len(passphrase) < SHORTEST_PASSPHRASE:
        raise Misused(
            "identity.words",
            message(
                "An identity needs a name and a passphrase of at least {count} characters.",
                count=SHORTEST_PASSPHRASE,
            ),
        )
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    certificate = _certificate(key, _subject(name, organisation, country), at)
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    label = name.strip().encode()
    return pkcs12.serialize_key_and_certificates(label, key, certificate, None, protection)


def _subject(name: str, organisation: str, country: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name.strip()[:64])]
    if organisation.strip():
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation.strip()[:64]))
    if len(country) == 2 and country.isascii():
        parts.append(x509.NameAttribute(NameOID.COUNTRY_NAME, country.upper()))
    return x509.Name(parts)


def _certificate(key: rsa.RSAPrivateKey, subject: x509.Name, at: datetime) -> x509.Certificate:
    start = at.astimezone(UTC).replace(microsecond=0)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
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
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def open_identity(p12: bytes, passphrase: str) -> OpenIdentity:
    """Open a PKCS#12; one neutral sentence (``identity.passphrase``) when it cannot be opened."""
    try:
        found = pkcs12.load_pkcs12(p12, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused(
            "identity.passphrase",
            message("The identity cannot be opened with this passphrase."),
            message("Check the passphrase and the file, then try again."),
        ) from error
    key = found.key
    if not isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)) or found.cert is None:
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
    if identity.key.public_key() != certificate.public_key():
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
    key = identity.key
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name not in ORDERS:
        return True
    return key.key_size < (LEAST_BITS if isinstance(key, rsa.RSAPrivateKey) else 256)


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
    )


def shown_name(name: x509.Name) -> str:
    """Return a distinguished name as people read it: name, organisation, country."""
    wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.COUNTRY_NAME)
    values = [str(part.value) for kind in wanted for part in name.get_attributes_for_oid(kind)]
    return ", ".join(dict.fromkeys(values)) or name.rfc4514_string()
