"""A strict second reading of a sealed PDF, independent of the library that signed it.

Valid is only what ``seal`` writes: one signature whose byte range covers the whole file but its
own value in capital hexadecimal, and a CMS in exactly one form. What a lenient reader would pass
over (hexadecimal case, padding, other encodings, unsigned parts) is found here.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from app.certificates.signature import (
    HASHES,
    Broken,
    Unsupported,
    check,
    read_signature,
    signer_of,
)

_BYTE_RANGE = re.compile(
    rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]"
)
_MOMENT = re.compile(rb"/M \(((?:[^()\\]|\\.)*)\)")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_DATE = re.compile(rb"D:(\d{14})(Z|[+-]\d\d'\d\d)")
_TRACES = (b"/ByteRange", b"/DocMDP", b"ETSI.CAdES.detached", b"adbe.pkcs7", b"/SubFilter")
_CAPITALS = frozenset(b"0123456789ABCDEF")


@dataclass(frozen=True, slots=True)
class SealReading:
    """What was read.

    ``fault`` is a short stable word when the file is not as it was sealed, ``unsupported`` when
    this program cannot tell, ``has_traces`` when something of a signature is there at all, and
    ``is_ours`` when nothing deviates from the form that ``seal`` writes.
    """

    has_traces: bool
    fault: str = ""
    unsupported: str = ""
    is_ours: bool = False
    certificate: x509.Certificate | None = None
    chain: tuple[x509.Certificate, ...] = ()
    signed_at: datetime | None = None


def read_seal(pdf: bytes) -> SealReading:
    """Read the seal of a file; never raises for whatever bytes come."""
    has_traces = any(trace in pdf for trace in _TRACES)
    try:
        return _read(pdf)
    except Broken as fault:
        return SealReading(has_traces, fault=str(fault))
    except Unsupported as reason:
        return SealReading(has_traces, unsupported=str(reason))
    except (ValueError, StopIteration):
        return SealReading(has_traces, fault="form")


def _read(pdf: bytes) -> SealReading:
    if not pdf.startswith(b"%PDF-"):
        raise Broken("header")
    before, value, after = _covered(pdf)
    content = _value(value)
    signature = read_signature(content)
    signer = signer_of(signature)
    is_complete = check(signature, _digests(before, after), signer)
    others = [x509.load_der_x509_certificate(each) for each in signature.certificates]
    return SealReading(
        has_traces=True,
        is_ours=signature.is_ours and is_complete and _CAPITALS.issuperset(value[1:-1]),
        certificate=signer,
        chain=tuple(each for each in others if each != signer),
        signed_at=_moment(before, after),
    )


def _covered(pdf: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the seal's value, the value, and what stands behind it."""
    if pdf.count(b"/ByteRange") != 1:
        raise Broken("signatures")
    match = _BYTE_RANGE.search(pdf)
    if match is None:
        raise Broken("range")
    start, first, second, rest = (int(number) for number in match.groups())
    if start != 0 or second + rest != len(pdf) or not first < second < len(pdf):
        raise Broken("range")
    return pdf[:first], pdf[first:second], pdf[second:]


def _value(value: bytes) -> bytes:
    if value[:1] != b"<" or value[-1:] != b">":
        raise Broken("value")
    digits = value[1:-1].decode("ascii")
    if len(digits) % 2 or not digits.isalnum():
        raise Broken("value")
    return bytes.fromhex(digits)


def _digests(before: bytes, after: bytes) -> dict[bytes, bytes]:
    found = {}
    for identifier, algorithm in HASHES.items():
        digest = hashlib.new(algorithm.name, before)
        digest.update(after)
        found[identifier] = digest.digest()
    return found


def _moment(before: bytes, after: bytes) -> datetime | None:
    """Return the claimed time of signing from the signature dictionary, which is covered."""
    own = before[before.rfind(b" obj") :] + after[: after.find(b"endobj")]
    match = _MOMENT.search(own)
    if match is None:
        return None
    text = _OCTAL.sub(lambda octal: bytes((int(octal[1], 8) & 0xFF,)), match[1])
    date = _DATE.match(text)
    if date is None:
        return None
    digits, offset = (part.decode("ascii") for part in date.groups())
    try:
        return datetime.strptime(digits + offset.replace("'", ""), "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
