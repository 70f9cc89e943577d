"""The evidence column: records go in, signals come out; files are read by another process."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents import Readers
from app.models.application import Evidence
from app.models.case import Submission
from app.models.identifiers import EvidenceId
from app.models.review import Pin
from app.ui.evidence.document_view import DocumentView, Positions
from app.ui.evidence.fetching import Fetch
from app.ui.evidence.position import Position
from app.ui.evidence.strip import Strip
from app.ui.evidence.thumbnails import Thumbnails
from app.wording import _


class EvidencePane(QWidget):
    """Shows the evidence of one submission.

    ``opened(evidence id)``: it was on the screen. ``save_requested(evidence id)``.
    ``position_changed(evidence id, text)``: where the reader is, for ``show_application``.
    """

    opened = Signal(str)
    save_requested = Signal(str)
    position_changed = Signal(str, str)

    def __init__(self, fetch: Fetch, readers: Readers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAccessibleName(_("Evidence"))
        self.setProperty("kind", "panel")
        self._readers = readers
        self._positions: Positions = {}
        self.thumbnails = Thumbnails(fetch, readers.thumbnails, self)
        self.strip = Strip(self)
        self.document = DocumentView(fetch, readers.pages, self._positions, self)
        self._submission: Submission | None = None
        self._opened: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.document, 1)
        self._connect()
        self.clear()

    @property
    def current(self) -> EvidenceId | None:
        """The evidence being shown."""
        return self.document.current.id if self.document.current else None

    def show_application(
        self,
        submission: Submission,
        *,
        opened: Collection[str] = (),
        evidence: str | None = None,
        positions: Mapping[str, str] | None = None,
    ) -> None:
        """Show a submission: what was ``opened`` before, and where the reader was."""
        self.document.leave()
        self._submission = submission
        self._opened = set(opened)
        for key, text in (positions or {}).items():
            self._positions.setdefault((submission.sha256, key), Position.from_text(text))
        form = submission.application
        self.thumbnails.show(submission.sha256, form.evidence)
        self.strip.show_form(form)
        self.strip.mark_opened(self._opened)
        self.strip.setVisible(bool(form.evidence))
        for each in form.evidence:
            self._show_thumbnail(each.id)
        first = evidence or next((each.id for each in form.evidence), None)
        if first is None:
            self.document.show_nothing(
                _("No evidence"), _("The applicant listed no files and no links.")
            )
        else:
            self.show_evidence(first)

    def show_evidence(self, evidence: str) -> None:
        """Show one of the listed files or links; ids that are not listed change nothing."""
        wanted = self._listed(evidence)
        if wanted is not None and self._submission is not None and wanted.id != self.current:
            self.strip.select(wanted.id)
            self.document.show_evidence(self._submission, wanted)

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Show a word on the cards of some evidence, by id; on all others none."""
        self.strip.show_marks(marks)

    def show_pin(self, pin: Pin) -> None:
        """Show the evidence of a pin at its page, rectangle, quote or second."""
        if pin.evidence is not None and self._listed(pin.evidence) is not None:
            self.show_evidence(pin.evidence)
            self.document.show_pin(pin)

    def show_found(self, evidence: str, page: int | None, words: str) -> None:
        """Show evidence where words were found: on a page (from 0) or anywhere in it."""
        if self._listed(evidence) is not None:
            self.show_evidence(evidence)
            self.document.show_found(page, words)

    def set_criterion(self, criterion: str | None) -> None:
        """Offer to narrow the strip to a criterion, section or sub-criterion."""
        self.strip.set_criterion(criterion)

    def go_to_page(self, page: int) -> None:
        """Show a page, counted from 1, of the document that is open."""
        self.document.pages.go_to(page - 1)

    def turn(self) -> None:
        """Turn the pages or the picture shown."""
        self.document.viewers.turn()

    def toggle_outline(self) -> None:
        """Unfold the outline of the document shown, or fold it away."""
        self.document.viewers.column.toggle_outline()

    def focus_list(self) -> None:
        """Put the focus on the strip."""
        self.strip.focus()

    def find(self) -> None:  # type: ignore[override]
        """Open the field to find words in the file shown."""
        self.document.find()

    def clear(self) -> None:
        """Show no application."""
        self._submission = None
        self.strip.hide()
        self.document.show_nothing(
            _("Evidence"), _("Files and links of the chosen application show here.")
        )

    def close_readers(self) -> None:
        """Stop all reading; the pane is not used afterwards."""
        self.thumbnails.close()
        self.document.close_reader()
        self._readers.close()

    def _was_shown(self, evidence: str) -> None:
        self.strip.mark_opened({evidence})
        self._opened.add(evidence)
        self.opened.emit(evidence)
        self.thumbnails.start()

    def _moved(self) -> None:
        current = self.document.current
        if current is not None and self._submission is not None:
            position = self._positions[self._submission.sha256, current.id]
            self.position_changed.emit(current.id, position.to_text())

    def _listed(self, evidence: str) -> Evidence | None:
        form = self._submission.application if self._submission else None
        listed = form.evidence if form else ()
        return next((each for each in listed if each.id == evidence), None)

    def _show_thumbnail(self, evidence: str) -> None:
        made = self.thumbnails.of(evidence)
        if made is not None:
            self.strip.show_thumbnail(evidence, made)

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_evidence)
        self.thumbnails.came.connect(self._show_thumbnail)
        self.document.opened.connect(self._was_shown)
        self.document.save_requested.connect(self.save_requested)
        self.document.moved.connect(self._moved)
