"""The rows of a file for Qt's table: letters above, numbers beside, marked places."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from app.documents import FOUND_LIMIT
from app.models.folding import FoldedText
from app.models.sheet import SheetTable, column_name
from app.models.terms import phrase_places
from app.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
SHOWN = 300
"""Characters of a cell that are painted; the line below shows all of the chosen one."""

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


class SheetModel(QAbstractTableModel):
    """Cells of untrusted text. ``places`` are those where searched words stand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = SheetTable(())
        self._width = 0
        self.places: list[Place] = []
        self._marked: frozenset[Place] = frozenset()
        self.current: Place | None = None

    def show_table(self, table: SheetTable) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._table, self.places, self._marked, self.current = table, [], frozenset(), None
        self._width = table.width  # Qt asks for it very often
        self.endResetModel()

    def cell(self, row: int, column: int) -> str:
        """Return the whole text of a cell; rows may be shorter than the table is wide."""
        cells = self._table.rows[row] if 0 <= row < len(self._table.rows) else ()
        return cells[column] if 0 <= column < len(cells) else ""

    def find(self, words: str) -> None:
        """Mark every cell in which the words stand, without case and accents."""
        for _ in self.finding(words):
            pass

    def finding(self, words: str) -> Iterator[None]:
        """Do the same a row at a time; the places are known at the end."""
        places: list[Place] = []
        for at, row in enumerate(self._table.rows if words.strip() else ()):
            places += (
                (at, column)
                for column, text in enumerate(row)
                if text and any(phrase_places(FoldedText(text), words))
            )
            if len(places) >= FOUND_LIMIT:
                break
            yield
        self.places = places[:FOUND_LIMIT]
        self._marked = frozenset(self.places)
        self.go_to(None)

    def go_to(self, place: Place | None) -> None:
        """Mark one place as the current one."""
        self.current = place
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns the widest row has."""
        return 0 if parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the beginning of a cell on one line, its ground or its letters."""
        place = (index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self.cell(*place))
        if role == Qt.ItemDataRole.FontRole and place[0] == self._table.title_row:
            font = QFont()
            font.setBold(True)
            return font
        if role in {Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole}:
            return self._colour(place, role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the letters of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(section) if orientation is Qt.Orientation.Horizontal else section + 1

    def _colour(self, place: Place, role: int) -> QColor | None:
        is_ground = role == Qt.ItemDataRole.BackgroundRole
        if place == self.current:
            return QColor("#ffb84d" if is_ground else "#1b2430")
        view = self.parent()
        if place in self._marked and isinstance(view, QWidget):
            return tokens(view).color("pin" if is_ground else "pin_text")
        return None


def one_line(text: str) -> str:
    """Return the beginning of a text; what would hide or turn letters is shown as a sign."""
    start = " ".join(text[:SHOWN].split())
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _hides(each) else each for each in start)
    return f"{shown}…" if len(text) > SHOWN else shown


def _hides(letter: str) -> bool:
    return letter not in "\u200c\u200d" and unicodedata.category(letter) in {"Cc", "Cf", "Cs"}
