"""The queue column: header with pace, filter field, states, the rows."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.models.case import QueueRow, Status
from app.models.identifiers import CaseId
from app.ui.icons import ICON, IconButton
from app.ui.queue.delegate import QueueDelegate
from app.ui.queue.model import QueueModel
from app.ui.queue.sieve import Order, Sieve
from app.ui.queue.words import DECIDED, status_word
from app.ui.widgets import EmptyState, Panel, PlainLabel, SearchField
from app.ui.widgets.flow import FlowLayout
from app.wording import _, date_text, ngettext

DEEPER_AFTER = 250
"""Milliseconds without a key until the forms are searched too."""

SHORTEST_WORD = 3
"""Letters from which searching the forms makes sense."""


class QueuePane(Panel):
    """Shows rows; tells ``case_chosen(id)`` when another case is wanted.

    ``words_wanted(text)`` asks a moment after typing which forms have the words; the answer comes
    back by ``add_found``.
    """

    case_chosen = Signal(str)
    words_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Queue"), parent)
        self.setObjectName("queue")
        self._sieve = Sieve()
        self._current: CaseId | None = None
        self._deadline: datetime | None = None
        self.filter = SearchField(_("Filter by name, school, status…"), self)
        self.filter.setObjectName("queue-filter")
        self.filter.setProperty("kind", "bare")
        self.states = QWidget(self)
        self._flow = FlowLayout(self.states)
        self._flow.setContentsMargins(10, 6, 10, 6)
        self.model = QueueModel(self)
        self.view = _list(self, self.model)
        self.empty = EmptyState(
            _("No applications yet"),
            _("Drop application files (.labelapp) or folders on the window, or choose Open…"),
            self,
        )
        self.stack = QStackedWidget(self)
        self.pace = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self._arrange()
        self._deeper = QTimer(self)
        self._deeper.setSingleShot(True)
        self._deeper.setInterval(DEEPER_AFTER)
        self._deeper.timeout.connect(self._find_deeper)
        self.filter.asked.connect(self._find)
        self.filter.went_down.connect(self.view.setFocus)
        self.filter.returnPressed.connect(self._choose_first)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.clicked.connect(self._chosen)  # a row can be current before it is shown

    def _arrange(self) -> None:
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        sort = IconButton(ICON.SORT, _("Sort the queue"), self, name="queue-sort")
        sort.setMenu(self._sort_menu())
        self.header.add(sort)
        for widget in (self.filter, self.states):
            self.column.addWidget(widget)
        rule = QFrame(self)
        rule.setProperty("kind", "line")
        self.column.addWidget(rule)
        self.column.addWidget(self.stack, 1)
        self._foot = QWidget(self)
        below = QHBoxLayout(self._foot)
        below.setContentsMargins(12, 6, 12, 6)
        below.addWidget(self.pace)
        self.column.addWidget(self._foot)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in (
            (Order.NEWEST, _("Newest first")),
            (Order.OLDEST, _("Oldest first")),
            (Order.TITLE, _("Title")),
            (Order.SCHOOL, _("School")),
            (Order.STATUS, _("State")),
            (Order.POINTS, _("Points")),
        ):
            action = QAction(words, menu, checkable=True)
            action.setChecked(order is self._sieve.order)
            action.triggered.connect(self._sorter(order))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _sorter(self, order: Order) -> Callable[[], None]:
        def sort() -> None:
            self._sieve.sort(order)
            self._fill()

        return sort

    def show_rows(self, rows: list[QueueRow], fold: Callable[[str], str]) -> None:
        """Show all cases; ``fold`` makes texts comparable for finding."""
        self._sieve.fold = fold
        self._sieve.take(rows)
        self._fill()
        self._count()

    def replace(self, row: QueueRow) -> None:
        """Show the new state of one case."""
        self._sieve.replace(row)
        self.model.replace(row)
        self._count()

    def show_deadline(self, deadline: datetime | None) -> None:
        """Show the pace that reaches this deadline."""
        if deadline != self._deadline:
            self._deadline = deadline
            self._count()

    def set_current(self, case: CaseId | None) -> None:
        """Mark the case that the other columns show."""
        self._current = case
        self._mark()

    def neighbour(self, by: int) -> CaseId | None:
        """Return the case so many rows on from the current one, None at the end."""
        at = self.model.place(self._current) if self._current else None
        row = self.model.row_at((-1 if at is None and by > 0 else at or 0) + by)
        return row.id if row else None

    def rows(self) -> list[QueueRow]:
        """Return all rows, also those filtered out."""
        return self._sieve.rows

    def _find(self, text: str) -> None:
        self._sieve.text = text
        self._fill()
        self._deeper.start()

    def _find_deeper(self) -> None:
        if len(self._sieve.text.strip()) >= SHORTEST_WORD:
            self.words_wanted.emit(self._sieve.text)

    def add_found(self, text: str, found: frozenset[CaseId]) -> None:
        """Show cases in whose forms the words were found, if the text is still the same."""
        if text == self._sieve.text:
            self._sieve.add_found(text, found)
            self._fill()

    def _fill(self) -> None:
        self.view.selectionModel().blockSignals(True)
        self.model.show_rows(self._sieve.shown())
        self.view.selectionModel().blockSignals(False)
        self._mark()
        nothing = not self.model.rowCount()
        if nothing and self._sieve.rows:
            self.empty.say(_("Nothing found"), _("No case fits the filter. Esc empties it."))
        elif nothing:
            self.empty.say(
                _("No applications yet"),
                _("Drop application files (.labelapp) or folders on the window, or choose Open…"),
            )
        self.stack.setCurrentWidget(self.empty if nothing else self.view)

    def _mark(self) -> None:
        at = self.model.place(self._current) if self._current else None
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        if at is None:
            selection.clear()
        else:
            index = self.model.index(at)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        selection.blockSignals(False)
        self.view.viewport().update()

    def _count(self) -> None:
        counts = self._sieve.counts()
        decided = sum(count for status, count in counts.items() if status in DECIDED)
        every = sum(counts.values())
        self.header.chip.show_chip(
            _("{decided} of {all} decided").format(decided=decided, all=every) if every else ""
        )
        self._show_states(counts)
        self._show_pace(every - decided)

    def _show_states(self, counts: dict[Status, int]) -> None:
        present = {button.objectName() for button in self.states.findChildren(QPushButton)}
        wanted = {f"state-{status}" for status in counts}
        if present != wanted:
            self._make_states(counts)
        for button in self.states.findChildren(QPushButton):
            status = Status(button.objectName().removeprefix("state-"))
            button.setText(f"{status_word(status)} {counts.get(status, 0)}")
        self.states.setVisible(len(counts) > 1)

    def _make_states(self, counts: dict[Status, int]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for status in counts:
            button = QPushButton(status_word(status), self.states)
            button.setCheckable(True)
            button.setProperty("kind", "filter")
            button.setObjectName(f"state-{status}")
            button.setChecked(status in self._sieve.statuses)
            button.toggled.connect(self._state_toggled(status))
            self._flow.addWidget(button)
            button.show()

    def _state_toggled(self, status: Status) -> Callable[[bool], None]:
        def toggled(on: bool) -> None:
            change = {status}
            now = self._sieve.statuses
            self._sieve.statuses = frozenset(now | change if on else now - change)
            self._fill()

        return toggled

    def _show_pace(self, left: int) -> None:
        if self._deadline is None or not left:
            self._foot.hide()
            return
        days = (self._deadline.date() - datetime.now(self._deadline.tzinfo).date()).days
        words = _("Deadline {day}").format(day=date_text(self._deadline.date()))
        if days > 0:
            each = -(-left // days)
            words += " · " + ngettext("{count} a day", "{count} a day", each).format(count=each)
        elif days < 0:
            words = _("Deadline {day} has passed").format(day=date_text(self._deadline.date()))
        self.pace.set_text(words)
        self._foot.show()

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None and row.id != self._current:
            self.case_chosen.emit(row.id)

    def _choose_first(self) -> None:
        row = self.model.row_at(0)
        if row is not None:
            self.case_chosen.emit(row.id)


class QueueList(QListView):
    """A list that chooses nothing by itself when the keyboard comes to it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; Qt would make the first row the current one and so open it."""
        blocked = self.selectionModel().blockSignals(True)
        super().focusInEvent(event)
        self.selectionModel().blockSignals(blocked)


def _list(parent: QWidget, model: QueueModel) -> QListView:
    view = QueueList(parent)
    view.setObjectName("queue-list")
    view.setAccessibleName(_("Cases"))
    view.setModel(model)
    view.setItemDelegate(QueueDelegate(view))
    view.setUniformItemSizes(True)
    # Ten thousand rows are laid out a few hundred at a time, so that no key press waits for them.
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setBatchSize(300)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setSelectionMode(QListView.SelectionMode.SingleSelection)
    return view
