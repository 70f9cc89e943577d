"""Markdown as blocks: the common parts (CommonMark, and tables as GitHub writes them)."""

import re
from collections.abc import Iterator

from app.models.blocks import Run
from app.reader.gathering import Gathering
from app.reader.plain_text import SHOWN_BYTES, decoded

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
ITEM = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
QUOTE = re.compile(r"(?: {0,3}> ?)+")
INLINE = re.compile(
    r"(?P<code>`+)(?P<inside>[^`]{1,500})(?P=code)"
    r"|!?\[(?P<text>[^\[\]]{0,500})\]\((?P<target>[^()\s]{0,1000})(?:\s+\"[^\"]{0,200}\")?\)"
    r"|<(?P<auto>https?://[^<>\s]{1,1000})>"
    r"|(?P<mark>\*{1,3}|_{1,3})"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
)
INDENT = 2


def markdown_blocks(untrusted: bytes, language: str = "") -> Gathering:
    """Return the blocks of a text in Markdown."""
    found = Gathering()
    is_cut = len(untrusted) > SHOWN_BYTES
    text, found.encoding = decoded(untrusted[:SHOWN_BYTES], language, cut=is_cut)
    if is_cut:
        found.notes.add("cut")
    _Lines(text.expandtabs(4).split("\n"), found).read()
    return found


class _Lines:
    def __init__(self, lines: list[str], found: Gathering) -> None:
        self._lines, self._found = lines, found
        self._at = 0
        self._open: list[str] = []
        self._item: tuple[int, str] | None = None

    def read(self) -> None:
        while self._at < len(self._lines) and not self._found.is_full:
            line = self._lines[self._at]
            quoted = QUOTE.match(line)
            self._at += 1
            self._line(line[quoted.end() :] if quoted else line)
        self._flush()

    def _line(self, line: str) -> None:
        heading, item = HEADING.match(line), ITEM.match(line)
        if not line.strip():
            self._flush()
        elif FENCE.match(line):
            self._flush()
            self._code(line)
        elif heading:
            self._flush()
            self._found.heading(len(heading[1]), inline(heading[2]))
        elif self._open and not self._item and UNDERLINE.match(line):
            words, self._open = self._open, []
            self._found.heading(1 if "=" in line else 2, inline(" ".join(words)))
        elif RULE.match(line):
            self._flush()
            self._found.rule()
        elif item:
            self._flush()
            self._item = (len(item[1]) // INDENT, f"{item[2]}." if item[2] else "")
            self._open = [item[3]]
        elif "|" in line and self._is_table():
            self._flush()
            self._table(line)
        else:
            self._open.append(line.strip() + ("\n" if line.endswith("  ") else ""))

    def _flush(self) -> None:
        words, self._open = self._open, []
        item, self._item = self._item, None
        runs = inline(re.sub("\n ", "\n", " ".join(words)))
        if item:
            self._found.item(item[0], item[1], runs)
        else:
            self._found.paragraph(runs)

    def _code(self, fence: str) -> None:
        mark = fence.strip()[:3]
        lines = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip().startswith(mark):
                break
            lines.append(line)
        self._found.code("\n".join(lines))

    def _is_table(self) -> bool:
        following = self._lines[self._at] if self._at < len(self._lines) else ""
        return "-" in following and len(following) < 5_000 and bool(DIVIDER.match(following))

    def _table(self, head: str) -> None:
        rows = [_cells(head)]
        self._at += 1
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            rows.append(_cells(self._lines[self._at]))
            self._at += 1
        self._found.table(rows)


def inline(text: str) -> list[Run]:
    """Return the runs of a line: emphasis; links and pictures as text; code as it is."""
    runs: list[Run] = []
    bold = italic = False
    for letters, mark in _pieces(text):
        if mark:
            bold = bold != (len(mark) > 1)
            italic = italic != (len(mark) != 2)
        else:
            runs.append(Run(letters, bold, italic))
    return runs


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give letters, or a mark that begins or ends emphasis."""
    at = 0
    for found in INLINE.finditer(text):
        yield text[at : found.start()], ""
        at = found.end()
        if found["mark"]:
            yield (("", found["mark"]) if _counts(text, found) else (found["mark"], ""))
        elif found["target"] is not None:
            same = found["target"] in {"", found["text"]}
            yield found["text"] + ("" if same else f" ({found['target']})"), ""
        else:
            yield found["inside"] or found["auto"] or found["sign"] or "", ""
    yield text[at:], ""


def _counts(text: str, found: "re.Match[str]") -> bool:
    """A mark alone between spaces, or an underscore inside a word, is a sign like others."""
    before, after = text[: found.start()][-1:], text[found.end() : found.end() + 1]
    if found["mark"][0] == "_" and before.isalnum() and after.isalnum():
        return False
    return bool(before.strip() or after.strip())


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    cells = re.split(r"(?<!\\)\|", inner)
    return ["".join(run.text for run in inline(cell.strip())) for cell in cells]
