"""The pages with their outline beside or above them, which is folded away until it is asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.documents import Kind, OutlineEntry
from app.ui.evidence.outline_view import OutlineView
from app.ui.evidence.pages_input import PagesInput
from app.ui.evidence.reading import Reading, Ticket, Urgency

WIDE = 620
"""Pixels from which outline and pages stand side by side; else one above the other."""
SHARE = (1, 2)
"""Room of outline and pages, before it is changed by hand."""
LEAST = (96, 160)


class PagesColumn(QSplitter):
    """``outline_came(there is one)``; ``outline_shown(it is unfolded)``."""

    outline_came = Signal(bool)
    outline_shown = Signal(bool)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("evidence-pages-column")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._reading = reading
        self._asked: Ticket | None = None
        self._entries: tuple[OutlineEntry, ...] = ()
        self.outline = OutlineView(self)
        self.pages = PagesInput(reading, self)
        for number, part in enumerate((self.outline, self.pages)):
            part.setMinimumSize(LEAST[number], LEAST[number])
            self.addWidget(part)
            self.setStretchFactor(number, SHARE[number])
        self.setFocusProxy(self.pages)
        self.outline.hide()
        self.outline.place_wanted.connect(self._go)
        self.outline.left.connect(self._leave)
        self.pages.document_changed.connect(self._forget)
        self.pages.shown.connect(self._ask)  # the page goes before

    @property
    def has_outline(self) -> bool:
        """Tell whether the document that is open has an outline."""
        return bool(self._entries)

    def toggle_outline(self) -> None:
        """Unfold the outline and give it the keyboard, or fold it away."""
        if not self._entries:
            return
        if self.outline.isVisible():
            self._leave()
            self.outline.hide()
        else:
            self.outline.show()
            room = self.width() if self._is_wide() else self.height()
            self.setSizes([room * share // sum(SHARE) for share in SHARE])
            self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.outline_shown.emit(self.outline.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the outline beside the pages where there is room, else above them."""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.setOrientation(across if self._is_wide() else down)
        super().resizeEvent(event)

    def _is_wide(self) -> bool:
        return self.width() >= WIDE

    def _forget(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._came(())

    def _ask(self) -> None:
        if self.pages.facts.pages and self.pages.facts.kind is Kind.PDF:
            self._asked = self._reading.ask(
                lambda reader: reader.outline(),
                self._came,
                lambda _error: None,  # a document without outline is read as well
                urgency=Urgency.TEXT,
            )

    def _came(self, entries: tuple[OutlineEntry, ...]) -> None:
        self._entries = entries
        self.outline.show_entries(entries)
        if not entries:
            self.outline.hide()
        self.outline_came.emit(bool(entries))
        self.outline_shown.emit(False)

    def _go(self, page: int, down: float) -> None:
        self.pages.go_to(page, down)

    def _leave(self) -> None:
        if self.outline.hasFocus():
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
