"""The parts of a workbook that make its cells: shared texts, number forms, rows."""

import re
from collections.abc import Callable

from app.models.sheet import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT
from app.reader.refusal import refusal

STRING_LIMIT = 2_000_000
"""Shared texts of a workbook."""
KEPT_LIMIT = 8 * TEXT_LIMIT
"""Characters of shared texts; each may stand in many cells."""

DATED = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number forms that every workbook has and that write a day or a time (ECMA-376, 18.8.30)."""
PERCENT = {"9": "0%", "10": "0.00%"}
NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


class Strings:
    """The texts that cells share; readings of East Asian words beside them are left out."""

    def __init__(self) -> None:
        self.is_full = False
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._open = self._aside = False
        self._letters = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """A text, a piece of it, or a reading begins."""
        del values
        self._open = name == "t"
        self._aside = self._aside or name == "rPh"

    def end(self, name: str) -> None:
        """Keep the text when it is whole."""
        self._open = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._pieces)))
            self._pieces.clear()

    def text(self, letters: str) -> None:
        """Collect a piece."""
        if self._open and not self._aside:
            self._pieces.append(letters)
            self._letters += len(letters)
        if self._letters > KEPT_LIMIT or len(self.texts) > STRING_LIMIT:
            raise refusal("too-large")


class CellForms:
    """``dated``: the numbers of cell forms that write a day or a time.

    ``shares``: those that write a share of a hundred, with its decimals.
    """

    def __init__(self) -> None:
        self.is_full = False
        self.dated: set[int] = set()
        self.shares: dict[int, int] = {}
        self._codes: dict[str, str] = {}
        self._count = 0
        self._open = False

    def start(self, name: str, values: dict[str, str]) -> None:
        """A number form, or the list of cell forms, or one of them."""
        if name == "numFmt":
            self._codes[values.get("numFmtId", "")] = values.get("formatCode", "")
        elif name == "cellXfs":
            self._open = True
        elif name == "xf" and self._open:
            if self._is_dated(values.get("numFmtId", "0")):
                self.dated.add(self._count)
            elif (places := self._places(values.get("numFmtId", "0"))) is not None:
                self.shares[self._count] = places
            self._count += 1

    def end(self, name: str) -> None:
        """The list of cell forms ends."""
        if name == "cellXfs":
            self._open = False

    def text(self, letters: str) -> None:
        """There are no texts."""

    def _places(self, form: str) -> int | None:
        code = self._codes.get(form, PERCENT.get(form, ""))
        letters = NOT_LETTERS.sub("", code.split(";")[0])
        _whole, point, decimals = letters.partition(".")
        return decimals.count("0") * bool(point) if "%" in letters else None

    def _is_dated(self, form: str) -> bool:
        code = self._codes.get(form)
        if code is None:
            return form.isdecimal() and int(form) in DATED
        letters = NOT_LETTERS.sub("", code.split(";")[0]).lower()
        return letters != "general" and any(each in letters for each in "ymdhs")


class Rows:
    """The rows of a sheet as texts. ``is_full``: there are more than are kept."""

    def __init__(
        self, strings: list[str], forms: CellForms, moment: Callable[[float], str]
    ) -> None:
        self.is_full = False
        self.rows: list[list[str]] = []
        self._strings, self._forms, self._moment = strings, forms, moment
        self._column, self._kind, self._form = -1, "", 0
        self._pieces: list[str] = []
        self._open = False
        self._letters = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """A row, a cell, or its value begins."""
        if name == "row":
            self._start_row(values.get("r", ""))
        elif name == "c":
            self._start_cell(values)
        elif name in {"v", "t"}:
            self._open = True

    def end(self, name: str) -> None:
        """A value ends, or the cell with it."""
        if name in {"v", "t"}:
            self._open = False
        elif name == "c" and self.rows and 0 <= self._column <= COLUMN_LIMIT:
            self._put(self._cell("".join(self._pieces)))

    def text(self, letters: str) -> None:
        """Collect a piece of a value."""
        if self._open:
            self._pieces.append(letters)

    def _start_row(self, number: str) -> None:
        at = int(number) if number.isdecimal() else len(self.rows) + 1
        if at > ROW_LIMIT or self._letters > TEXT_LIMIT or self.is_full:
            self.is_full = True
            return
        while len(self.rows) < at:
            self.rows.append([])
        self._column = -1

    def _start_cell(self, values: dict[str, str]) -> None:
        place = PLACE.fullmatch(values.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._kind = values.get("t", "n")
        self._form = int(values["s"]) if values.get("s", "").isdecimal() else 0
        self._pieces.clear()

    def _put(self, text: str) -> None:
        if self.is_full or not text:
            return
        row = self.rows[-1]
        row.extend([""] * (self._column + 1 - len(row)))
        row[self._column] = text[: CELL_LIMIT + 1]
        self._letters += len(row[self._column])

    def _cell(self, value: str) -> str:
        match self._kind:
            case "s":
                return self._strings[int(value)] if value else ""
            case "b":
                return "true" if value.strip() == "1" else "false"
            case "n" if value:
                return self._number(value)
            case "d":
                return value
        return unescaped(value)

    def _number(self, value: str) -> str:
        number = float(value)
        if self._form in self._forms.shares:
            return f"{number * 100:.{min(self._forms.shares[self._form], 9)}f}%"
        if self._form in self._forms.dated and 0 <= number < 2_958_466:
            return self._moment(number)
        is_whole = number.is_integer() and abs(number) < 2**53
        return str(int(number)) if is_whole else repr(number)


def unescaped(text: str) -> str:
    """Return a text with its escapes ``_x000D_`` as the letters they mean."""
    return ESCAPED.sub(lambda found: _letter(int(found[1], 16)), text) if "_x" in text else text


def _letter(code: int) -> str:
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 else chr(code)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
