"""Does the proof inside a certificate fit the log entry that is printed on it?"""

from app.certificates.record import CarriedRecord
from app.log import leaf_hash, parse_checkpoint, parse_tlog_proof, verify_inclusion
from app.log.checkpoint import NotACheckpoint


def proof_fits(record: CarriedRecord) -> bool:
    """Tell whether the carried leaf is at the printed place under the printed root.

    Who signed the checkpoint is not asked here: the log's key is not inside the file.
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
