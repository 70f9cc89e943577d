"""The comment bank as a file (docs/formats/phrases.md): TOML that a person can read and edit."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.casework.rubrics import read_small
from app.casework.write import write_file
from app.models.errors import Refused
from app.models.identifiers import LeafId, SchemeId
from app.models.message import message
from app.models.phrase import LONGEST_PHRASE, Phrase

FORMAT, VERSION = "label-desk-phrases", 1
MOST_PHRASES = 5_000
LONGEST_WORD = 64
"""Characters of an id or a language."""


def write(path: Path, phrases: Iterable[Phrase], *, force: bool = False) -> int:
    """Write phrases, without who wrote them; return how many."""
    found = list(phrases)
    lines = [f'format = "{FORMAT}"', f"version = {VERSION}"]
    for each in found:
        lines += [
            "", "[[phrase]]", f"scheme = {_text(each.scheme)}", f"leaf = {_text(each.leaf)}",
            f"language = {_text(each.language)}", f"text = {_text(each.text)}",
            f"standard = {'true' if each.standard else 'false'}", f"uses = {each.uses}",
        ]  # fmt: skip
    write_file(path, ("\n".join(lines) + "\n").encode(), force=force)
    return len(found)


def _text(value: str) -> str:
    """Return a basic string of TOML; JSON writes what TOML reads, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(path: Path) -> list[Phrase]:
    """Return the phrases of a file; raises ``Refused`` ``phrases.*`` and ``Unavailable``."""
    content = read_small(path)
    try:
        whole = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path) from error
    listed = whole.get("phrase", [])
    if whole.get("format") != FORMAT or not isinstance(listed, list):
        raise _unreadable(path)
    if whole.get("version") != VERSION:
        raise Refused(
            "phrases.newer",
            message("{path} was written by a newer program.", path=path.name),
        )
    if len(listed) > MOST_PHRASES:
        raise Refused(
            "phrases.many", message("A file holds at most {most} phrases.", most=MOST_PHRASES)
        )
    return [_phrase(each, number) for number, each in enumerate(listed, 1)]


def _phrase(untrusted: Any, number: int) -> Phrase:
    if not isinstance(untrusted, dict):
        raise _wrong(number)
    scheme, leaf, language, text = (
        untrusted.get(key) for key in ("scheme", "leaf", "language", "text")
    )
    if not (_is_word(scheme) and _is_word(leaf) and _is_word(language) and isinstance(text, str)):
        raise _wrong(number)
    words = " ".join(text.split())
    standard, uses = untrusted.get("standard", False), untrusted.get("uses", 0)
    sound = 1 <= len(words) <= LONGEST_PHRASE and words.isprintable()
    if not sound or not isinstance(standard, bool) or type(uses) is not int:
        raise _wrong(number)
    return Phrase("", SchemeId(str(scheme)), LeafId(str(leaf)), str(language), words,
                  standard=standard, uses=min(max(uses, 0), 1_000_000))  # fmt: skip


def _unreadable(path: Path) -> Refused:
    said = message("{path} is no file of phrases.", path=path.name)
    return Refused("phrases.unreadable", said)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= LONGEST_WORD and value.isprintable()


def _wrong(number: int) -> Refused:
    return Refused(
        "phrases.wrong",
        message("Phrase {number} of the file is not as it should be.", number=number),
        message("It needs scheme, leaf, language and a text of at most {most} characters.",
                most=LONGEST_PHRASE),
    )  # fmt: skip
