"""A small part of Markdown: headings, lists, quotes, code, emphasis; links become text."""

import re

from app.ui.review.passages import Block, Kind, Span

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"([ \t]{0,12})(?:([-*+•])|(\d{1,4})[.)])[ \t]+(\S.*)")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]{0,3}\1){2,20}[ \t]*")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,300})\]\(([^()\s]{0,600})(?:[ \t]+\"[^\"]{0,200}\")?\)")


def markdown_blocks(lines: list[str]) -> list[Block]:
    """Return the blocks of a text, line by line; what is not understood stays as written."""
    reader = _Reader()
    for line in lines:
        reader.take(line)
    return reader.end()


class _Reader:
    """Gathers lines until their block is complete."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.lines: list[str] = []
        self.item: Block | None = None
        self.fence: list[str] | None = None

    def take(self, line: str) -> None:
        """Take one line."""
        is_fence = line.lstrip().startswith(("```", "~~~"))
        if self.fence is not None:
            self._in_fence(line, is_fence=is_fence)
        elif is_fence:
            self._flush()
            self.fence = []
        elif not line.strip() or _RULE.fullmatch(line):
            self._flush()
        else:
            self._in_text(line)

    def end(self) -> list[Block]:
        """Return all blocks; a fence that is never closed is code to the end."""
        self._flush()
        if self.fence:
            self.found.append(_code(self.fence))
        return self.found

    def _in_fence(self, line: str, *, is_fence: bool) -> None:
        assert self.fence is not None  # noqa: S101 - only called inside a fence
        if is_fence:
            self.found.append(_code(self.fence))
            self.fence = None
        else:
            self.fence.append(line)

    def _in_text(self, line: str) -> None:
        special = _special(line)
        if special is None:
            if self.item is not None and not line.startswith(("  ", "\t")):
                self._flush()
            self.lines.append(line)
            return
        self._flush()
        if special.kind is Kind.ITEM:
            self.item, self.lines = special, [special.text]
        else:
            self.found.append(special)

    def _flush(self) -> None:
        if self.lines:
            spans, item = spans_of(_joined(self.lines)), self.item
            kind = Kind.ITEM if item else Kind.PARAGRAPH
            level, marker = (item.level, item.marker) if item else (0, "")
            self.found.append(Block(kind, spans, level, marker))
        self.lines, self.item = [], None


def _joined(lines: list[str]) -> str:
    """Join source lines by spaces; two trailing spaces or a backslash are a line break."""
    words = [
        line.strip().rstrip("\\") + ("\n" if line.endswith(("  ", "\\")) else " ") for line in lines
    ]
    return "".join(words).rstrip()


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
        # The words are read when all lines of the item are there.
        return Block(Kind.ITEM, (Span(item[4]),), depth, marker)
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
