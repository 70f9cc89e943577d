"""The exported log: JSON lines that anyone can check without the casebook.

    {"format":"label-log","version":1,"origin":…,"public_key":…,"entries":131,"content":false}
    {"leaf":"<the canonical leaf, as text>","checkpoint":"<signed note>"}
    {"leaf":…,"checkpoint":…,"content":{"decision":{"salt":"<hex>","value":"<canonical JSON>"}}}

With ``content`` each commitment can be recomputed; bytes are ``"base64"`` instead of ``"value"``.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.log.canonical import commit
from app.log.checker import Checker, read_anchors
from app.log.checkpoint import PublicKey
from app.models.errors import Unavailable
from app.models.log import LogCheck
from app.models.message import message

FORMAT = "label-log"
VERSION = 1
Contents = Mapping[str, tuple[bytes, bytes]]
"""Salt and value by the field that the entry commits to."""

START = {"format", "version", "origin", "public_key", "entries", "content"}
"""What the first line states."""

MOST_SIGNATURES = 10_000
"""So many older signatures are checked too; each takes 0.1 ms, and a longer log would wait."""


def header(
    origin: str, public_key: PublicKey, entries: int, *, content: bool,
    later: tuple[PublicKey, ...] = (),
) -> str:  # fmt: skip
    """Return the first line; ``later`` are the keys that entries added."""
    more = {"keys": [each.text for each in later]} if later else {}
    return _line({
        "format": FORMAT, "version": VERSION, "origin": origin, "public_key": public_key.text,
        "entries": entries, "content": content, **more,
    })  # fmt: skip


def line(leaf: bytes, checkpoint: str, contents: Contents | None = None) -> str:
    """Return the line of one entry."""
    plain: dict[str, Any] = {"leaf": leaf.decode(), "checkpoint": checkpoint}
    if contents is not None:
        plain["content"] = {name: _value(*pair) for name, pair in sorted(contents.items())}
    return _line(plain)


def check_export(
    lines: Iterable[str], *, key: PublicKey | None = None, anchors: tuple[str, ...] = ()
) -> LogCheck:
    """Check an exported log, by the key it states or by the one that is known.

    Each of the first 10 000 checkpoints' signatures is checked, and the newest, which speaks for
    all entries. Raises Unavailable ``log.not-an-export`` for another file; a later line that
    cannot be read is an entry that is not well.
    """
    source = iter(lines)
    start = _start(next(source, ""))
    stated = PublicKey.of_text(start["public_key"])
    later = tuple(PublicKey.of_text(each) for each in start.get("keys", ()))
    first = stated if key is None or key in later else key
    checker = Checker(first, read_anchors(anchors, first, *later), later, weighs=True)
    if first != stated:
        checker.found("log.key", None, stated.id)
    before = b""
    for number, (leaf, note, contents) in enumerate(_entries(source)):
        if 0 < number < MOST_SIGNATURES:
            checker.signed(number - 1, before)
        checker.entry(number, leaf, note, contents)
        before = note
    if checker.size != start["entries"]:
        checker.found("log.missing-entry", checker.size)
    if key is not None and all(key != each.public for each in checker.ring.keys):
        checker.found("log.key", None, key.id)
    if checker.size and checker.origin != start["origin"]:
        checker.found("log.origin", checker.size - 1)
    return checker.finish()


def _start(text: str) -> dict[str, Any]:
    try:
        start = json.loads(text)
        fits = (start["format"], start["version"]) == (FORMAT, VERSION)
        PublicKey.of_text(start["public_key"])
        more = [PublicKey.of_text(each) for each in start.get("keys", ())]
    except (ValueError, KeyError, TypeError) as error:
        raise _not_an_export() from error
    if ("keys" in start) != bool(more):
        raise _not_an_export()
    if not fits or not isinstance(start.get("entries"), int) or start.keys() - {"keys"} != START:
        raise _not_an_export()
    return dict(start)


def _entries(lines: Iterator[str]) -> Iterator[tuple[bytes, bytes, dict[str, str] | None]]:
    for text in lines:
        try:
            plain = json.loads(text)
            leaf, note, content = (
                plain["leaf"].encode(),
                plain["checkpoint"].encode(),
                plain.get("content"),
            )
            digests = None if content is None else _digests(content)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            leaf, note, digests = b"", b"", None
        yield leaf, note, digests


def _digests(content: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: commit(_salt(each["salt"]), name, _bytes(each))
            for name, each in content.items()}  # fmt: skip


def _salt(text: str) -> bytes:
    salt = bytes.fromhex(text)
    if salt.hex() != text:
        raise ValueError("not the one way to write a salt")
    return salt


def _bytes(each: Mapping[str, str]) -> bytes:
    if "base64" in each:
        return base64.b64decode(each["base64"], validate=True)
    return each["value"].encode()


def _value(salt: bytes, value: bytes) -> dict[str, str]:
    try:
        return {"salt": salt.hex(), "value": value.decode()}
    except UnicodeDecodeError:
        return {"salt": salt.hex(), "base64": base64.b64encode(value).decode()}


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _not_an_export() -> Unavailable:
    return Unavailable(
        "log.not-an-export", message("This file is not an exported log, or only a part of one.")
    )
