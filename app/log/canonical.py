"""Canonical JSON (RFC 8785, narrowed) and the salted commitments made of it.

Narrowed: no floating point, integers within ±(2⁵³-1), text in Unicode NFC without lone
surrogates. So a value has exactly one encoding, and equal encodings mean equal values.
Leaves are always so; the values they commit to are ``exact``.
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


def canonical(value: Plain, *, exact: bool = False) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value; raises NotCanonical.

    ``exact`` is for a stranger's own words, which nobody may change: there text need not be in
    NFC (a file name must stay what it was) and RFC 8785's numbers are allowed.
    """
    try:
        simple = _check(value, exact=exact)
        return _encode(value).encode() if simple else rfc8785.dumps(value)
    except (UnicodeEncodeError, RecursionError, rfc8785.CanonicalizationError) as error:
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


def _check(value: Plain, *, exact: bool) -> bool:
    """Raise for what is not allowed; tell whether the fast encoder gives RFC 8785's form.

    It does without floats, and where sorting keys by code point and by UTF-16 agree.
    """
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return _check_text(value, exact=exact)
    if isinstance(value, int | float):
        return _check_number(value, exact=exact)
    simple, parts = _parts(value)
    for part in parts:
        simple = _check(part, exact=exact) and simple
    return simple


def _parts(value: Plain) -> tuple[bool, list[Plain]]:
    """Return the inner values, and whether the keys among them sort alike in any way."""
    if isinstance(value, list | tuple):
        return True, [*value]
    if not isinstance(value, dict):
        raise NotCanonical(type(value).__name__)
    simple = all(isinstance(key, str) and key.isascii() for key in value)
    return simple, [*value.values()] if simple else [*value, *value.values()]


def _check_number(value: Plain, *, exact: bool) -> bool:
    if isinstance(value, float):
        if not exact:
            raise NotCanonical("not an integer")
        return False
    if not -LARGEST <= value <= LARGEST:
        raise NotCanonical("an integer beyond 2^53")
    return True


def _check_text(text: str, *, exact: bool) -> bool:
    if not exact and not text.isascii() and not is_normalized("NFC", text):
        raise NotCanonical("text is not in Unicode NFC")
    return True
