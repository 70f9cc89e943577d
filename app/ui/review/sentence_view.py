"""A text of which some sentences also stand in another: those are underlined and signed."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.models.neighbours import Sentence
from app.ui import theme
from app.ui.review.passages import is_right_to_left
from app.wording import _

SIGN = "="
"""Stands before sentences that both texts have; screen readers say it."""

LONGEST = 60_000
"""Letters that are shown; laying out more would hold up the window."""


class SentenceView(QTextEdit):
    """Shows sentences as plain text; it can be read and copied, not changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setProperty("kind", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleDescription(
            _("An equals sign stands before sentences that both texts have.")
        )

        self._sentences: Sequence[Sentence] = ()

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        """Show a text from its beginning."""
        self._sentences = sentences
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Write again in the colours that hold now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sentences"):
            QTimer.singleShot(0, self, self._write)

    def _write(self) -> None:
        sentences = self._sentences
        self.clear()
        cursor = QTextCursor(self.document())
        shape = QTextBlockFormat()
        shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if is_right_to_left("".join(each.text for each in sentences[:3])):
            shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        cursor.setBlockFormat(shape)
        room = LONGEST
        for is_common, group in groupby(sentences, lambda each: each.is_common):
            text = "".join(each.text for each in group)[:room]
            room -= len(text)
            sign = f"{SIGN} " if is_common and text else ""
            end = text[len(text.rstrip()) :]
            cursor.insertText(sign + text.rstrip(), self._look(is_common=is_common))
            cursor.insertText(end, self._look(is_common=False))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _look(self, *, is_common: bool) -> QTextCharFormat:
        colours = theme.tokens(self)
        look = QTextCharFormat()
        look.setProperty(QTextCharFormat.Property.FontPixelSize, theme.sizes().reading)
        look.setForeground(QColor(colours.text))
        if is_common:
            look.setBackground(QColor(colours.amber_soft))
            look.setFontUnderline(True)
        return look
