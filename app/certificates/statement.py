"""The log's key, certified by the identity: a short text in an attached CMS (RFC 5652) as PEM.

    label-desk log key v1
    origin label-desk/3f2a9c0d1e4b5a67
    key <base64 of the Ed25519 public key>
    at 2026-11-26T17:00:00+01:00

Read without the library that signs. Others check it with
``openssl cms -verify -inform PEM -in office.pem -CAfile office.pem -purpose any``.
"""

import hashlib
import re
import textwrap
from base64 import b64decode, b64encode

from cryptography import x509

from app.certificates.der import CONTEXT, OCTETS, SEQUENCE, NotDer, first
from app.certificates.signature import (
    HASHES,
    Broken,
    Unsupported,
    check,
    read_signature,
    signer_of,
)
from app.log import PublicKey

START = "label-desk log key v1"
_PEM = re.compile(r"-----BEGIN CMS-----\s*(.*?)\s*-----END CMS-----", re.DOTALL)
_TEXT = re.compile(
    re.escape(START) + r"\norigin (?P<origin>[^\n]+)\nkey (?P<key>[^\n]+)\nat [^\n]+\n"
)


class NoStatement(ValueError):
    """The bytes are no statement of this certificate about a log's key."""


def text_of(origin: str, key: str, at: str) -> str:
    """Return what the identity signs; ``key`` is base64, ``at`` an instant in ISO 8601."""
    return f"{START}\norigin {origin}\nkey {key}\nat {at}\n"


def pem(encoded: bytes) -> str:
    """Return a CMS in PEM."""
    lines = "\n".join(textwrap.wrap(b64encode(encoded).decode(), 64))
    return f"-----BEGIN CMS-----\n{lines}\n-----END CMS-----\n"


def certified_keys(text: str, certificate: x509.Certificate) -> tuple[PublicKey, ...]:
    """Return the log's keys that statements in PEM text certify; raises NoStatement for others."""
    try:
        blocks = [b64decode("".join(each.split()), validate=True) for each in _PEM.findall(text)]
        return tuple(_certified(each, certificate) for each in blocks)
    except ValueError as error:
        raise NoStatement(str(error)) from error


def _certified(encoded: bytes, certificate: x509.Certificate) -> PublicKey:
    try:
        signature, content = read_signature(encoded), _content(encoded)
        digests = {name: hashlib.new(each.name, content).digest() for name, each in HASHES.items()}
        if signer_of(signature) != certificate:
            raise NoStatement("another signer")
        check(signature, digests, certificate)
        match = _TEXT.fullmatch(content.decode())
    except (Broken, Unsupported, NotDer, IndexError) as error:
        raise NoStatement(str(error)) from error
    if match is None:
        raise NoStatement("another text")
    return PublicKey.of_text(match["key"])


def _content(encoded: bytes) -> bytes:
    """Return the text that is carried in the CMS."""
    envelope, _ = first(encoded)
    (signed,) = envelope.expect(SEQUENCE).parts[1].expect(CONTEXT).parts
    carried = signed.expect(SEQUENCE).parts[2].expect(SEQUENCE).parts
    (content,) = carried[1].expect(CONTEXT).parts
    return content.expect(OCTETS).content
