"""An applicant's text as blocks and spans: plain paragraphs or a small, safe part of Markdown.

Nothing here is HTML and nothing is fetched: links and pictures become the words and the address
they name. Every step looks at each character a bounded number of times, so hostile text costs no
more than honest text of the same length.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_RUN = 500
"""Letters without a space after which a line may break; breaking lines takes the square of it."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. ``marker`` is the bullet or number of an item, ``level`` its depth."""

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(span.text for span in self.spans)


_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"([ \t]{0,12})(?:([-*+•])|(\d{1,4})[.)])[ \t]+(\S.*)")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]{0,3}\1){2,20}[ \t]*")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,300})\]\(([^()\s]{0,600})(?:[ \t]+\"[^\"]{0,200}\")?\)")


def blocks(text: str, text_format: str) -> tuple[Block, ...]:
    """Return the blocks of ``text``; ``text_format`` is ``plain`` or ``markdown``."""
    text = re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S)", "\\1\u200b", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_markdown(lines) if text_format == "markdown" else _plain(lines))


def is_right_to_left(text: str) -> bool:
    """Tell the direction of a paragraph by its first strong letter (UAX 9, rules P2 and P3)."""
    for letter in text:
        strength = unicodedata.bidirectional(letter)
        if strength in {"L", "R", "AL"}:
            return strength != "L"
    return False


def visible(name: str) -> str:
    """Return a file's name with control, bidi and zero-width characters written out as U+XXXX."""
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _is_hidden(letter) else letter for letter in name)


LONGEST_WORD = 48
"""Letters without a natural break after which a word may be broken where a label is narrow."""


def breakable(text: str) -> str:
    """Return the text with invisible places to break in words that no line could hold.

    Addresses stay as they are: they break by themselves at / ? & -, and are copied whole.
    """
    return re.sub(rf"([^\s/?&-]{{{LONGEST_WORD}}})(?=[^\s/?&-])", "\\1\u200b", text)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _plain(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for chunk in _chunks(lines):
        # A single line break of plain text is the applicant's own and is kept.
        words = "\n".join(line.rstrip() for line in chunk)
        found.append(Block(Kind.PARAGRAPH, (Span(words),)))
    return found


def _chunks(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [chunk for chunk in found if chunk]


def _markdown(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    open_lines: list[str] = []
    fence: list[str] | None = None
    for line in lines:
        is_fence = line.lstrip().startswith(("```", "~~~"))
        if fence is not None:
            if is_fence:
                found.append(_code(fence))
                fence = None
            else:
                fence.append(line)
            continue
        special = None if is_fence else _special(line)
        if is_fence or special or not line.strip() or _RULE.fullmatch(line):
            _flush(open_lines, found)
            fence = [] if is_fence else None
            found.extend([special] if special else [])
        else:
            _continue(line, open_lines, found)
    _flush(open_lines, found)
    return [*found, _code(fence)] if fence else found


def _continue(line: str, open_lines: list[str], found: list[Block]) -> None:
    """Take a line into the open paragraph, or into the item that it is indented under."""
    last = found[-1] if found and not open_lines else None
    if last and last.kind is Kind.ITEM and line.startswith(("  ", "\t")):
        spans = (*last.spans, Span(" "), *spans_of(line.strip()))
        found[-1] = Block(Kind.ITEM, spans, last.level, last.marker)
    else:
        open_lines.append(line)


def _flush(open_lines: list[str], found: list[Block]) -> None:
    if open_lines:
        found.append(Block(Kind.PARAGRAPH, spans_of(_joined(open_lines))))
        open_lines.clear()


def _joined(lines: list[str]) -> str:
    """Join source lines by spaces; two trailing spaces or a backslash are a line break."""
    words = ""
    for line in lines:
        hard = line.endswith(("  ", "\\"))
        words += line.strip().rstrip("\\") + ("\n" if hard else " ")
    return words.rstrip()


def _code(lines: list[str]) -> Block:
    return Block(Kind.CODE, (Span("\n".join(lines), code=True),))


def _special(line: str) -> Block | None:
    if heading := _HEADING.fullmatch(line.rstrip()):
        words = heading[2].rstrip("#").rstrip()
        return Block(Kind.HEADING, spans_of(words), len(heading[1]))
    if line.startswith(">"):
        return Block(Kind.QUOTE, spans_of(line.lstrip("> \t")))
    if not _RULE.fullmatch(line) and (item := _ITEM.fullmatch(line.rstrip())):
        depth = min(len(item[1].expandtabs(4)) // 2, 3)
        marker = f"{item[3]}." if item[3] else "•"
        return Block(Kind.ITEM, spans_of(item[4]), depth, marker)
    return None


def spans_of(line: str) -> tuple[Span, ...]:
    """Return the spans of one line of Markdown; links become ``words (address)``."""
    return _Scanner(_LINK.sub(_named_link, line)).spans()


def _named_link(found: re.Match[str]) -> str:
    words, address = found[2].strip(), found[3]
    if not words or words == address:
        return address
    return f"{words} ({address})"


class _Scanner:
    """Reads emphasis: ``**bold**``, ``*italic*``, ``__bold__``, ``_italic_``, ```code```."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0
        self.words = ""
        self.open: list[str] = []
        self.found: list[Span] = []
        # Where each sign stands last: a sign opens nothing unless it can still be closed.
        self.last = {sign: line.rfind(sign) for sign in ("**", "__", "*", "_", "`")}

    def spans(self) -> tuple[Span, ...]:
        while self.at < len(self.line):
            if not (self._escape() or self._code() or self._sign()):
                self.words += self.line[self.at]
                self.at += 1
        self._end_span()
        return tuple(self.found)

    def _escape(self) -> bool:
        pair = self.line[self.at : self.at + 2]
        if len(pair) == 2 and pair[0] == "\\" and pair[1] in "\\`*_{}[]()#+-.!>":
            self.words += pair[1]
            self.at += 2
            return True
        return False

    def _code(self) -> bool:
        if self.line[self.at] != "`" or self.last["`"] <= self.at:
            return False
        end = self.line.index("`", self.at + 1)
        if end == self.at + 1:
            return False
        self._end_span()
        self.found.append(Span(self.line[self.at + 1 : end], code=True))
        self.at = end + 1
        return True

    def _sign(self) -> bool:
        sign = next((each for each in self.last if self.line.startswith(each, self.at)), "")
        if not sign or sign == "`" or not (self._closes(sign) or self._opens(sign)):
            return False
        self._end_span()
        if sign in self.open:
            self.open.remove(sign)
        else:
            self.open.append(sign)
        self.at += len(sign)
        return True

    def _opens(self, sign: str) -> bool:
        after = self.line[self.at + len(sign) : self.at + len(sign) + 1]
        before = self.line[self.at - 1 : self.at] if self.at else ""
        inside_word = sign[0] == "_" and before.isalnum()
        can_close = self.last[sign] >= self.at + len(sign) + 1
        return sign not in self.open and can_close and bool(after.strip()) and not inside_word

    def _closes(self, sign: str) -> bool:
        return sign in self.open and bool(self.line[self.at - 1 : self.at].strip())

    def _end_span(self) -> None:
        if self.words:
            bold = "**" in self.open or "__" in self.open
            italic = "*" in self.open or "_" in self.open
            self.found.append(Span(self.words, bold, italic))
            self.words = ""
