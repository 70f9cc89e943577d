"""Tables: the first rows of a workbook or of a text with separators, as text only."""

import json
from collections.abc import Callable, Iterable

from app.models.frames import Frame, Header
from app.models.sheet import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    ROW_LIMIT,
    SHEET_LIMIT,
    SHEET_NAME,
    TEXT_LIMIT,
    SheetTable,
)
from app.reader.ground import Ground
from app.reader.match import Place
from app.reader.refusal import refusal
from app.reader.region import Region

OtherSheet = Callable[[int], SheetTable]
ZERO = "\N{SYMBOL FOR NULL}"


class TableFile:
    """One table, read whole when it is opened; ``other`` reads another sheet when asked for."""

    def __init__(
        self, table: SheetTable, notes: Iterable[str] = (), other: OtherSheet | None = None
    ) -> None:
        self._table, self._other = table, other
        self._notes = sorted({*notes, *(["rows"] if table.cut else [])})

    def facts(self) -> Header:
        """Return what is known of the file; the program outside asks for the rows next."""
        encoding = self._table.encoding
        return {"pages": 1, "sizes": [(1, 1)], "notes": self._notes, "encoding": encoding}

    def draw(self, region: Region, ground: Ground) -> Frame:  # noqa: ARG002
        """A table is laid out by the program outside."""
        raise refusal("unsupported")

    def text(self, page: int) -> Frame:
        """Return all rows of a sheet, each as a line of JSON, and what is known of it."""
        table = self._sheet(page)
        names = [name[:SHEET_NAME] for name in table.names[:SHEET_LIMIT]]
        known = {
            "encoding": table.encoding, "delimiter": table.delimiter, "sheet": table.sheet,
            "names": names, "cut": table.cut,
        }  # fmt: skip
        rows = "\n".join(json_line(row) for row in table.rows)
        return Frame(known, (rows.encode("utf-8", "replace"), b""))

    def words(self, first: int, end: int) -> list[str]:
        """Return the cells of sheets ``first`` to before ``end``, each a page of lines.

        A page begins with the sheet's name; there are no pages beyond the last sheet.
        """
        last = min(end, SHEET_LIMIT, max(1, len(self._table.names)))
        return [_words(self._sheet(at)) for at in range(first, last)]

    def _sheet(self, at: int) -> SheetTable:
        if at and (self._other is None or not 0 < at < len(self._table.names)):
            raise refusal("page")
        return self._other(at) if at and self._other else self._table

    def find(self, query: str, first: int, end: int) -> list[Place]:  # noqa: ARG002
        """Finding in a table is done outside, where its cells are."""
        raise refusal("unsupported")

    def close(self) -> None:
        """Forget the rows."""
        self._table, self._other = SheetTable(()), None


def _words(table: SheetTable) -> str:
    named = [table.sheet] if len(table.names) > 1 else []
    return "\n".join([*named, *("\t".join(row) for row in table.rows)])


def json_line(record: object) -> str:
    """Return a record on one line; whoever reads many of them is never stopped for long."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def limited(rows: Iterable[Iterable[str]]) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return at most so many rows, columns and characters, and whether something was cut."""
    kept: list[tuple[str, ...]] = []
    filled, letters, cut = 0, 0, False
    for row in rows:
        if len(kept) >= ROW_LIMIT or letters > TEXT_LIMIT:
            cut = cut or any(map(str.strip, row))
            break
        cells, is_cut = _limited_row(row)
        kept.append(cells)
        cut = cut or is_cut
        letters += sum(map(len, cells))
        filled = len(kept) if cells else filled
    return tuple(kept[:filled]), cut


def _limited_row(row: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    whole = list(row)
    while whole and not whole[-1]:
        whole.pop()
    cut = len(whole) > COLUMN_LIMIT or max(map(len, whole), default=0) > CELL_LIMIT
    if cut:
        whole = [each[:CELL_LIMIT] for each in whole[:COLUMN_LIMIT]]
    if "\0" in "".join(whole):
        whole = [each.replace("\0", ZERO) for each in whole]
    return tuple(whole), cut
