"""One document, or two beside or below each other; one of them is the one that is worked in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from app.documents import Reader
from app.ui.evidence.document_view import DocumentView, Positions
from app.ui.evidence.fetching import Fetch

BESIDE = 720
"""Pixels of width from which two documents lie beside each other, not below."""


class DocumentPair(QSplitter):
    """``made(DocumentView)``: the second came into being. ``changed``: which are seen, or where."""

    made = Signal(object)
    changed = Signal()

    def __init__(
        self,
        fetch: Fetch,
        reader: Reader,
        positions: Positions,
        make_reader: Callable[[], Reader],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("evidence-documents")
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        self._fetch, self._positions, self._make_reader = fetch, positions, make_reader
        self._seen: list[DocumentView] = []
        self._spare: DocumentView | None = None
        self._active = self._add(reader)
        self._seen = [self._active]
        self.splitterMoved.connect(lambda *_: self.changed.emit())
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101  there is no widget without one
        application.focusChanged.connect(self._focus_moved)

    @property
    def active(self) -> DocumentView:
        """The one that is worked in."""
        return self._active

    @property
    def other(self) -> DocumentView | None:
        """The other one, where two are seen."""
        return next((view for view in self._seen if view is not self._active), None)

    @property
    def seen(self) -> tuple[DocumentView, ...]:
        """Those that are seen, in their order."""
        return tuple(self._seen)

    def open_second(self) -> DocumentView:
        """Show a second view, empty as it is, and return it; where two are seen, the other."""
        if self.other is not None:
            return self.other
        view = self._spare or self._add(self._make_reader())
        self._spare = None
        self._seen.append(view)
        self.insertWidget(1, view)
        view.show()
        self._turn()
        self.setSizes([1, 1])
        self._mark()
        self.changed.emit()
        return view

    def activate(self, view: DocumentView) -> None:
        """Work in one of those seen."""
        if view in self._seen and view is not self._active:
            self._active = view
            self._mark()
            self.changed.emit()

    def close_view(self, view: DocumentView | None = None) -> None:
        """Hide one of two, by default the one that is not worked in; its process ends."""
        view = view or self.other
        if view is None or len(self._seen) < 2:
            return
        self._seen.remove(view)
        self._spare, self._active = view, self._seen[0]
        view.leave()
        view.hide()
        view.rest()
        self._mark()
        self.changed.emit()

    def close_readers(self) -> None:
        """Stop all reading; the views are not used afterwards."""
        for view in (*self._seen, *([self._spare] if self._spare else [])):
            view.close_reader()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay two documents beside each other where there is room, else below."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= BESIDE and self.width() > self.height()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.orientation():
            sizes = self.sizes()
            self.setOrientation(wanted)
            self.setSizes(sizes)

    def _add(self, reader: Reader) -> DocumentView:
        view = DocumentView(self._fetch, reader, self._positions, self)
        view.setMinimumHeight(160)
        view.setMinimumWidth(220)
        view.close_asked.connect(lambda: self.close_view(view))
        self.addWidget(view)
        self.made.emit(view)
        return view

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        for view in self._seen:
            if now is not None and (view is now or view.isAncestorOf(now)):
                self.activate(view)

    def _mark(self) -> None:
        for view in self._seen:
            view.show_as(one_of=len(self._seen), active=view is self._active)
