"""What is asked of a sealed file, one thing after the other, each with its answer in words."""

from datetime import datetime, timedelta

from cryptography import x509

from app.certificates.logged import code_fits, doubted_key, proof_fits, signed_checkpoint
from app.certificates.record import CarriedRecord
from app.log import RingKey
from app.models.certificate import Checked, Verdict
from app.models.message import Message, message

SOON = timedelta(days=60)
"""An identity that ends within this time is worth a warning."""

CHANGED = message("The file was changed after signing.")


def changed(how: Message = CHANGED) -> Checked:
    """Return the answer for a file that is not as it was sealed."""
    return Checked("bytes", False, how)


def of_seal(
    signer: x509.Certificate, signed_at: datetime | None, at: datetime, *, is_known: bool
) -> tuple[Checked, ...]:
    """Return what a whole file's seal says: who, when, and what nobody here can tell."""
    whole = message("Not one byte was changed since it was signed.")
    if not is_known:
        unknown = message("The file is whole, but its signer is not known here.")
        return Checked("bytes", True, whole), Checked("signer", None, unknown), _time()
    known = message("The signer is an office that is known here.")
    asked = [Checked("bytes", True, whole), Checked("signer", True, known)]
    asked += _identity(signer, signed_at, at)
    asked.append(_time())
    if signer.issuer != signer.subject:
        asked.append(_revocation())
    return tuple(asked)


def of_record(record: CarriedRecord, keys: tuple[RingKey, ...]) -> tuple[Checked, ...]:
    """Return whether proof, checkpoint and code inside fit what is printed; ``keys`` are trusted.

    Only keys that came with the signer's own certificate are asked.
    """
    asked = []
    if record.leaf:
        asked += [_proof(record), _log_key(record, keys)]
    if record.code is not None:
        asked.append(_code(record))
    return tuple(asked)


def failed(asked: tuple[Checked, ...], name: str) -> bool | None:
    """Tell whether a thing was asked and failed; None where it was not asked or not answered."""
    found = next((each.passed for each in asked if each.id == name), None)
    return None if found is None else not found


def reasons(asked: tuple[Checked, ...], verdict: Verdict) -> tuple[Message, ...]:
    """Return what makes the verdict: whole or not, or an unknown signer; then what failed."""
    bad = tuple(each.message for each in asked if each.passed is False)
    if verdict is Verdict.INVALID:
        return bad
    unknown = any(each.id == "signer" and each.passed is None for each in asked)
    first = "signer" if unknown else "bytes"
    return (*(each.message for each in asked if each.id == first), *bad)


def _identity(signer: x509.Certificate, signed_at: datetime | None, at: datetime) -> list[Checked]:
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
    well = message("The signing identity was valid at that time, and is now.")
    return [Checked("identity", False, each) for each in found] or [Checked("identity", True, well)]


def _time() -> Checked:
    words = message("The time of signing is the signer's own word; nobody else confirms it.")
    return Checked("time", None, words)


def _revocation() -> Checked:
    words = message("Whether its issuer has revoked the identity was not asked: that needs a "
                    "network.")  # fmt: skip
    return Checked("revocation", None, words)


def _proof(record: CarriedRecord) -> Checked:
    if proof_fits(record):
        well = message("The decision is in the log under the root that is printed.")
        return Checked("proof", True, well)
    bad = message("The proof inside does not fit the log entry that is printed.")
    return Checked("proof", False, bad)


def _log_key(record: CarriedRecord, keys: tuple[RingKey, ...]) -> Checked:
    if not keys:
        words = message("The log's key is not known here: that the log is the office's own rests "
                        "on its signature on this file.")  # fmt: skip
        return Checked("log-key", None, words)
    if signed_checkpoint(record, keys):
        well = message("The log's checkpoint inside was signed by the key of the office's log.")
        return Checked("log-key", True, well)
    stolen = doubted_key(record, keys)
    if stolen is not None:
        return Checked("log-key-stolen", False, reported(stolen))
    bad = message("The log's checkpoint inside was not signed by the key of the office's log.")
    return Checked("log-key", False, bad)


def reported(key: RingKey) -> Message:
    """Say what it means that a key was reported stolen."""
    return message(
        "The log's key was reported stolen: what it signed beyond {count} entries proves nothing "
        "by itself. Only a time stamp or a checkpoint that another hand kept from before can "
        "prove it.",
        count=key.trusted,
    )  # fmt: skip


def _code(record: CarriedRecord) -> Checked:
    if code_fits(record):
        return Checked("code", True, message("The code for paper states the same words."))
    return Checked("code", False, message("The code inside does not fit what is printed."))
