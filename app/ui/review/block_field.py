"""One sentence of a letter: edited freely, with the block it comes from beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.letter import LetterBlock
from app.ui.review.comment_field import CommentField
from app.ui.theme import SPACE
from app.ui.widgets import Chip, FlatButton, PlainLabel, Tone
from app.wording import _


class BlockField(QWidget):
    """Tells ``edited(leaf, text)`` when typing pauses, ``kept(leaf, points, text)`` when the
    sentence is to be the office's own.
    """

    edited = Signal(str, str)
    kept = Signal(str, str, str)

    def __init__(self, block: LetterBlock, parent: QWidget) -> None:
        super().__init__(parent)
        self.block = block
        name = block.leaf or "own-words"
        self.setObjectName(f"block-{name}")
        label = block.name or _("Your own words, after the greeting")
        self.text = CommentField(f"block-text-{name}", label, self)
        self.text.setPlaceholderText(_("Nothing is printed here while it is empty"))
        self._state = Chip("", Tone.GRAY, self)
        self._origin = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self._back = FlatButton(_("Back to the block"), self, name=f"block-back-{name}")
        self._keep = FlatButton(_("Keep as our block"), self, name=f"block-keep-{name}")
        self._use = FlatButton(_("Use these words"), self, name=f"block-use-{name}")
        self._arrange(label)
        self.text.changed.connect(lambda text: self.edited.emit(block.leaf, text))
        self._back.clicked.connect(lambda: self._write(self.block.block))
        self._use.clicked.connect(lambda: self._write(self.block.outdated))
        self._keep.clicked.connect(
            lambda: self.kept.emit(block.leaf, self.block.points, self.text.text())
        )
        self.show_block(block)

    def _arrange(self, label: str) -> None:
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(PlainLabel(label, self, strong=True, wrap=True), 1)
        head.addWidget(self._state)
        foot.setSpacing(SPACE)
        for each in (self._back, self._use, self._keep):
            foot.addWidget(each)
        foot.addStretch(1)
        column.setContentsMargins(0, 0, 0, 2 * SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self._origin)
        column.addLayout(foot)

    def show_block(self, block: LetterBlock) -> None:
        """Show how the sentence stands now; words that are being typed are left alone."""
        self.block = block
        self.text.show_text(block.text)
        is_own = not block.leaf
        self._state.show_chip(*self._said(block))
        origin = ""
        if block.outdated:
            origin = _("Written when the points were others: “{text}”").format(text=block.outdated)
        elif block.is_edited and block.block:
            origin = _("The block says: “{text}”").format(text=block.block)
        self._origin.set_text(origin)
        self._origin.setVisible(bool(origin))
        self._back.setVisible(block.is_edited and not is_own)
        self._keep.setVisible(block.is_edited and not is_own)
        self._use.setVisible(bool(block.outdated))

    def _said(self, block: LetterBlock) -> tuple[str, Tone]:
        if block.outdated:
            return _("points changed"), Tone.AMBER
        if block.is_edited:
            return _("edited"), Tone.BLUE
        return "", Tone.GRAY

    def _write(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.flush()
