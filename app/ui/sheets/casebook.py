"""The casebook: where it lies, how it is, backup and restore."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.models.message import Message
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sitting import Opened
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet
from app.wording import _, say

if TYPE_CHECKING:
    from app.models.progress import Progress
    from app.storage import Casebook

ZIP = "ZIP (*.zip)"


class CasebookSheet(Sheet):
    """Says how the casebook is. The act writes a backup; ``casebook_wanted(folder)`` opens one."""

    casebook_wanted = Signal(object)
    continue_wanted = Signal()

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Backup and health"), width=600, name="casebook")
        self._desk = desk
        self._dialogs = dialogs
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(_("Progress"))
        if desk.facts is not None:
            self._say(desk.facts)
        row = QHBoxLayout()
        restore = PlainButton(_("Restore a backup…"), self, name="casebook-restore")
        restore.clicked.connect(self._restore)
        row.addWidget(restore)
        if desk.facts is not None and desk.facts.health.gap is not None:
            go_on = PlainButton(_("Continue from here…"), self, name="casebook-continue")
            go_on.clicked.connect(self.continue_wanted)
            row.addWidget(go_on)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.bar.hide()
        self.set_act(_("Back up now…"))
        self.acted.connect(self._backup)

    def _say(self, facts: Opened) -> None:
        health = facts.health
        where = _("The casebook lies in {folder}. It is one folder and can be copied as a whole.")
        self._line(where.format(folder=facts.folder))
        if facts.read_only_because is not None:
            self._line(say(facts.read_only_because), "amber")
        for warning in health.warnings:
            self._line(say(warning), "amber")
        for finding in health.findings:
            self._line(finding.detail, "red")
        if not (health.warnings or health.findings or facts.read_only_because):
            self._line(_("✓ Nothing is wrong with it."), "green")
        if health.backup is not None:
            kept = _("A backup of the database was kept at opening: {name}. The last ten stay.")
            self._line(kept.format(name=health.backup.name), "muted")
        self._line(_(
            "The key of the log lies apart, in your user folder, and is not in any backup. Keep a "
            "copy of it too: without it a restored casebook can be read but not continued."
        ), "muted")  # fmt: skip

    def _line(self, words: str, tone: str = "") -> None:
        self.body.addWidget(PlainLabel(words, self, tone=tone, wrap=True))

    def _backup(self) -> None:
        path = self._dialogs.save_as(_("Back up the casebook"), "label-desk-backup.zip", ZIP)
        if path is None:
            return

        def work(casebook: "Casebook", progress: "Progress") -> Any:
            casebook.backup(path, force=True, progress=progress)
            return [str(each) for each in casebook.missing_packages()]

        self.bar.show()
        self._desk.long_read(work, lambda gone: self._done(path, gone), self._failed, self._tell)

    def _done(self, path: Path, gone: list[str]) -> None:
        self.bar.hide()
        words = _("Backed up to {name}.").format(name=path.name)
        if gone:
            lacking = _("Not in the backup, because no longer in the casebook's folder: {cases}.")
            words = f"{words} {lacking.format(cases=', '.join(gone))}"
        self.banner.say(words, "amber" if gone else "green")

    def _failed(self, error: Exception) -> None:
        self.bar.hide()
        self.fail(sentence_of(error))

    def _tell(self, fraction: float, _sentence: Message) -> None:
        self.bar.setValue(round(fraction * 1000))

    def _restore(self) -> None:
        source = self._dialogs.file(_("Choose a backup"), ZIP)
        target = self._dialogs.folder(_("Choose an empty folder for it")) if source else None
        if source is None or target is None:
            return
        clock = self._desk.clock

        def work(_casebook: "Casebook") -> Path:
            from app.casework import keep  # noqa: PLC0415

            keep.restore(source, target, clock=clock).close()
            return target

        self._desk.draft_read(work, self._restored, self._failed)

    def _restored(self, folder: Path) -> None:
        self.close_sheet()
        self.casebook_wanted.emit(folder)
