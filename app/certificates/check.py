"""Is this file one of ours, whole, and by whom? Five answers (docs/formats/certificate.md)."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from app.certificates import checks
from app.certificates.anchor import anchor_of
from app.certificates.identity import facts_of, shown_name
from app.certificates.letter_paper import LETTER_NAME, read_facts
from app.certificates.reading import SealReading, read_seal
from app.certificates.record import (
    PROOF_NAME,
    RECORD_LIMIT,
    RECORD_NAME,
    CarriedRecord,
    NoRecord,
    read_record,
)
from app.models.certificate import Checked, Verdict, Verification
from app.models.letter import LetterFacts
from app.models.message import Message, message
from app.wording import pick

Carried: TypeAlias = CarriedRecord | LetterFacts | None
"""What a file of ours says of itself."""


def check(pdf: bytes, trusted: Sequence[str], at: datetime) -> Verification:
    """Answer for a file; ``trusted`` are PEM texts: a certificate, and keys of the log beside it.

    Raises ``Misused`` when one of them cannot be read.
    """
    anchors = [anchor_of(text) for text in trusted]
    reading = read_seal(pdf)
    if reading.certificate is None:
        return _unreadable(pdf, reading)
    vouching = [each for each in anchors if each.vouches(reading.certificate)]
    if vouching and not reading.is_ours:
        return _about(reading, Verdict.INVALID, (checks.changed(),))
    carried, fault = _second_look(pdf, reading)
    if fault is not None:
        return _about(reading, Verdict.INVALID, (checks.changed(fault),))
    asked = checks.of_seal(reading.certificate, reading.signed_at, at, is_known=bool(vouching))
    if isinstance(carried, LetterFacts):
        about = message("This is a letter about the application {case}.", case=carried.case)
        return _about(reading, _verdict(asked), asked, _letter_content(carried), about)
    keys = tuple(key for each in vouching for key in each.keys)
    asked += checks.of_record(carried, keys) if carried is not None else ()
    found = _about(reading, _verdict(asked), asked, _content(carried))
    if vouching and carried and carried.code and checks.failed(asked, "code") is False:
        return replace(found, log_key=carried.code.key)
    return found


def _verdict(asked: tuple[Checked, ...]) -> Verdict:
    """A whole file of a known signer is valid, with what failed beside as warnings."""
    stolen = checks.failed(asked, "log-key-stolen") is True
    if checks.failed(asked, "signer") is not False or stolen:
        return Verdict.RESTRICTED
    return Verdict.WARNINGS if any(each.passed is False for each in asked) else Verdict.VALID


def _unreadable(pdf: bytes, reading: SealReading) -> Verification:
    if reading.has_traces and not reading.unsupported:
        asked = checks.changed(_FAULTS.get(reading.fault, checks.CHANGED))
        return Verification(Verdict.INVALID, (asked.message,), checks=(asked,))
    if reading.has_traces:
        sentence = message("The signature is of a kind that cannot be checked here.")
    elif pdf.startswith(b"%PDF-"):
        sentence = message("The file has no signature.")
    else:
        sentence = message("The file is not a PDF.")
    asked = Checked("bytes", None, sentence)
    return Verification(Verdict.UNKNOWN, (sentence,), checks=(asked,))


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
            return None, checks.CHANGED
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


def _about(
    reading: SealReading, verdict: Verdict, asked: tuple[Checked, ...],
    content: dict[str, str] | None = None, *besides: Message,
) -> Verification:  # fmt: skip
    """Reasons are what makes the verdict: the bytes or the signer, then everything that failed."""
    signer = reading.certificate
    return Verification(
        verdict,
        (*checks.reasons(asked, verdict), *besides),
        content or {},
        shown_name(signer.subject) if signer else None,
        reading.signed_at,
        facts_of(signer).fingerprint if signer else None,
        asked,
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
        "replaces": words.replaces or "",
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
