"""Draws what was found: headings, and lines of context with the found letters marked."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.find.found_model import ROW_ROLE
from app.ui.find.found_row import FoundRow, RowKind
from app.ui.theme import Tokens, sized_font, sizes, tokens

SIDE = 12
MOST_LINES = 3
_Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """Places have two or three lines of context; their direction is that of their letters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        now = sizes()
        self._strong = sized_font(now.small, strong=True)
        self._small = sized_font(now.small)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room that the lines of a row need."""
        row = index.data(ROW_ROLE)
        view = self.parent()
        room = view.viewport().width() if isinstance(view, QListView) else 240
        width = max(120, room - 2 * SIDE)
        if row.kind is RowKind.HEADING:
            return QSize(width, QFontMetrics(self._strong).height() + 14)
        line = QFontMetrics(self._small).height()
        return QSize(width, len(self._lines(row, width, tokens(option.palette))[1]) * line + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, FoundRow):
            return
        colours = tokens(option.palette)
        painter.save()
        if row.kind is RowKind.HEADING:
            self._heading(painter, option, row, colours)
        else:
            self._place(painter, option, row, colours)
        painter.restore()

    def _heading(
        self, painter: QPainter, option: QStyleOptionViewItem, row: FoundRow, colours: Tokens
    ) -> None:
        whole: QRect = option.rect
        area = whole.adjusted(SIDE, 8, -SIDE, 0)
        metrics = QFontMetrics(self._strong)
        note = metrics.horizontalAdvance(row.note) + 8 if row.note else 0
        painter.setFont(self._strong)
        painter.setPen(colours.color("text"))
        cut = metrics.elidedText(
            row.text, Qt.TextElideMode.ElideRight, max(40, area.width() - note)
        )
        start, end = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        flags = int(Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags | int(_side(option, start)), cut)
        painter.setFont(self._small)
        painter.setPen(colours.color("muted"))
        painter.drawText(area, flags | int(_side(option, end)), row.note)

    def _place(
        self, painter: QPainter, option: QStyleOptionViewItem, row: FoundRow, colours: Tokens
    ) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.color("accent_soft"))
            left = area.right() - 2 if _is_rtl(option) else area.left()
            painter.fillRect(QRect(left, area.top(), 3, area.height()), colours.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver and row.kind is RowKind.PLACE:
            painter.fillRect(area, colours.color("canvas"))
        layout, lines = self._lines(row, max(120, area.width() - 2 * SIDE), colours)
        painter.setPen(colours.color("muted" if row.kind is RowKind.REMARK else "text"))
        painter.setClipRect(area)
        corner = QPointF(area.left() + SIDE, area.top() + 6)
        for line in lines:
            layout.lineAt(line).draw(painter, corner)

    def _lines(
        self, row: FoundRow, width: int, colours: Tokens
    ) -> tuple[QTextLayout, list[int]]:  # fmt: skip
        """Lay the row's words out; return which of its lines are shown."""
        # Set apart, so that a name in another script turns neither the page nor the words.
        lead = f"\u2068{row.lead}\u2069  " if row.lead else ""
        layout = QTextLayout(lead + row.text, self._small)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats(_formats(row, lead, self._strong, colours))
        height = QFontMetrics(self._small).height()
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * height))
            count += 1
        layout.endLayout()
        return layout, list(range(min(count, MOST_LINES)))


def _formats(
    row: FoundRow, lead: str, strong: QFont, colours: Tokens
) -> list[QTextLayout.FormatRange]:
    found = []
    if lead:
        muted = QTextCharFormat()
        muted.setForeground(QBrush(colours.color("muted")))
        found.append(_range(0, _units(lead), muted))
    mark = QTextCharFormat()
    mark.setBackground(QBrush(colours.color("pin")))
    mark.setForeground(QBrush(colours.color("pin_text")))
    mark.setFontWeight(strong.weight())
    whole = lead + row.text
    for first, end in row.marks:
        start = _units(whole[: len(lead) + first])
        found.append(_range(start, _units(row.text[first:end]), mark))
    return found


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _units(text: str) -> int:
    """Return the length as Qt counts it: letters of the rarer planes are two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _is_rtl(option: QStyleOptionViewItem) -> bool:
    direction: Qt.LayoutDirection = option.direction
    return direction == Qt.LayoutDirection.RightToLeft


def _side(option: QStyleOptionViewItem, wanted: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    direction: Qt.LayoutDirection = option.direction
    return QStyle.visualAlignment(direction, wanted) & Qt.AlignmentFlag.AlignHorizontal_Mask
