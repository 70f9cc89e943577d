"""One draft between the form and the casebook: everything goes to the storage thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.case import CaseRef
from app.models.identifiers import SchemeId
from app.models.message import Message
from app.models.new_application import AddedFile, NewApplication
from app.models.plain import Plain
from app.models.problem import Problem
from app.models.scheme import Scheme
from app.ui.application.makers import Choices, choices
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.casework.receive import Received
    from app.models.progress import Progress
    from app.storage import Casebook

Make = Callable[["Casebook"], NewApplication]


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was kept, what opening the finished file would say, and what to offer."""

    draft: NewApplication
    problems: tuple[Problem, ...]
    choices: Choices | None = None


class TypedDraft(QObject):
    """Tells ``opened(Kept)``, ``kept(Kept)``, ``file_added``, ``received``, ``discarded``, and
    ``failed(Exception)``, ``not_kept(Exception)``.
    """

    opened = Signal(object)
    kept = Signal(object)
    file_added = Signal(object)
    received = Signal(object)
    discarded = Signal()
    failed = Signal(object)
    not_kept = Signal(object)
    busy = Signal(object)  # Message: how far long work is

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.draft: NewApplication | None = None
        self.problems: tuple[Problem, ...] = ()

    @property
    def scheme(self) -> Scheme | None:
        """The label that is applied for, where it is installed."""
        name = SchemeId(str(self.draft.form.get("scheme"))) if self.draft else SchemeId("")
        return self._desk.facts.schemes.get(name) if self._desk.facts else None

    def begin(self, scheme: str) -> None:
        """Begin a form of a label."""
        by = self._desk.evaluator
        self._open(lambda casebook: _acts().begin(casebook, SchemeId(scheme), by))

    def begin_again(self, ref: CaseRef) -> None:
        """Begin the next submission of a case."""
        by = self._desk.evaluator
        self._open(lambda casebook: _acts().again(casebook, ref, by))

    def go_on(self, token: str) -> None:
        """Open a draft that was kept."""
        self._open(lambda casebook: _acts().find(casebook, token))

    def _open(self, make: Make) -> None:
        def work(casebook: "Casebook") -> Kept:
            draft = make(casebook)
            return Kept(draft, _acts().check(casebook, draft), choices())

        self._desk.draft_read(work, self._opened, self.failed.emit)

    def _opened(self, kept: Kept) -> None:
        self.draft, self.problems = kept.draft, kept.problems
        self.opened.emit(kept)

    def keep(self, form: dict[str, Plain]) -> None:
        """Keep what is typed and have it checked."""
        if self.draft is None:
            return
        draft = self.draft = replace(self.draft, form=form)

        def work(casebook: "Casebook") -> Kept:
            saved = _acts().save(casebook, draft)
            return Kept(saved, _acts().check(casebook, saved))

        self._desk.draft_read(work, self._was_kept, self.not_kept.emit)

    def _was_kept(self, kept: Kept) -> None:
        if self.draft is not None and self.draft.token == kept.draft.token:
            self.problems = kept.problems
            self.kept.emit(kept)

    def add_file(self, path: Path) -> None:
        """Copy a file into the draft."""
        if self.draft is None:
            return
        token = self.draft.token

        def work(casebook: "Casebook", progress: "Progress") -> AddedFile:
            added: AddedFile = _acts().add_file(casebook, token, path, progress)
            return added

        self._desk.long_read(work, self.file_added.emit, self.failed.emit, self._tell)

    def remove_file(self, path: str) -> None:
        """Delete a file of the draft, after the form was kept without it."""
        if self.draft is not None:
            token = self.draft.token
            self._desk.draft_read(
                lambda casebook: _acts().remove_file(casebook, token, path),
                lambda _none: None, self.failed.emit,
            )  # fmt: skip

    def discard(self) -> None:
        """Throw the draft away."""
        if self.draft is not None:
            token, self.draft = self.draft.token, None
            self._desk.draft_read(
                lambda casebook: _acts().discard(casebook, token),
                lambda _none: self.discarded.emit(), self.failed.emit,
            )  # fmt: skip

    def receive(self) -> None:
        """Pack the draft and take it into the casebook."""
        if self.draft is None:
            return
        token = self.draft.token

        def work(casebook: "Casebook", progress: "Progress") -> "Received":
            received: Received = _acts().receive_draft(casebook, token, progress)
            return received

        self._desk.long_act(work, self._was_received, self.failed.emit, self._tell)

    def _was_received(self, received: "Received") -> None:
        if not received.rejected:
            self.draft = None
        self.received.emit(received)

    def _tell(self, _part: float, sentence: Message) -> None:
        self.busy.emit(sentence)


def _acts() -> ModuleType:
    """Return what runs on the storage thread; loaded there, behind the window."""
    from app.casework import new_application  # noqa: PLC0415

    return new_application
