"""A spreadsheet as rows of text, and which of its columns means what in an application."""

from dataclasses import dataclass, field
from pathlib import Path

SUFFIXES = frozenset({".xlsx", ".csv", ".tsv"})
"""Endings of files that are imported row by row."""

ROW_LIMIT = 10_000
"""Rows that are read and shown; the rest is said to be there."""
COLUMN_LIMIT = 500
CELL_LIMIT = 100_000
"""Characters of a cell; a longer one is cut."""
SHEET_LIMIT = 200
SHEET_NAME = 100
"""Characters of a sheet's name."""
TEXT_LIMIT = 16_000_000
"""Characters of all cells together."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Untrusted text, row by row, blank rows too, so that numbers are those on the screen.

    ``encoding`` and ``delimiter`` are set for a text file, ``sheet`` for a workbook; ``names`` are
    those of its visible sheets, at most ``SHEET_LIMIT``. ``cut``: there are more rows, columns or
    characters than these.
    """

    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    names: tuple[str, ...] = ()
    cut: bool = False

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    @property
    def title_row(self) -> int:
        """The index of the row with the titles: the first that is not blank; -1 without one."""
        return next((at for at, row in enumerate(self.rows) if any(map(str.strip, row))), -1)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns, on one line each."""
        at = self.title_row
        return tuple(" ".join(each.split()) for each in self.rows[at]) if at >= 0 else ()

    @property
    def filled_rows(self) -> tuple[int, ...]:
        """The indexes of the rows below the titles that are not blank."""
        first = self.title_row + 1
        return tuple(
            first + at for at, row in enumerate(self.rows[first:]) if any(map(str.strip, row))
        )


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a spreadsheet's columns mean, as an office saves it.

    ``columns`` maps a title to a place in the form (``applicant.name``, docs/formats/package.md)
    or to "" for a column that is left out; columns that are not named are kept as ``extra``.
    ``values`` maps places to what is the same in every row. ``time_zone`` (IANA) is the one of
    times that are written without an offset.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"

    def places(self) -> frozenset[str]:
        """Return every place that gets a value."""
        return frozenset((*self.columns.values(), *self.values)) - {""}


def column_name(index: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def is_spreadsheet(path: Path) -> bool:
    """Tell whether a file is imported row by row, by its name."""
    return path.suffix.casefold() in SUFFIXES and path.is_file()
