"""One pin in a row of the scores: its badge and where it points; pressed, it opens there."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.pins.look import badge_size, paint_badge
from app.ui.pins.shown import ShownPin
from app.ui.widgets import safe_tip

GAP = 6


class PinLine(QAbstractButton):
    """``clicked`` opens the pin; ``edit_wanted`` its note; ``delete_wanted`` by the Delete key."""

    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, shown: ShownPin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        note, warning = shown.pin.note, shown.warning
        self._more = [*([(note, "muted")] if note else []),
                      *([(f"! {warning}", "amber")] if warning else [])]  # fmt: skip
        self.setObjectName(f"pin-{shown.leaf}-{shown.index}")
        self.setAccessibleName(shown.spoken.replace("\n", ", "))
        self.setToolTip(safe_tip(shown.spoken))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return one line, and one each for note and warning."""
        line = self.fontMetrics().height() + 4
        return QSize(120, line * (1 + len(self._more)) + 2)

    def minimumSizeHint(self) -> QSize:
        """As low as its words allow, as narrow as need be."""
        return QSize(40, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes away, F2 edits."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button edits."""
        del event
        self.edit_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw badge, sentence, note and warning."""
        del event
        colours = theme.tokens(self)
        painter = QPainter(self)
        size = badge_size(self.shown.badge)
        line = self.fontMetrics().height() + 4
        mirrored = self.isRightToLeft()
        left = self.width() - size.width() if mirrored else 0
        place = QRectF(left, 1 + (line - size.height()) / 2, size.width(), size.height())
        paint_badge(painter, place, self.shown.badge, self.shown.hue, dark=colours.dark)
        taken = size.width() + GAP
        room = self.rect().adjusted(0 if mirrored else taken, 0, -taken if mirrored else 0, 0)
        room.setHeight(line)
        painter.setFont(theme.sized_font(theme.sizes().small))
        painter.setPen(colours.color("accent_text" if self.underMouse() else "text"))
        self._words(painter, room, self.shown.sentence)
        for number, (text, tone) in enumerate(self._more, 1):
            painter.setPen(colours.color(tone))
            self._words(painter, room.translated(0, number * (line - 1)), text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    @staticmethod
    def _words(painter: QPainter, room: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), cut)
