"""The code on paper: made for a certificate, and checked when somebody types or scans it."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from app.casework.rubrics import read_small
from app.certificates import code
from app.log import PublicKey
from app.models.certificate import LogProof, PaperCode, PrintedWords, Verdict, Verification
from app.models.errors import Misused, Refused
from app.models.identifiers import CertificateNumber
from app.models.message import Message, message

if TYPE_CHECKING:
    from app.storage import Casebook

SCAN_BYTES = 64 * 1024 * 1024
SCAN_PAGES = 5
SCAN_PIXELS = 15_000_000
PEM_START = "-----BEGIN PUBLIC KEY-----"
PAPER = message("This proves what was recorded, not this sheet: compare every word with the paper.")


def signed(
    casebook: "Casebook", words: PrintedWords, scheme: str, proof: LogProof
) -> PaperCode:  # fmt: skip
    """Return the code of a certificate, signed with the log's key."""
    key = casebook.public_key
    made = code.unsigned(code.claims_of(words, scheme, proof), key)
    return PaperCode(made.signed(casebook.sign_code(made.to_sign)).text, key.text)


def unsigned(
    casebook: "Casebook", words: PrintedWords, scheme: str, proof: LogProof
) -> PaperCode:  # fmt: skip
    """Return the code as a preview shows it: of the same size, and never genuine."""
    key = casebook.public_key
    return PaperCode(code.unsigned(code.claims_of(words, scheme, proof), key).text, key.text)


def public_pem(key: PublicKey) -> str:
    """Return the log's public key in PEM, as ``identity export`` adds it to the certificate."""
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def verify(casebook: "Casebook | None", text: str, trust: tuple[Path, ...] = ()) -> Verification:
    """Check a code against the casebook's own key and those that are trusted besides.

    Raises ``Misused`` for a trusted file without a public key for codes.
    """
    keys = [_trusted(path) for path in trust]
    if casebook is not None:
        keys.append(casebook.public_key)
    try:
        found = code.read_code(text)
    except code.NotACode:
        return Verification(Verdict.UNKNOWN, (message("This is not a code of a certificate."),))
    verdict, reasons = _judged(casebook, found, code.is_genuine(found, keys))
    return Verification(verdict, reasons, content_of(found), fingerprint=found.key_id.hex())


def withdrawn(casebook: "Casebook") -> frozenset[str]:
    """Return the numbers that no longer count; a withdrawn case takes all of its own along."""
    found: set[str] = set()
    for each in casebook.withdrawals():
        of_case = (made.number for made in casebook.certificates(each.case))
        found.update(of_case if each.certificate is None else (each.certificate,))
    return frozenset(found)


def scan(path: Path) -> str:
    """Return the code on a picture or a scanned page, read in the reader process.

    Raises ``Refused`` (``code.none``) where there is none, ``Unavailable`` (``file.*``,
    ``evidence.*``) where the file cannot be read.
    """
    from app.documents import Kind, Reader, kind_of  # noqa: PLC0415  only for scans

    untrusted = read_small(path, SCAN_BYTES)
    with Reader() as reader:
        facts = reader.open(untrusted, kind_of(untrusted[:4096], path.name).kind)
        for page, size in enumerate(facts.sizes[:SCAN_PAGES]):
            for found in reader.codes(page, _drawn_size(size, facts.kind is Kind.PDF)):
                if found.startswith(code.PREFIX):
                    return found
    raise Refused(
        "code.none",
        message("No code of a certificate was found in {name}.", name=path.name),
        message("Scan the sheet again, straight and sharp, or type the code."),
    )


def _drawn_size(size: tuple[float, float], is_page: bool) -> tuple[int, int]:
    """Return the pixels to look at: pages at 200 dpi, pictures as they are, both within limits."""
    scale = 200 / 72 if is_page else 1.0
    scale = min(scale, (SCAN_PIXELS / max(size[0] * size[1], 1.0)) ** 0.5)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def content_of(found: code.ReadCode) -> dict[str, str]:
    """Return what a code certifies, by the names that ``verify`` uses for files too."""
    values = {**asdict(found.claims), "sample": "yes" if found.claims.sample else None}
    values["key"] = found.key_id.hex()
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _judged(
    casebook: "Casebook | None", found: code.ReadCode, genuine: bool | None
) -> tuple[Verdict, tuple[Message, ...]]:
    if genuine is None:
        return Verdict.RESTRICTED, (
            message("The code can be read, but its key is not known here, so nobody can tell "
                    "whether it is genuine."),
            message("Trust the office's key: --trust with the file of “identity export”."),
        )  # fmt: skip
    if not genuine:
        return Verdict.INVALID, (message("The code was not signed by this office's key."),)
    good = message("The code was signed by this office's key.")
    if casebook is None or code.key_id_of(casebook.public_key) != found.key_id:
        return Verdict.VALID, (good, PAPER)
    return _known(casebook, found, good)


def _known(
    casebook: "Casebook", found: code.ReadCode, good: Message
) -> tuple[Verdict, tuple[Message, ...]]:
    """Ask the casebook that signed: it knows what was withdrawn, and what it issued."""
    number = found.claims.number
    if number in withdrawn(casebook):
        return Verdict.INVALID, (message("This certificate was withdrawn."), good)
    try:
        issued = casebook.certificate(CertificateNumber(number))
    except Refused:
        unknown = message("This casebook has no certificate with this number.")
        return Verdict.WARNINGS, (good, unknown, PAPER)
    wanted = code.claims_of(issued.words, found.claims.scheme, issued.proof)
    if wanted != found.claims:
        return Verdict.INVALID, (message("The casebook has other words for this number."), good)
    return Verdict.VALID, (good, PAPER)


def _trusted(path: Path) -> PublicKey:
    """Read the Ed25519 public key in a PEM file, wherever in it the key stands."""
    text = read_small(path).decode("ascii", "replace")
    start = text.find(PEM_START)
    try:
        key = load_pem_public_key(text[start:].encode()) if start >= 0 else None
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Misused(
            "verify.trust",
            message("The trusted file holds no public key for codes."),
            message("Give the file that “label-desk identity export” writes."),
        )
    return PublicKey(key.public_bytes_raw())
