"""Several links in as few lines as hold them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import LinkButton

LINE_WIDTH = 560
"""Pixels that a line may take; a sheet is a little wider."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, what it says, and its name for tests."""

    to: str
    text: str
    name: str


class LinkLines(QWidget):
    """Tells ``followed(to)`` when a link is pressed."""

    followed = Signal(str)

    def __init__(self, links: Sequence[Link], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)
        taken, row = 0, self._row()
        for link in links:
            button = LinkButton(link.text.replace("&", "&&"), self, name=link.name)
            button.clicked.connect(lambda _checked=False, to=link.to: self.followed.emit(to))
            width = button.sizeHint().width() + SPACE
            if taken and taken + width > LINE_WIDTH:
                row.addStretch(1)
                taken, row = 0, self._row()
            row.addWidget(button)
            taken += width
        row.addStretch(1)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self._column.addLayout(row)
        return row
