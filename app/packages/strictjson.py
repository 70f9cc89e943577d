"""JSON as RFC 8259 and RFC 7493 have it, read without mercy, with line and column of the fault.

Refused: byte order marks, UTF-16, NUL (also written as an escape), invalid UTF-8, lone surrogates,
duplicate keys, NaN and Infinity, numbers that would lose digits or overflow, depth over 64, size
over 16 MiB. Whole numbers come as ``int`` (``3.0`` too), others as ``float``.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from app.models.errors import Refused
from app.models.message import Message, message
from app.models.plain import Plain
from app.packages.limits import DEFAULT_LIMITS, Limits

_SPACE = re.compile(r"[ \t\n\r]*")
_SPACES = frozenset(" \t\n\r")
_PLAIN_RUN = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_SMALL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?=[,\]} \n\r\t])")
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
_LARGEST_WHOLE = 2**53 - 1
_LONGEST_NUMBER = 64
_SURELY_EXACT = 15  # digits of a whole number that is always below 2 to the 53
_RARE = re.compile(r"\x00|\\u(?:0000|[dD][89a-fA-F])")
_NOT_SURE = object()


def parse(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Plain:
    """Return the value; raises ``Refused`` (``application.json``) with line and column."""
    if len(content) > limits.json:
        raise Refused(
            "application.json",
            message("The form has {size} bytes; at most {limit} are read.",
                    size=len(content), limit=limits.json),
        )  # fmt: skip
    text = _decoded(content)
    value = _quickly(text, limits.depth)
    return _Parser(text, limits.depth).document() if value is _NOT_SURE else value


def _quickly(text: str, depth: int) -> Plain:
    """Read with the fast reader of Python where it is as strict; the other one finds the place."""
    if _RARE.search(text):
        return _NOT_SURE
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        return _NOT_SURE
    return value if _is_within(value, depth) else _NOT_SURE


def _without_doubles(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _whole(written: str) -> int:
    if len(written) > _SURELY_EXACT:
        raise ValueError
    return int(written)


def _fraction(written: str) -> int | float:
    number = _exact(written) if len(written) <= _LONGEST_NUMBER else None
    if number is None:
        raise ValueError
    return number


def _no_number(_: str) -> None:
    raise ValueError


def _is_within(value: Plain, depth: int) -> bool:
    """Tell whether no list or object lies deeper than ``depth``; goes level by level."""
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for each in level
            if isinstance(each, list | dict)
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, list | dict)
        ]
    return not level


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        raise _fault(message("It begins with a byte order mark. Save it as plain UTF-8"), 1, 1)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:2]:
        raise _fault(message("It is UTF-16 or UTF-32. Save it as UTF-8"), 1, 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        raise _fault(message("It is not UTF-8"), *_place(before, len(before))) from None


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _fault(reason: Message, line: int, column: int) -> Refused:
    text = message("{reason} (line {line}, column {column}).",
                   reason=reason, line=line, column=column)  # fmt: skip
    return Refused("application.json", text)


class _Parser:
    """One pass over the text; ``at`` is where it has come to."""

    def __init__(self, text: str, depth: int) -> None:
        self._text = text
        self._at = 0
        self._depth_left = depth

    def document(self) -> Plain:
        self._skip_space()
        value = self._value()
        self._skip_space()
        if self._at < len(self._text):
            raise self._wrong(message("Something follows after the end of the form"))
        return value

    def _wrong(self, reason: Message, at: int | None = None) -> Refused:
        return _fault(reason, *_place(self._text, self._at if at is None else at))

    def _skip_space(self) -> None:
        if self._next() not in _SPACES:
            return
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _value(self) -> Plain:
        character = self._next()
        if character == '"':
            return self._string()
        if character == "{":
            return self._nested(self._object)
        if character == "[":
            return self._nested(self._array)
        return self._word() if character in {"t", "f", "n"} else self._number()

    def _word(self) -> bool | None:
        for word, value in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        raise self._wrong(self._unexpected())

    def _nested(self, read: Callable[[], Plain]) -> Plain:
        if self._depth_left == 0:
            raise self._wrong(message("It is nested too deeply"))
        self._depth_left -= 1
        self._at += 1
        self._skip_space()
        value = read()
        self._at += 1
        self._depth_left += 1
        return value

    def _object(self) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        while self._next() != "}":
            if found:
                self._take(",", message("“,” or “}}” is missing"))
            start = self._at
            if self._next() != '"':
                raise self._wrong(message("A name in quotation marks is missing"))
            key = self._string()
            if key in found:
                raise self._wrong(message("“{key}” stands here twice", key=key[:60]), start)
            self._skip_space()
            self._take(":", message("“:” is missing"))
            found[key] = self._value()
            self._skip_space()
        return found

    def _array(self) -> list[Plain]:
        found: list[Plain] = []
        while self._next() != "]":
            if found:
                self._take(",", message("“,” or “]” is missing"))
            found.append(self._value())
            self._skip_space()
        return found

    def _take(self, character: str, otherwise: Message) -> None:
        if self._next() != character:
            raise self._wrong(otherwise)
        self._at += 1
        self._skip_space()

    def _string(self) -> str:
        start = self._at
        self._at += 1
        pieces: list[str] = []
        while True:
            run = _PLAIN_RUN.match(self._text, self._at)
            if run is not None:
                pieces.append(run.group())
                self._at = run.end()
            character = self._next()
            if character == '"':
                self._at += 1
                return "".join(pieces)
            if character != "\\":
                raise self._bad_character(character, start)
            pieces.append(self._escape())

    def _bad_character(self, character: str, start: int) -> Refused:
        if character == "":
            return self._wrong(message("A text is not closed"), start)
        if character == "\x00":
            return self._wrong(message("It contains a NUL character"))
        return self._wrong(message("A text contains a control character or line end"))

    def _escape(self) -> str:
        start, letter = self._at, self._text[self._at + 1 : self._at + 2]
        self._at += 2
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        if letter != "u":
            raise self._wrong(message("An escape is not known"), start)
        point = self._hexadecimal(start)
        if 0xD800 <= point <= 0xDBFF and self._text.startswith("\\u", self._at):
            self._at += 2
            low = self._hexadecimal(start)
            if 0xDC00 <= low <= 0xDFFF:
                return chr(0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00))
        if 0xD800 <= point <= 0xDFFF:
            raise self._wrong(message("Half of a character (lone surrogate) stands here"), start)
        if point == 0:
            raise self._wrong(message("It contains a NUL character"), start)
        return chr(point)

    def _hexadecimal(self, start: int) -> int:
        match = _HEX.match(self._text, self._at)
        if match is None:
            raise self._wrong(message("An escape is not known"), start)
        self._at = match.end()
        return int(match.group(), 16)

    def _number(self) -> int | float:
        small = _SMALL.match(self._text, self._at)
        if small is not None:
            self._at = small.end()
            return int(small.group())
        match = _NUMBER.match(self._text, self._at)
        if match is None or self._text.startswith(_NO_NUMBERS, self._at):
            raise self._wrong(self._unexpected())
        written = match.group()
        if len(written) > _LONGEST_NUMBER:
            raise self._wrong(message("A number is too long"))
        number = _exact(written)
        if number is None:
            raise self._wrong(message("A number is out of range"))
        self._at = match.end()
        return number

    def _unexpected(self) -> Message:
        if self._text.startswith(_NO_NUMBERS, self._at):
            return message("NaN and Infinity are no numbers")
        if self._at >= len(self._text):
            return message("The form stops too early")
        if self._next() == "\x00":
            return message("It contains a NUL character")
        return message("A value is missing or not known")


def _exact(written: str) -> int | float | None:
    """Return the number, whole where it is whole; None where it cannot be kept."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    if number.adjusted() > 16 and number != 0:
        return None
    if number == number.to_integral_value():
        return int(number) if abs(number) <= _LARGEST_WHOLE else None
    return float(number) if float(number) != 0.0 else None
