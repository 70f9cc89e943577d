"""The four columns in a splitter: they fold, keep their sizes, and take the keyboard in turn."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from app.ui.theme import sizes
from app.ui.widgets import EmptyState, PlainButton
from app.wording import _

NARROW = 1366
"""Pixels, at the usual text size, below which the queue folds away by itself."""

WIDTHS = (236, 428, 428, 348)
"""Queue, description, evidence, scores in the design, for 1440 pixels."""

LEAST = (180, 260, 240, 268)
FINDING = 300
"""Least width of the first column while places found are listed in it."""

ROOM = 1300
"""Pixels that all columns together may ask for, so that the window fits a screen of 1366."""

STRETCH = (0, 5, 6, 1)


class Columns(QSplitter):
    """Queue, description, evidence, scores; without a case one empty state instead of three."""

    def __init__(self, queue: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("columns")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._columns: tuple[QWidget, ...] = (queue,)
        self._away: QWidget | None = None
        self._widths: QByteArray | None = None
        self._wanted: bool | None = None
        self._has_case = False
        self._lent: list[int] | None = None
        self.nothing = EmptyState("", "", self)
        self.type_in = PlainButton(_("New application…"), self.nothing, name="type-in")
        self.nothing.add(self.type_in)
        self.type_in.hide()
        self._scale = sizes().body / 13
        self.addWidget(queue)
        self.addWidget(self.nothing)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([WIDTHS[0], sum(WIDTHS[1:])])

    def add_case(self, description: QWidget, evidence: QWidget, scores: QWidget) -> None:
        """Put in the three columns of a case, hidden until one is shown."""
        self._columns = (self._columns[0], description, evidence, scores)
        for at, column in enumerate(self._columns[1:], 1):
            self.insertWidget(at, column)
            self.setStretchFactor(at, STRETCH[at])
        self.setStretchFactor(len(self._columns), 1)
        self.setSizes([*WIDTHS, sum(WIDTHS[1:])])
        self.show_case(has_case=False)

    @property
    def has_queue(self) -> bool:
        """Tell whether the queue is to be seen."""
        return not self._columns[0].isHidden()

    def show_case(self, *, has_case: bool) -> None:
        """Show the three columns of a case, or what to do first."""
        self._has_case = has_case
        for column in self._columns[1:]:
            column.setVisible(has_case or column is self._away)
        self.nothing.setVisible(not has_case)
        self._fold(self.width())

    def lend(self, column: QWidget) -> None:
        """Let a column go to a window of its own; the others take its room."""
        if self._away is None:
            self._widths, self._away = self.saveState(), column

    def take_back(self, column: QWidget) -> None:
        """Put a column that was lent where it was, as wide as it was."""
        if self._away is column:
            self._away = None
            self.insertWidget(self._columns.index(column), column)
            if self._widths is not None:
                self.restoreState(self._widths)
            self.setHandleWidth(1)
            self.show_case(has_case=self._has_case)

    def toggle_queue(self) -> None:
        """Show or hide the queue by the person's wish, which then holds at any width."""
        self._wanted = not self.has_queue
        self._fold(self.width())

    def lend_side(self, *, lent: bool) -> None:
        """Show the first column, wider, for something else than the queue; or as it was."""
        if lent == (self._lent is not None):
            return
        before, self._lent = self._lent, self.sizes() if lent else None
        self._fold(self.width())
        if before is not None:
            self.setSizes(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the queue away where the window is narrow."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fold(event.size().width())

    def _fold(self, width: int) -> None:
        by_itself = width >= NARROW * self._scale or not self._has_case
        wanted = by_itself if self._wanted is None else self._wanted
        self._columns[0].setVisible(wanted or self._lent is not None)
        if len(self._columns) > 1 and self._has_case:
            self._columns[-1].setVisible(not self._is_crowded(width))
        self._keep_least()

    def _is_crowded(self, width: int) -> bool:
        """Tell whether four columns of large letters have no room: scores rest while one finds."""
        needed = (FINDING + sum(LEAST[1:])) * self._scale
        return self._lent is not None and self._scale > 1 and needed > max(ROOM, width)

    def _keep_least(self) -> None:
        """Let no column become unreadable; with large letters all give way by the same share."""
        least = (LEAST[0] if self._lent is None else FINDING, *LEAST[1:])
        asked = [(column, wide) for column, wide in zip(self._columns, least, strict=False)
                 if not column.isHidden() and column is not self._away]  # fmt: skip
        scale = min(self._scale, ROOM / max(1, sum(wide for _column, wide in asked)))
        for column, wide in asked:
            column.setMinimumWidth(round(wide * scale))

    def next_column(self, by: int = 1) -> None:
        """Give the keyboard to the next column that is to be seen."""
        seen = [column for column in self._columns if not column.isHidden()]
        focus = QApplication.focusWidget() or self.window().focusWidget()
        at = next((n for n, each in enumerate(seen) if _holds(each, focus)), -1)
        target = seen[(at + by) % len(seen)] if at >= 0 or by > 0 else seen[-1]
        target.window().activateWindow()
        first_inside(target).setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> QByteArray:
        """Return the sizes as bytes, with all columns in their places."""
        return self.saveState() if self._away is None or not self._widths else self._widths

    def recall(self, state: QByteArray | None) -> None:
        """Take sizes of an earlier time."""
        if state is not None:
            self.restoreState(state)
        self.setHandleWidth(1)
        self.show_case(has_case=self._has_case)

    def wanted(self) -> int:
        """Return the person's wish for the queue: -1 none, 0 hidden, 1 shown."""
        return -1 if self._wanted is None else int(self._wanted)

    def want(self, wish: int) -> None:
        """Take over a wish of an earlier time."""
        self._wanted = None if wish < 0 else bool(wish)
        self._fold(self.width())

    def invite(self, *, has_cases: bool) -> None:
        """Say what to do first."""
        self.type_in.setVisible(not has_cases)
        if has_cases:
            self.nothing.say(
                _("Choose an application"),
                _("Pick one in the queue, or press J for the first."),
            )
        else:
            self.nothing.say(
                _("Open your first applications"),
                _(
                    "Drop .labelapp files or folders anywhere on this window, or type one in that "
                    "came in another way."
                ),
            )


def first_inside(column: QWidget) -> QWidget:
    """Return the widget of a column that takes the keyboard first."""
    keyboard = Qt.FocusPolicy.TabFocus
    views = [column.findChild(QWidget, "queue-list"), column.findChild(QWidget, "answer-page")]
    for view in views:
        if view is not None and view.isVisible():
            return view
    for widget in column.findChildren(QWidget):
        if widget.focusPolicy() & keyboard and widget.isVisible() and widget.isEnabled():
            return widget
    return column


def _holds(column: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (column is widget or column.isAncestorOf(widget))
