"""A row of levels, one of which is chosen; below-minimum levels and the minimum are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from app.ui.theme import RADIUS, Tokens, sized_font, sizes, tokens


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One segment: the points (None for *not applicable*), what is written, what is read out."""

    points: Fraction | None
    text: str
    spoken: str
    key: str = ""


class _Segment(QAbstractButton):
    """The place of one level: takes clicks and focus; the row paints it."""

    entered = Signal(int)
    keyed = Signal(QKeyEvent)

    def __init__(self, index: int, choice: LevelChoice, row: QWidget) -> None:
        super().__init__(row)
        self._row = row
        self.index = index
        self.setCheckable(True)
        self.setText(choice.text)
        self.setAccessibleName(choice.spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the row paints all segments at once."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell which level is under the mouse."""
        self.entered.emit(self.index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which level the keyboard is at, and let the row draw its frame."""
        super().focusInEvent(event)
        self._row.update()
        self.entered.emit(self.index)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the row take its frame away."""
        super().focusOutEvent(event)
        self._row.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys to the row, which knows the other levels."""
        self.keyed.emit(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel never changes a score."""
        event.ignore()


class SegmentedLevels(QWidget):
    """Levels side by side. Tells ``chosen(index)``, -1 when the choice is taken back.

    ``pointed(index)`` names the level under mouse or keyboard, -1 when none is. Digits choose by
    each choice's ``key`` or text, ← → the neighbour, Delete takes the choice back.
    """

    chosen = Signal(int)
    pointed = Signal(int)

    def __init__(
        self,
        choices: Sequence[LevelChoice],
        minimum: Fraction | None = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._choices = tuple(choices)
        self._minimum = minimum
        self._group = QButtonGroup(self)
        self._segments: list[_Segment] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for index, choice in enumerate(self._choices):
            self._add(index, choice, name)
        self._rove()

    def _add(self, index: int, choice: LevelChoice, name: str) -> None:
        segment = _Segment(index, choice, self)
        segment.setObjectName(f"{name}-{choice.text}" if name else "")
        self._group.addButton(segment, index)
        self._segments.append(segment)
        segment.clicked.connect(lambda: self._choose(index))
        segment.entered.connect(self.pointed)
        segment.keyed.connect(self._key)

    @property
    def choices(self) -> tuple[LevelChoice, ...]:
        """The levels of the row."""
        return self._choices

    def index(self) -> int:
        """Return which level is chosen, -1 for none."""
        return self._group.checkedId()

    def show_index(self, index: int) -> None:
        """Show a choice (-1: none) without telling anybody."""
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.index == index)
        self._group.setExclusive(True)
        self._rove()
        self.update()

    def choose(self, index: int) -> None:
        """Choose as a click would; -1 takes the choice back."""
        self.show_index(index)
        self._choose(index)

    def choose_key(self, key: str) -> bool:
        """Choose by a digit or the choice's own key; False when no level has it."""
        for index, choice in enumerate(self._choices):
            if key and key.casefold() in {choice.key.casefold(), choice.text.casefold()}:
                self.choose(index)
                return True
        return False

    def set_read_only(self, *, read_only: bool) -> None:
        """Let a sealed review be seen and not changed."""
        for segment in self._segments:
            segment.setEnabled(not read_only)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the words, at least 40 pixels a level."""
        widest = max(
            (self.fontMetrics().horizontalAdvance(each.text) + 16 for each in self._choices),
            default=40,
        )
        return QSize(max(40, widest) * len(self._choices), self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        """Let levels become narrow before the column does."""
        return QSize(24 * len(self._choices), self.fontMetrics().height() + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        count = max(1, len(self._segments))
        for segment in self._segments:
            place = segment.index if not self.isRightToLeft() else count - 1 - segment.index
            left = round(self.width() * place / count)
            right = round(self.width() * (place + 1) / count)
            segment.setGeometry(left, 0, right - left, self.height())

    def leaveEvent(self, event: object) -> None:
        """No level is pointed at any more."""
        self.pointed.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, lines, the choice, the minimum and the focus."""
        colours = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(shape, colours.color("sunken"))
        painter.setClipPath(shape)
        for segment in self._segments:
            self._paint_segment(painter, segment, colours)
        painter.setClipping(False)
        painter.setPen(QPen(colours.color("line"), 1))
        painter.drawPath(shape)
        self._paint_focus(painter, colours)

    def _paint_segment(self, painter: QPainter, segment: _Segment, colours: Tokens) -> None:
        choice, area = self._choices[segment.index], segment.geometry()
        if segment.isChecked():
            low = self._below_minimum(choice)
            painter.fillRect(area, colours.color("red" if low else "accent"))
            ink = colours.color("on_red" if low else "on_accent")
        else:
            hovered = segment.underMouse() and segment.isEnabled()
            if hovered:
                painter.fillRect(area, colours.color("accent_soft"))
            ink = colours.color("muted" if segment.isEnabled() else "faint")
            self._paint_edge(painter, segment, area, colours.color("line"), 1)
        painter.setPen(ink)
        painter.setFont(sized_font(sizes().body, strong=segment.isChecked()))
        words = painter.fontMetrics().elidedText(
            choice.text, Qt.TextElideMode.ElideRight, area.width() - 4
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        if self._is_minimum(segment.index):
            self._paint_edge(painter, segment, area, colours.color("gold"), 2)

    def _paint_edge(
        self, painter: QPainter, segment: _Segment, area: QRect, colour: QColor, width: int
    ) -> None:
        """Draw the line before a level; the first has none."""
        if segment.index == 0:
            return
        left = area.right() + 1 - width // 2 if self.isRightToLeft() else area.left() - width // 2
        painter.fillRect(QRect(left, area.top(), width, area.height()), colour)

    def _paint_focus(self, painter: QPainter, colours: Tokens) -> None:
        for segment in self._segments:
            if segment.hasFocus():
                painter.setPen(QPen(colours.color("text"), 2))
                area = QRectF(segment.geometry()).adjusted(2, 2, -2, -2)
                painter.drawRoundedRect(area, RADIUS - 2, RADIUS - 2)

    def _is_minimum(self, index: int) -> bool:
        """Tell whether this is the first level that reaches the minimum."""
        if self._minimum is None:
            return False
        reaching = [
            place
            for place, each in enumerate(self._choices)
            if each.points is not None and each.points >= self._minimum
        ]
        return bool(reaching) and reaching[0] == index

    def _below_minimum(self, choice: LevelChoice) -> bool:
        return (
            self._minimum is not None
            and choice.points is not None
            and choice.points < self._minimum
        )

    def _choose(self, index: int) -> None:
        self._rove()
        self.update()
        self.chosen.emit(index)

    def _rove(self) -> None:
        """Keep one tab stop in the row: the choice, else the first level."""
        stop = max(0, self.index())
        for segment in self._segments:
            here = segment.index == stop
            segment.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            )

    def _key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            forward = (key == Qt.Key.Key_Right) != self.isRightToLeft()
            self._step(1 if forward else -1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.choose(-1)
        elif key == Qt.Key.Key_Space:
            self._choose_focused()
        elif not self.choose_key(event.text()):
            event.ignore()

    def _step(self, by: int) -> None:
        wanted = max(0, min(len(self._choices) - 1, self.index() + by))
        self.choose(wanted)
        self._segments[wanted].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_focused(self) -> None:
        for segment in self._segments:
            if segment.hasFocus():
                self.choose(segment.index)
