"""One file or link of the evidence being read: its bar, its notes, its viewer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents import FilmFacts, Kind, Reader
from app.models.application import Evidence
from app.models.case import Submission
from app.models.identifiers import Sha256
from app.models.review import Pin
from app.ui.evidence import opening
from app.ui.evidence.card_view import CardContent
from app.ui.evidence.fetching import Fetch
from app.ui.evidence.file_notes import FileNotes
from app.ui.evidence.file_opener import FileOpener
from app.ui.evidence.film_words import film_sentences
from app.ui.evidence.find_bar import FindBar
from app.ui.evidence.pin_place import show_pin
from app.ui.evidence.position import Position
from app.ui.evidence.reading import Reading, Urgency
from app.ui.evidence.toolbar import Toolbar
from app.ui.evidence.viewers import Viewers
from app.ui.evidence.words import file_name, visible
from app.ui.widgets import Banner
from app.wording import _, say

if TYPE_CHECKING:
    from app.ui.evidence.film_view import FilmView

SETTLED = 400
"""Milliseconds after the last movement before a position is told."""

Positions = dict[tuple[Sha256, str], Position]


class DocumentView(QWidget):
    """Shows one piece of evidence at a time; ``positions`` are shared with the view beside.

    ``opened(evidence id)``: it is on the screen. ``save_requested`` and ``note_requested``
    (evidence id). ``moved``: the reader is elsewhere, and ``positions`` knows where.
    ``film_seen(Evidence, seconds, QImage or None)``: what a sound or a film shows first.
    ``close_asked``: of two views.
    """

    opened = Signal(str)
    save_requested = Signal(str)
    note_requested = Signal(str)
    moved = Signal()
    close_asked = Signal()
    film_seen = Signal(object, int, object)

    def __init__(
        self, fetch: Fetch, reader: Reader, positions: Positions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._reading = Reading(reader, self)
        self._opener = FileOpener(fetch, self._reading, self)
        self.toolbar = Toolbar(self)
        self.find_bar = FindBar(self)
        self.notes = Banner(self)
        self.file_notes = FileNotes(self.notes, self._reading, self)
        self.viewers = Viewers(self._reading, self)
        self.pages, self.text = self.viewers.pages, self.viewers.text
        self.card, self.empty = self.viewers.card, self.viewers.empty
        self._submission: Submission | None = None
        self._current: Evidence | None = None
        self._is_shown = self._is_one_of_two = False
        self._pin: Pin | None = None
        self._sought: tuple[int | None, str] | None = None
        self._positions = positions
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._arrange()
        self._connect()

    @property
    def current(self) -> Evidence | None:
        """The evidence being shown."""
        return self._current

    @property
    def is_shown(self) -> bool:
        """Tell whether it is on the screen, not only on its way."""
        return self._is_shown

    @property
    def is_inside(self) -> bool:
        """Tell whether a file inside the evidence is shown, not the evidence itself."""
        return bool(self._opener.inner)

    def show_evidence(self, submission: Submission, wanted: Evidence) -> None:
        """Show a file or link of a submission; the one that is shown stays as it is."""
        same = self._submission is not None and self._submission.sha256 == submission.sha256
        if same and self._current is not None and wanted.id == self._current.id:
            return
        self._leave()
        self._submission, self._current = submission, wanted
        if wanted.file is not None:
            self._wait(wanted)
            self._opener.open(wanted, submission.application.language)
            return
        self._show_card(
            opening.card_of_link(wanted) if wanted.url else opening.card_of_nothing(wanted)
        )

    def show_pin(self, pin: Pin) -> None:
        """Go to a place in the evidence that is shown, as soon as it can be seen."""
        self._pin = pin
        self._go_to_pin()

    def show_found(self, page: int | None, words: str) -> None:
        """Go to words that were found, as soon as they can be seen; more of them are a key away."""
        self._sought = (page, words)
        self._go_to_found()

    def find(self) -> None:  # type: ignore[override]
        """Open the field to find words in the file shown."""
        if self.viewers.can_find:
            self.find_bar.open_bar()

    def show_as(self, *, one_of: int, active: bool) -> None:
        """Be one of two views, or the only one; tell which of two is worked in."""
        self._is_one_of_two = one_of > 1
        self.toolbar.show_as(one_of=one_of, active=active)
        if self._current is not None and self.pages.facts.pages > 1 and self.viewers.shows_pages:
            self.toolbar.title.set_text(self._title())

    def rest(self) -> None:
        """End the process until a file is shown again."""
        self._reader.interrupt()

    def show_nothing(self, title: str, sentence: str) -> None:
        """Show a sentence instead of evidence."""
        self._leave()
        self._submission = self._current = None
        self._show(self.empty)
        self.toolbar.hide()
        self.empty.say(title, sentence)

    def leave(self) -> None:
        """Remember where the reader was, before another submission comes."""
        self._leave()
        self._submission = self._current = None

    def close_reader(self) -> None:
        """Stop all reading; the view is not used afterwards."""
        self._settling.stop()
        self._opener.forget()
        if self.viewers.film is not None:
            self.viewers.film.close_player()
        self._reading.close()
        self._reader.close()

    def _wait(self, evidence: Evidence) -> None:
        """Show an empty ground while a file is read; nothing of the one before."""
        self._show(self.pages)
        self.toolbar.offer(sizes=False, find=False, save=False, title=file_name(evidence))
        self.toolbar.show_pages(0, 0)
        self.pages.wait(_("Opening…"))

    def _play(self, untrusted: bytes) -> None:
        evidence = self._current
        if evidence is None or self._submission is None:
            return
        name, film = self._title(), self.viewers.make_film()
        self._show(film)
        self.toolbar.offer(sizes=False, find=False, save=not self._opener.inner, title=name)
        self.toolbar.show_pages(0, 0)
        position = self._positions.get((self._submission.sha256, evidence.id))
        film.open(untrusted, name, None if self._opener.inner else position)

    def _connect_film(self, film: "FilmView") -> None:
        film.shown.connect(self._film_shown)
        film.pictured.connect(self._film_pictured)
        film.failed.connect(lambda error: self._opener.refuse(say(error.message)))

    def _film_shown(self, facts: FilmFacts) -> None:
        if self._current is not None:
            self.file_notes.show_words(self._current, film_sentences(facts), self._back())
        self._was_shown()
        if not facts.has_pictures:
            self._film_pictured()

    def _film_pictured(self) -> None:
        film, evidence = self.viewers.film, self._current
        if film is not None and film.facts is not None and evidence and not self._opener.inner:
            seconds = film.facts.duration // 1000
            self.film_seen.emit(evidence, seconds, film.picture.image)

    def get_ready(self) -> None:
        """Start the reader, so that the first file finds it ready."""
        self._reading.ask(Reader.start, _nothing, _nothing, urgency=Urgency.SEARCH)

    def _title(self) -> str:
        """Return the name of the file shown."""
        own = file_name(self._current) if self._current is not None else ""
        return visible(self._opener.inner) or own

    def _open_inner(self, index: int) -> None:
        if self._current is not None and not self._opener.inner:
            self._tell_position()
            self._opener.open_inner(index, self.viewers.blocks.inner_name(index))

    def _refused(self, content: CardContent) -> None:
        self._show_card(content)
        if self._current is not None and self._opener.inner:
            self.file_notes.show_words(self._current, (), self._back())

    def _back(self) -> Callable[[], None] | None:
        """Return what leads back to the file around the one shown, where there is one."""
        evidence = self._current
        if evidence is None or not self._opener.inner:
            return None
        return lambda: self._again(evidence)

    def _again(self, evidence: Evidence) -> None:
        submission = self._submission
        if submission is not None:
            self.leave()
            self.show_evidence(submission, evidence)

    def _show_opened(self, file: opening.Opened) -> None:
        evidence, kind = self._current, file.facts.kind
        if evidence is None or self._submission is None:
            return
        position = self._positions.get((self._submission.sha256, evidence.id))
        position = None if self._opener.inner else position
        name = self._title()
        if kind in {Kind.PDF, Kind.IMAGE}:
            self._show(self.pages)
            title = "" if file.facts.pages > 1 and not self._is_one_of_two else name
            save = not self._opener.inner
            self.toolbar.offer(sizes=True, find=kind is Kind.PDF, save=save, title=title)
            self.file_notes.show(evidence, file.facts, self._back())
            self.pages.show_document(file.facts, position)
        else:
            # What is said of it takes room; a text that is there already would be set anew.
            self.file_notes.show(evidence, file.facts, self._back())
            self._show_words(name, file, position)

    def _show_words(self, title: str, file: opening.Opened, position: Position | None) -> None:
        sized = file.blocks is not None and bool(file.blocks.blocks)
        words = file.blocks is None or sized
        save = not self._opener.inner
        self.toolbar.offer(sizes=sized, find=words, save=save, title=title, turn=False)
        self.toolbar.show_pages(0, 0)
        self.toolbar.show()
        viewer = self.viewers.show_words(file, can_open=not self._opener.inner)
        if position is not None:
            viewer.show_place(position.down)
        self._was_shown()

    def _show_card(self, content: CardContent) -> None:
        self._show(self.card)
        self.toolbar.offer(sizes=False, find=False, save=False, title=content.title)
        self.toolbar.show_pages(0, 0)
        self.card.show_card(content)
        self._was_shown()

    def _show(self, viewer: QWidget) -> None:
        self.toolbar.show()
        self.viewers.show_viewer(viewer)

    def _was_shown(self) -> None:
        if self._current is not None:
            self._is_shown = True
            self.opened.emit(self._current.id)
            self._go_to_pin()
            self._go_to_found()

    def _go_to_found(self) -> None:
        if self._sought is None or not self._is_shown or not self.viewers.can_find:
            return
        (page, words), self._sought = self._sought, None
        self.find_bar.show_words(words)
        self.viewers.search(words, page)

    def _go_to_pin(self) -> None:
        pin, current = self._pin, self._current
        if pin is not None and self._is_shown and current is not None:
            self._pin = None
            if pin.evidence == current.id and not self._opener.inner:
                show_pin(self.viewers, pin)

    def _leave(self) -> None:
        """Remember where the reader was, and let go of the file."""
        self._tell_position()
        self._is_shown, self._pin, self._sought = False, None, None
        self._opener.forget()
        self.find_bar.close_bar()
        self.file_notes.forget()
        self.pages.clear()
        if self.viewers.film is not None:
            self.viewers.film.leave()

    def _tell_position(self) -> None:
        self._settling.stop()
        position = self.viewers.position()
        if (
            self._current is None
            or self._submission is None
            or position is None
            or self._opener.inner
        ):
            return
        self._positions[self._submission.sha256, self._current.id] = position
        self.moved.emit()

    def _save(self) -> None:
        if self._current is not None:
            self.save_requested.emit(self._current.id)

    def _note(self) -> None:
        if self._current is not None:
            self.note_requested.emit(self._current.id)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.toolbar, self.find_bar, self.notes):
            column.addWidget(part)
        column.addWidget(self.viewers, 1)

    def _connect(self) -> None:
        pages, bar = self.pages, self.toolbar
        pages.page_changed.connect(lambda page: bar.show_pages(page, pages.facts.pages))
        pages.zoom_changed.connect(bar.show_size)
        pages.shown.connect(self._was_shown)
        pages.shown.connect(self.file_notes.look)
        self.viewers.moved.connect(self._settling.start)
        self._settling.timeout.connect(self._tell_position)
        self.viewers.find_asked.connect(self.find)
        self.viewers.blocks.inner_asked.connect(self._open_inner)
        self._opener.opened.connect(self._show_opened)
        self._opener.played.connect(self._play)
        self._opener.refused.connect(self._refused)
        self.viewers.film_made.connect(self._connect_film)
        self.viewers.found.connect(self.find_bar.show_count)
        bar.page_wanted.connect(pages.go_to)
        bar.smaller.clicked.connect(lambda _on: self.viewers.zoom(-1))
        bar.larger.clicked.connect(lambda _on: self.viewers.zoom(1))
        bar.fit.clicked.connect(lambda: self.viewers.zoom(0))
        self.viewers.blocks.text.zoom_changed.connect(bar.show_size)
        bar.turn.clicked.connect(lambda _on: self.viewers.turn())
        bar.seek.clicked.connect(self.find)
        bar.save.clicked.connect(self._save)
        bar.close_view.clicked.connect(lambda _on: self.close_asked.emit())
        self.card.save_asked.connect(self._save)
        self.card.note_asked.connect(self._note)
        self.card.password_given.connect(self._opener.unlock)
        bar.outline.clicked.connect(lambda _on: self.viewers.column.toggle_outline())
        self.viewers.column.outline_came.connect(bar.outline.setVisible)
        self.viewers.column.outline_shown.connect(bar.outline.setChecked)
        self.find_bar.asked.connect(self.viewers.search)
        self.find_bar.stepped.connect(self.viewers.step)
        self.find_bar.closed.connect(self.viewers.end_search)


def _nothing(_answer: object) -> None:
    """A reader that did not start is started by the first file."""
