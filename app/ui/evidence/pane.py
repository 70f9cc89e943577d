"""The evidence column: records go in, signals come out; files are read by other processes."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents import Reader, Readers, kind_of
from app.models.application import Evidence
from app.models.case import Submission
from app.models.identifiers import EvidenceId
from app.models.review import Pin
from app.ui.evidence.document_pair import DocumentPair
from app.ui.evidence.document_view import DocumentView, Positions
from app.ui.evidence.fetching import Fetch
from app.ui.evidence.place import EvidencePlace
from app.ui.evidence.position import Position
from app.ui.evidence.strip import Strip
from app.ui.evidence.thumbnails import Measure, Thumbnails
from app.wording import _


class EvidencePane(QWidget):
    """Shows the evidence of one submission, in one view or two.

    ``opened(evidence id)``: it was on the screen. ``save_requested(evidence id)``.
    ``note_requested(evidence id)``: an own note on what is seen there.
    ``position_changed(evidence id, text)``: where the reader is in it. ``place_changed``:
    ``place`` is another now. ``document_made(DocumentView)``: a second view.
    """

    opened = Signal(str)
    save_requested = Signal(str)
    note_requested = Signal(str)
    position_changed = Signal(str, str)
    place_changed = Signal()
    document_made = Signal(object)

    def __init__(
        self,
        fetch: Fetch,
        readers: Readers,
        parent: QWidget | None = None,
        *,
        measure: Measure | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAccessibleName(_("Evidence"))
        self.setProperty("kind", "panel")
        self._readers = readers
        self._positions: Positions = {}
        self._sizes: Mapping[EvidenceId, int] = {}
        self.thumbnails = Thumbnails(fetch, readers.thumbnails, self, measure=measure)
        self.strip = Strip(self)
        self.pair = DocumentPair(fetch, readers.pages, self._positions, Reader, self)
        self._submission: Submission | None = None
        self._opened: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.pair, 1)
        self._connect()
        self.clear()

    @property
    def document(self) -> DocumentView:
        """The view that is worked in."""
        return self.pair.active

    @property
    def current(self) -> EvidenceId | None:
        """The evidence being shown in it."""
        return self.document.current.id if self.document.current else None

    def place(self) -> EvidencePlace:
        """Return what is open and where the reader is."""
        seen = [view.current.id for view in self.pair.seen if view.current is not None]
        second = self.pair.active is not self.pair.seen[0]
        sizes = tuple(self.pair.sizes()[: len(seen)])
        return EvidencePlace(tuple((each, self._position(each)) for each in seen), sizes, second)

    def show_application(
        self,
        submission: Submission,
        *,
        opened: Collection[str] = (),
        place: EvidencePlace | None = None,
    ) -> None:
        """Show a submission: what was ``opened`` before, and where the reader was."""
        place = place or EvidencePlace()
        for view in self.pair.seen:
            view.leave()
        self.pair.close_view()
        self._submission = submission
        self._opened, self._sizes = set(opened), {}
        for key, text in place.positions().items():
            self._positions.setdefault((submission.sha256, key), Position.from_text(text))
        form = submission.application
        self.thumbnails.show(submission)
        self.strip.show_form(form)
        self.strip.mark_opened(self._opened)
        self.strip.setVisible(bool(form.evidence))
        for each in form.evidence:
            self._show_thumbnail(each.id)
        first = place.evidence or next((each.id for each in form.evidence), None)
        if first is None:
            self.document.show_nothing(
                _("No evidence"), _("The applicant listed no files and no links.")
            )
        else:
            self.show_evidence(first)
            self._come_back(place)

    def show_evidence(self, evidence: str) -> None:
        """Show one of the listed files or links; ids that are not listed change nothing."""
        wanted = self._listed(evidence)
        if wanted is not None and self._submission is not None and wanted.id != self.current:
            self.strip.select(wanted.id)
            self.document.show_evidence(self._submission, wanted)
            self.place_changed.emit()

    def show_beside(self, evidence: str) -> None:
        """Show a file or link in the other view; a second view opens for it."""
        wanted = self._listed(evidence)
        if wanted is not None and self._submission is not None:
            self.pair.open_second().show_evidence(self._submission, wanted)
            self._mark_views()
            self.place_changed.emit()

    def go_beside(self) -> None:
        """Go to the other of two views; a second one begins with the same file."""
        if self.pair.other is None and self.current is not None:
            self.show_beside(self.current)
        other = self.pair.other
        if other is not None:
            self.pair.activate(other)
            self.strip.focus()

    def close_beside(self) -> None:
        """Show one document again: the one that is worked in."""
        self.pair.close_view()

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Show a word on the cards of some evidence, by id; on all others none."""
        self.strip.show_marks(marks)

    def show_sizes(self, sizes: Mapping[EvidenceId, int]) -> None:
        """Say on the cards how many bytes files have."""
        self._sizes = sizes
        self.strip.show_sizes(sizes)

    def show_pin(self, pin: Pin) -> None:
        """Show the evidence of a pin at its page, rectangle, quote or second."""
        if pin.evidence is not None and self._listed(pin.evidence) is not None:
            self.find_evidence(pin.evidence)
            self.document.show_pin(pin)

    def show_found(self, evidence: str, page: int | None, words: str) -> None:
        """Show evidence where words were found: on a page (from 0) or anywhere in it."""
        if self._listed(evidence) is not None:
            self.find_evidence(evidence)
            self.document.show_found(page, words)

    def find_evidence(self, evidence: str) -> None:
        """Go to the view that shows a file, else show it in the one that is worked in."""
        view = next((each for each in self.pair.seen if _shows(each, evidence)), None)
        if view is not None:
            self.pair.activate(view)
        self.show_evidence(evidence)

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

    def enter_file(self) -> None:
        """Put the keyboard into the file that is shown."""
        self.document.viewers.focus_shown()

    def focus_list(self) -> None:
        """Put the focus on the strip."""
        self.strip.focus()

    def find(self) -> None:  # type: ignore[override]
        """Open the field to find words in the file shown."""
        self.document.find()

    def clear(self) -> None:
        """Show no application."""
        self.pair.close_view()
        self._submission = None
        self.strip.hide()
        self.document.show_nothing(
            _("Evidence"), _("Files and links of the chosen application show here.")
        )

    def close_readers(self) -> None:
        """Stop all reading; the pane is not used afterwards."""
        self.thumbnails.close()
        self.pair.close_readers()
        self._readers.close()

    def _come_back(self, place: EvidencePlace) -> None:
        """Open the second document of an earlier time, as large as it was."""
        if place.beside and self._listed(place.beside) is not None:
            self.show_beside(place.beside)
            if len(place.sizes) == 2:
                self.pair.setSizes(list(place.sizes))
            if place.second_is_active and self.pair.other is not None:
                self.pair.activate(self.pair.other)

    def _position(self, evidence: EvidenceId) -> str:
        sha256 = self._submission.sha256 if self._submission else None
        known = self._positions.get((sha256, evidence)) if sha256 else None
        return known.to_text() if known is not None else ""

    def _was_shown(self, evidence: str) -> None:
        self.strip.mark_opened({evidence})
        self._opened.add(evidence)
        self.opened.emit(evidence)
        self._prefer_seen()
        self.thumbnails.start()

    def _prefer_seen(self) -> None:
        self.thumbnails.prefer(self.strip.in_view())

    def _listed(self, evidence: str) -> Evidence | None:
        form = self._submission.application if self._submission else None
        listed = form.evidence if form else ()
        return next((each for each in listed if each.id == evidence), None)

    def _show_thumbnail(self, evidence: str) -> None:
        made = self.thumbnails.of(evidence)
        if made is not None:
            self.strip.show_thumbnail(evidence, made)

    def _film_seen(self, evidence: Evidence, seconds: int, image: QImage | None) -> None:
        """A film's first picture and length are known once it was opened."""
        from app.ui.evidence.thumbnail_making import of_film  # noqa: PLC0415  with films only

        found = kind_of(b"", evidence.file or "", evidence.media_type)
        size = self._sizes.get(evidence.id, 0)
        self.thumbnails.learn(evidence, of_film(found, size, seconds, image))

    def _moved(self, view: DocumentView) -> None:
        if view.current is not None:
            self.position_changed.emit(view.current.id, self._position(view.current.id))
        self.place_changed.emit()

    def _mark_views(self) -> None:
        """Mark in the strip which cards the views show."""
        other = self.pair.other
        if self.current is not None:
            self.strip.select(self.current)
        shown = other.current if other is not None else None
        self.strip.show_beside(shown.id if shown is not None else "")

    def _views_changed(self) -> None:
        self._mark_views()
        self.place_changed.emit()

    def _connect_view(self, view: DocumentView) -> None:
        view.opened.connect(self._was_shown)
        view.save_requested.connect(self.save_requested)
        view.note_requested.connect(self.note_requested)
        view.moved.connect(lambda: self._moved(view))
        view.film_seen.connect(self._film_seen)

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_evidence)
        self.strip.beside_asked.connect(self.show_beside)
        self.strip.entered.connect(self.enter_file)
        self.strip.scrolled.connect(self._prefer_seen)
        self.thumbnails.came.connect(self._show_thumbnail)
        self.thumbnails.sized.connect(self.show_sizes)
        self._connect_view(self.pair.active)
        self.pair.made.connect(self._connect_view)
        self.pair.made.connect(self.document_made)
        self.pair.changed.connect(self._views_changed)


def _shows(view: DocumentView, evidence: str) -> bool:
    return view.current is not None and view.current.id == evidence
