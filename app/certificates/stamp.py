"""Time stamps by exchanged files (RFC 3161): the request that goes out, the answer that comes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.certificates.anchor import Anchor, anchor_of
from app.certificates.identity import shown_name
from app.models.casebook import Stamp
from app.models.errors import Refused
from app.models.message import Message, message

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip
GRANTED = {"granted", "granted_with_mods"}


class _Answer(core.Sequence):  # type: ignore[misc]
    """TimeStampResp of RFC 3161; a refusal has no token."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


def request(imprint: bytes) -> bytes:
    """Return the query for a SHA-256; the answer shall carry the authority's certificate."""
    algorithm = {"algorithm": "sha256"}
    query = tsp.TimeStampReq({
        "version": "v1",
        "message_imprint": {"hash_algorithm": algorithm, "hashed_message": imprint},
        "cert_req": True,
    })  # fmt: skip
    return bytes(query.dump())


@dataclass(frozen=True, slots=True)
class _Signed:
    """A token's parts: what it states, who signed it, all certificates inside."""

    info: tsp.TSTInfo
    content: bytes
    signer: cms.SignerInfo
    certificates: tuple[x509.Certificate, ...]


def read_answer(answer: bytes, trusted: Sequence[str]) -> Stamp:
    """Check an answer and return what it states; ``trusted`` are certificates in PEM.

    Raises ``Refused``: no answer, a refusal, or a signature that does not hold; ``Misused``
    (``verify.trust``) where what is trusted is no certificate.
    """
    signed = _token(answer)
    signer = _signer(signed)
    _check_signature(signed, signer)
    info = signed.info
    moment: datetime = info["gen_time"].native
    if not signer.not_valid_before_utc <= moment <= signer.not_valid_after_utc:
        raise _bad(message("The authority's certificate was not valid at the time it states."))
    imprint = info["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256":
        raise _bad(message("It is not about a SHA-256."))
    return Stamp(
        imprint=bytes(imprint["hashed_message"].native).hex(),
        stated_at=moment,
        authority=shown_name(signer.subject),
        serial=f"{info['serial_number'].native:x}",
        policy=str(info["policy"].dotted),
        trusted=_is_trusted(signer, signed.certificates, trusted),
    )


def _token(answer: bytes) -> _Signed:
    """Read an answer, or a token by itself, strictly."""
    try:
        token = _granted(answer)
        data = token["content"]
        if token["content_type"].native != "signed_data" or len(data["signer_infos"]) != 1:
            raise _bad(message("It is not a time stamp."))
        carried = data["encap_content_info"]
        if carried["content_type"].native != "tst_info":
            raise _bad(message("It is not a time stamp."))
        content = bytes(carried["content"].native if isinstance(carried["content"].native, bytes)
                        else carried["content"].contents)  # fmt: skip
        info = tsp.TSTInfo.load(content, strict=True)
        found = tuple(x509.load_der_x509_certificate(each.chosen.dump())
                      for each in data["certificates"])  # fmt: skip
        return _Signed(info, content, data["signer_infos"][0], found)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise _bad(message("It is not a time stamp.")) from error


def _granted(answer: bytes) -> cms.ContentInfo:
    try:
        found = _Answer.load(answer, strict=True)
        status = found["status"]["status"].native
    except (ValueError, TypeError):
        return cms.ContentInfo.load(answer, strict=True)
    if status not in GRANTED:
        raise _bad(message("The authority refused."))
    return found["time_stamp_token"]


def _signer(signed: _Signed) -> x509.Certificate:
    named = signed.signer["sid"].chosen
    for each in signed.certificates:
        number, issuer = each.serial_number, each.issuer.public_bytes()
        if (named["serial_number"].native, named["issuer"].dump()) == (number, issuer):
            return _for_stamps(each)
    raise _bad(message("It does not carry its authority's certificate."))


def _for_stamps(certificate: x509.Certificate) -> x509.Certificate:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE])
    if list(usage) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise _bad(message("Its signer is no authority for time stamps."))
    return certificate


def _check_signature(signed: _Signed, signer: x509.Certificate) -> None:
    attributes = signed.signer["signed_attrs"]
    values = {each["type"].native: each["values"][0] for each in attributes}
    name = signed.signer["digest_algorithm"]["algorithm"].native
    hashed = HASHES.get(name)
    if hashed is None or not {"content_type", "message_digest"} <= set(values):
        raise _bad(message("It is signed in a way that is not checked here."))
    digest = hashlib.new(name, signed.content).digest()
    if values["content_type"].native != "tst_info" or values["message_digest"].native != digest:
        raise _bad(message("Its signature does not hold."))
    covered, value = attributes.untag().dump(), signed.signer["signature"].native
    key = signer.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, covered, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, covered, ec.ECDSA(hashed))
        else:
            raise _bad(message("It is signed in a way that is not checked here."))
    except InvalidSignature as error:
        raise _bad(message("Its signature does not hold.")) from error


def _is_trusted(
    signer: x509.Certificate, others: tuple[x509.Certificate, ...], trusted: Sequence[str]
) -> bool:
    """Tell whether the chain inside leads to a certificate that is trusted."""
    anchors = [anchor_of(text) for text in trusted]
    last, left = signer, list(others)
    while not any(each.vouches(last) for each in anchors):
        above = next((each for each in left if Anchor(each).vouches(last) and each != last), None)
        if above is None:
            return False
        left.remove(above)
        last = above
    return True


def _bad(why: Message) -> Refused:
    return Refused(
        "stamp.answer",
        message("This answer cannot be taken for a time stamp. {why}", why=why),
        message("Ask the authority again with the same request."),
    )
