"""What a person trusts: an office's certificate and its public keys, as PEM text in any order."""

import re
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key

from app.certificates.statement import certified_keys
from app.log import PublicKey, RingKey
from app.models.errors import Misused
from app.models.message import message

_KEY = re.compile(
    r"(?:^log-key from (?P<start>[0-9]{1,18})(?: to (?P<end>[0-9]{1,18}))?"
    r"(?: stolen after (?P<trusted>[0-9]{1,18}))?\r?\n)?"
    r"(?P<block>^-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----)",
    re.DOTALL | re.MULTILINE,
)
"""A key, with a line before it where it does not count for all sizes."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trusted certificate, and the keys of the log that came with it."""

    certificate: x509.Certificate
    keys: tuple[RingKey, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Anchor":
        """Read PEM text; raises ValueError where it holds no certificate.

        Where the certificate's owner certified a log's key (``statement``), others do not count.
        """
        certificate, keys = x509.load_pem_x509_certificate(text.encode()), log_keys(text)
        certified = certified_keys(text, certificate)
        return cls(
            certificate, tuple(key for key in keys if not certified or key.public in certified)
        )

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


def anchor_of(text: str) -> Anchor:
    """Read PEM text that a person trusts; raises ``Misused`` where it holds no certificate."""
    try:
        return Anchor.of(text)
    except ValueError as error:
        raise Misused(
            "verify.trust", message("The trusted certificate cannot be read."),
            message("Give a certificate file in PEM form."),
        ) from error  # fmt: skip


def trusted_text(given: bytes) -> str:
    """Return a file that is to be trusted as PEM text; a certificate in DER becomes such."""
    if given.startswith(b"0"):
        try:
            return x509.load_der_x509_certificate(given).public_bytes(Encoding.PEM).decode()
        except ValueError:
            pass
    return given.decode("ascii", "replace")


def limits(key: RingKey) -> str:
    """Return the line that says for which sizes a key counts; nothing where for all."""
    if key == RingKey(key.public):
        return ""
    end = "" if key.end is None else f" to {key.end}"
    stolen = "" if key.trusted is None else f" stolen after {key.trusted}"
    return f"log-key from {key.start}{end}{stolen}\n"


def log_keys(text: str) -> tuple[RingKey, ...]:
    """Return the Ed25519 public keys in PEM text, with what they count for; others are left out."""
    found = []
    for match in _KEY.finditer(text):
        try:
            key = load_pem_public_key(match["block"].encode())
        except (ValueError, UnsupportedAlgorithm):
            continue
        if isinstance(key, Ed25519PublicKey):
            sizes = (_number(match[each]) for each in ("end", "trusted"))
            public = PublicKey(key.public_bytes_raw())
            found.append(RingKey(public, _number(match["start"]) or 0, *sizes))
    return tuple(found)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
