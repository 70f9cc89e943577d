"""The checker: fed with every entry in order, it recomputes all and names what does not fit.

It says what it finds by stable ids, as ``git fsck`` does; ``app.log.findings`` has the sentences.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.log.canonical import canonical, leaf_hash
from app.log.checkpoint import (
    Checkpoint,
    NotACheckpoint,
    PublicKey,
    parse_checkpoint,
    verify_checkpoint,
)  # fmt: skip
from app.log.tree import EMPTY_ROOT, node_hash
from app.models.log import LogCheck, LogFinding

MOST_FINDINGS = 1000
CONTINUING = frozenset({"restore", "gap"})


def _no_float(text: str) -> Any:
    raise ValueError(f"{text} is not an integer")


_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(slots=True)
class Checker:
    """Checks a log from its first entry on. ``anchors`` are checkpoints known from elsewhere."""

    key: PublicKey
    anchors: tuple[Checkpoint, ...] = ()
    findings: list[LogFinding] = field(default_factory=list)
    size: int = 0
    origin: str = ""
    _peaks: list[bytes] = field(default_factory=list)
    _newest_at: datetime | None = None
    _newest_note: str = ""
    _roots_fit: bool = True
    _anchored: dict[int, list[Checkpoint]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for anchor in self.anchors:
            self._anchored.setdefault(anchor.size, []).append(anchor)

    def found(self, finding: str, entry: int | None, detail: str = "") -> None:
        """Note a finding; beyond a thousand only the first ones are kept."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(LogFinding(finding, entry, detail))

    def entry(
        self, number: int, leaf: bytes, note: str, contents: Mapping[str, str] | None = None
    ) -> None:
        """Take the next entry; ``contents`` are the commitments recomputed from what is kept.

        Without ``contents`` (an export without values) commitments are taken as they stand.
        """
        if number != self.size:
            self.found("log.missing-entry", self.size)
        stated = self._stated(number, leaf)
        if stated is not None:
            self._check_order(number, stated)
            if contents is not None and contents != stated.get("commitments"):
                self._check_contents(number, stated.get("commitments"), contents)
        self._grow(leaf_hash(leaf))
        self._check_root(number, note, stated)

    def finish(self) -> LogCheck:
        """Check the newest signature and the anchors; return the whole answer."""
        if self.size and not _signed(self._newest_note, self.key):
            self.found("log.signature", self.size - 1)
        for size in sorted(self._anchored):
            if size > self.size:
                self.found("log.older", None, f"{self.size}/{size}")
        bad = [each.entry for each in self.findings if each.entry is not None]
        return LogCheck(
            ok=not self.findings,
            entries=self.size,
            root=self.root().hex(),
            first_bad=min(bad, default=None),
            findings=tuple(sorted(self.findings, key=_place)),
        )

    def edge(self) -> tuple[int, bytes]:
        """Return size and the roots of the complete subtrees, as the casebook keeps them."""
        return self.size, b"".join(self._peaks)

    def root(self) -> bytes:
        """Return the root of what was taken so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for left in self._peaks[-2::-1]:
            root = node_hash(left, root)
        return root

    def _stated(self, number: int, leaf: bytes) -> dict[str, Any] | None:
        try:
            stated = _decode(leaf.decode())
            simple = leaf.isascii()
            again = _encode(stated).encode() if simple else canonical(stated)
        except (ValueError, RecursionError):
            self.found("log.leaf", number)
            return None
        if again != leaf or not isinstance(stated, dict):
            self.found("log.canonical", number)
            return None
        return stated

    def _check_order(self, number: int, stated: dict[str, Any]) -> None:
        if (stated.get("sequence"), stated.get("previous_size"), stated.get("version")) != (
            number, number, 1,
        ):  # fmt: skip
            self.found("log.sequence", number)
        if stated.get("key") != self.key.id:
            self.found("log.key", number)
        origin = str(stated.get("origin"))
        if origin != self.origin:
            self._check_origin(number, origin, str(stated.get("type")))
        self._check_time(number, stated)

    def _check_origin(self, number: int, origin: str, act: str) -> None:
        """Only the first entry, a restore and a gap may bring an origin of their own."""
        if number and (act not in CONTINUING or _stem(origin) != _stem(self.origin)):
            self.found("log.origin", number)
        if number and not _signed(self._newest_note, self.key):
            self.found("log.signature", number - 1)
        self.origin = origin

    def _check_time(self, number: int, stated: dict[str, Any]) -> None:
        try:
            at = datetime.fromisoformat(stated["at"])
            moved = self._newest_at is not None and at < self._newest_at
        except (KeyError, TypeError, ValueError):
            self.found("log.time", number)
            return
        if moved != stated.get("clock_moved", False):
            self.found("log.time", number)
        if not moved:
            self._newest_at = at

    def _check_contents(self, number: int, stated: Any, contents: Mapping[str, str]) -> None:
        stated = stated if isinstance(stated, dict) else {}
        for name in sorted(stated.keys() | contents.keys()):
            if name not in contents:
                self.found("log.content-missing", number, name)
            elif name not in stated:
                self.found("log.content-unlogged", number, name)
            elif stated[name] != contents[name]:
                self.found("log.content", number, name)

    def _grow(self, node: bytes) -> None:
        size = self.size
        while size & 1:
            node = node_hash(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    def _check_root(self, number: int, note: str, stated: dict[str, Any] | None) -> None:
        root = self.root()
        self._newest_note = note
        origin = stated.get("origin") if stated else self.origin
        head = f"{origin}\n{self.size}\n{base64.b64encode(root).decode()}\n\n— "
        if not note.startswith(head) and self._roots_fit:
            # Later roots contain this entry, so they cannot fit either: named once.
            self._roots_fit = False
            self.found("log.checkpoint", number)
        if self.size in self._anchored and self._roots_fit:
            for anchor in self._anchored[self.size]:
                if anchor.root != root:
                    self.found("log.other-history", number, anchor.origin)


def _signed(note: str, key: PublicKey) -> bool:
    try:
        return verify_checkpoint(note, key) is not None
    except NotACheckpoint:
        return False


def read_anchors(notes: tuple[str, ...], key: PublicKey) -> tuple[Checkpoint, ...]:
    """Return the checkpoints among ``notes`` that this log's key signed."""
    return tuple(parse_checkpoint(note) for note in notes if _signed(note, key))


def _stem(origin: str) -> str:
    return "/".join(origin.split("/")[:2])


def _place(finding: LogFinding) -> tuple[bool, int]:
    return finding.entry is None, finding.entry or 0
