"""Is this file one of ours, whole, and by whom? Five answers (docs/formats/certificate.md)."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from app.certificates.identity import facts_of, shown_name
from app.certificates.letter_paper import LETTER_NAME, read_facts
from app.certificates.logged import code_fits, proof_fits
from app.certificates.reading import SealReading, read_seal
from app.certificates.record import (
    PROOF_NAME,
    RECORD_LIMIT,
    RECORD_NAME,
    CarriedRecord,
    NoRecord,
    read_record,
)
from app.models.certificate import Verdict, Verification
from app.models.errors import Misused
from app.models.letter import LetterFacts
from app.models.message import Message, message
from app.wording import pick

Carried: TypeAlias = CarriedRecord | LetterFacts | None
"""What a file of ours says of itself."""

SOON = timedelta(days=60)
"""An identity that ends within this time is worth a warning."""


def check(pdf: bytes, trusted: Sequence[str], at: datetime) -> Verification:
    """Answer for a file; ``trusted`` are certificates in PEM, the casebook's own or brought along.

    Raises ``Misused`` when one of them cannot be read.
    """
    anchors = [_certificate(text) for text in trusted]
    reading = read_seal(pdf)
    if reading.certificate is None:
        return _unreadable(pdf, reading)
    is_known = any(_vouches(anchor, reading.certificate) for anchor in anchors)
    if is_known and not reading.is_ours:
        return _about(reading, Verdict.INVALID, message("The file was changed after signing."))
    record, fault = _second_look(pdf, reading)
    if fault is not None:
        return _about(reading, Verdict.INVALID, fault)
    verdict, reasons = _trust(reading, is_known, at)
    if isinstance(record, LetterFacts):
        about = message("This is a letter about the application {case}.", case=record.case)
        return _about(reading, verdict, *reasons, about, content=_letter_content(record))
    if record is not None and record.leaf and not proof_fits(record):
        reasons += (message("The proof inside does not fit the log entry that is printed."),)
        verdict = Verdict.WARNINGS if verdict is Verdict.VALID else verdict
    if record is not None and not code_fits(record):
        reasons += (message("The code inside does not fit what is printed."),)
        verdict = Verdict.WARNINGS if verdict is Verdict.VALID else verdict
    return _about(reading, verdict, *reasons, content=_content(record))


def _certificate(text: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(text.encode())
    except ValueError as error:
        raise Misused(
            "verify.trust", message("The trusted certificate cannot be read."),
            message("Give a certificate file in PEM form."),
        ) from error  # fmt: skip


def _vouches(anchor: x509.Certificate, signer: x509.Certificate) -> bool:
    """Tell whether a trusted certificate is the signer's own, or issued it."""
    if anchor == signer:
        return True
    try:
        constraints = anchor.extensions.get_extension_for_class(x509.BasicConstraints).value
        signer.verify_directly_issued_by(anchor)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
        return False
    return constraints.ca


def _unreadable(pdf: bytes, reading: SealReading) -> Verification:
    if reading.has_traces and not reading.unsupported:
        return Verification(Verdict.INVALID, (_FAULTS.get(reading.fault, _CHANGED),))
    if reading.has_traces:
        sentence = message("The signature is of a kind that cannot be checked here.")
    elif pdf.startswith(b"%PDF-"):
        sentence = message("The file has no signature.")
    else:
        sentence = message("The file is not a PDF.")
    return Verification(Verdict.UNKNOWN, (sentence,))


_CHANGED = message("The file was changed after signing.")
_FAULTS = {
    "signatures": message("The file carries more than one signature."),
    "range": message("Something was added to the file after signing."),
}


