"""The log as a time line, of one case or as a whole, and the check with a plain answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

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
    from app.casework.printing import PrintedLine
    from app.casework.timeline import Event
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
        export.setVisible(ref is None)
        for widget in (self.answer, self.bar, self.table):
            self.body.addWidget(widget)
        self.body.setStretch(2, 1)
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

    def _export(self) -> None:
        path = self._dialogs.save_as(_("Save the log"), "log.txt", f"{_('Log')} (*.txt *.jsonl)")
        if path is None:
            return

        def work(casebook: "Casebook") -> None:
            from app.casework.history import export  # noqa: PLC0415

            export(casebook, path, force=True)

        self._desk.act(
            work, lambda _none: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"), self._failed,
        )  # fmt: skip


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
    moved = f" ({_('the clock had been moved')})" if event.clock_moved else ""
    return say(event.sentence) + moved


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
