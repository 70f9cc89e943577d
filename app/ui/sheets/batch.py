"""Many certificates at once: who waits, the pages, one key, progress, what became of each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QProgressBar, QWidget

from app.models.batch import Batch, Candidate, Issued
from app.models.case import CaseRef
from app.models.identifiers import CaseId
from app.models.message import Message
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.review.certificate_form import CertificateForm
from app.ui.sheets.batch_row import BatchRow
from app.ui.sheets.orders import LISTS
from app.ui.storage_thread import Job
from app.ui.trouble import sentence_of
from app.ui.widgets import EmptyState, PlainButton, PlainLabel, Sheet, line
from app.wording import LANGUAGES, _, current, instant_text, ngettext, say

if TYPE_CHECKING:
    from app.models.progress import Progress
    from app.storage import Casebook

MOST_ROWS = 200
"""Certificates of one batch in the window; the rest is listed after it."""


class BatchSheet(Sheet):
    """Signs what is ticked into a folder; a batch that was interrupted is offered first."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Certificates for all who wait"), width=860, name="batch")
        self._desk = desk
        self._dialogs = dialogs
        self._rows: list[BatchRow] = []
        self._unfinished: Batch | None = None
        self._results: Sequence[Issued] = ()
        self._job: Job | None = None
        self._drawn = 0
        self.form = CertificateForm(self.content.content)
        self.form.hide()
        self.count = PlainLabel("", self, tone="muted", wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(_("Progress"))
        self.receipt = PlainButton(_("Save the receipt…"), self.panel, name="batch-receipt")
        self.give_up = PlainButton(_("Give the batch up"), self.panel, name="batch-give-up")
        for part in (self.receipt, self.give_up):
            self.footer.insertWidget(1, part)
            part.hide()
        self._connect()
        self._read()

    def _connect(self) -> None:
        self.form.words_changed.connect(self._draw_anew)
        self.form.passphrase_changed.connect(self._name_act)
        self.acted.connect(self._sign)
        self.receipt.clicked.connect(self._save_receipt)
        self.give_up.clicked.connect(self._give_up)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self._close_or_stop)

    # What waits

    def _read(self) -> None:
        def work(casebook: "Casebook") -> tuple[tuple[Candidate, ...], Batch | None]:
            from app.casework import batch  # noqa: PLC0415  on the storage thread

            return batch.candidates(casebook), batch.unfinished(casebook)

        self._desk.draft_read(work, lambda found: self._show(*found))

    def _show(self, waiting: tuple[Candidate, ...], unfinished: Batch | None) -> None:
        self._unfinished = unfinished
        facts = self._desk.facts
        season = facts.season if facts is not None else None
        known = facts.languages if facts is not None else LANGUAGES
        chosen = [tag for tag in season.rules.languages if tag in known] if season else []
        self.form.show_form(
            "", known, chosen or ["en"], needs_passphrase=not self._desk.has_open_identity
        )
        self.form.mend.hide()
        for part in (self.count, self.bar):
            self.body.addWidget(part)
            part.hide()
        if unfinished is not None:
            self._show_unfinished(unfinished)
        elif not waiting:
            self.form.hide()
            self.body.addWidget(EmptyState(
                _("Nobody waits for a certificate"),
                _("Applications appear here when they are granted."),
            ))  # fmt: skip
        else:
            self._list(waiting)
        self.body.addStretch(1)
        self._name_act()

    def _show_unfinished(self, batch: Batch) -> None:
        count = len(batch.cases)
        words = ngettext("A batch of {count} certificate, begun {at}, was not finished.",
                         "A batch of {count} certificates, begun {at}, was not finished.",
                         count)  # fmt: skip
        self._say_count(
            words.format(count=count, at=instant_text(batch.begun_at)) + " "
            + _("Going on gives each the number it would have had; what was signed stays as it "
                "is. The files are in {folder}.").format(folder=batch.folder)
        )  # fmt: skip
        self.body.addWidget(self.form)
        self.form.show()
        self.give_up.show()

    def _list(self, waiting: tuple[Candidate, ...]) -> None:
        self.body.addWidget(self.form)
        self.form.show()
        for candidate in waiting[:MOST_ROWS]:
            row = BatchRow(candidate, self.content.content)
            row.chosen_changed.connect(self._name_act)
            self.body.addWidget(line())
            self.body.addWidget(row)
            self._rows.append(row)
        if len(waiting) > MOST_ROWS:
            more = _("The first {count} are listed here; the others come after them.")
            self._say_count(more.format(count=MOST_ROWS))
        self._draw_anew()

    # The pictures, one after the other

    def _draw_anew(self) -> None:
        self._drawn += 1
        self._draw(0, self._drawn)
        self._name_act()

    def _draw(self, at: int, asked: int) -> None:
        if at >= len(self._rows) or asked != self._drawn or not self._may_draw():
            return
        row, desk, languages = self._rows[at], self._desk, self.form.languages()

        def work(casebook: "Casebook") -> tuple[Any, Any]:
            from app.casework.issue import preview  # noqa: PLC0415

            drawn = preview(casebook, desk.press(), CaseRef(row.candidate.case), languages)
            return desk.pictures.first_page(drawn.pdf), drawn.findings

        def shown(result: tuple[Any, Any]) -> None:
            row.show_page(*result)
            self._draw(at + 1, asked)

        def failed(error: Exception) -> None:
            row.fail_page(sentence_of(error))
            self._draw(at + 1, asked)

        desk.draft_read(work, shown, failed)

    def _may_draw(self) -> bool:
        return self.isVisible() and not self._results and bool(self.form.languages())

    def open_sheet(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the pictures come when it is seen."""
        super().open_sheet(focus)
        self._draw_anew()

    # Signing

    def _chosen(self) -> list[CaseId]:
        return [row.candidate.case for row in self._rows if row.is_chosen]

    def _say_count(self, words: str) -> None:
        self.count.set_text(words)
        self.count.setVisible(bool(words))

    def _name_act(self) -> None:
        if self._results or self._job is not None:
            return
        if self._unfinished is None and not self._rows:
            self.act.hide()
            return
        facts = self._desk.facts
        has_identity = facts is not None and facts.identity is not None
        if self._unfinished is not None:
            count = len(self._unfinished.cases)
            words = ngettext("Go on with {count} certificate", "Go on with {count} certificates",
                             count)  # fmt: skip
        else:
            count = len(self._chosen())
            words = ngettext("Sign {count} certificate…", "Sign {count} certificates…", count)
        ready = bool(count) and has_identity and self.form.is_complete()
        self.set_act(words.format(count=count), enabled=ready)
        if not has_identity:
            self.banner.say(_("There is no signing identity yet; nothing can be signed."), "amber")

    def _sign(self) -> None:
        waiting, chosen = self._unfinished, self._chosen()
        folder = None
        if waiting is None:
            folder = self._dialogs.folder(_("Folder for the certificates"))
            if folder is None:
                return
        passphrase, languages = self.form.passphrase() or None, self.form.languages()
        self.form.forget_passphrase()
        work = _signing(self._desk, chosen, folder, languages, passphrase, waiting)
        self._job = self._desk.long_act(work, self._signed, self._stopped, self._tell)
        self.form.setEnabled(False)
        self.bar.show()
        self.act.setEnabled(False)
        self.cancel.set_text(_("Stop"))

    def _tell(self, fraction: float, sentence: Message) -> None:
        self.bar.setValue(round(fraction * 1000))
        self._say_count(say(sentence))

    def _signed(self, results: tuple[Issued, ...]) -> None:
        self._results = results
        self._desk.has_open_identity = True
        self._rest()
        self.act.hide()
        self.form.hide()
        self.give_up.hide()
        by_case = {row.candidate.case: row for row in self._rows}
        for each in results:
            row = by_case.get(each.candidate.case) or self._add_row(each.candidate)
            row.show_result(each)
        good = sum(each.is_good for each in results)
        words = ngettext("{good} of {count} certificate was signed, and checked again by two "
                         "other processes.", "{good} of {count} certificates were signed, and "
                         "checked again by two other processes.", len(results))  # fmt: skip
        self.banner.say(words.format(good=good, count=len(results)),
                        "green" if good == len(results) else "amber")  # fmt: skip
        self._say_count("")
        self.receipt.show()
        self.receipt.setFocus()

    def _add_row(self, candidate: Candidate) -> BatchRow:
        row = BatchRow(candidate, self.content.content)
        row.page.hide()
        self.body.insertWidget(self.body.count() - 1, row)
        return row

    def _stopped(self, error: Exception) -> None:
        self._rest()
        self.fail(sentence_of(error))
        self._name_act()

    def _rest(self) -> None:
        self._job = None
        self.bar.hide()
        self.form.setEnabled(True)
        self.cancel.set_text(_("Close"))

    def _close_or_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.close_sheet()

    # Afterwards

    def _give_up(self) -> None:
        waiting = self._unfinished
        if waiting is None:
            return

        def work(casebook: "Casebook") -> None:
            from app.casework import batch  # noqa: PLC0415

            batch.give_up(casebook, waiting)

        self._desk.act(work, lambda _none: self.close_sheet(),
                       lambda error: self.fail(sentence_of(error)))  # fmt: skip

    def _save_receipt(self) -> None:
        path = self._dialogs.save_as(_("Save the receipt"), _("receipt") + ".pdf", LISTS)
        if path is None:
            return
        desk, results, language = self._desk, self._results, current()

        def work(casebook: "Casebook") -> Any:
            from app.casework import receipt  # noqa: PLC0415

            return receipt.write(casebook, desk.press, results, path, language=language, force=True)

        desk.act(
            work, lambda _file: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip


def _signing(
    desk: Desk, chosen: list[CaseId], folder: Path | None, languages: tuple[str, ...],
    passphrase: str | None, waiting: Batch | None,
) -> Any:  # fmt: skip
    """Return the work: begin or go on, with two other processes that look at each file."""

    def work(casebook: "Casebook", progress: "Progress") -> tuple[Issued, ...]:
        from app.casework import batch  # noqa: PLC0415  on the storage thread
        from app.casework.press import Press  # noqa: PLC0415
        from app.documents import Reader  # noqa: PLC0415

        if waiting is not None:
            batch.resume(casebook, desk.press(), waiting, passphrase=passphrase)
        doing = waiting or batch.begin(
            casebook, desk.press(), chosen, folder or Path(), languages=languages,
            passphrase=passphrase,
        )  # fmt: skip
        with Press() as second, Reader() as reader:
            checkers = batch.Checkers(second, reader)
            return batch.run(casebook, desk.press(), doing, checkers, progress=progress)

    return work
