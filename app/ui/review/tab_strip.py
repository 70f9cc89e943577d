"""The row of tabs above the description: quiet words, the current one bold and underlined."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui import theme
from app.ui.widgets import safe_tip
from app.ui.widgets.panel import header_height
from app.wording import _


class TabStrip(QTabBar):
    """A tab bar that draws itself; arrows on it and Alt+1–9 change the tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("description-tabs")
        self.setAccessibleName(_("Parts of the application"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._names: list[str] = []

    def show_names(self, names: list[str], tips: list[str]) -> None:
        """Replace the tabs; the same ones again are only gone back to the first of."""
        if names == self._names and self.count():
            self._tell_tips(tips)
            self.setCurrentIndex(0)
            return
        # All names first: each tab that is added makes the sizes of all be asked for.
        self._names = []
        while self.count():
            self.removeTab(0)
        self._names = list(names)
        for number, name in enumerate(names):
            self.addTab(name.replace("&", "&&"))
            self.setAccessibleTabName(number, name)
        self._tell_tips(tips)

    def _tell_tips(self, tips: list[str]) -> None:
        for number, tip in enumerate(tips):
            key = f"  Alt+{number + 1}" if number < 9 else ""
            self.setTabToolTip(number, safe_tip(tip + key))

    def tabSizeHint(self, index: int) -> QSize:
        """Give room by the light word; the bold one reaches into the gap and nothing moves.

        In a narrow column first the gaps get smaller, then all words by the same share.
        """
        metrics = QFontMetrics(theme.sized_font(theme.sizes().body))
        widths = [metrics.horizontalAdvance(name) for name in self._names]
        room, words = (self.parentWidget() or self).width(), sum(widths)
        gap = max(8, min(theme.sizes().body, (room - words) // max(1, len(widths))))
        share = min(1.0, (room - gap * len(widths)) / max(1, words))
        width = widths[index] if index < len(widths) else 0
        height = header_height()
        return QSize(max(2 * gap, int(width * share)) + gap, height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Let long words be cut in a narrow column; the tool tip says them."""
        whole = self.tabSizeHint(index)
        return QSize(min(whole.width(), 3 * theme.sizes().body), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words and the line under the current one."""
        del event
        colours = theme.tokens(self)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        for index in range(self.count()):
            place = self.tabRect(index)
            is_current = index == self.currentIndex()
            painter.setFont(theme.sized_font(theme.sizes().body, strong=is_current))
            painter.setPen(QColor(colours.text if is_current else colours.muted))
            name = painter.fontMetrics().elidedText(
                self.accessibleTabName(index), Qt.TextElideMode.ElideRight, place.width() + 2
            )
            painter.drawText(place.adjusted(-4, 0, 4, 0), Qt.AlignmentFlag.AlignCenter, name)
            if is_current:
                self._underline(painter, place)
        painter.end()

    def _underline(self, painter: QPainter, place: QRect) -> None:
        accent = QColor(theme.tokens(self).accent)
        painter.fillRect(QRect(place.left(), place.bottom() - 1, place.width(), 2), accent)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1))
            painter.drawRoundedRect(place.adjusted(1, 4, -2, -5), 4, 4)
