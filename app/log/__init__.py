"""The decision log as pure functions: canonical bytes, commitments, hash tree, checkpoints, proofs.

Formats: docs/formats/log.md (C2SP tlog-checkpoint, signed-note and tlog-proof; RFC 6962; RFC 8785).
"""

from app.log.canonical import NotCanonical, canonical, commit, leaf_hash
from app.log.checkpoint import (
    Checkpoint,
    LogKey,
    NotACheckpoint,
    PublicKey,
    parse_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)  # fmt: skip
from app.log.proof import TlogProof, parse_tlog_proof, tlog_proof
from app.log.ring import KeyRing, NotAChange, RingKey
from app.log.tree import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    verify_consistency,
    verify_inclusion,
)  # fmt: skip

__all__ = [
    "EMPTY_ROOT", "Checkpoint", "Frontier", "KeyRing", "LogKey", "NotAChange", "NotACheckpoint",
    "NotCanonical", "PublicKey", "RingKey", "TlogProof", "Tree", "canonical", "commit", "leaf_hash",
    "parse_checkpoint", "parse_tlog_proof", "sign_checkpoint", "tlog_proof", "verify_checkpoint",
    "verify_consistency", "verify_inclusion",
]  # fmt: skip
