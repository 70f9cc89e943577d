"""The pins of one row of the scores, with the words that no evidence was found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pins.acts import Doing, PinAct
from app.ui.pins.pin_editor import PinEditor
from app.ui.pins.pin_line import PinLine
from app.ui.pins.shown import ShownPin
from app.ui.widgets import CheckBox, FlatButton, safe_tip
from app.ui.widgets.tab_order import follow_in_tabs
from app.wording import _


class PinList(QWidget):
    """Lines for the current row. ``acted(PinAct)``; ``none_found(bool)``."""

    acted = Signal(object)
    none_found = Signal(bool)

    def __init__(
        self, leaf: str, leaves: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._leaf, self._leaves = leaf, leaves
        self._pins: tuple[ShownPin, ...] = ()
        self._read_only = False
        self._holders: list[QWidget] = []
        self.lines: list[PinLine] = []
        self.editor: PinEditor | None = None
        self.none_box: CheckBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_pins(
        self, pins: Sequence[ShownPin], *, none_found: bool, read_only: bool, opened: bool
    ) -> None:
        """Show the pins while the row is ``opened``; else nothing of them is made."""
        pins = tuple(pins) if opened else ()
        if pins != self._pins or read_only != self._read_only:
            self._pins, self._read_only = pins, read_only
            self._make_lines()
        self._offer_none(none_found, offered=opened and not pins and not read_only)
        self.setVisible(opened and bool(pins or (self.none_box and not self.none_box.isHidden())))
        follow_in_tabs(self, *self._holders, *([self.none_box] if self.none_box else []))

    def edit(self, index: int) -> None:
        """Open the editor below a line."""
        if self._read_only or not 0 <= index < len(self._pins):
            return
        self.end_edit()
        self.editor = editor = PinEditor(self._pins[index], self._leaves(), self)
        editor.retied.connect(lambda leaf: self._end_with(index, Doing.RETIE, leaf))
        editor.moved.connect(lambda: self._end_with(index, Doing.MOVE))
        editor.deleted.connect(lambda: self._end_with(index, Doing.DELETE))
        editor.closed.connect(self.end_edit)
        self._column.insertWidget(index + 1, editor)
        editor.show()
        follow_in_tabs(self._holders[index], editor)
        editor.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_edit(self) -> None:
        """Take the editor away and keep its note; the keyboard goes back to the pin's line."""
        if self.editor is None:
            return
        index, had_focus = self.editor.shown.index, self.editor.isAncestorOf(_focus(self))
        self.flush()
        self._drop_editor()
        if had_focus and index < len(self.lines):
            self.lines[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Tell a note that was changed, and end the editing with it."""
        editor = self.editor
        if editor is not None and editor.note.text().strip() != editor.shown.pin.note:
            words = editor.note.text().strip()
            self._drop_editor()
            self._act(editor.shown.index, Doing.NOTE, words)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            editor, self.editor = self.editor, None
            editor.blockSignals(True)
            editor.hide()
            self._column.removeWidget(editor)
            editor.deleteLater()

    def _end_with(self, index: int, do: Doing, words: str = "") -> None:
        self.end_edit()
        self._act(index, do, words)

    def _make_lines(self) -> None:
        self._drop_editor()
        for holder in self._holders:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._holders, self.lines = [], []
        for index, pin in enumerate(self._pins):
            self._column.insertWidget(index, self._line(index, pin))

    def _line(self, index: int, pin: ShownPin) -> QWidget:
        holder = QWidget(self)
        line = PinLine(pin, holder)
        more = FlatButton("…", holder, name=f"pin-edit-{pin.leaf}-{index}")
        more.setStyleSheet("QPushButton { padding: 0 4px; min-height: 14px; }")
        words = _("Edit {pin}").format(pin=pin.badge)
        more.setAccessibleName(words)
        more.setToolTip(safe_tip(words))
        more.setVisible(not self._read_only)
        line.clicked.connect(lambda: self._act(index, Doing.OPEN))
        line.edit_wanted.connect(lambda: self.edit(index))
        line.delete_wanted.connect(lambda: self._delete(index))
        more.clicked.connect(lambda: self.edit(index))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(line, 1)
        row.addWidget(more)
        self.lines.append(line)
        self._holders.append(holder)
        return holder

    def _delete(self, index: int) -> None:
        if not self._read_only:
            self._act(index, Doing.DELETE)

    def _act(self, index: int, do: Doing, words: str = "") -> None:
        self.acted.emit(PinAct(self._leaf, index, do, words))

    def _offer_none(self, none_found: bool, *, offered: bool) -> None:
        if self.none_box is None:
            if not offered:
                return
            self.none_box = CheckBox(_("No evidence found"), self)
            self.none_box.setObjectName(f"no-evidence-{self._leaf}")
            self.none_box.clicked.connect(self.none_found)
            self._column.addWidget(self.none_box, 0, Qt.AlignmentFlag.AlignLeading)
        self.none_box.setChecked(none_found)
        self.none_box.setVisible(offered)


def _focus(widget: QWidget) -> QWidget:
    """Return what has the keyboard, else the widget itself."""
    return widget.window().focusWidget() or widget
