"""What a pane shows while it has nothing: what to do first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets.label import PlainLabel


class EmptyState(QWidget):
    """A title, a sentence, and perhaps buttons, in the middle."""

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, self, size="heading", strong=True, wrap=True)
        self.sentence = PlainLabel(sentence, self, tone="muted", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        self.column.setSpacing(SPACE)
        self.column.addStretch(2)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(label)
        self.column.addStretch(3)

    def say(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self.title.set_text(title)
        self.sentence.set_text(sentence)

    def add(self, widget: QWidget) -> None:
        """Put a button below the sentence."""
        at = self.column.count() - 1
        self.column.insertWidget(at, widget, 0, Qt.AlignmentFlag.AlignHCenter)
