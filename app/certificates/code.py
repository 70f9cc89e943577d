"""The code on paper: what is certified as a COSE_Sign1 over short CBOR, as text for a QR code.

``LD1:`` and base45 of ``18([protected, {}, payload, signature])``: EdDSA (Ed25519) with the key of
the decision log, whose key id is in the protected header (docs/formats/certificate.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import cbor2

from app.certificates.base45 import decode, encode
from app.log import PublicKey
from app.models.certificate import LogProof, PrintedWords
from app.wording import pick

PREFIX = "LD1:"
TAG = b"\xd2"
"""CBOR tag 18, COSE_Sign1."""
ALGORITHM, KEY_ID, EDDSA = 1, 4, -8
KEY_ID_BYTES, SIGNATURE_BYTES, ROOT_BYTES = 8, 64, 32
MOST_BYTES = 400
"""The whole code; above it a printed symbol gets too fine."""
MOST_TEXT = 1_000
UNSIGNED = bytes(SIGNATURE_BYTES)
"""Stands for the signature in a preview, which must not pass for a certificate."""
EPOCH = date(1970, 1, 1)
CUT = "…"


class NotACode(ValueError):
    """The text is no code of ours."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a code certifies. A long text is cut, with an ellipsis; ``log_root`` is hex.

    ``school`` and ``project`` are None where the certificate does not have them apart from
    ``recipient``; ``label_years`` only for schools.
    """

    number: str
    label: str
    recipient: str
    decided_on: date
    scheme: str
    log_size: int
    log_root: str
    school: str | None = None
    project: str | None = None
    label_years: str | None = None
    sample: bool = False


KEYS = {
    "number": 1, "label": 2, "recipient": 3, "school": 4, "project": 5, "decided_on": 6,
    "scheme": 7, "log_size": 8, "log_root": 9, "label_years": 10, "sample": 11,
}  # fmt: skip
"""The short names inside; 6 counts days since 1970-01-01, 9 is 32 bytes, 11 only when true."""
NEEDED = {KEYS[name] for name in (
    "number", "label", "recipient", "decided_on", "scheme", "log_size", "log_root",
)}  # fmt: skip
CAN_BE_CUT = ("label", "recipient", "school", "project", "label_years")


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A well-formed code; whether it is genuine is for ``is_genuine`` to say."""

    claims: Claims
    key_id: bytes
    protected: bytes
    payload: bytes
    signature: bytes

    @property
    def to_sign(self) -> bytes:
        """The bytes under the signature: the Sig_structure of RFC 9052."""
        return cbor2.dumps(["Signature1", self.protected, b"", self.payload])

    @property
    def text(self) -> str:
        """The code as it is printed."""
        return PREFIX + encode(_whole(self.protected, self.payload, self.signature))

    def signed(self, signature: bytes) -> "ReadCode":
        """Return the code with this signature."""
        return replace(self, signature=signature)


def key_id_of(key: PublicKey) -> bytes:
    """Return the eight bytes that name a key inside a code."""
    return bytes.fromhex(key.id)[:KEY_ID_BYTES]


def claims_of(words: PrintedWords, scheme: str, proof: LogProof) -> Claims:
    """Return what the code of a certificate states; long texts are cut until it fits."""
    claims = Claims(
        number=words.number,
        label=pick(words.label, words.languages[0] if words.languages else "en"),
        recipient=words.recipient or CUT,
        decided_on=words.decided_on,
        scheme=scheme,
        log_size=proof.size,
        log_root=proof.root,
        school=words.school if words.school != words.recipient else None,
        project=words.project,
        label_years=words.label_years,
        sample=words.sample,
    )
    room = MOST_BYTES - len(_whole(_protected(bytes(KEY_ID_BYTES)), b"", UNSIGNED)) - 2
    while len(_payload(claims)) > room:
        claims = _shorter(claims)
    return claims


