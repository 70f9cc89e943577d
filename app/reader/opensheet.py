"""OpenDocument spreadsheets (ODS): the values of the first sheet, as they were shown."""

from app.models.sheet import COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT, SheetTable
from app.reader.opendocument import check_locked
from app.reader.refusal import refusal
from app.reader.table import limited
from app.reader.workbook import feed
from app.reader.xml_tree import OfficeFile, damaged

CONTENT = "content.xml"
HIDDEN_LEAP = 1_000
"""Blank rows at the end of a sheet are written as one that repeats; they are not rows."""


def opensheet_table(untrusted: bytes, index: int = 0) -> SheetTable:
    """Return the first rows of a sheet, the first being 0; raises ``Unavailable``."""
    office = OfficeFile(untrusted)
    check_locked(office)
    if not office.has(CONTENT):
        raise refusal("damaged")
    cells = _Cells(index + 1)
    with damaged():
        feed(office.archive, CONTENT, cells)
    if not cells.names:
        raise refusal("empty")
    rows, cut = limited(cells.rows)
    names = tuple(cells.names)
    return SheetTable(rows, sheet=names[index], names=names, cut=cut or cells.is_long)


class _Cells:
    """Takes in the rows of one sheet, counted from 1, and the names of all."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self.is_full = self.is_long = False
        self.rows: list[list[str]] = []
        self.names: list[str] = []
        self._row: list[str] = []
        self._again = self._rows_again = 1
        self._pieces: list[str] = []
        self._shown = ""
        self._in_cell = self._aside = 0
        self._letters = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """A sheet, a row, a cell or a paragraph of it begins."""
        if name == "table":
            self.names.append(values.get("table:name", ""))
        elif len(self.names) != self._wanted or self.is_long:
            return
        elif name == "table-row":
            self._row, self._rows_again = [], _count(values, "table:number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._start_cell(values)
        elif name == "annotation":
            self._aside += 1
        elif name == "p" and self._pieces and not self._aside:
            self._pieces.append("\n")
        elif name == "s":
            self._pieces.append(" ")

    def end(self, name: str) -> None:
        """A cell or a row ends."""
        if len(self.names) != self._wanted or self.is_long:
            return
        if name == "annotation":
            self._aside = max(0, self._aside - 1)
        elif name in {"table-cell", "covered-table-cell"}:
            self._in_cell = 0
            text = "".join(self._pieces) or self._shown
            room = COLUMN_LIMIT + 1 - len(self._row)
            self._row += [text] * min(self._again, room if text else min(room, HIDDEN_LEAP))
        elif name == "table-row":
            self._end_row()

    def text(self, letters: str) -> None:
        """Collect what a cell shows."""
        if self._in_cell and not self._aside and len(self.names) == self._wanted:
            self._pieces.append(letters)

    def _start_cell(self, values: dict[str, str]) -> None:
        self._in_cell = 1
        self._again = _count(values, "table:number-columns-repeated")
        self._pieces = []
        self._shown = values.get("office:value", values.get("office:date-value", ""))

    def _end_row(self) -> None:
        is_blank = not any(self._row)
        again = min(self._rows_again, ROW_LIMIT + 1 - len(self.rows))
        if is_blank and self._rows_again > HIDDEN_LEAP:
            return
        self._letters += again * sum(map(len, self._row))
        self.rows += [list(self._row)] * again
        self.is_long = len(self.rows) > ROW_LIMIT or self._letters > TEXT_LIMIT


def _count(values: dict[str, str], name: str) -> int:
    written = values.get(name, "1")
    return int(written) if written.isdecimal() and 0 < len(written) < 8 else 1
