"""The code on paper: made for a certificate, and checked when somebody types or scans it."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
)

from app.casework import standing, withdrawn_list
from app.casework.rubrics import read_small
from app.certificates import code
from app.certificates.anchor import Anchor, log_keys
from app.certificates.checks import reported
from app.log import PublicKey, RingKey
from app.log.ring import counting, doubted
from app.models.certificate import Checked, LogProof, PaperCode, PrintedWords, Verdict, Verification
from app.models.errors import Misused, Refused
from app.models.identifiers import CertificateNumber
from app.models.message import message

if TYPE_CHECKING:
    from app.documents import Reader
    from app.storage import Casebook

SCAN_BYTES = 64 * 1024 * 1024
SCAN_PAGES = 5
SCAN_PIXELS = 15_000_000
PAPER = message("This proves what was recorded, not this sheet: compare every word with the paper.")

REPORTED = message("The log's key was reported stolen since; a thief can state a smaller number of "
                   "entries. Ask the office whether it issued this number.")  # fmt: skip


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


def verify(
    casebook: "Casebook | None", text: str, trust: tuple[Path, ...] = (),
    withdrawn: Path | None = None,
) -> Verification:  # fmt: skip
    """Check a code against the casebook's own key and those that are trusted besides.

    ``withdrawn`` is an office's list of withdrawn certificates. Raises ``Misused`` for a trusted
    file without a public key for codes.
    """
    keys = [key for path in trust for key in _trusted(path)]
    damaged = standing.is_damaged(casebook)
    if casebook is not None and not damaged:
        keys += casebook.ring.keys
    listed = withdrawn_list.read(withdrawn, keys) if withdrawn is not None else None
    try:
        found = code.read_code(text)
    except code.NotACode:
        sentence = message("This is not a code of a certificate.")
        return standing.with_next(Verification(Verdict.UNKNOWN, (sentence,)))
    read = _judged(found, keys)
    if read.verdict in {Verdict.VALID, Verdict.RESTRICTED} and read.checks[0].passed is not None:
        own = casebook if _is_own(casebook, found) else None
        asked = (*_issued(own, found), standing.withdrawn(own, listed, found.claims.number))
        is_reported = _is_reported(found, keys)
        if is_reported and own is None and read.verdict is Verdict.VALID:
            asked = (*asked, Checked("log-key-reported", False, REPORTED))
        read = standing.weighed(read, asked, must_be_issued=is_reported)
    if damaged:
        read = standing.without_casebook(read)
    return standing.with_next(read)


def scan(path: Path) -> str:
    """Return the code on a picture or a scanned page, read in the reader process.

    Raises ``Refused`` (``code.none``) where there is none, ``Unavailable`` (``file.*``,
    ``evidence.*``) where the file cannot be read.
    """
    from app.documents import Reader  # noqa: PLC0415  only for scans

    untrusted = read_small(path, SCAN_BYTES)
    with Reader() as reader:
        return code_in(reader, untrusted, path.name)


def code_in(reader: "Reader", untrusted: bytes, name: str) -> str:
    """Return the code on a page or picture that the reader draws; raises as ``scan`` does."""
    from app.documents import Kind, kind_of  # noqa: PLC0415

    facts = reader.open(untrusted, kind_of(untrusted[:4096], name).kind)
    for page, size in enumerate(facts.sizes[:SCAN_PAGES]):
        for found in reader.codes(page, _drawn_size(size, facts.kind is Kind.PDF)):
            if found.startswith(code.PREFIX):
                return found
    raise Refused(
        "code.none",
        message("No code of a certificate was found in {name}.", name=name),
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


def _judged(found: code.ReadCode, keys: list[RingKey]) -> Verification:
    """Judge the code by itself: its form, its signature, and whether the key counted then."""
    size = found.claims.log_size
    known = [each for each in keys if code.key_id_of(each.public) == found.key_id]
    genuine = code.is_genuine(found, [each.public for each in known])
    stolen = doubted(known, size)
    if genuine and stolen:
        asked = (
            Checked("log-key-stolen", False, reported(stolen[0])),
            Checked("paper", None, PAPER),
        )
        return Verification(
            Verdict.RESTRICTED, (asked[0].message, PAPER), content_of(found),
            fingerprint=found.key_id.hex(), checks=asked,
        )  # fmt: skip
    return _plain(found, genuine if not genuine else bool(counting(known, size)))


def _is_reported(found: code.ReadCode, keys: list[RingKey]) -> bool:
    """Tell whether the key was reported stolen at any size: a code has no proof of its own."""
    return any(each.trusted is not None and code.key_id_of(each.public) == found.key_id
               for each in keys)  # fmt: skip


def _plain(found: code.ReadCode, genuine: bool | None) -> Verification:
    if genuine is None:
        verdict, sentence = Verdict.RESTRICTED, message(
            "The code can be read, but its key is not known here, so nobody can tell whether it "
            "is genuine."
        )  # fmt: skip
    elif genuine:
        verdict, sentence = Verdict.VALID, message("The code was signed by this office's key.")
    else:
        verdict = Verdict.INVALID
        sentence = message("The code was not signed by this office's key.")
    return Verification(
        verdict, (sentence, PAPER) if genuine else (sentence,), content_of(found),
        fingerprint=found.key_id.hex(),
        checks=(Checked("signer", genuine, sentence), Checked("paper", None, PAPER)),
    )  # fmt: skip


def _is_own(casebook: "Casebook | None", found: code.ReadCode) -> bool:
    return casebook is not None and any(
        code.key_id_of(each.public) == found.key_id for each in casebook.ring.keys
    )


def _issued(casebook: "Casebook | None", found: code.ReadCode) -> tuple[Checked, ...]:
    """Ask the casebook that signed whether it issued this number, with these words."""
    if casebook is None:
        return ()
    try:
        issued = casebook.certificate(CertificateNumber(found.claims.number))
    except Refused:
        return (standing.not_issued(),)
    if code.claims_of(issued.words, found.claims.scheme, issued.proof) != found.claims:
        other = message("The casebook has other words for this number.")
        return (Checked("words", False, other),)
    return (Checked("issued", True, message("This casebook issued it with these words.")),)


def _trusted(path: Path) -> tuple[RingKey, ...]:
    """Return the Ed25519 public keys in a PEM file, wherever in it they stand."""
    text = read_small(path).decode("ascii", "replace")
    keys = log_keys(text)
    if "-----BEGIN CERTIFICATE-----" in text:
        try:
            keys = Anchor.of(text).keys
        except ValueError:
            keys = ()
    if not keys:
        raise Misused(
            "verify.trust",
            message("The trusted file holds no public key for codes."),
            message("Give the file that “label-desk identity export” writes."),
        )
    return keys
