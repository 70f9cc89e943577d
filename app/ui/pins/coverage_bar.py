"""The line above the scores that folds the coverage grid in and out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.pins.coverage_grid import Cell, CoverageGrid, Row
from app.ui.widgets import FlatButton
from app.wording import _


class CoverageBar(QFrame):
    """``jumped(leaf, row)`` as the grid; ``folded(bool)`` when a person folds it."""

    jumped = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.button = FlatButton("", self, name="coverage")
        self.button.setCheckable(True)
        self.button.setStyleSheet(
            "QPushButton { text-align: left; padding: 3px 11px; border-radius: 0; }"
        )
        self.grid = CoverageGrid(self)
        self.grid.hide()
        self._count = (0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self.grid)
        self.button.toggled.connect(self._fold)
        self.grid.jumped.connect(self.jumped)
        self._name()

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show what is covered; the line says how many leaves are pinned."""
        pinned = sum(cell.yes[Row.PINNED] or cell.none_found for cell in cells)
        self._count = (pinned, len(cells))
        self.grid.show_cells(cells)
        self._name()

    def _fold(self, unfolded: bool) -> None:
        self.grid.setVisible(unfolded)
        self._name()

    def _name(self) -> None:
        words = _("Coverage · {pinned} of {count} pinned")
        text = words.format(pinned=self._count[0], count=self._count[1])
        sign = "▾" if self.button.isChecked() else "▸"
        self.button.setText(f"{sign} {text}")
        state = _("unfolded") if self.button.isChecked() else _("folded")
        self.button.setAccessibleName(f"{text}, {state}")