def _second_look(pdf: bytes, reading: SealReading) -> tuple[Carried, Message | None]:
    """Read the file again with the library: one signature, nothing allowed or made after it.

    Only files whose signature already held come this far.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        signatures = reader.embedded_signatures
        if len(signatures) != 1:
            return None, _FAULTS["signatures"]
        if not _is_whole(signatures[0], must_be_locked=reading.is_ours):
            return None, _CHANGED
        return _carried(reader), None
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return None, message("The file cannot be read as a PDF.")


def _is_whole(signature: EmbeddedPdfSignature, *, must_be_locked: bool) -> bool:
    signature.compute_integrity_info(skip_diff=True)
    covers = signature.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return covers and (not must_be_locked or signature.docmdp_level == MDPPerm.NO_CHANGES)


def _carried(reader: PdfFileReader) -> Carried:
    """Return the record inside; None when the file is no certificate or letter of ours."""
    if "/AF" not in reader.root:
        return None
    listed = [each.get_object() for each in reader.root["/AF"]]
    files = {str(each["/UF"]): each["/EF"]["/F"] for each in listed}
    if RECORD_NAME not in files:
        return read_facts(files[LETTER_NAME].data) if LETTER_NAME in files else None
    proof = files[PROOF_NAME].data[:RECORD_LIMIT].decode() if PROOF_NAME in files else ""
    try:
        return read_record(files[RECORD_NAME].data, proof)
    except NoRecord:
        return None


def _trust(
    reading: SealReading, is_known: bool, at: datetime
) -> tuple[Verdict, tuple[Message, ...]]:
    if reading.certificate is None or not is_known:
        sentence = message("The file is whole, but its signer is not known here.")
        return Verdict.RESTRICTED, (sentence,)
    whole = message("Not one byte was changed since it was signed.")
    warnings = tuple(_warnings(reading.certificate, reading.signed_at, at))
    return (Verdict.WARNINGS if warnings else Verdict.VALID), (whole, *warnings)


def _warnings(signer: x509.Certificate, signed_at: datetime | None, at: datetime) -> list[Message]:
    start, end = signer.not_valid_before_utc, signer.not_valid_after_utc
    found = []
    if signed_at is None or not start <= signed_at <= end:
        found.append(message("It says it was signed when the identity was not valid."))
    if at > end:
        found.append(message("The signing identity has expired since."))
    elif at > end - SOON:
        found.append(message("The signing identity expires soon."))
    if at < start:
        found.append(message("The signing identity is not valid yet by this machine's clock."))
    return found


def _about(
    reading: SealReading,
    verdict: Verdict,
    *reasons: Message,
    content: dict[str, str] | None = None,
) -> Verification:
    signer = reading.certificate
    return Verification(
        verdict,
        reasons,
        content or {},
        shown_name(signer.subject) if signer else None,
        reading.signed_at,
        facts_of(signer).fingerprint if signer else None,
    )


def _content(record: CarriedRecord | None) -> dict[str, str]:
    """Return what the file states about itself, by stable names (docs/formats/certificate.md)."""
    if record is None:
        return {}
    words, proof = record.words, record.proof
    stated = {
        "number": words.number,
        "label": pick(words.label, words.languages[0] if words.languages else "en"),
        "recipient": words.recipient,
        "school": words.school,
        "city": words.city or "",
        "country": words.country,
        "project": words.project or "",
        "label_years": words.label_years or "",
        "season": words.season,
        "decided_on": words.decided_on.isoformat(),
        "issued_on": words.issued_on.isoformat(),
        "languages": " ".join(words.languages),
        "log_origin": proof.origin,
        "log_index": str(proof.index),
        "log_size": str(proof.size),
        "log_root": proof.root,
        "sample": "yes" if words.sample else "",
    }
    return {key: value for key, value in stated.items() if value}


def _letter_content(facts: LetterFacts) -> dict[str, str]:
    """Return what a letter states about itself, by stable names (docs/formats/certificate.md)."""
    stated = {
        "kind": "letter",
        "case": facts.case,
        "label": facts.label,
        "recipient": facts.recipient,
        "school": facts.school,
        "title": facts.title,
        "outcome": facts.outcome.value,
        "written_on": facts.written_on.isoformat(),
        "languages": " ".join(facts.languages),
        "sample": "yes" if facts.sample else "",
    }
    return {key: value for key, value in stated.items() if value}
