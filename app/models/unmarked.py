"""Texts in UTF-16 that do not say so: some Windows programs leave the mark out."""

import unicodedata

LOOKED = 512
ENOUGH = 0.97
"""Share of letters that must make sense; rubbish read as UTF-16 is mostly rare signs."""
SCRIPTS = ((0x20, 0x0700), (0x10A0, 0x1100), (0x1E00, 0x2070), (0x20A0, 0x20D0), (0xFE70, 0xFF00))
"""Letters and signs of the scripts that schools of Europe and its neighbours write."""


def unmarked_utf16(untrusted_head: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` where that makes sense of a text with zeros."""
    head = untrusted_head[: min(len(untrusted_head), LOOKED) // 2 * 2]
    if len(head) < 4 or b"\0" not in head:
        return None
    ranked = sorted((_share(head, name), name) for name in ("utf-16-be", "utf-16-le"))
    share, name = ranked[-1]
    return name if share >= ENOUGH else None


def _share(head: bytes, name: str) -> float:
    text = head.decode(name, "replace")
    if not set(text) & set(" \n\t"):
        return 0.0
    return sum(map(_makes_sense, text)) / len(text)


def _makes_sense(letter: str) -> bool:
    if letter in "\t\n\r":
        return True
    known = any(first <= ord(letter) < last for first, last in SCRIPTS)
    return known and unicodedata.category(letter) not in {"Cc", "Cn", "Co", "Cs"}
