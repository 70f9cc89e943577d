"""The row of tabs above the description: quiet words, the current one bold and underlined."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui import theme
from app.wording import _


class TabStrip(QTabBar):
    """A tab bar that draws itself; arrows on it and Alt+1–9 change the tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("description-tabs")
        self.setAccessibleName(_("Parts of the application"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_names(self, names: list[str], tips: list[str]) -> None:
        """Replace the tabs."""
        while self.count():
            self.removeTab(0)
        for number, (name, tip) in enumerate(zip(names, tips, strict=True)):
            self.addTab(name.replace("&", "&&"))
            self.setAccessibleTabName(number, name)
            key = f"  Alt+{number + 1}" if number < 9 else ""
            self.setTabToolTip(number, tip.replace("<", "‹") + key)

    def tabSizeHint(self, index: int) -> QSize:
        """Leave room for the bold word, so that nothing moves when the tab changes."""
        strong = QFontMetrics(theme.sized_font(theme.sizes().body, strong=True))
        width = strong.horizontalAdvance(self.accessibleTabName(index))
        return QSize(width + self._gap(), max(38, strong.height() + 20))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never shorten a word; the strip scrolls instead."""
        return self.tabSizeHint(index)

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
            name = self.accessibleTabName(index)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
            if is_current:
                self._underline(painter, place)
        painter.end()

    def _underline(self, painter: QPainter, place: QRect) -> None:
        accent = QColor(theme.tokens(self).accent)
        painter.fillRect(QRect(place.left(), place.bottom() - 1, place.width(), 2), accent)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1))
            painter.drawRoundedRect(place.adjusted(1, 4, -2, -5), 4, 4)

    def _gap(self) -> int:
        return round(theme.sizes().body * 0.75)
