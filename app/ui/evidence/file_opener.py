"""From a piece of evidence to an opened file, or to the card that says why there is none."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.documents import Kind, Reader
from app.models.application import Evidence
from app.models.errors import LabelDeskError
from app.ui.evidence import opening
from app.ui.evidence.card_view import CardContent
from app.ui.evidence.fetching import Fetch, Fetching
from app.ui.evidence.reading import Answer, Reading, Ticket, Urgency
from app.ui.evidence.words import visible
from app.wording import say

LOCKED = {"evidence.encrypted", "evidence.password"}
Unlock = Callable[[str], None]


class FileOpener(QObject):
    """One file at a time, and one inside it: ``opened(Opened)``, ``played(bytes)`` or
    ``refused(CardContent)``.
    """

    opened = Signal(object)
    played = Signal(object)
    refused = Signal(object)

    def __init__(self, fetch: Fetch, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._fetching = Fetching(fetch, self)
        self._evidence: Evidence | None = None
        self._unlock: Unlock | None = None
        self._language = ""
        self._asked: Ticket | None = None
        self.inner = ""

    def open(self, evidence: Evidence, language: str) -> None:
        """Open a file instead of the one before."""
        self._evidence, self._language, self.inner = evidence, language, ""
        self._fetching.get(evidence.id, self._arrived, self._absent)

    def open_inner(self, index: int, name: str) -> None:
        """Open a file that is inside the one shown, one level deep."""
        language, self.inner = self._language, name
        self._ask(
            lambda reader: opening.opened_inside(reader, index, name, language),
            self._show_inner,
            lambda error: self.refuse(say(error.message)),
        )

    def refuse(self, why: str) -> None:
        """Say why the file, or the one inside it, is not shown after all."""
        if self.inner:
            self.refused.emit(CardContent(visible(self.inner), why))
        elif self._evidence is not None:
            self.refused.emit(opening.card_of_trouble(self._evidence, why))

    def unlock(self, typed: str) -> None:
        """Try a password on the file that asked for one."""
        unlock, self._unlock = self._unlock, None
        if unlock is not None:
            unlock(typed)

    def forget(self) -> None:
        """Drop what is on its way."""
        self._evidence, self._unlock, self.inner = None, None, ""
        self._drop_asked()
        self._reading.abandon()
        self._fetching.forget()

    def _ask(
        self,
        work: Callable[[Reader], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[LabelDeskError], None],
    ) -> None:
        """Ask the reader instead of what was asked before.

        An answer may be on its way to this thread already; nothing but the ticket stops it then,
        and one file must never be shown under the name of another.
        """
        self._drop_asked()
        self._asked = self._reading.ask(work, done, failed, urgency=Urgency.OPEN)

    def _drop_asked(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _arrived(self, untrusted: bytes) -> None:
        evidence, language = self._evidence, self._language
        if evidence is None:
            return
        found = opening.found_kind(evidence, untrusted)
        why = opening.why_no_viewer(found)
        if why:
            self._refuse_file(evidence, untrusted, why)
        elif found.is_played:
            self.played.emit(untrusted)
        else:
            self._open(evidence, untrusted, found.kind, language)

    def _open(
        self, evidence: Evidence, untrusted: bytes, kind: Kind, language: str, password: str = ""
    ) -> None:
        """Open a file; a password is only in the reader's memory while the file is shown."""

        def ask_again(typed: str) -> None:
            self._open(evidence, untrusted, kind, language, typed)

        def refuse(error: LabelDeskError) -> None:
            unlock = ask_again if kind is Kind.PDF and error.code in LOCKED else None
            self._refuse_file(evidence, untrusted, say(error.message), unlock)

        self._ask(
            lambda reader: opening.opened(reader, untrusted, kind, language, password),
            self.opened.emit,
            refuse,
        )

    def _refuse_file(
        self, evidence: Evidence, untrusted: bytes, why: str, unlock: Unlock | None = None
    ) -> None:
        def show(looked: opening.Looked) -> None:
            card = opening.card_of_file(evidence, untrusted, looked, why)
            self.refused.emit(replace(card, is_locked=unlock is not None))
            self._unlock = unlock

        self._ask(lambda reader: opening.looked_at(reader, evidence, untrusted), show, self._absent)

    def _absent(self, error: LabelDeskError) -> None:
        if self._evidence is not None:
            self.refused.emit(opening.card_of_absent(self._evidence, error))

    def _show_inner(self, file: opening.Opened | opening.Playable | str) -> None:
        if isinstance(file, str):
            self.refuse(file)
        elif isinstance(file, opening.Playable):
            self.played.emit(file.content)
        else:
            self.opened.emit(file)
