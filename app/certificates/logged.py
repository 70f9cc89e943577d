"""Do the proof and the code inside a certificate fit what is printed on it?"""

from app.certificates.code import NotACode, claims_of, is_genuine, read_code
from app.certificates.record import CarriedRecord
from app.log import (
    PublicKey,
    RingKey,
    leaf_hash,
    parse_checkpoint,
    parse_tlog_proof,
    verify_checkpoint,
)  # fmt: skip
from app.log.checkpoint import NotACheckpoint
from app.log.ring import counting, doubted
from app.log.tree import verify_inclusion


def proof_fits(record: CarriedRecord) -> bool:
    """Tell whether the carried leaf is at the printed place under the printed root.

    Who signed the checkpoint is not asked here: see ``code_fits``.
    """
    try:
        proof = parse_tlog_proof(record.proof.proof)
        stated = parse_checkpoint(proof.checkpoint)
    except NotACheckpoint:
        return False
    printed = (record.proof.origin, record.proof.index, record.proof.size, record.proof.root)
    if printed != (stated.origin, proof.index, stated.size, stated.root.hex()):
        return False
    leaf = leaf_hash(record.leaf)
    return verify_inclusion(leaf, proof.index, stated.size, proof.path, stated.root)


def signed_checkpoint(record: CarriedRecord, keys: tuple[RingKey, ...]) -> bool:
    """Tell whether a key that counts for its size signed the checkpoint that is carried."""
    return _signed(record, counting(keys, record.proof.size))


def doubted_key(record: CarriedRecord, keys: tuple[RingKey, ...]) -> RingKey | None:
    """Return the key that signed the checkpoint when a thief may have had it by then."""
    found = doubted(keys, record.proof.size)
    return next((each for each in found if _signed(record, (each.public,))), None)


def _signed(record: CarriedRecord, keys: tuple[PublicKey, ...]) -> bool:
    try:
        note = parse_tlog_proof(record.proof.proof).checkpoint
    except NotACheckpoint:
        return False
    found = (verify_checkpoint(note, key) for key in keys)
    return any(each is not None and each.size == record.proof.size for each in found)


def code_fits(record: CarriedRecord) -> bool:
    """Tell whether the code states the printed words, and its key signed code and checkpoint.

    A certificate of the first version has no code, and fits.
    """
    if record.code is None:
        return True
    try:
        key = PublicKey.of_text(record.code.key)
        code = read_code(record.code.text)
        stated = verify_checkpoint(parse_tlog_proof(record.proof.proof).checkpoint, key)
    except (ValueError, NotACode, NotACheckpoint):
        return False
    wanted = claims_of(record.words, code.claims.scheme, record.proof)
    return stated is not None and code.claims == wanted and is_genuine(code, [key]) is True
