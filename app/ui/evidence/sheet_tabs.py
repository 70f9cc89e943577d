"""The names of a workbook's sheets below its rows; the one shown is marked."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui.evidence.words import visible
from app.wording import _

LONGEST = 24
"""Letters of a name that are shown."""


class SheetTabs(QTabBar):
    """``sheet_wanted(index)``: another sheet was chosen. Hidden where there is only one."""

    sheet_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-table-sheets")
        self.setAccessibleName(_("Sheets of the workbook"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setShape(QTabBar.Shape.RoundedSouth)
        self.setStyleSheet(
            "QTabBar::tab { padding: 5px 12px; border: 0; border-top: 2px solid transparent; }"
            "QTabBar::tab:selected { border-top: 2px solid palette(highlight); }"
            "QTabBar QToolButton { padding: 0; min-height: 0; border: 0; }"
        )
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.currentChanged.connect(self.sheet_wanted)
        self.hide()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show the names of another workbook, the first marked."""
        with QSignalBlocker(self):
            while self.count():
                self.removeTab(self.count() - 1)
            for name in names:
                shown = visible(name)
                short = shown[:LONGEST] + "…" if len(shown) > LONGEST else shown
                self.addTab(short.replace("&", "&&"))
        self.setVisible(len(names) > 1)

    def turn(self, by: int) -> None:
        """Mark the next (1) or previous (-1) sheet, if there is one."""
        wanted = self.currentIndex() + by
        if 0 <= wanted < self.count():
            self.setCurrentIndex(wanted)
