"""The checker: fed with every entry in order, it recomputes all and names what does not fit.

It says what it finds by stable ids, as ``git fsck`` does; ``app.log.findings`` has the sentences.
"""

import json
import re
from binascii import b2a_base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.log.canonical import canonical, leaf_hash
from app.log.checkpoint import (
    Checkpoint,
    NotACheckpoint,
    PublicKey,
    parse_checkpoint,
    verify_checkpoint,
)  # fmt: skip
from app.log.ring import KeyRing, NotAChange, counting
from app.log.tree import EMPTY_ROOT
from app.models.log import LogCheck, LogFinding

MOST_FINDINGS = 1000
CONTINUING = frozenset({"restore", "gap"})


def _no_float(text: str) -> Any:
    raise ValueError(f"{text} is not an integer")


_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


_AT = len('{"at":"2026-11-22T04:23:19+00:00')
_SHOWN = "".join(rf'(?:"{name}":"[0-9a-f]{{64}}",)?' for name in ("scheme", "season"))
_TAIL = re.compile(
    (
        r'(?:"package":"[0-9a-f]{64}",)?"previous_size":([0-9]+),'
        rf'{_SHOWN}"sequence":([0-9]+),"type":"(?!key-)[a-z-]+","version":1\}}'
    ).encode()
)


def _written(contents: Mapping[str, str]) -> bytes:
    """Return commitments in canonical form; field names are plain words of ours."""
    return ",".join([f'"{name}":"{contents[name]}"' for name in sorted(contents)]).encode()


