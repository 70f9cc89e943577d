"""A wrapping line of plain text whose first words are bold: ``4 Very good · Pupils …``."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.review.passages import is_right_to_left


class LeadLabel(QWidget):
    """Shows ``lead`` in bold and ``rest`` after a dot, in small muted letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lead = ""
        self._text = ""

    @property
    def text(self) -> str:
        """All the words shown."""
        return self._text

    def show_words(self, lead: str, rest: str) -> None:
        """Show other words; the label is hidden while there are none."""
        self._lead = lead
        self._text = " · ".join(part for part in (lead, rest) if part)
        self.setAccessibleName(self._text)
        self.setVisible(bool(self._text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._layout(width)[1]

    def sizeHint(self) -> QSize:
        """Return the room at a usual width."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Return one line's height at least."""
        return QSize(60, QFontMetrics(self._font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        painter = QPainter(self)
        painter.setPen(theme.tokens(self).color("muted"))
        self._layout(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()

    def _font(self) -> QFont:
        return theme.sized_font(theme.sizes().small)

    def _layout(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._text, self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right = is_right_to_left(self._text) or (not self._text and self.isRightToLeft())
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        bold = QTextLayout.FormatRange()
        bold.start = 0
        bold.length = len(self._lead.encode("utf-16-le")) // 2
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        bold.format = look
        layout.setFormats([bold])
        return layout, _break_lines(layout, width, round(QFontMetrics(self._font()).height() * 0.1))


def _break_lines(layout: QTextLayout, width: int, leading: int) -> int:
    """Place the lines below each other and return the height that they take."""
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height() + leading
    layout.endLayout()
    return round(top + 0.5)
