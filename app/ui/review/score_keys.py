"""The keys of the scores while the keyboard is in them: digits, ↑ ↓, N, C, Delete."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea


class Scored(Protocol):
    """What the keys act on."""

    def go(self, by: int) -> None: ...  # noqa: D102
    def next_open(self) -> None: ...  # noqa: D102
    def open_comment(self) -> None: ...  # noqa: D102
    def clear_current(self) -> None: ...  # noqa: D102
    def choose(self, key: str) -> bool: ...  # noqa: D102


class ScoreKeys(QObject):
    """Stands before a scroll area, which would take ↑ and ↓ for itself."""

    def __init__(self, scroll: QScrollArea, scored: Scored) -> None:
        super().__init__(scroll)
        self._scroll = scroll
        self._scored = scored
        scroll.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on a key that no row has used; keys of a comment are letters, not acts."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if isinstance(self._scroll.window().focusWidget(), QPlainTextEdit):
            return False
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        return event.modifiers() in plain and self._act(event)

    def _act(self, event: QKeyEvent) -> bool:
        acts = {
            Qt.Key.Key_Up: lambda: self._scored.go(-1),
            Qt.Key.Key_Down: lambda: self._scored.go(1),
            Qt.Key.Key_N: self._scored.next_open,
            Qt.Key.Key_C: self._scored.open_comment,
            Qt.Key.Key_Backspace: self._scored.clear_current,
            Qt.Key.Key_Delete: self._scored.clear_current,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            return self._scored.choose(event.text())
        act()
        return True
