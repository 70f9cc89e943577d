"""An issuer of certificates as an office meets it: it gets a request file and sends an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Issuer:
    """A certificate authority made for a test; ``above`` is its own issuer's."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @classmethod
    def root(cls, name: str = "Test Root", *, days: int = 3650, ca: bool = True) -> "Issuer":
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, signed(name, key.public_key(), name, key, ca=ca, days=days))

    def below(self, name: str) -> "Issuer":
        key = ec.generate_private_key(ec.SECP256R1())
        made = signed(name, key.public_key(), _name(self.certificate), self.key, ca=True)
        return Issuer(key, made, (self.certificate, *self.above))

    def answers(self, request: bytes, *, days: int = 365) -> x509.Certificate:
        """Certify what a request asks for."""
        asked = x509.load_pem_x509_csr(request)
        assert asked.is_signature_valid
        return signed(
            _name(asked), asked.public_key(), _name(self.certificate), self.key, ca=False, days=days
        )


def _name(holder: x509.Certificate | x509.CertificateSigningRequest) -> str:
    return str(holder.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def signed(name, public, issuer, key, *, ca: bool, days: int = 365) -> x509.Certificate:
    """Return a certificate of ``name`` by ``issuer``; negative days: it ended in the past."""
    now = datetime.now(UTC)
    start = now - timedelta(days=max(1, 1 - days * 2))
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


def p12(passphrase: str, *, days: int) -> bytes:
    """Return an identity of its own making as PKCS#12; negative days: it ended in the past."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = signed("Kari", key.public_key(), "Kari", key, ca=False, days=days)
    locked = BestAvailableEncryption(passphrase.encode())
    return serialize_key_and_certificates(b"", key, certificate, None, locked)


def pem(*certificates: x509.Certificate) -> bytes:
    """Return certificates one after the other."""
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def der(certificates: Sequence[x509.Certificate]) -> bytes:
    """Return one certificate in DER."""
    return certificates[0].public_bytes(Encoding.DER)
