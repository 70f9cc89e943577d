"""Pins in a table of the evidence: their cells on a ground, with a badge at the end."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.evidence.table_view import TableView
from app.ui.pins.look import badge_size, ground, paint_badge
from app.ui.pins.shown import ShownPin
from app.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
GAP = 3


class TableMarks(QStyledItemDelegate):
    """Draws the cells of one table. ``pressed(ShownPin)``: a badge was clicked."""

    pressed = Signal(object)

    def __init__(self, table: TableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._plain = table.grid.itemDelegate()
        self._pins: tuple[ShownPin, ...] = ()
        self.places: dict[tuple[int, int], list[ShownPin]] = {}
        table.model.modelReset.connect(self._find)
        table.grid.viewport().installEventFilter(self)

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Mark the cells of these pins, in the sheet shown and in each that is turned to."""
        if tuple(pins) != self._pins:
            self._pins = tuple(pins)
            self._find()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell, its ground and its badges."""
        pins = self.places.get((index.row(), index.column()))
        if not pins:
            super().paint(painter, option, index)
            return
        dark = tokens(self._table).dark
        painter.save()
        painter.fillRect(option.rect, ground(pins[0].hue, dark=dark))
        super().paint(painter, option, index)
        for pin, area in self._badges(pins, QRectF(option.rect)):
            paint_badge(painter, area, pin.badge, pin.hue, dark=dark)
        painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on a badge leads to its line in the scores; cells are never edited here."""
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        if is_release and isinstance(event, QMouseEvent) and self.places:
            grid = self._table.grid
            index = grid.indexAt(event.position().toPoint())
            pins = self.places.get((index.row(), index.column()), [])
            for pin, area in self._badges(pins, QRectF(grid.visualRect(index))):
                if area.contains(event.position()):
                    self.pressed.emit(pin)
                    return True
        return super().eventFilter(watched, event)

    def _badges(self, pins: Sequence[ShownPin], cell: QRectF) -> list[tuple[ShownPin, QRectF]]:
        """Return where badges stand: at the cell's end, the first one outermost."""
        found, used = [], GAP
        for pin in pins:
            size = badge_size(pin.badge)
            left = cell.right() - used - size.width()
            if self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = cell.left() + used
            top = cell.center().y() - size.height() / 2
            found.append((pin, QRectF(left, top, size.width(), size.height())))
            used += size.width() + GAP
        return found

    def _find(self) -> None:
        """Look for the cells; a quote that stands in several marks the first."""
        wanted: dict[str, list[ShownPin]] = {}
        for pin in self._pins:
            if pin.pin.quote:
                wanted.setdefault(pin.pin.quote.strip(), []).append(pin)
        self.places = self._cells(wanted) if wanted else {}
        grid = self._table.grid
        # A table without pins is drawn by Qt alone, which is faster.
        grid.setItemDelegate(self if self.places else self._plain)
        grid.viewport().update()

    def _cells(self, wanted: dict[str, list[ShownPin]]) -> dict[tuple[int, int], list[ShownPin]]:
        model, found = self._table.model, {}
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                pins = wanted.pop(model.cell(row, column).strip(), None)
                if pins:
                    found[row, column] = pins
                    if not wanted:
                        return found
        return found
