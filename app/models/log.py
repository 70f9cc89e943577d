"""Entries of the decision log (docs/formats/log.md): digests and numbers, never names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    """Every act there is; each writes one entry. Drafts, ticks and opened marks are not acts."""

    BEGIN = "begin"
    RECEIVE = "receive"
    REJECTED_FILE = "rejected-file"
    SEAL = "seal"
    CARRY = "carry"
    DECIDE = "decide"
    REVISE = "revise"
    CERTIFY = "certify"
    WITHDRAW = "withdraw"
    ORDER = "order"
    EXPORT = "export"
    SEASON = "season"
    IDENTITY = "identity"
    RESTORE = "restore"
    GAP = "gap"
    ERASE = "erase"
    ANCHOR = "anchor"
    KEY_ADD = "key-add"
    KEY_RETIRE = "key-retire"
    KEY_COMPROMISED = "key-compromised"


@dataclass(frozen=True, slots=True)
class Commitment:
    """``digest`` = SHA-256(salt ‖ 0x00 ‖ field ‖ 0x00 ‖ canonical value), in hex."""

    field: str
    digest: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One leaf of the tree and the signed checkpoint that covers it."""

    index: int
    act: Act
    at: datetime
    origin: str
    key: str
    previous_size: int
    commitments: tuple[Commitment, ...]
    leaf: bytes
    checkpoint: str
    package: str | None = None
    scheme: str | None = None
    clock_moved: bool = False


@dataclass(frozen=True, slots=True)
class LogFinding:
    """Something the checker found, with a stable id such as ``log.leaf-hash`` and the entry."""

    id: str
    entry: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class LogCheck:
    """The answer of ``log verify``; ``root`` is hex, ``first_bad`` the first entry that fails."""

    ok: bool
    entries: int
    root: str
    first_bad: int | None
    findings: tuple[LogFinding, ...]
