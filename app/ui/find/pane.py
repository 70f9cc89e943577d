"""Finding in this application: a field, and under it every place with a line of context."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.models.finding import Line
from app.ui.find.found_list import FoundList
from app.ui.find.found_row import FoundRow
from app.ui.icons import ICON, IconButton
from app.ui.theme import SPACE
from app.ui.widgets import EmptyState, Panel, PlainButton, PlainLabel, SearchField
from app.wording import _

PAUSE = 120
"""Milliseconds after the last letter before anything is looked for."""


class FindPane(Panel):
    """Tells ``asked(words)``, ``went(line)`` when a place is wanted, ``everywhere_wanted(words)``
    and ``closed``. Arrows and Enter work while the keyboard stays in the field.
    """

    asked = Signal(str)
    went = Signal(Line)
    everywhere_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Find in application"), parent)
        self.setObjectName("find-pane")
        self.setAccessibleName(_("Find in application"))
        cross = IconButton(ICON.CLOSE, _("Close"), self, name="find-close")
        self.header.add(cross)
        self.field = SearchField(_("Answers, evidence, comments…"), self, delay=PAUSE)
        self.field.setObjectName("find-field")
        self.field.setProperty("kind", "bare")
        self.field.installEventFilter(self)
        self.list = FoundList("find-list", _("Places found"), self)
        self.empty = EmptyState("", "", self)
        self.stack = QStackedWidget(self)
        self.count = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self.count.setObjectName("find-count")
        self.everywhere = PlainButton(
            _("In all applications…"), self, name="find-everywhere", key="Ctrl+Shift+F"
        )
        self._arrange()
        cross.clicked.connect(self.closed)
        self.field.asked.connect(self.asked)
        self.field.returnPressed.connect(self.list.choose_current)
        self.list.chosen.connect(self.went)
        self.list.left.connect(self.field.setFocus)
        self.list.installEventFilter(self)
        self.everywhere.clicked.connect(lambda: self.everywhere_wanted.emit(self.field.text()))
        self.show_nothing()

    def open_pane(self, words: str = "") -> None:
        """Give the keyboard to the field, with these words where there are some."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_found(self, rows: Sequence[FoundRow], count: str, current: int = 0) -> None:
        """Show what was found."""
        if not rows:
            self.empty.say(_("Not found"), _("Try fewer letters, or look in all applications."))
        self.list.show_rows(rows, current)
        self.stack.setCurrentWidget(self.list if rows else self.empty)
        self.count.set_text(count)

    def show_nothing(self) -> None:
        """Say what can be found."""
        self.list.show_rows(())
        self.empty.say(
            _("Find in application"),
            _("Words are found in answers, in the text of evidence and in your comments. “Several "
              "words” in quotes must stand together."),
        )  # fmt: skip
        self.stack.setCurrentWidget(self.empty)
        self.count.set_text("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes; arrows go from place to place while one types."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if watched is self.field and Qt.Key(event.key()) in steps:
            self.list.step(steps[Qt.Key(event.key())])
            return True
        return False

    def _arrange(self) -> None:
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.field)
        self.column.addWidget(self.stack, 1)
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, SPACE, 12, SPACE)
        row.addWidget(self.everywhere, 1)
        above = QWidget(self)
        line = QHBoxLayout(above)
        line.setContentsMargins(12, 6, 12, 0)
        line.addWidget(self.count)
        self.column.addWidget(above)
        self.column.addWidget(foot)
