"""What travels inside a certificate: its words as JSON and the proof from the log."""

import json
from dataclasses import dataclass
from typing import Any

import cattrs

from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.plain import Plain, from_plain, to_plain
from app.paper.metadata import Attachment

FORMAT, VERSION = "label-certificate", 2
READABLE = (1, VERSION)
"""Version 1 had no code."""
RECORD_NAME, PROOF_NAME = "certificate.json", "certificate.tlog-proof"
RECORD_LIMIT = 1_000_000


class NoRecord(ValueError):
    """The file carries no record that can be understood."""


@dataclass(frozen=True, slots=True)
class CarriedRecord:
    """The record as it was read back; ``leaf`` is the log entry the proof is about."""

    words: PrintedWords
    proof: LogProof
    leaf: bytes
    code: PaperCode | None = None


def attachments(
    words: PrintedWords, proof: LogProof, leaf: bytes, code: PaperCode | None = None
) -> tuple[Attachment, ...]:
    """Return the record and the proof as files to carry inside."""
    record = Attachment(
        RECORD_NAME,
        record_bytes(words, proof, leaf, code),
        "application/json",
        "The words of this certificate and its place in the decision log",
    )
    if not proof.proof:
        return (record,)
    carried = Attachment(
        PROOF_NAME, proof.proof.encode(), "text/plain", "Proof of the decision in the log"
    )
    return (record, carried)


def record_bytes(
    words: PrintedWords, proof: LogProof, leaf: bytes, code: PaperCode | None = None
) -> bytes:
    """Return the record as JSON with sorted keys, in UTF-8 (docs/formats/certificate.md)."""
    place = {"origin": proof.origin, "index": proof.index, "size": proof.size, "root": proof.root}
    record: dict[str, Plain] = {
        "format": FORMAT,
        "version": VERSION,
        "words": to_plain(words),
        "log": place,
        "leaf": leaf.decode("utf-8"),
    }
    if code is not None:
        record["code"] = to_plain(code)
    return json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read_record(content: bytes, proof: str = "") -> CarriedRecord:
    """Read a record back; raises ``NoRecord``."""
    if len(content) > RECORD_LIMIT:
        raise NoRecord("size")
    try:
        record: dict[str, Any] = json.loads(content)
        if record["format"] != FORMAT or record["version"] not in READABLE:
            raise NoRecord("version")
        words = from_plain(record["words"], PrintedWords)
        place = from_plain({**record["log"], "proof": proof}, LogProof)
        code = from_plain(record["code"], PaperCode) if "code" in record else None
        return CarriedRecord(words, place, str(record["leaf"]).encode(), code)
    except (KeyError, TypeError, ValueError, RecursionError, cattrs.BaseValidationError) as error:
        raise NoRecord("shape") from error