@dataclass(slots=True)
class Checker:
    """Checks a log from its first entry on. ``anchors`` are checkpoints known from elsewhere.

    ``key`` is the first one; ``later`` those that entries may add. With ``weighs`` an anchor that
    only a stolen key signed, beyond the size it counts for, says nothing.
    """

    key: PublicKey
    anchors: tuple[Checkpoint, ...] = ()
    later: tuple[PublicKey, ...] = ()
    weighs: bool = False
    findings: list[LogFinding] = field(default_factory=list)
    size: int = 0
    origin: str = ""
    ring: KeyRing = field(init=False)
    _key_id: bytes = b""
    _turned: bool = False
    _differing: list[tuple[int, Checkpoint]] = field(default_factory=list)
    _origin: bytes = b""
    _peaks: list[bytes] = field(default_factory=list)
    _newest_at: datetime | None = None
    _newest_note: bytes = b""
    _roots_fit: bool = True
    _anchored: dict[int, list[Checkpoint]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._key_id = self.key.id.encode()
        self.ring = KeyRing.of(self.key)
        for anchor in self.anchors:
            self._anchored.setdefault(anchor.size, []).append(anchor)

    def found(self, finding: str, entry: int | None, detail: str = "") -> None:
        """Note a finding; beyond a thousand only the first ones are kept."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(LogFinding(finding, entry, detail))

    def entry(
        self, number: int, leaf: bytes, note: bytes, contents: Mapping[str, str] | None = None
    ) -> None:
        """Take the next entry; ``contents`` are the commitments recomputed from what is kept.

        Without ``contents`` (an export without values) commitments are taken as they stand.
        """
        if number != self.size:
            self.found("log.missing-entry", self.size)
        if contents is None or not self._fits(number, leaf, contents):
            self._examine(number, leaf, contents)
        self._grow(leaf_hash(leaf))
        self._check_root(number, note)
        if self._turned:
            self._turned = False
            if not all(_signed(note, each) for each in self.ring.active):
                self.found("log.signature", number)

    def signed(self, number: int, note: bytes) -> None:
        """Check the signature of an entry's checkpoint; that of the newest is always checked."""
        if not _signed(note, self.ring.current):
            self.found("log.signature", number)

    def finish(self) -> LogCheck:
        """Check the newest signature and the anchors; return the whole answer."""
        if self.size and not _signed(self._newest_note, self.ring.current):
            self.found("log.signature", self.size - 1)
        self._check_anchors()
        bad = [each.entry for each in self.findings if each.entry is not None]
        return LogCheck(
            ok=not self.findings,
            entries=self.size,
            root=self.root().hex(),
            first_bad=min(bad, default=None),
            findings=tuple(sorted(self.findings, key=_place)),
        )

    def _check_anchors(self) -> None:
        for number, anchor in self._differing:
            if self._counts(anchor):
                self.found("log.other-history", number, anchor.origin)
        for size in sorted(self._anchored):
            if size > self.size and any(self._counts(each) for each in self._anchored[size]):
                self.found("log.older", None, f"{self.size}/{size}")

    def _counts(self, anchor: Checkpoint) -> bool:
        """A checkpoint that another hand brought counts by a key that counted for its size."""
        if not self.weighs:
            return True
        ids = {key.note_id(anchor.origin) for key in counting(self.ring.keys, anchor.size)}
        return any(key_id in ids for _, key_id, _ in anchor.signatures)

    def edge(self) -> tuple[int, bytes]:
        """Return size and the roots of the complete subtrees, as the casebook keeps them."""
        return self.size, b"".join(self._peaks)

    def root(self) -> bytes:
        """Return the root of what was taken so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for left in self._peaks[-2::-1]:
            root = sha256(b"\x01" + left + root).digest()
        return root

    def _fits(self, number: int, leaf: bytes, contents: Mapping[str, str]) -> bool:
        """Tell quickly whether a leaf is just what it should be; who is not sure says no.

        Such a leaf is canonical: keys in order, no spaces, no escapes, plain integers; and its
        commitments equal the recomputed ones, written canonically.
        """
        middle = b'","commitments":{%b},"key":"%b","origin":"%b",' % (
            _written(contents), self._key_id, self._origin
        )  # fmt: skip
        match = _TAIL.fullmatch(leaf, _AT + len(middle))
        return (
            match is not None
            and leaf.startswith(middle, _AT)
            and leaf.startswith(b'{"at":"')
            and match.groups() == (b"%d" % number,) * 2
            and leaf[17:18] == b"T"
            and self._is_later(leaf[7:_AT].decode("latin-1")) is True
        )

    def _is_later(self, at: str) -> bool | None:
        """Tell whether the clock did not go back, and take the instant as the newest.

        None for what is not an instant.
        """
        try:
            moment = datetime.fromisoformat(at)
            if self._newest_at is not None and moment < self._newest_at:
                return False
        except (TypeError, ValueError):
            return None
        self._newest_at = moment
        return True

    def _examine(self, number: int, leaf: bytes, contents: Mapping[str, str] | None) -> None:
        """Read a leaf slowly and say exactly what is wrong with it."""
        stated = self._stated(number, leaf)
        if stated is None:
            return
        self._check_order(number, stated)
        if contents is not None and contents != stated.get("commitments"):
            self._check_contents(number, stated.get("commitments"), contents)

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
        origin = str(stated.get("origin"))
        if origin != self.origin:
            self._check_origin(number, origin, str(stated.get("type")))
        if str(stated.get("type")).startswith("key-"):
            self._turn(number, stated)
        if stated.get("key") != self._key_id.decode():
            self.found("log.key", number)
        self._check_time(number, stated)

    def _check_origin(self, number: int, origin: str, act: str) -> None:
        """Only the first entry, a restore and a gap may bring an origin of their own."""
        if number and (act not in CONTINUING or _stem(origin) != _stem(self.origin)):
            self.found("log.origin", number)
        if number and not _signed(self._newest_note, self.ring.current):
            self.found("log.signature", number - 1)
        self.origin, self._origin = origin, origin.encode(errors="replace")

    def _turn(self, number: int, stated: dict[str, Any]) -> None:
        """Follow an entry about keys; its checkpoint must be signed by all that sign from now."""
        try:
            self.ring = _turned(self.ring, number, stated, self.later)
        except NotAChange:
            self.found("log.key", number)
        self._key_id = self.ring.current.id.encode()
        self._turned = True

    def _check_time(self, number: int, stated: dict[str, Any]) -> None:
        later = self._is_later(stated.get("at", ""))
        if later is None or later == stated.get("clock_moved", False):
            self.found("log.time", number)

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
            node = sha256(b"\x01" + self._peaks.pop() + node).digest()
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    def _check_root(self, number: int, note: bytes) -> None:
        root = self.root()
        self._newest_note = note
        head = b"%b\n%d\n%b\n\xe2\x80\x94 " % (self._origin, self.size, b2a_base64(root))
        if not note.startswith(head) and self._roots_fit:
            # Later roots contain this entry, so they cannot fit either: named once.
            self._roots_fit = False
            self.found("log.checkpoint", number)
        if self.size in self._anchored and self._roots_fit:
            for anchor in self._anchored[self.size]:
                if anchor.root != root:
                    self._differing.append((number, anchor))


def _signed(note: str | bytes, key: PublicKey) -> bool:
    try:
        text = note.decode() if isinstance(note, bytes) else note
        return verify_checkpoint(text, key) is not None
    except (NotACheckpoint, UnicodeDecodeError):
        return False


def read_anchors(notes: tuple[str, ...], *keys: PublicKey) -> tuple[Checkpoint, ...]:
    """Return the checkpoints among ``notes`` that one of this log's keys signed."""
    return tuple(
        parse_checkpoint(note) for note in notes if any(_signed(note, key) for key in keys)
    )


def _turned(
    ring: KeyRing, number: int, stated: dict[str, Any], later: tuple[PublicKey, ...]
) -> KeyRing:
    """Return the ring after an entry about keys; raises NotAChange for one that does not fit."""
    match stated.get("type"):
        case "key-add":
            added = next((each for each in later if each.id == stated.get("key")), None)
            if added is None:
                raise NotAChange("a key that is not stated")
            return ring.added(added, number)
        case "key-retire":
            return ring.retired(number)
        case "key-compromised" if type(trusted := stated.get("trusted_size")) is int:
            return ring.stolen(trusted, number)
    raise NotAChange("not an entry about keys")


def _stem(origin: str) -> str:
    return "/".join(origin.split("/")[:2])


def _place(finding: LogFinding) -> tuple[bool, int]:
    return finding.entry is None, finding.entry or 0
