#!/usr/bin/env python3
"""Check an exported decision log of Label Desk, independently of Label Desk.

    python verify_log.py EXPORT.jsonl [--key BASE64] [--checkpoint FILE]... [--proof FILE]...

Reads what "label-desk log export" wrote. Recomputes every leaf hash, every root and, where the
export holds contents, every commitment; checks the signatures of the
newest and of the first 10 000 checkpoints. Keys that the log itself added, retired or reported
stolen are followed. With --key only that key is trusted, and those that the log adds to it, not the
one the file states. Each --checkpoint (a signed note kept elsewhere) must be part of this history.
--proof checks one certificate's proof against the log.

Needs Python 3.11 and "cryptography", nothing else. Formats: docs/formats/log.md.
Exit status: 0 all is well, 1 something does not fit, 3 the file cannot be read.
"""

# ruff: noqa: T201  a program for the command line

import argparse
import base64
import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

START = {"format", "version", "origin", "public_key", "entries", "content"}
"""What the first line states."""

MOST_SIGNATURES = 10_000
"""So many older signatures are checked too; the newest speaks for all entries."""

KEY_BYTES = 32
"""Length of an Ed25519 public key."""


class Unreadable(Exception):
    """The file is not an exported log."""


def main(arguments: list[str] | None = None) -> int:
    """Check what the arguments name and print one line for each finding."""
    parser = argparse.ArgumentParser(description="Check an exported decision log.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", help="the log's public key in base64, known from elsewhere")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[])
    parser.add_argument("--proof", type=Path, action="append", default=[])
    chosen = parser.parse_args(arguments)
    try:
        log = Log(chosen.export, chosen.key)
        for path in chosen.checkpoint:
            log.must_contain(path.read_text(encoding="utf-8"), path.name)
        for path in chosen.proof:
            log.must_prove(path.read_text(encoding="utf-8"), path.name)
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(f"cannot be read: {error}")
        return 3
    for finding in log.findings:
        print(finding)
    print(f"{len(log.leaves)} entries, root {log.root(len(log.leaves)).hex()}, "
          f"{'NOT well' if log.findings else 'all is well'}")  # fmt: skip
    return 1 if log.findings else 0


