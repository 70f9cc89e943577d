"""A table of a file: cells that cannot be changed, the chosen one readable in full below."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTableView, QVBoxLayout, QWidget

from app.models.sheet import SheetTable
from app.ui.evidence.sheet_tabs import SheetTabs
from app.ui.evidence.table_model import SheetModel, one_line
from app.ui.evidence.text_view import broken_lines
from app.ui.evidence.turns import Turns
from app.ui.evidence.words import table_words
from app.ui.evidence.words_menu import words_menu
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel
from app.wording import _

WIDEST = 320
NARROWEST = 56
MEASURED_ROWS, MEASURED_COLUMNS, MEASURED_LETTERS = 40, 80, 80
BOLD_SHARE = 1.06
"""The row of titles is bold, so wider than is measured."""
CELL_LINES = 4
TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class TableView(QWidget):
    """Shows a table as its rows are; ``find`` and ``step`` go through its cells."""

    find_asked = Signal()
    changed_places = Signal()
    moved = Signal()
    sheet_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-table")
        self.head = PlainLabel("", self, tone="muted", size="small", elide=True)
        self.head.setObjectName("evidence-table-head")
        self.grid = _Grid(self)
        self.model = SheetModel(self.grid)
        self.grid.setModel(self.model)
        self._turns = Turns(self)
        self._sought = ""
        self.tabs = SheetTabs(self)
        self.cell = QPlainTextEdit(self)
        self.cell.setObjectName("evidence-table-cell")
        self.cell.setAccessibleName(_("Text of the chosen cell"))
        self.cell.setReadOnly(True)
        self._arrange()
        self.setFocusProxy(self.grid)
        self.grid.selectionModel().currentChanged.connect(self._show_cell)
        self.grid.verticalScrollBar().valueChanged.connect(self.moved)
        self.grid.find_asked.connect(self.find_asked)
        self.grid.sheet_turned.connect(self.tabs.turn)
        self.tabs.sheet_wanted.connect(self.sheet_wanted)

    @property
    def count(self) -> int:
        """How many cells were found."""
        return len(self.model.places)

    @property
    def number(self) -> int:
        """The current place, from 1; 0 without one."""
        current = self.model.current
        return self.model.places.index(current) + 1 if current in self.model.places else 0

    def show_table(self, table: SheetTable) -> None:
        """Show another table from its first row."""
        self._sought = ""
        self.tabs.show_names(table.names)
        self.show_sheet(table)

    def show_sheet(self, table: SheetTable) -> None:
        """Show another sheet of the same workbook from its first row."""
        self._turns.stop()
        self.model.show_table(table)
        self.head.set_text(table_words(table))
        self.grid.setAccessibleDescription(table_words(table))
        self.cell.clear()
        self.grid.fit_columns()
        sought, self._sought = self._sought, ""
        self.grid.scrollToTop()
        if table.rows:
            self.grid.setCurrentIndex(self.model.index(max(0, table.title_row), 0))
            self.grid.scrollToTop()
        if sought:
            self.find(sought)

    def say(self, sentence: str) -> None:
        """Show no rows but why there are none."""
        self.show_sheet(SheetTable(()))
        self.head.set_text(sentence)

    def place(self) -> float:
        """Return how far down the first row shown is, as a part of all rows."""
        return self.grid.rowAt(0) / max(1, self.model.rowCount())

    def show_place(self, place: float) -> None:
        """Show a table again from where ``place`` was."""
        index = self.model.index(round(place * self.model.rowCount()), 0)
        self.grid.scrollTo(index, QTableView.ScrollHint.PositionAtTop)

    def find(self, words: str) -> None:  # type: ignore[override]
        """Mark every cell with the words and show the first."""
        self._turns.start(self._finding(words))

    def find_on(self, sheet: int, words: str) -> None:
        """Find words on a sheet of the workbook, the first being 0; it is read before."""
        if sheet in {self.tabs.currentIndex(), -1} or sheet >= self.tabs.count():
            self.find(words)
            return
        self._sought = words
        self.tabs.setCurrentIndex(sheet)

    def _finding(self, words: str) -> Iterator[None]:
        yield from self.model.finding(words)
        if self.model.places:
            self.step(1)
        self.changed_places.emit()

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, around the end."""
        places = self.model.places
        if not places:
            return
        at = self.number - 1 if self.number else (0 if by < 0 else -1)
        place = places[(at + by) % len(places)]
        self.model.go_to(place)
        index = self.model.index(*place)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        self.changed_places.emit()

    def _show_cell(self, current: QModelIndex) -> None:
        whole = self.model.cell(current.row(), current.column())
        self.cell.setPlainText(broken_lines(whole))

    def _arrange(self) -> None:
        self.cell.setFixedHeight(CELL_LINES * self.cell.fontMetrics().lineSpacing() + 2 * SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.tabs)
        column.addWidget(self.cell)


class _Grid(QTableView):
    """The cells themselves: arrows move, Ctrl+C copies, letters are the window's."""

    find_asked = Signal()
    sheet_turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-table-grid")
        self.setAccessibleName(_("Cells of the table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + SPACE)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)

    def fit_columns(self) -> None:
        """Make columns as wide as the longest of their first cells, within limits.

        Qt's own measuring lays out every cell, which stops the window on wide tables.
        """
        model, measure = self.model(), self.fontMetrics().horizontalAdvance
        if not isinstance(model, SheetModel):
            return
        for at in range(min(model.columnCount(), MEASURED_COLUMNS)):
            longest = max(
                (model.cell(row, at)[:MEASURED_LETTERS] for row in range(MEASURED_ROWS)), key=len
            )
            width = round(BOLD_SHARE * measure(one_line(longest))) + 3 * SPACE
            self.setColumnWidth(at, max(NARROWEST, min(WIDEST, width)))

    def copy(self) -> None:
        """Copy one cell as it is, or several so that no other program runs what they say."""
        chosen = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        model = self.model()
        if not chosen or not isinstance(model, SheetModel):
            return
        if len(chosen) == 1:
            text = model.cell(chosen[0].row(), chosen[0].column())
        else:
            from app.lists.cells import harmless  # noqa: PLC0415  when cells are copied

            rows: dict[int, list[str]] = {}
            for each in chosen:
                cell = harmless(model.cell(each.row(), each.column()))
                rows.setdefault(each.row(), []).append(cell)
            text = "\n".join("\t".join(row) for row in rows.values())
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies, Ctrl+F finds, Ctrl and a page key turn sheets; letters are others'."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif event.key() in TURNS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sheet_turned.emit(TURNS[Qt.Key(event.key())])
        elif event.text().isalnum() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, in our own words."""
        can_copy = bool(self.selectedIndexes())
        words_menu(self, self.copy, self.selectAll, can_copy=can_copy).popup(event.globalPos())

    def edit(self, *_: object) -> bool:  # type: ignore[override]
        """Nothing is edited here."""
        return False
