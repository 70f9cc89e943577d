"""The CMS signature inside a PDF, read strictly and without the library that wrote it."""

import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from app.certificates.der import (
    CONTEXT,
    INTEGER,
    NULL,
    OCTETS,
    SEQUENCE,
    SET,
    Element,
    NotDer,
    element,
    first,
    object_identifier,
)

SIGNED_DATA = object_identifier("1.2.840.113549.1.7.2")
PLAIN_DATA = object_identifier("1.2.840.113549.1.7.1")
CONTENT_TYPE = object_identifier("1.2.840.113549.1.9.3")
MESSAGE_DIGEST = object_identifier("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE = object_identifier("1.2.840.113549.1.9.16.2.47")

HASHES: dict[bytes, hashes.HashAlgorithm] = {
    object_identifier("2.16.840.1.101.3.4.2.1"): hashes.SHA256(),
    object_identifier("2.16.840.1.101.3.4.2.2"): hashes.SHA384(),
    object_identifier("2.16.840.1.101.3.4.2.3"): hashes.SHA512(),
}
_OURS = next(iter(HASHES))
_RSA = {
    object_identifier("1.2.840.113549.1.1.1"),
    object_identifier("1.2.840.113549.1.1.11"),
}
_PSS = object_identifier("1.2.840.113549.1.1.10")
_VERSION = element(INTEGER, b"\x01")
ORDERS = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        16,
    ),
}
"""Order of the curves: of the two signatures (r, s) and (r, n − s) only the lower s is written."""


class Unsupported(ValueError):
    """A kind of signature that this program does not check."""


class Broken(ValueError):
    """The signature does not fit the file, the certificate or itself."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The parts of a CMS with one signer. ``is_ours``: in exactly the form that ``seal`` writes."""

    certificates: tuple[bytes, ...]
    issuer: bytes
    serial: bytes
    digest: bytes
    attributes: Element
    algorithm: bytes
    value: bytes
    is_ours: bool


def read_signature(content: bytes) -> Signature:
    """Read a detached CMS with zeros behind it; raises ``Unsupported`` or ``Broken``."""
    try:
        envelope, padding_after = first(content)
        if any(padding_after):
            raise Broken("padding")
        return _parts(envelope)
    except (NotDer, ValueError, IndexError) as error:
        if isinstance(error, (Broken, Unsupported)):
            raise
        raise Broken("form") from error


def _parts(envelope: Element) -> Signature:
    kind, wrapped = envelope.expect(SEQUENCE).parts
    if kind.whole != SIGNED_DATA:
        raise Unsupported("kind")
    (signed,) = wrapped.expect(CONTEXT).parts
    _, _, _, certificates, *_, signers = signed.expect(SEQUENCE).parts
    (signer,) = signers.expect(SET).parts
    _, named, digest, attributes, algorithm, value, *_ = signer.expect(SEQUENCE).parts
    issuer, serial = named.expect(SEQUENCE).parts
    attributes.expect(CONTEXT)
    value.expect(OCTETS)
    again = _rebuilt(certificates, named, attributes, algorithm, value)
    return Signature(
        tuple(each.whole for each in certificates.expect(CONTEXT).parts),
        issuer.whole, serial.whole, digest.parts[0].whole, attributes,
        algorithm.parts[0].whole, value.content, again == envelope.whole,
    )  # fmt: skip


def _rebuilt(
    certificates: Element, named: Element, attributes: Element, algorithm: Element, value: Element
) -> bytes:
    """Build the only form that ``seal`` writes around the parts that carry meaning."""
    hashed = element(SEQUENCE, _OURS, NULL)
    kind = algorithm.parts[0].whole
    null = NULL if kind in _RSA else b""
    sorted_certificates = element(CONTEXT, *sorted(each.whole for each in certificates.parts))
    signer = element(
        SEQUENCE, _VERSION, named.whole, hashed, attributes.whole,
        element(SEQUENCE, kind, null), value.whole,
    )  # fmt: skip
    signed = element(
        SEQUENCE, _VERSION, element(SET, hashed), element(SEQUENCE, PLAIN_DATA),
        sorted_certificates, element(SET, signer),
    )  # fmt: skip
    return element(SEQUENCE, SIGNED_DATA, element(CONTEXT, signed))


def signer_of(signature: Signature) -> x509.Certificate:
    """Return the one certificate that the signature names; raises ``Broken``."""
    fitting = []
    for encoded in signature.certificates:
        try:
            certificate = x509.load_der_x509_certificate(encoded)
            named = certificate.issuer.public_bytes(), certificate.serial_number
            wanted = signature.issuer, _integer(signature.serial)
            _ = (
                certificate.subject,
                certificate.not_valid_before_utc,
                certificate.not_valid_after_utc,
            )
        except Exception as error:  # the library raises many kinds for odd names, when asked
            raise Broken("certificate") from error
        if named == wanted:
            fitting.append(certificate)
    if len(fitting) != 1:
        raise Broken("certificate")
    return fitting[0]


def _integer(encoded: bytes) -> int:
    number, rest = first(encoded)
    if rest:
        raise NotDer("end")
    return int.from_bytes(number.expect(INTEGER).content, "big", signed=True)


def check(signature: Signature, digest: dict[bytes, bytes], signer: x509.Certificate) -> bool:
    """Check attributes and signature value; ``digest`` maps a hash's identifier to the file's.

    Returns whether all certificates beside it are named in what is signed, and no others.
    Raises ``Broken`` or ``Unsupported``.
    """
    if signature.digest not in HASHES:
        raise Unsupported("hash")
    values: dict[bytes, Element] = {}
    for attribute in signature.attributes.parts:
        kind, value = attribute.parts
        if kind.whole in values:
            raise Broken("attributes")
        values[kind.whole] = value
    if not {CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE} <= set(values):
        raise Unsupported("attributes")
    expected = element(SET, element(OCTETS, digest[signature.digest]))
    if values[MESSAGE_DIGEST].whole != expected:
        raise Broken("digest")
    listed = _listed(values[SIGNING_CERTIFICATE])
    if listed[:1] != [signer.fingerprint(hashes.SHA256())]:
        raise Broken("certificate")
    _check_value(signature, signer)
    embedded = [hashlib.sha256(each).digest() for each in signature.certificates]
    return sorted(listed) == sorted(embedded)


def _listed(value: Element) -> list[bytes]:
    """Return the certificate hashes that the signed attribute names, the signer's first."""
    (named,) = value.parts
    return [
        next(part.content for part in each.parts if part.tag == OCTETS)
        for each in named.parts[0].parts
    ]


def _check_value(signature: Signature, signer: x509.Certificate) -> None:
    covered = element(SET, signature.attributes.content)
    key, hashed = signer.public_key(), HASHES[signature.digest]
    try:
        if isinstance(key, rsa.RSAPublicKey) and signature.algorithm != _PSS:
            key.verify(signature.value, covered, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            _refuse_high(signature.value, key)
            key.verify(signature.value, covered, ec.ECDSA(hashed))
        else:
            raise Unsupported("algorithm")
    except InvalidSignature as error:
        raise Broken("signature") from error


def _refuse_high(value: bytes, key: ec.EllipticCurvePublicKey) -> None:
    order = ORDERS.get(key.curve.name)
    if order is None:
        raise Unsupported("curve")
    try:
        _, low = decode_dss_signature(value)
    except ValueError as error:
        raise Broken("signature") from error
    if low > order // 2:
        raise Broken("signature")