class Log:
    """The exported log, checked while it is read."""

    def __init__(self, path: Path, trusted_key: str | None) -> None:
        self.findings: list[str] = []
        self.leaves: list[bytes] = []
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.origin = ""
        self.newest: datetime | None = None
        with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            start = parsed(next(lines, ""))
            later = start.pop("keys", None)
            stated = (start.get("format"), start.get("version"), set(start))
            if stated != ("label-log", 1, START) or later == []:
                raise Unreadable("not an exported log of version 1")
            self.later = [key_of(each) for each in later or []]
            first = key_of(start.get("public_key"))
            trusted = key_of(trusted_key or start["public_key"])
            self.keys = [Key(trusted if trusted_key and trusted not in self.later else first)]
            note = ""
            for number, line in enumerate(lines):
                if 0 < number < MOST_SIGNATURES and not self.signed(note):
                    self.found(number - 1, "log.signature")
                note = self.read(number, line)
        if trusted_key and all(each.raw != trusted for each in self.keys):
            self.found(len(self.leaves), "log.key", "the trusted key is none of the log's")
        if len(self.leaves) != start.get("entries"):
            self.found(len(self.leaves), "log.missing-entry")
        if not self.signed(note):
            self.found(len(self.leaves) - 1, "log.signature")
        if self.leaves and self.origin != start.get("origin"):
            self.found(len(self.leaves) - 1, "log.origin")

    def found(self, entry: int, finding: str, detail: str = "") -> None:
        """Note a finding by its stable id."""
        self.findings.append(f"entry {entry}: {finding} {detail}".rstrip())

    def read(self, number: int, line: str) -> str:
        """Check the next line as it stands; one that cannot be read is an entry not well."""
        try:
            return self.take(number, parsed(line))
        except (Unreadable, KeyError, TypeError, ValueError, AttributeError, RecursionError):
            self.found(number, "log.leaf")
            self.leaves[number:] = [sha256(b"\x00")]
            return ""

    def take(self, number: int, line: dict) -> str:
        """Check the next line; return its checkpoint."""
        leaf = line["leaf"].encode()
        stated = self.stated(number, leaf)
        if stated is not None:
            if [stated.get(name) for name in ("version", "sequence", "previous_size")] != [
                1, number, number,
            ]:  # fmt: skip
                self.found(number, "log.sequence")
            self.check_key(number, stated, line["checkpoint"])
            self.check_origin(number, stated)
            self.check_time(number, stated)
            if "content" in line:
                self.check_contents(number, stated, line["content"])
        self.leaves.append(sha256(b"\x00" + leaf))
        origin, size, root = opened(line["checkpoint"])
        if (origin, size) != (self.origin, number + 1) or root != self.root(number + 1):
            self.found(number, "log.checkpoint")
        return str(line["checkpoint"])

    def check_key(self, number: int, stated: dict, note: str) -> None:
        """The entry names the key that signs; one about keys is signed by all that sign then."""
        is_turn = str(stated.get("type")).startswith("key-")
        fits = not is_turn or self.turn(number, stated)
        if not fits or stated.get("key") != self.keys[-1].id:
            self.found(number, "log.key")
        signing = [each for each in self.keys if each.end is None] if is_turn else []
        if not all(signed_by(note, each.raw) for each in signing):
            self.found(number, "log.signature")

    def turn(self, number: int, stated: dict) -> bool:
        """Follow an entry about keys; tell whether it fits the keys there are."""
        act, trusted = stated["type"], stated.get("trusted_size")
        older = self.keys[-2] if len(self.keys) > 1 else None
        two_sign = older is not None and older.end is None
        if act == "key-add":
            added = [each for each in self.later if Key(each).id == stated.get("key")]
            if two_sign or not added or added[0] in {each.raw for each in self.keys}:
                return False
            self.keys.append(Key(added[0], number))
        elif act == "key-retire" and two_sign:
            older.end = number
        elif act == "key-compromised" and older is not None and type(trusted) is int:
            if older.trusted is not None or not 0 <= trusted <= number:
                return False
            older.end, older.trusted = number if older.end is None else older.end, trusted
        else:
            return False
        return True

    def stated(self, number: int, leaf: bytes) -> dict | None:
        """Return what a leaf states, if it is in its one canonical form."""
        try:
            stated = json.loads(leaf, parse_float=refuse, parse_constant=refuse)
        except ValueError:
            self.found(number, "log.leaf")
            return None
        again = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if again.encode() != leaf:
            self.found(number, "log.canonical")
            return None
        return stated

    def check_origin(self, number: int, stated: dict) -> None:
        """Only the first entry, a restore and a gap may bring a name of their own."""
        origin = str(stated.get("origin"))
        if origin == self.origin:
            return
        if number:
            stem = self.origin.split("/")[:2]
            if stated.get("type") not in {"restore", "gap"} or origin.split("/")[:2] != stem:
                self.found(number, "log.origin")
        self.origin = origin

    def check_time(self, number: int, stated: dict) -> None:
        """Time goes forward, or the entry says that the clock went back."""
        try:
            at = datetime.fromisoformat(stated["at"])
            moved = self.newest is not None and at < self.newest
        except (KeyError, TypeError, ValueError):
            self.found(number, "log.time")
            return
        if moved != stated.get("clock_moved", False):
            self.found(number, "log.time")
        self.newest = self.newest if moved else at

    def check_contents(self, number: int, stated: dict, contents: dict) -> None:
        """Recompute SHA-256(salt, 0, field, 0, value) of everything the entry commits to."""
        commitments = stated.get("commitments", {})
        for name in sorted(commitments.keys() | contents.keys()):
            if name not in contents:
                self.found(number, "log.content-missing", name)
                continue
            kept = contents[name]
            value = base64.b64decode(kept["base64"]) if "base64" in kept else kept["value"].encode()
            digest = sha256(salt_of(kept["salt"]) + b"\x00" + name.encode() + b"\x00" + value).hex()
            if name not in commitments:
                self.found(number, "log.content-unlogged", name)
            elif commitments[name] != digest:
                self.found(number, "log.content", name)

    def root(self, size: int) -> bytes:
        """Return the RFC 6962 root of the first entries."""
        return self._root(0, size) if size else sha256(b"")

    def _root(self, start: int, end: int) -> bytes:
        known = self.nodes.get((start, end))
        if known is not None:
            return known
        if end - start == 1:
            return self.leaves[start]
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        node = sha256(b"\x01" + self._root(start, middle) + self._root(middle, end))
        if end - start & (end - start - 1) == 0:  # complete subtrees never change again
            self.nodes[start, end] = node
        return node

    def signed(self, note: str) -> bool:
        """Tell whether the key that signs now signed a checkpoint under its origin's name."""
        return signed_by(note, self.keys[-1].raw)

    def must_contain(self, note: str, name: str) -> None:
        """Check that a checkpoint kept elsewhere is part of this history."""
        _, size, root = opened(note)
        if not any(each.counts(size) and signed_by(note, each.raw) for each in self.keys):
            self.found(size - 1, "log.signature", name)
        elif size > len(self.leaves):
            self.found(size - 1, "log.older", name)
        elif self.root(size) != root:
            self.found(size - 1, "log.other-history", name)

    def must_prove(self, proof: str, name: str) -> None:
        """Check a certificate's proof: its entry is in the tree, and that tree is of this log."""
        head, _, note = proof.partition("\n\n")
        lines = [line for line in head.split("\n")[1:] if not line.startswith("extra ")]
        index, path = int(lines[0].removeprefix("index ")), lines[1:]
        _, size, root = opened(note)
        self.must_contain(note, name)
        if size > len(self.leaves) or index >= size:
            return
        if climbed(self.leaves[index], index, size, [base64.b64decode(e) for e in path]) != root:
            self.found(index, "log.proof", name)


