"""A list of which each entry has a few fields: founders, partners, teachers, labels."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.models.plain import Plain
from app.ui.application.editor import Editor, widget_of
from app.ui.application.parts import Part
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainButton
from app.wording import _

MOST_ROWS = 200


class RowsEditor(QWidget):
    """Tells ``changed``. Each row can be taken out; a button adds one."""

    changed = Signal()

    def __init__(
        self, part: Part, make: Callable[[Part], Editor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._part, self._make = part, make
        self._rows: list[dict[str, Editor]] = []
        self._kept: list[dict[str, Plain]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self.add = PlainButton(_("Add a line"), self)
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._grid)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    def setObjectName(self, name: str) -> None:
        """Name the button after the list."""
        super().setObjectName(name)
        self.add.setObjectName(f"{name}-add")

    def setAccessibleName(self, name: str) -> None:
        """Let the button say what it adds to."""
        super().setAccessibleName(name)
        self.add.setAccessibleName(_("Add a line to {list}").format(list=name))

    def editors(self) -> list[Editor]:
        """Return the fields of all rows."""
        return [each for row in self._rows for each in row.values()]

    def value(self) -> Plain:
        """Return every row, with what it had besides its fields."""
        return [
            kept | {key: editor.value() for key, editor in row.items()}
            for kept, row in zip(self._kept, self._rows, strict=True)
        ]

    def put(self, value: Plain) -> None:
        """Show rows."""
        self._show([dict(each) for each in value or [] if isinstance(each, dict)])

    def _show(self, rows: list[dict[str, Plain]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._kept = [], []
        for row in rows[:MOST_ROWS]:
            self._put_row(row)
        self.add.setEnabled(len(self._rows) < MOST_ROWS)

    def _put_row(self, row: dict[str, Plain]) -> None:
        at = len(self._rows)
        editors: dict[str, Editor] = {}
        for column, part in enumerate(self._part.columns):
            editor = self._make(part)
            editor.setObjectName(f"{self.objectName()}-{at}-{part.pointer}")
            editor.setAccessibleName(f"{part.label} {at + 1}")
            editor.put(row.get(part.pointer))
            editor.changed.connect(self.changed)
            self._hint(editor, part)
            self._grid.addWidget(widget_of(editor), at, column)
            self._grid.setColumnStretch(column, 2 if column == 0 else 1)
            editors[part.pointer] = editor
        remove = FlatButton("✕", self, name=f"{self.objectName()}-{at}-remove")
        remove.setAccessibleName(_("Take out line {number}").format(number=at + 1))
        remove.clicked.connect(lambda: self._remove(at))
        self._grid.addWidget(remove, at, len(self._part.columns))
        self._rows.append(editors)
        self._kept.append({key: each for key, each in row.items() if key not in editors})

    def _hint(self, editor: Editor, part: Part) -> None:
        hint = getattr(editor, "setPlaceholderText", None)
        if hint is not None:
            hint(part.label)

    def _add(self) -> None:
        self._show([*self.value(), {}])
        first = next(iter(self._rows[-1].values()))
        first.setFocus()
        self.changed.emit()

    def _remove(self, at: int) -> None:
        rows = self.value()
        del rows[at]
        self._show(rows)
        self.add.setFocus()
        self.changed.emit()
