"""Typing in an application: choose a label or a draft, fill the form, receive it."""

import copy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.models.case import CaseRef
from app.models.new_application import AddedFile, NewApplication
from app.models.plain import Plain
from app.models.scheme import Scheme
from app.scoring.calendar import zone_of
from app.ui.application.evidence_list import EvidenceList
from app.ui.application.form import ApplicationForm
from app.ui.application.makers import Makers
from app.ui.application.parts import sections
from app.ui.application.start import TypingStart
from app.ui.application.state import about_row, places_of, summary
from app.ui.application.typed_draft import Kept, TypedDraft
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sheets.column_row import QuietCombo
from app.ui.trouble import sentence_of
from app.ui.widgets import FlatButton, PlainLabel, Sheet, line
from app.ui.widgets.saved import SavedLabel
from app.wording import _, say

if TYPE_CHECKING:
    from app.casework.receive import Received

PAUSE = 400
"""Milliseconds without a key before what was typed is kept and checked."""
WIDTH = 860


class NewApplicationSheet(Sheet):
    """Keeps everything typed as a draft. Tells ``received(case, submission)``."""

    received = Signal(str, int)

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("New application"), width=WIDTH, name="new-application")
        self._desk, self._dialogs = desk, dialogs
        self.typed = TypedDraft(desk, self)
        self._wants_all = self._is_dirty = False
        self.form: ApplicationForm | None = None
        self.evidence: EvidenceList | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.setAcceptDrops(True)
        self.count = PlainLabel("", self.panel, tone="muted", size="small", wrap=True)
        self.count.setObjectName("new-application-count")
        self.saved = SavedLabel(self.panel)
        self.drop = FlatButton(_("Throw away"), self.panel, name="new-application-drop")
        self.jump = QuietCombo(self.panel)
        self.jump.setObjectName("new-application-jump")
        self.jump.setAccessibleName(_("Go to a section"))
        self._connect()

    def _connect(self) -> None:
        for at, widget in enumerate((self.jump, self.drop, self.count, self.saved)):
            self.footer.insertWidget(at, widget, 9 if widget is self.count else 0)
            widget.hide()
        typed = self.typed
        typed.opened.connect(self._show)
        typed.kept.connect(self._checked)
        typed.file_added.connect(self._file_added)
        typed.received.connect(self._was_received)
        typed.discarded.connect(self.close_sheet)
        typed.failed.connect(self._failed)
        typed.not_kept.connect(self._not_kept)
        typed.busy.connect(lambda sentence: self.count.set_text(say(sentence)))
        self._pause.timeout.connect(self.flush)
        self.drop.clicked.connect(self._discard)
        self.jump.activated.connect(lambda _index: self._jump(self.jump.chosen))
        self.acted.connect(self._receive)
        self.closed.connect(self.flush)

    # Beginning

    def begin(self) -> None:
        """Offer the labels, and the drafts that there are."""
        from app.casework import new_application  # noqa: PLC0415  loaded behind the window

        self._desk.draft_read(new_application.drafts, self._offer, self._failed)

    def begin_again(self, ref: CaseRef) -> None:
        """Type in the next submission of a case."""
        self.typed.begin_again(ref)

    def _offer(self, drafts: tuple[NewApplication, ...]) -> None:
        facts = self._desk.facts
        start = TypingStart(tuple(facts.schemes.values()) if facts else (), drafts, self)
        start.scheme_chosen.connect(self.typed.begin)
        start.draft_chosen.connect(self.typed.go_on)
        self.body.addWidget(start)
        self.body.addStretch(1)
        start.first.setFocus()

    # The form

    def _show(self, kept: Kept) -> None:
        facts, scheme = self._desk.facts, self.typed.scheme
        if facts is None or scheme is None or kept.choices is None:
            self.fail(_("The label of this draft is not installed any more."))
            return
        self.content.clear()
        makers = Makers(scheme, kept.choices, zone_of(facts.season))
        self.form = ApplicationForm(makers, self)
        self.evidence = EvidenceList(makers, self)
        self.evidence.put(kept.draft.form.get("evidence"))
        self.evidence.changed.connect(self._touched)
        self.evidence.files_wanted.connect(self._choose_files)
        self.evidence.file_removed.connect(self._remove_file)
        self.form.changed.connect(lambda _pointer: self._touched())
        for widget in (self.form, line(), self.evidence):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._build(self.form, scheme, kept)

    def _build(self, form: ApplicationForm, scheme: Scheme, kept: Kept) -> None:
        typed = kept.draft.form
        number = typed.get("submission")
        asked = sections(scheme, str(typed.get("language") or "en"),
                         is_again=isinstance(number, int) and number > 1)  # fmt: skip
        titles = [*(each.title for each in asked), _("Evidence")]
        self.jump.offer([("", _("Go to…")), *((each, each) for each in titles)], "")
        self._step([*form.steps(asked, typed), partial(self._ready, kept)])

    def _step(self, steps: list[Callable[[], None]]) -> None:
        """Build a section a turn, so that the window stays awake."""
        steps.pop(0)()
        if steps:
            QTimer.singleShot(0, self, partial(self._step, steps))

    def _ready(self, kept: Kept) -> None:
        for widget in (self.drop, self.count, self.jump):
            widget.show()
        self.set_act(_("Receive"))
        self._checked(kept)
        field = self.findChild(QWidget, "typed-applicant-name")
        if field is not None:
            field.setFocus()

    def _jump(self, title: str) -> None:
        self.jump.setCurrentIndex(0)
        heads = self.form.heads if self.form else {}
        head = self.evidence.head if self.evidence and title not in heads else heads.get(title)
        if head is not None and title:
            top = head.mapTo(self.content.content, head.rect().topLeft()).y()
            self.content.verticalScrollBar().setValue(top - 8)
            inside = self.content.content
            fields = [each for each in inside.findChildren(QWidget)
                      if each.objectName().startswith("typed-") and each.isVisible()
                      and each.mapTo(inside, each.rect().topLeft()).y() > top]  # fmt: skip
            if fields:
                fields[0].setFocus()

    # Keeping and checking

    def _touched(self) -> None:
        self._is_dirty = True
        self._pause.start()

    def flush(self) -> None:
        """Keep what is typed now, and have it checked."""
        self._pause.stop()
        draft = self.typed.draft
        if draft is None or self.form is None or self.evidence is None or not self._is_dirty:
            return
        self._is_dirty = False
        form: dict[str, Plain] = copy.deepcopy(draft.form)
        self.form.write_into(form)
        form["evidence"] = self.evidence.value()
        self.typed.keep(form)

    def _not_kept(self, error: Exception) -> None:
        self._is_dirty = True
        self.fail(sentence_of(error))

    def _checked(self, kept: Kept) -> None:
        if self.form is None or self.evidence is None:
            return
        self.saved.show_moment(kept.draft.changed_at)
        self.saved.show()
        self._show_problems()
        for number in range(len(self.evidence.rows)):
            self.evidence.show_problem(number, about_row(number, kept.problems))
        self.count.set_text(summary(kept.problems))

    def _show_problems(self) -> QWidget | None:
        """Show what is wrong; return the first field with an error."""
        draft, scheme = self.typed.draft, self.typed.scheme
        if self.form is None or draft is None or scheme is None:
            return None
        places = places_of(draft.form, scheme)
        wrong = self.form.show_problems(self.typed.problems, places, everywhere=self._wants_all)
        return wrong.field if wrong is not None else None

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that lie on this machine, once the form is there."""
        if self.evidence is not None and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy what was dropped into the draft."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.add_files(paths))

    def _choose_files(self) -> None:
        self.add_files(self._dialogs.files(_("Add files"), _("All files") + " (*)"))

    def add_files(self, paths: list[Path]) -> None:
        """Copy files into the draft, one after the other."""
        for path in paths:
            self.typed.add_file(path)

    def _file_added(self, added: AddedFile) -> None:
        if self.evidence is not None:
            self.evidence.add_file(added)
            self.content.ensureWidgetVisible(self.evidence.rows[-1])

    def _remove_file(self, path: str) -> None:
        self.flush()
        self.typed.remove_file(path)

    # The end

    def _discard(self) -> None:
        self.form = None
        self.typed.discard()

    def _receive(self) -> None:
        self._wants_all = True
        self.flush()
        self._desk.draft_read(lambda _casebook: None, lambda _none: self._receive_checked())

    def _receive_checked(self) -> None:
        """Go on once what was typed last is checked."""
        wrong = self._show_problems()
        if wrong is not None:
            wrong.setFocus()
            self.content.ensureWidgetVisible(wrong, 50, 120)
            return
        self.set_act(_("Receiving…"), enabled=False)
        self.typed.receive()

    def _was_received(self, received: "Received") -> None:
        if received.case is None or received.submission is None:
            self.set_act(_("Receive"))
            self.fail(" ".join(say(each.message) for each in received.problems))
            return
        self.form = None
        self.close_sheet()
        self.received.emit(received.case, received.submission)

    def _failed(self, error: Exception) -> None:
        if self.form is not None:
            self.set_act(_("Receive"))
        self.fail(sentence_of(error))
