"""The rows shown, for Qt's list view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.models.case import QueueRow
from app.models.identifiers import CaseId
from app.ui.queue.words import spoken

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""Role under which a model index gives its ``QueueRow``."""

_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """A list of rows that is replaced as a whole when the filter changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QueueRow] = []

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def replace(self, row: QueueRow) -> None:
        """Show the new state of one case where it stands."""
        at = self.place(row.id)
        if at is not None:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def place(self, case: CaseId) -> int | None:
        """Return where a case stands, None when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == case), None)

    def row_at(self, at: int) -> QueueRow | None:
        """Return the row at a place, None outside."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, its title, or the sentence for screen readers."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None
