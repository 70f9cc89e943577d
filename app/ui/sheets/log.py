"""The log as a time line, of one case or as a whole, and the check with a plain answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.models.case import CaseRef
from app.models.log import LogCheck
from app.models.message import Message
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, set_tone
from app.ui.widgets.table import Column, Table
from app.wording import _, instant_text, ngettext, say

if TYPE_CHECKING:
    from pathlib import Path

    from app.casework.printing import PrintedLine
    from app.casework.timeline import Event
    from app.models.casebook import Anchored
    from app.models.progress import Progress
    from app.storage import Casebook


class LogSheet(Sheet):
    """Shows entries, newest first. Tells ``case_wanted(id)`` when a line is opened."""

    case_wanted = Signal(str)

    def __init__(
        self, host: QWidget, desk: Desk, dialogs: Dialogs, ref: CaseRef | None = None
    ) -> None:
        title = _("What happened to {case}").format(case=ref.case) if ref else _("Log")
        super().__init__(host, title, width=820, name="log")
        self._desk = desk
        self._dialogs = dialogs
        self._ref = ref
        self.answer = PlainLabel("", self, wrap=True)
        self.answer.setObjectName("log-answer")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.table = Table(_columns(whole=ref is None), "log-table", title, self)
        self.table.activated.connect(self._activated)
        export = PlainButton(_("Save the log as a file…"), self, name="log-export")
        export.clicked.connect(self._export)
        self.footer.insertWidget(0, export)
        ask = PlainButton(_("Ask for a time stamp…"), self, name="log-stamp-ask")
        ask.clicked.connect(self._ask_stamp)
        take = PlainButton(_("Take a time stamp in…"), self, name="log-stamp-take")
        take.clicked.connect(self._take_stamp)
        stamps = QHBoxLayout()
        for button in (ask, take):
            stamps.addWidget(button)
        stamps.addStretch(1)
        for button in (export, ask, take):
            button.setVisible(ref is None)
        self.keys = PlainLabel("", self, tone="muted", wrap=True)
        self.keys.setObjectName("log-keys")
        self.keys.hide()
        for widget in (self.answer, self.bar, self.table, self.keys):
            self.body.addWidget(widget)
        self.body.setStretch(2, 1)
        self.body.addLayout(stamps)
        self.answer.hide()
        self.bar.hide()
        self.set_act(_("Verify"))
        self.acted.connect(self._verify)
        self._read()

    def _read(self) -> None:
        case = self._ref.case if self._ref else None

        def work(casebook: "Casebook") -> "tuple[Event | PrintedLine, ...]":
            from app.casework import printing  # noqa: PLC0415
            from app.casework.timeline import timeline  # noqa: PLC0415

            told = timeline(casebook, case)
            if case is None:
                return told
            return tuple(sorted((*told, *printing.lines(casebook, case)), key=lambda e: e.at))

        self._desk.read(work, self._show)
        if case is None:
            self._desk.read(_keys, self._show_keys)

    def _show_keys(self, told: "tuple[Message, ...]") -> None:
        self.keys.set_text("\n".join(say(each) for each in told))
        self.keys.show()

    def _show(self, events: "tuple[Event | PrintedLine, ...]") -> None:
        self.table.show_records(tuple(reversed(events)))

    def _verify(self) -> None:
        self.act.setEnabled(False)
        self.bar.setValue(0)
        self.bar.show()

        def work(casebook: "Casebook", progress: "Progress") -> LogCheck:
            from app.casework.history import verify  # noqa: PLC0415

            return verify(casebook, progress)

        self._desk.long_read(work, self._verified, self._failed, self._tell)

    def _tell(self, fraction: float, sentence: Message) -> None:
        self.bar.setValue(round(fraction * 1000))
        self.bar.setAccessibleName(say(sentence))

    def _verified(self, check: LogCheck) -> None:
        self.bar.hide()
        self.act.setEnabled(True)
        self.answer.show()
        set_tone(self.answer, "green" if check.ok else "red")
        self.answer.set_text(_answer(check))

    def _failed(self, error: Exception) -> None:
        self.bar.hide()
        self.act.setEnabled(True)
        self.fail(sentence_of(error))

    def _activated(self) -> None:
        event = self.table.chosen()
        if event is not None and event.case is not None and self._ref is None:
            self.close_sheet()
            self.case_wanted.emit(event.case)

    def _ask_stamp(self) -> None:
        path = self._dialogs.save_as(_("Save the request"), "log.tsq", "RFC 3161 (*.tsq)")
        if path is None:
            return
        desk = self._desk

        def work(casebook: "Casebook") -> int:
            from app.casework.anchoring import ask  # noqa: PLC0415

            return ask(casebook, desk.press(), path, force=True).size

        self._desk.draft_read(work, self._asked, self._failed)

    def _asked(self, size: int) -> None:
        words = _(
            "Send the request to a time stamp authority. It covers the first {count} entries; the "
            "text it is about lies beside it."
        )
        self.banner.say(words.format(count=size), "green")

    def _take_stamp(self) -> None:
        path = self._dialogs.file(_("Choose the authority's answer"), "RFC 3161 (*.tsr *.tst)")
        if path is None:
            return
        desk, trust = self._desk, self._authority()

        def work(casebook: "Casebook") -> "Anchored":
            from app.casework.anchoring import take  # noqa: PLC0415

            return take(casebook, desk.press(), path, trust)

        self._desk.act(work, self._stamped, self._failed)

    def _authority(self) -> "tuple[Path, ...]":
        """Ask for the authority's certificate; without it the answer is kept unchecked."""
        title = _("Choose the authority's certificate; cancel if you have none")
        path = self._dialogs.file(title, _("Certificates") + " (*.pem *.crt *.cer)")
        return () if path is None else (path,)

    def _stamped(self, made: "Anchored") -> None:
        words = _("{authority} states that the first {count} entries existed at {at}. It says "
                  "nothing of later ones.")  # fmt: skip
        said = words.format(authority=made.stamp.authority, count=made.size,
                            at=instant_text(made.stamp.stated_at))  # fmt: skip
        trusted = made.stamp.trusted
        if not trusted:
            said += " " + _("Who the authority is was not checked: its certificate is not trusted.")
        self.banner.say(said, "green" if trusted else "amber")
        self._read()

    def _export(self) -> None:
        path = self._dialogs.save_as(_("Save the log"), "log.txt", _("Log") + " (*.txt *.jsonl)")
        if path is None:
            return

        def work(casebook: "Casebook") -> None:
            from app.casework.history import export  # noqa: PLC0415

            export(casebook, path, force=True)

        self._desk.act(
            work, lambda _none: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"), self._failed,
        )  # fmt: skip