class Key:
    """A key of the log, and for which sizes its signatures count."""

    def __init__(self, raw: bytes, start: int = 0) -> None:
        self.raw, self.start = raw, start
        self.end: int | None = None
        self.trusted: int | None = None
        self.id = hashlib.sha256(raw).hexdigest()[:32]

    def counts(self, size: int) -> bool:
        """After it was added, before it was retired, and while it was surely the owner's."""
        ends = [each for each in (self.end, self.trusted) if each is not None]
        return self.start < size <= min([size, *ends])


def signed_by(note: str, key: bytes) -> bool:
    """Tell whether a key signed a checkpoint under its origin's name."""
    text, gap, lines = note.rpartition("\n\n")
    name = text.split("\n")[0]
    wanted = sha256(name.encode() + b"\n\x01" + key)[:4]
    for line in lines.splitlines() if gap and lines.endswith("\n") else ():
        mark, signer, code = [*line.split(" "), "", ""][:3]
        data = decoded(code)
        if (mark, signer, data[:4]) == ("\u2014", name, wanted):
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(data[4:], (text + "\n").encode())
            except InvalidSignature:
                continue
            return True
    return False


def climbed(node: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root that an inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    last = size - 1
    for sibling in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            node = sha256(b"\x01" + sibling + node)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + sibling)
        index, last = index >> 1, last >> 1
    return node if last == 0 else None


def opened(note: str) -> tuple[str, int, bytes]:
    """Return origin, size and root of a checkpoint."""
    try:
        origin, size, root = note.rpartition("\n\n")[0].split("\n")[:3]
        return origin, int(size), base64.b64decode(root, validate=True)
    except ValueError as error:
        raise Unreadable("a checkpoint is malformed") from error


def key_of(text: object) -> bytes:
    """Return the bytes of a public key."""
    key = decoded(str(text))
    if len(key) != KEY_BYTES:
        raise Unreadable("the public key is malformed")
    return key


def decoded(text: str) -> bytes:
    """Return what a base64 text stands for; nothing where it is none."""
    try:
        return base64.b64decode(text)
    except ValueError:
        return b""


def salt_of(text: str) -> bytes:
    """Return the bytes of a salt, which is written in one way only."""
    salt = bytes.fromhex(text)
    if salt.hex() != text:
        raise ValueError(text)
    return salt


def parsed(line: str) -> dict:
    """Return a line's JSON object."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Unreadable("a line is not JSON") from error
    if not isinstance(value, dict):
        raise Unreadable("a line is not an object")
    return value


def refuse(text: str) -> None:
    """Numbers in leaves are integers."""
    raise ValueError(text)


def sha256(data: bytes) -> bytes:
    """Return the digest."""
    return hashlib.sha256(data).digest()


if __name__ == "__main__":
    sys.exit(main())
