"""Draws a row of the queue: title and state, who and how far."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.models.case import QueueRow
from app.ui.queue.model import ROW_ROLE
from app.ui.queue.words import TONES, progress_text, status_word, who
from app.ui.theme import Tokens, sized_font, sizes, tokens
from app.ui.widgets.chip import Tone, chip_size, paint_chip
from app.wording import _

SIDE = 12
_Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Two lines a case, as in the design; every row is equally high."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        now = sizes()
        self._title = sized_font(now.body, strong=True)
        self._small = sized_font(now.small - 1)
        self._tiny = sized_font(now.tiny)
        self._height = QFontMetrics(self._title).height() + QFontMetrics(self._small).height() + 22

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of two lines."""
        return QSize(120, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, QueueRow):
            return
        colours = tokens(option.palette)
        painter.save()
        self._ground(painter, option, colours)
        area: QRect = option.rect.adjusted(SIDE, 9, -SIDE, -9)
        self._words(painter, option, area, row, colours)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, colours: Tokens) -> None:
        area: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.color("accent_soft"))
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(self._turn(option, bar), colours.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colours.color("canvas"))
        below = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(below, colours.color("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        row: QueueRow,
        colours: Tokens,
    ) -> None:
        word, tone = _chip(row)
        room = chip_size(word, self._tiny)
        chip = QRect(area.right() - room.width() + 1, area.top(), room.width(), room.height())
        top = QRect(area.left(), area.top() - 1, chip.left() - 8 - area.left(), room.height() + 2)
        painter.setFont(self._tiny)
        paint_chip(painter, QRectF(self._turn(option, chip)), word, tone, colours)
        self._text(painter, option, top, row.title, self._title, colours.color("text"))
        height = QFontMetrics(self._small).height()
        far = progress_text(row)
        width = (
            max(chip.width() - 4, QFontMetrics(self._small).horizontalAdvance(far)) if far else 0
        )
        low = QRect(area.left(), area.bottom() - height + 2, area.width(), height)
        end = QRect(low.right() - width + 1, low.top(), width, height)
        left = low.adjusted(0, 0, -width - 8 if far else 0, 0)
        self._text(painter, option, left, who(row), self._small, colours.color("muted"))
        self._text(painter, option, end, far, self._small, colours.color("muted"))

    def _text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        text: str,
        font: QFont,
        ink: object,
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if _rtl(option) else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._turn(option, area), flags | Qt.TextFlag.TextSingleLine, cut)

    def _turn(self, option: QStyleOptionViewItem, area: QRect) -> QRect:
        """Mirror a place where the language goes from right to left."""
        whole: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        return QStyle.visualRect(direction, whole, area)


def _rtl(option: QStyleOptionViewItem) -> bool:
    direction: Qt.LayoutDirection = option.direction
    return direction == Qt.LayoutDirection.RightToLeft


def _chip(row: QueueRow) -> tuple[str, Tone]:
    if row.damaged:
        return "! " + _("damaged") + f" · {status_word(row.status)}", Tone.RED
    return status_word(row.status), TONES[row.status]