def _keys(casebook: "Casebook") -> tuple[Message, ...]:
    from app.casework.log_keys import told  # noqa: PLC0415

    return told(casebook)


def _columns(*, whole: bool) -> list[Column]:
    columns = [
        Column("#", lambda event: str(event.index) if event.index >= 0 else ""),
        Column(_("When"), lambda event: instant_text(event.at)),
        Column(_("What"), _sentence, stretch=True),
    ]
    if whole:
        columns.append(Column(_("Case"), lambda event: event.case or ""))
    return columns


def _sentence(event: "Event | PrintedLine") -> str:
    sentence, moved = say(event.sentence), _("the clock had been moved")
    return f"{sentence} ({moved})" if event.clock_moved else sentence


def _answer(check: LogCheck) -> str:
    if check.ok:
        return _("✓ The log is whole: {entries} entries, every one as it was written.").format(
            entries=check.entries
        )
    if check.first_bad is not None:
        return _("✕ Something was changed: the first entry that does not fit is number {number}. "
                 "Do not go on; compare with a backup.").format(number=check.first_bad)  # fmt: skip
    count = len(check.findings)
    return ngettext(
        "✕ {count} finding: {detail}", "✕ {count} findings; the first: {detail}", count
    ).format(count=count, detail=check.findings[0].detail if check.findings else "")
