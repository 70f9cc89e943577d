"""The sentences of a letter, one below the other, to be edited before it is sent."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.letter import LetterBlock
from app.ui.review.block_field import BlockField
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel
from app.wording import _


class LetterEditor(QWidget):
    """Tells ``edited(leaf, text)`` and ``kept(leaf, points, text)`` of its fields."""

    edited = Signal(str, str)
    kept = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("letter-editor")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        note = _("Each sentence begins as the block for these points. What you write is saved at "
                 "once, for this letter and language only.")  # fmt: skip
        self._column.addWidget(PlainLabel(note, self, tone="muted", wrap=True))
        self._column.addStretch(1)
        self._fields: dict[str, BlockField] = {}

    def show_blocks(self, blocks: Sequence[LetterBlock]) -> None:
        """Show the sentences; fields that are there already are kept, with their focus."""
        wanted = {each.leaf for each in blocks}
        for leaf in [each for each in self._fields if each not in wanted]:
            self._take_away(leaf)
        for at, block in enumerate(blocks):
            field = self._fields.get(block.leaf)
            if field is None:
                self._fields[block.leaf] = field = BlockField(block, self)
                field.edited.connect(self.edited)
                field.kept.connect(self.kept)
                self._column.insertWidget(at + 1, field)
            else:
                field.show_block(block)

    def clear(self) -> None:
        """Take all fields away, as when the language changes; nothing typed is lost."""
        self.flush()
        for leaf in list(self._fields):
            self._take_away(leaf)

    def flush(self) -> None:
        """Tell what was typed and not yet told."""
        for field in self._fields.values():
            field.text.flush()

    def _take_away(self, leaf: str) -> None:
        field = self._fields.pop(leaf)
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()
