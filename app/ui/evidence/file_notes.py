"""What is worth knowing of the file shown, over it; more comes as its pages are looked at."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.documents import DocumentFacts, Kind, Note
from app.models.application import Evidence
from app.ui.evidence.reading import Reading, Ticket, Urgency
from app.ui.evidence.words import file_name, is_active, note_sentences, visible
from app.ui.widgets import Banner
from app.wording import _, date_text

LOOKED_PAGES = 2_000
"""Pages of a PDF that are looked at for signs; what is beyond is not spoken of."""


class FileNotes(QObject):
    """Fills a banner; ``forget`` before another file is shown."""

    def __init__(self, banner: Banner, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner, self._reading = banner, reading
        self._asked: Ticket | None = None
        self._facts: DocumentFacts | None = None
        self._say: Callable[[Sequence[str]], None] = lambda _sentences: None

    def show(
        self, evidence: Evidence, facts: DocumentFacts, back: Callable[[], None] | None = None
    ) -> None:
        """Say what is known of a file; ``back`` leads from one inside another to that one."""
        self.forget()
        self._facts, self._say = facts, self._saying(evidence, back)
        self._say(note_sentences(facts))

    def look(self) -> None:
        """Look at the pages of a PDF too; a page that can be seen goes before."""
        if self._facts is not None and self._facts.kind is Kind.PDF and self._asked is None:
            self._look(0)

    def show_words(
        self, evidence: Evidence, sentences: Sequence[str], back: Callable[[], None] | None = None
    ) -> None:
        """Say sentences of a file that has no pages."""
        self.forget()
        self._saying(evidence, back)(sentences)

    def forget(self) -> None:
        """Say nothing more of the file."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._facts = None
        self._banner.hide()

    def _saying(
        self, evidence: Evidence, back: Callable[[], None] | None
    ) -> Callable[[Sequence[str]], None]:
        if back is None:
            return lambda sentences: self._of_file(evidence, sentences)
        where = _("This file is inside “{name}”.").format(name=file_name(evidence))
        return lambda sentences: self._banner.say(
            " ".join([where, *sentences]), "blue", act=_("Back"), do=back
        )

    def _look(self, first: int) -> None:
        self._asked = self._reading.ask(
            lambda reader: reader.signs(first),
            self._looked,
            lambda _error: None,  # what the pages show says enough then
            urgency=Urgency.SEARCH,
        )

    def _looked(self, answer: tuple[frozenset[Note], int]) -> None:
        self._asked = None
        facts, (notes, following) = self._facts, answer
        if facts is None:
            return
        if not notes <= facts.notes:
            facts = self._facts = replace(facts, notes=facts.notes | notes)
            self._say(note_sentences(facts))
        if following < min(facts.pages, LOOKED_PAGES):
            self._look(following)

    def _of_file(self, evidence: Evidence, sentences: Sequence[str]) -> None:
        if evidence.url and evidence.copy:
            said = " ".join([_saved_copy(evidence), *sentences])
            address = visible(evidence.url)
            self._banner.say(said, "blue", act=_("Copy address"), do=_copier(address))
        elif sentences:
            active = self._facts is not None and is_active(self._facts)
            self._banner.say(" ".join(sentences), "amber" if active else "blue")


def _saved_copy(evidence: Evidence) -> str:
    address = visible(evidence.url or "")
    if evidence.seen_at is None:
        return _("A saved copy of {address}.").format(address=address)
    day = date_text(evidence.seen_at)
    return _("A copy of {address}, saved {day}.").format(address=address, day=day)


def _copier(address: str) -> Callable[[], None]:
    return lambda: QGuiApplication.clipboard().setText(address)
