"""Rich Text Format (RTF 1.9.1): paragraphs, lists, tables and pictures; objects stay shut.

A reader of our own: words in a tree of braces, of which everything that is not text is left out.
"""

import binascii
import re
from dataclasses import dataclass, replace

from app.models.blocks import Run
from app.reader.gathering import Gathering
from app.reader.refusal import refusal
from app.reader.rich_letters import Letters

READ_BYTES = 32 * 1024 * 1024
TOKEN_LIMIT = 4_000_000
DEPTH_LIMIT = 400
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z0-9])|([{}])"
    rb"|[\r\n\0]+|([^\\{}\r\n\0]+)"
)
BINARY = b"bin"
LEFT_OUT = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"fldinst", b"objdata", b"header", b"headerl",
    b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"listtable", b"xe",
    b"listoverridetable", b"rsidtbl", b"generator", b"themedata", b"colorschememapping", b"tc",
    b"latentstyles", b"datastore", b"template", b"nonshppict", b"filetbl", b"revtbl", b"annotation",
    b"atnid", b"atnauthor", b"bkmkstart", b"bkmkend", b"pnseclvl", b"xmlnstbl", b"wgrffmtfilter",
    b"mmathPr", b"fchars", b"lchars", b"passwordhash", b"protusertbl", b"ud",
}  # fmt: skip
SHOWN_STARRED = {b"shppict", b"pict", b"shpinst", b"shptxt", b"pn"}
SIGNS = {b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
         b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ",
         b"enspace": " ", b"nestcell": " · ", b"nestrow": "\n"}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
PARAGRAPH_ENDS = {b"par", b"sect", b"page"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the group ends."""

    place: bytes = b""
    left_out: bool = False
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    skip: int = 1


def rich_text_blocks(untrusted: bytes) -> Gathering:
    """Return the blocks of a document; raises ``Unavailable``."""
    found = Gathering()
    reader = _Reader(found)
    reader.read(untrusted[:READ_BYTES])
    if len(untrusted) > READ_BYTES:
        found.notes.add("long")
    return found


class _Reader:
    def __init__(self, found: Gathering) -> None:
        self._found = found
        self._letters = Letters()
        self._state, self._outer = _State(), list[_State]()
        self._runs: list[Run] = []
        self._label: list[str] = []
        self._rows: list[list[str]] = []
        self._cells: list[str] = []
        self._pictures: list[bytes] = []
        self._hex: list[bytes] = []
        self._is_starred = self._in_table = False
        self._level = self._unshown = 0

    def read(self, untrusted: bytes) -> None:
        at, end = 0, len(untrusted)
        for _ in range(TOKEN_LIMIT):
            token = TOKEN.match(untrusted, at) if at < end and not self._found.is_full else None
            if token is None:
                break
            at = token.end()
            if token[1] == BINARY:
                at += max(0, int(token[2] or 0))
            else:
                self._take(token)
        self._flush_letters()
        self._end_paragraph()
        self._end_table()

    def _take(self, token: "re.Match[bytes]") -> None:
        word, number, byte, symbol, brace, plain = token.groups()
        if byte or plain:
            self._bytes(bytes([int(byte, 16)]) if byte else plain)
            return
        self._flush_letters()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif symbol:
            self._symbol(symbol)

    def _brace(self, brace: bytes) -> None:
        self._is_starred = False
        if brace == b"{":
            if len(self._outer) > DEPTH_LIMIT:
                raise refusal("damaged")
            self._outer.append(self._state)
            return
        if self._state.place == b"pict" and self._hex:
            self._end_picture()
        if self._outer:
            self._state = self._outer.pop()
        self._letters.back_to(len(self._outer))

    def _bytes(self, letters: bytes) -> None:
        if self._state.place == b"pict":
            self._hex.append(letters)
        elif self._state.place == b"fldinst":
            self._command(letters)
        elif self._unshown:
            left = letters[self._unshown :]
            self._unshown = max(0, self._unshown - len(letters))
            self._letters.add(left)
        else:
            self._letters.add(letters)

    def _flush_letters(self) -> None:
        text = self._letters.taken()
        if self._state.place == b"fonttbl":
            return
        if text:
            self._say(text)

    def _say(self, text: str) -> None:
        state = self._state
        if state.left_out or state.hidden:
            return
        if state.place in {b"listtext", b"pntext"}:
            self._label.append(text)
        else:
            self._runs.append(Run(text, state.bold, state.italic))

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_starred = True
        elif symbol in {b"\n", b"\r"}:
            self._end_paragraph()
        elif symbol in SYMBOLS:
            self._say(SYMBOLS[symbol])

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._is_starred = self._is_starred, False
        if self._letters.word(word, number, len(self._outer)):
            return
        if word == b"u" and number is not None:
            self._letters.add_code(number)
            self._unshown = self._state.skip
        elif word in LEFT_OUT or (starred and word not in SHOWN_STARRED):
            self._note(word)
            self._state = replace(self._state, place=word, left_out=True)
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph()
        else:
            self._look(word, number)

    def _look(self, word: bytes, number: int | None) -> None:
        is_on = number != 0
        match word:
            case b"b":
                self._state = replace(self._state, bold=is_on)
            case b"i":
                self._state = replace(self._state, italic=is_on)
            case b"v":
                self._state = replace(self._state, hidden=is_on)
            case b"plain":
                self._state = replace(self._state, bold=False, italic=False, hidden=False)
            case b"uc":
                self._state = replace(self._state, skip=max(0, min(number or 0, 9)))
            case b"pict" | b"listtext" | b"pntext" | b"object":
                self._state = replace(self._state, place=word)
                self._note(word)
            case _:
                self._paragraph_word(word, number)

    def _paragraph_word(self, word: bytes, number: int | None) -> None:
        match word:
            case b"pard":
                self._level, self._in_table = 0, False
            case b"outlinelevel" if number is not None and number < 9:
                self._level = max(0, number) + 1
            case b"intbl":
                self._in_table = True
            case b"cell":
                self._cells.append("".join(run.text for run in self._runs))
                self._runs = []
            case b"row":
                self._rows.append(self._cells)
                self._cells = []

    def _note(self, word: bytes) -> None:
        note = {b"object": "embedded", b"objdata": "embedded", b"template": "outside"}.get(word)
        if note:
            self._found.notes.add(note)

    def _command(self, letters: bytes) -> None:
        words = letters.strip().upper()
        if words.startswith(b"DDE"):
            self._found.notes.add("commands")
        elif words.startswith((b"INCLUDE", b"LINK", b"IMPORT")):
            self._found.notes.add("outside")

    def _end_paragraph(self) -> None:
        if self._in_table:
            self._runs.append(Run("\n"))
            return
        if not self._cells:
            self._end_table()
        runs, self._runs = self._runs, []
        label, self._label = "".join(self._label).strip(), []
        if self._level:
            self._found.heading(self._level, runs)
        elif label:
            is_number = any(letter.isalnum() for letter in label)
            self._found.item(0, label if is_number else "", runs)
        else:
            self._found.paragraph(runs)
        pictures, self._pictures = self._pictures, []
        for picture in pictures:
            self._found.picture(picture)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._found.table(rows)

    def _end_picture(self) -> None:
        """Hexadecimal bytes; forms of picture that only Windows draws become a notice."""
        letters = b"".join(self._hex).translate(None, b" \t")
        self._hex = []
        if self._state.left_out:
            return
        try:
            self._pictures.append(binascii.unhexlify(letters[: len(letters) // 2 * 2]))
        except binascii.Error:
            self._pictures.append(b"")
