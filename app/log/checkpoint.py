"""Signed checkpoints: C2SP tlog-checkpoint as a signed note with an Ed25519 (0x01) signature.

    label-desk/3f2a9c0d1e4b5a67
    131
    <base64 of the root>

    — label-desk/3f2a9c0d1e4b5a67 <base64 of key id (4 bytes) ‖ signature (64 bytes)>

Lines of other signers are allowed and ignored, which is also how keys are rotated: while two keys
sign there are two lines.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
LARGEST_NOTE = 64 * 1024
COSE_START = b"\x84\x6aSignature1"
"""How everything begins that the key signs besides checkpoints (RFC 9052); no note begins so."""
LIST_START = "label-desk withdrawn certificates v1"
"""How everything begins that the key signs as a list; a note that begins so is no checkpoint."""
_PLAIN = re.compile(r"0|[1-9][0-9]{0,18}")


class NotACheckpoint(ValueError):
    """The text is not a well-formed signed checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint states, with its signature lines as (name, key id, signature)."""

    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...] = ()


@dataclass(frozen=True)
class PublicKey:
    """The public half of a log's key: 32 bytes."""

    raw: bytes

    @property
    def id(self) -> str:
        """The name of the key in leaves: the first 16 bytes of its SHA-256, in hex."""
        return hashlib.sha256(self.raw).hexdigest()[:32]

    @property
    def text(self) -> str:
        """The key in base64."""
        return base64.b64encode(self.raw).decode()

    @classmethod
    def of_text(cls, text: str) -> "PublicKey":
        """Read a key from base64; raises ValueError."""
        raw = base64.b64decode(text, validate=True)
        if len(raw) != 32:
            raise ValueError("an Ed25519 key has 32 bytes")
        return cls(raw)

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.raw)

    def note_id(self, name: str) -> bytes:
        """Return the four bytes that name key and signer in a signed note."""
        return hashlib.sha256(name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def verifier(self, name: str) -> str:
        """Return the C2SP verifier key, ``name+id+base64``, for other people's tools."""
        body = base64.b64encode(ED25519 + self.raw).decode()
        return f"{name}+{self.note_id(name).hex()}+{body}"

    def verifies(self, signature: bytes, text: bytes) -> bool:
        """Tell whether the signature over the text is of this key."""
        try:
            self._key.verify(signature, text)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class LogKey:
    """The log's Ed25519 key."""

    private: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> "LogKey":
        """Make a new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def of_pem(cls, data: bytes) -> "LogKey":
        """Read an unencrypted PKCS#8 key; raises ValueError."""
        key = serialization.load_pem_private_key(data, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004  one error for any wrong file
        return cls(key)

    def pem(self) -> bytes:
        """Return the key as unencrypted PKCS#8."""
        return self.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    def sign_code(self, content: bytes) -> bytes:
        """Sign a COSE Sig_structure, and nothing that could be taken for a checkpoint."""
        if not content.startswith(COSE_START):
            raise ValueError("not a COSE Sig_structure")
        return self.private.sign(content)

    def sign_list(self, text: str) -> bytes:
        """Sign a list of withdrawn certificates, and nothing that could be a checkpoint."""
        if not text.startswith(f"{LIST_START}\norigin "):
            raise ValueError("not a list of withdrawn certificates")
        return self.private.sign(text.encode())

    @cached_property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.private.public_key().public_bytes_raw())


def sign_checkpoint(key: LogKey, origin: str, size: int, root: bytes, *older: LogKey) -> str:
    """Return the note over origin, size and root, with one line for each key that signs."""
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    lines = []
    for each in (key, *older):
        signature = each.public.note_id(origin) + each.private.sign(text.encode())
        lines.append(f"— {origin} {base64.b64encode(signature).decode()}\n")
    return f"{text}\n{''.join(lines)}"


def parse_checkpoint(note: str) -> Checkpoint:
    """Read a signed note strictly; raises NotACheckpoint. Signatures are not yet checked."""
    text, signatures = read_note(note, LARGEST_NOTE)
    body = text[:-1].split("\n")
    if len(body) < 3 or not all(body) or not _PLAIN.fullmatch(body[1]):
        raise NotACheckpoint("needs origin, size and root")
    return Checkpoint(body[0], int(body[1]), _decoded(body[2], 32), signatures)


def read_note(note: str, longest: int) -> tuple[str, tuple[tuple[str, bytes, bytes], ...]]:
    """Return the signed text and the signature lines of a note; raises NotACheckpoint."""
    text, gap, lines = note.rpartition("\n\n")
    if len(note) > longest or not gap or not lines.endswith("\n"):
        raise NotACheckpoint("not a signed note")
    signatures = tuple(_signature(line) for line in lines.rstrip("\n").split("\n"))
    return text + "\n", signatures


def verify_checkpoint(note: str, key: PublicKey) -> Checkpoint | None:
    """Return what the note states when ``key`` signed it under its origin's name, else None."""
    checkpoint = parse_checkpoint(note)
    text = (note.rpartition("\n\n")[0] + "\n").encode()
    wanted = key.note_id(checkpoint.origin)
    for name, key_id, signature in checkpoint.signatures:
        if name == checkpoint.origin and key_id == wanted and key.verifies(signature, text):
            return checkpoint
    return None


def _signature(line: str) -> tuple[str, bytes, bytes]:
    mark, _, rest = line.partition(" ")
    name, _, code = rest.partition(" ")
    if mark != "—" or not name or not code:
        raise NotACheckpoint("a signature line is malformed")
    data = _decoded(code)
    if len(data) < 5:
        raise NotACheckpoint("a signature is too short")
    return name, data[:4], data[4:]


def _decoded(text: str, length: int | None = None) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotACheckpoint("not base64") from error
    if base64.b64encode(data).decode() != text or (length is not None and len(data) != length):
        raise NotACheckpoint("not the one base64 form of its length")
    return data
