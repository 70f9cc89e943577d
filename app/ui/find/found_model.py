"""What was found, for Qt's list; headings and remarks cannot be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.find.found_row import FoundRow, RowKind

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractListModel):
    """Holds rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FoundRow, ...] = ()

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, or what is read out of it."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let places be chosen."""
        if self.rows[index.row()].kind is RowKind.PLACE:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def places(self) -> list[int]:
        """Return which rows can be gone to."""
        return [at for at, row in enumerate(self.rows) if row.kind is RowKind.PLACE]
