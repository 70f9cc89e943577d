"""Canonical JSON (RFC 8785, narrowed) and the salted commitments made of it.

Narrowed: no floating point, integers within ±(2⁵³-1), text in Unicode NFC without lone
surrogates. So a value has exactly one encoding, and equal encodings mean equal values.
"""

import hashlib
import json
from typing import TypeAlias
from unicodedata import is_normalized

import rfc8785

from app.models.plain import Plain

Digest: TypeAlias = str
"""A SHA-256 in 64 lower-case hexadecimal digits."""

LARGEST = 2**53 - 1
SALT_BYTES = 32

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


class NotCanonical(ValueError):
    """The value has no single canonical form here: a float, a huge number, text not in NFC."""


def canonical(value: Plain) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value; raises NotCanonical."""
    plain_keys = _check(value)
    try:
        return _encode(value).encode() if plain_keys else rfc8785.dumps(value)
    except (UnicodeEncodeError, rfc8785.CanonicalizationError) as error:
        raise NotCanonical(str(error)) from error


def is_canonical(data: bytes) -> bool:
    """Tell whether bytes are the canonical form of the value they hold."""
    try:
        return canonical(json.loads(data)) == data
    except (ValueError, RecursionError):
        return False


def commit(salt: bytes, field: str, value: bytes) -> Digest:
    """Return SHA-256(salt ‖ 0x00 ‖ field ‖ 0x00 ‖ canonical value) in hex."""
    return hashlib.sha256(salt + b"\x00" + field.encode() + b"\x00" + value).hexdigest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the RFC 6962 hash of a leaf: SHA-256(0x00 ‖ leaf)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def _check(value: Plain) -> bool:
    """Raise for what is not allowed; tell whether every key sorts alike by UTF-16 and code point."""
    if isinstance(value, str):
        _check_text(value)
        return True
    if isinstance(value, dict):
        for key in value:
            _check_text(key)
        plain = all(key.isascii() for key in value)
        return all([_check(each) for each in value.values()]) and plain
    if isinstance(value, list | tuple):
        return all([_check(each) for each in value])
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int) and -LARGEST <= value <= LARGEST:
        return True
    raise NotCanonical(type(value).__name__)


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise NotCanonical(type(text).__name__)
    if not text.isascii() and not is_normalized("NFC", text):
        raise NotCanonical("text is not in Unicode NFC")