def unsigned(claims: Claims, key: PublicKey) -> ReadCode:
    """Return the code to sign; until then it bears a signature that no key makes."""
    key_id = key_id_of(key)
    return ReadCode(claims, key_id, _protected(key_id), _payload(claims), UNSIGNED)


def read_code(text: str) -> ReadCode:
    """Read a code strictly: only what this module writes; raises ``NotACode``.

    Breaks of lines, white space around the code and the case of its letters do not matter, as
    hands and mail programs change them; a space inside is a character of base45.
    """
    typed = "".join(text.splitlines()).replace("\t", "").strip().upper()
    if not typed.startswith(PREFIX) or len(typed) > MOST_TEXT:
        raise NotACode("prefix")
    try:
        return _read(decode(typed.removeprefix(PREFIX)))
    except (cbor2.CBORError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise NotACode("shape") from error


def is_genuine(code: ReadCode, keys: Iterable[PublicKey]) -> bool | None:
    """Tell whether one of the keys signed the code; None when its key is none of them."""
    named = [key for key in keys if key_id_of(key) == code.key_id]
    if not named:
        return None
    return any(key.verifies(code.signature, code.to_sign) for key in named)


def _read(content: bytes) -> ReadCode:
    if content[:1] != TAG or len(content) > MOST_BYTES:
        raise NotACode("tag")
    protected, rest, payload, signature = _strict(content[1:], list)
    header = _strict(protected, dict)
    key_id = header[KEY_ID]
    if rest != {} or header[ALGORITHM] != EDDSA or _protected(key_id) != protected:
        raise NotACode("header")
    if len(key_id) != KEY_ID_BYTES or len(signature) != SIGNATURE_BYTES:
        raise NotACode("length")
    claims = _claims(_strict(payload, dict))
    code = ReadCode(claims, key_id, protected, payload, signature)
    if _payload(claims) != payload or _whole(protected, payload, signature) != content:
        raise NotACode("form")
    return code


def _strict(content: bytes, kind: type) -> Any:
    """Return one CBOR value in its one short form, of the kind that is wanted here."""
    value = cbor2.loads(
        content, max_depth=3, allow_indefinite=False, allow_duplicate_keys=False
    )  # fmt: skip
    if type(value) is not kind or cbor2.dumps(value) != content:
        raise NotACode("form")
    return value


def _claims(found: dict[Any, Any]) -> Claims:
    if not set(KEYS.values()) >= set(found) >= NEEDED:
        raise NotACode("keys")
    values = {name: found[key] for name, key in KEYS.items() if key in found}
    root, days = values["log_root"], values["decided_on"]
    if type(root) is not bytes or len(root) != ROOT_BYTES or type(days) is not int:
        raise NotACode("value")
    values |= {"log_root": root.hex(), "decided_on": EPOCH + timedelta(days=days)}
    for name, value in values.items():
        kind = {"log_size": int, "decided_on": date, "sample": bool}.get(name, str)
        if type(value) is not kind or not value:
            raise NotACode("value")
    return Claims(**values)


def _payload(claims: Claims) -> bytes:
    values: dict[str, Any] = {name: getattr(claims, name) for name in KEYS}
    values["decided_on"] = (claims.decided_on - EPOCH).days
    values["log_root"] = bytes.fromhex(claims.log_root)
    return cbor2.dumps({KEYS[name]: value for name, value in values.items() if value})


def _protected(key_id: bytes) -> bytes:
    return cbor2.dumps({ALGORITHM: EDDSA, KEY_ID: key_id})


def _whole(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    return TAG + cbor2.dumps([protected, {}, payload, signature])


def _shorter(claims: Claims) -> Claims:
    """Return the claims with one character less in the longest text; the name counts half."""

    def length(name: str) -> int:
        return len(getattr(claims, name) or "") * (1 if name == "recipient" else 2)

    name = max(CAN_BE_CUT, key=length)
    text = getattr(claims, name).removesuffix(CUT)[:-1].rstrip()
    return replace(claims, **{name: text + CUT})
