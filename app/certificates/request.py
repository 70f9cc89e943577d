"""An identity that somebody else certifies: a request file goes out, an answer file comes back."""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    pkcs7,
)

from app.certificates.identity import (
    PrivateKey,
    check_words,
    is_signing_key,
    key_of_kind,
    key_usage,
    not_opened,
    shown_name,
    subject_of,
)
from app.models.errors import Refused
from app.models.message import Message, message

MOST_ANSWERED = 20


def make_request(
    name: str, organisation: str, country: str, passphrase: str, kind: str
) -> tuple[bytes, bytes]:
    """Return the key, encrypted under the passphrase, and the request (PKCS#10), both in PEM."""
    check_words(name, passphrase)
    key = key_of_kind(kind)
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(subject_of(name, organisation, country))
        .add_extension(key_usage(), critical=True)
        .sign(key, hashes.SHA256())
    )
    sealed = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    return sealed, request.public_bytes(Encoding.PEM)


def open_key(sealed: bytes, passphrase: str) -> PrivateKey:
    """Open the key that waits for its answer; one neutral sentence when it cannot be opened."""
    try:
        key = load_pem_private_key(sealed, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise not_opened() from error
    if not is_signing_key(key):
        raise not_opened()
    return key


def answered(
    key: PrivateKey, files: Iterable[bytes], at: datetime
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    """Return the certificate for the key and the chain above it, each link checked.

    Raises ``Refused``: no certificate for this key among the files, or a chain that does not hold.
    """
    found = [each for content in files for each in certificates_in(content)]
    public = key.public_key()
    own = next((each for each in found if each.public_key() == public), None)
    if own is None:
        raise Refused(
            "identity.answer-key",
            message("The answer holds no certificate for the key that was requested."),
            message("Ask the issuer for the answer to this request, or make a new request."),
        )
    return own, _chain(own, [each for each in found if each != own], at)


def certificates_in(content: bytes) -> list[x509.Certificate]:
    """Return the certificates in a file: PEM, DER or PKCS#7; raises ``Refused`` for others."""
    for read in (
        x509.load_pem_x509_certificates,
        lambda each: [x509.load_der_x509_certificate(each)],
        pkcs7.load_pem_pkcs7_certificates,
        pkcs7.load_der_pkcs7_certificates,
    ):
        try:
            return read(content)[:MOST_ANSWERED]
        except (ValueError, UnsupportedAlgorithm):
            continue
    raise Refused(
        "identity.answer",
        message("The answer holds no certificate."),
        message("Bring what the issuer sent: a certificate as .pem, .cer, .crt or .p7b."),
    )


def _chain(
    own: x509.Certificate, others: list[x509.Certificate], at: datetime
) -> tuple[x509.Certificate, ...]:
    """Follow the issuers upwards, as far as they are in the files; each must have signed."""
    chain: list[x509.Certificate] = []
    last = own
    while last.issuer != last.subject and len(chain) < MOST_ANSWERED:
        above = next((each for each in others if each.subject == last.issuer), None)
        if above is None:
            break
        _check_link(last, above, at)
        chain.append(above)
        last = above
    return tuple(chain)


def _check_link(below: x509.Certificate, above: x509.Certificate, at: datetime) -> None:
    try:
        below.verify_directly_issued_by(above)
        constraints = above.extensions.get_extension_for_class(x509.BasicConstraints).value
        holds = constraints.ca
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        holds = False
    if not holds:
        raise _broken(message("{name} did not issue the certificate below it.",
                              name=shown_name(above.subject)))  # fmt: skip
    if not above.not_valid_before_utc <= at <= above.not_valid_after_utc:
        raise _broken(message("The issuer's certificate is out of its time: {name}.",
                              name=shown_name(above.subject)))  # fmt: skip


def _broken(sentence: Message) -> Refused:
    return Refused(
        "identity.chain", sentence, message("Ask the issuer for its certificates again.")
    )
