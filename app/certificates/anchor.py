"""What a person trusts: an office's certificate and its public keys, as PEM text in any order."""

import re
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from app.certificates.statement import certified_keys
from app.log import PublicKey

_KEY = re.compile(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trusted certificate, and the keys of the log that came with it."""

    certificate: x509.Certificate
    keys: tuple[PublicKey, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Anchor":
        """Read PEM text; raises ValueError where it holds no certificate.

        Where the certificate's owner certified a log's key (``statement``), others do not count.
        """
        certificate, keys = x509.load_pem_x509_certificate(text.encode()), log_keys(text)
        certified = certified_keys(text, certificate)
        return cls(certificate, tuple(key for key in keys if not certified or key in certified))

    def vouches(self, signer: x509.Certificate) -> bool:
        """Tell whether the certificate is the signer's own, or issued it."""
        if self.certificate == signer:
            return True
        extensions = self.certificate.extensions
        try:
            constraints = extensions.get_extension_for_class(x509.BasicConstraints).value
            signer.verify_directly_issued_by(self.certificate)
        except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
            return False
        return constraints.ca


def log_keys(text: str) -> tuple[PublicKey, ...]:
    """Return the Ed25519 public keys in PEM text; others are passed over."""
    found = []
    for block in _KEY.findall(text):
        try:
            key = load_pem_public_key(block.encode())
        except (ValueError, UnsupportedAlgorithm):
            continue
        if isinstance(key, Ed25519PublicKey):
            found.append(PublicKey(key.public_bytes_raw()))
    return tuple(found)
