"""The line that says what is shown: the title strong, the rest quiet, both cut to fit."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import sized_font, sizes, tokens
from app.ui.widgets import safe_tip

GAP = 4


class CaseTitle(QWidget):
    """Draws two texts on one line; the title keeps at least half of the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case-title")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._title = ""
        self._details = ""

    def show_words(self, title: str, details: str) -> None:
        """Show other texts."""
        self._title = " ".join(title.split())
        self._details = " ".join(details.split())
        whole = f"{self._title} {self._details}".strip()
        self.setAccessibleName(whole)
        self.setToolTip(safe_tip(whole))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return both texts."""
        return f"{self._title} {self._details}".strip()

    def sizeHint(self) -> QSize:
        """Return room for all words."""
        strong, quiet = self._fonts()
        width = QFontMetrics(strong).horizontalAdvance(self._title) + GAP
        width += QFontMetrics(quiet).horizontalAdvance(self._details) + GAP
        return QSize(width, QFontMetrics(strong).height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters where needed."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title, and the rest behind it."""
        strong, quiet = self._fonts()
        colours = tokens(self)
        painter = QPainter(self)
        metrics = QFontMetrics(strong)
        rest = QFontMetrics(quiet).horizontalAdvance(self._details)
        room = max(self.width() // 2, self.width() - rest - GAP)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(title)
        painter.setFont(strong)
        painter.setPen(colours.color("text"))
        painter.drawText(self._place(0, used), self._flags(), title)
        left = self.width() - used - GAP
        painter.setFont(quiet)
        painter.setPen(colours.color("muted"))
        words = QFontMetrics(quiet).elidedText(self._details, Qt.TextElideMode.ElideRight, left)
        painter.drawText(self._place(used + GAP, left), self._flags(), words)

    def _place(self, start: int, width: int) -> QRect:
        left = self.width() - start - width if self.isRightToLeft() else start
        return QRect(left, 0, width + 1, self.height())

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)

    def _fonts(self) -> tuple[QFont, QFont]:
        now = sizes()
        return sized_font(now.body, strong=True), sized_font(now.body)
