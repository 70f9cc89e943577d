"""A small grid: each sub-criterion described, with evidence named, pinned; a cell jumps there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.theme import Tokens, scaled, sized_font, sizes, tokens
from app.ui.widgets import safe_tip
from app.wording import _


class Row(IntEnum):
    """The three questions."""

    DESCRIBED = 0
    NAMED = 1
    PINNED = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One leaf's answers: its code and name, and for each row whether and in which words."""

    leaf: str
    code: str
    name: str
    yes: tuple[bool, bool, bool]
    words: tuple[str, str, str]
    none_found: bool = False


EDGE = 12
LINE = 20
"""Height of a row at the usual size of letters."""
STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class CoverageGrid(QWidget):
    """``jumped(leaf, row)``: somebody wants to see what a cell stands for."""

    jumped = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage-grid")
        self.setAccessibleName(_("Coverage of the sub-criteria"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cells: tuple[Cell, ...] = ()
        self._at = (0, 0)

    @property
    def names(self) -> tuple[str, str, str]:
        """The rows' names."""
        return _("Described"), _("Evidence"), _("Pinned")

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show another case, or the same anew."""
        self._cells = tuple(cells)
        self._at = (self._at[0], min(self._at[1], max(0, len(cells) - 1)))
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        """Return three rows and a head."""
        return QSize(240, 4 * scaled(LINE) + 6)

    def minimumSizeHint(self) -> QSize:
        """As high as always, as narrow as need be."""
        return QSize(120, self.sizeHint().height())

    def place_of(self, row: int, column: int) -> QPoint:
        """Return the middle of a cell."""
        return self._area(row, column).center().toPoint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go about, Enter or Space jumps."""
        key = Qt.Key(event.key())
        if key in STEPS and self._cells:
            down, across = STEPS[key]
            across = -across if self.isRightToLeft() else across
            self._at = (
                min(max(self._at[0] + down, 0), 2),
                min(max(self._at[1] + across, 0), len(self._cells) - 1),
            )
            self._speak()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._jump()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a cell jumps."""
        found = self._cell_at(event.position().toPoint())
        if found is not None:
            self._at = found
            self._speak()
            self.update()
            self._jump()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over cells."""
        over = self._cell_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """Say in a tool tip what the cell under the mouse stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._cell_at(event.pos())
            words = safe_tip(self._words(*found)) if found is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say where the keyboard is."""
        super().focusInEvent(event)
        self._speak()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, names and cells."""
        del event
        colours = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(sizes().tiny))
        self._paint_names(painter, colours)
        for column, cell in enumerate(self._cells):
            painter.setPen(colours.color("muted"))
            painter.setFont(sized_font(self._code_size(column)))
            painter.drawText(self._area(-1, column), Qt.AlignmentFlag.AlignCenter, cell.code)
            for row in Row:
                self._paint_cell(painter, row, column, cell, colours)
        if self.hasFocus() and self._cells:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("accent"), 2))
            painter.drawRoundedRect(self._area(*self._at).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_names(self, painter: QPainter, colours: Tokens) -> None:
        painter.setPen(colours.color("muted"))
        room, high = self._head_width() - 6, scaled(LINE)
        for row, name in enumerate(self.names):
            cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            area = QRectF(EDGE, (row + 1) * high, room, high)
            if self.isRightToLeft():
                area.moveRight(self.width() - EDGE)
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, int(flags), cut)

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, cell: Cell, colours: Tokens
    ) -> None:
        """A full disc is yes, a ring is no, a dash that there is none to be found."""
        middle = self._area(row, column).center()
        if row == Row.PINNED and cell.none_found:
            painter.setPen(QPen(colours.color("amber"), 2))
            painter.drawLine(middle.toPoint() - QPoint(4, 0), middle.toPoint() + QPoint(4, 0))
        elif cell.yes[row]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("accent"))
            painter.drawEllipse(middle, 4.5, 4.5)
        else:
            painter.setPen(QPen(colours.color("faint"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 3.8, 3.8)

    def _code_size(self, column: int) -> int:
        """Return the size of letters in which a code fits above its column."""
        tiny, code = sizes().tiny, self._cells[column].code
        wide = QFontMetrics(sized_font(tiny)).horizontalAdvance(code) + 6
        return min(tiny, max(8, round(tiny * self._area(-1, column).width() / wide)))

    def _head_width(self) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in self.names)
        return min(widest + 4, self.width() // 4)

    def _area(self, row: int, column: int) -> QRectF:
        room = self.width() - 2 * EDGE - self._head_width()
        wide = room / max(1, len(self._cells))
        left = EDGE + self._head_width() + column * wide
        if self.isRightToLeft():
            left = self.width() - left - wide
        high = scaled(LINE)
        return QRectF(left, (row + 1) * high, wide, high)

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        for row in Row:
            for column in range(len(self._cells)):
                if self._area(row, column).contains(point.toPointF()):
                    return row, column
        return None

    def _words(self, row: int, column: int) -> str:
        cell = self._cells[column]
        return f"{cell.code} {cell.name}\n{self.names[row]}: {cell.words[row]}"

    def _speak(self) -> None:
        if self._cells:
            self.setAccessibleDescription(self._words(*self._at).replace("\n", ", "))

    def _jump(self) -> None:
        if self._cells:
            self.jumped.emit(self._cells[self._at[1]].leaf, self._at[0])
