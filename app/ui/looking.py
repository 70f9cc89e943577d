"""Notes which pages are on the screen and for how long; told now and then, kept by the desk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.models.case import CaseRef, Submission
from app.models.looked import Looked
from app.ui.evidence.document_view import DocumentView

TICK = 1000
"""Milliseconds between two looks at what is on the screen."""

TELL = 15
"""Seconds after which what was seen is told, when nothing else is opened before."""


class Looking(QObject):
    """Watches views of the evidence. ``tell(case, records)`` is called with what is new."""

    def __init__(
        self, tell: Callable[[CaseRef, tuple[Looked, ...]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._documents: list[DocumentView] = []
        self._submission: Submission | None = None
        self._new: dict[str, Looked] = {}
        self._ticks = 0
        self.is_on = True
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)

    def follow(self, document: DocumentView) -> None:
        """Watch one more view."""
        self._documents.append(document)

    def show_case(self, submission: Submission, *, counts: bool) -> None:
        """Watch another case; ``counts``: it is the evaluator's own unfinished work."""
        self.flush()
        self._submission = submission if counts else None
        if counts and self.is_on:
            self._timer.start()
        else:
            self._timer.stop()

    def switch(self, *, on: bool) -> None:
        """Watch, or watch no more and forget what was not told yet."""
        self.is_on, self._new = on, {}
        if on and self._submission is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def flush(self) -> None:
        """Tell what was seen since the last time."""
        self._ticks = 0
        submission, new = self._submission, tuple(self._new.values())
        self._new = {}
        if new and submission is not None:
            self._tell(CaseRef(submission.case, submission.number), new)

    def look(self) -> None:
        """Count one second for what is on the screen while one of our windows is used."""
        if QApplication.activeWindow() is not None:
            for document in self._documents:
                if document.isVisible() and not document.window().isMinimized():
                    self._note(document)
        self._ticks += 1
        if self._ticks >= TELL:
            self.flush()

    def _note(self, document: DocumentView) -> None:
        current, submission = document.current, self._submission
        if current is None or submission is None or not document.is_shown or document.is_inside:
            return
        sha256 = submission.evidence_sha256.get(current.id)
        if sha256 is None:
            return
        pages, count = document.pages, 0
        seen: tuple[int, ...] = ()
        if pages.isVisible() and pages.facts.pages:
            seen, count = tuple(page + 1 for page in pages.seen_pages()), pages.facts.pages
        known = self._new.get(sha256, Looked(sha256))
        self._new[sha256] = known.with_more(Looked(sha256, seen, count, TICK // 1000))
