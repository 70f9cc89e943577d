"""Going on from an older copy of the casebook: what is lost, and who decides it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.casebook import Gap
from app.ui.desk import Desk
from app.ui.sheets.form import TextField
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainLabel, Sheet
from app.wording import _, ngettext

if TYPE_CHECKING:
    from app.models.log import LogEntry
    from app.storage import Casebook


class GapSheet(Sheet):
    """Says what going on means; the act writes it down and tells ``continued`` a good sentence."""

    continued = Signal(str, str)  # sentence, tone

    def __init__(self, host: QWidget, desk: Desk, gap: Gap) -> None:
        super().__init__(host, _("Continue from here"), width=600, name="gap")
        self._desk = desk
        self._line(_lost(gap), "amber")
        self._line(_(
            "Look for the newer copy first: on another computer, on a stick, among the backups. "
            "Where it is found and put in place of this one, nothing is lost."
        ))  # fmt: skip
        self._line(_(
            "Certificates that were issued from it stay valid for those who hold them, but this "
            "casebook does not know them. Applications received since then can be imported again."
        ))  # fmt: skip
        self._line(_(
            "If you go on, an entry in the log says what is missing and who decided it. The log's "
            "name and all new certificates and orders then carry one more number, so that no "
            "number is ever given twice. This cannot be undone."
        ))  # fmt: skip
        self.by = TextField(_("Who decides this"), "gap-by", text=desk.evaluator)
        self.body.addWidget(self.by)
        self.body.addStretch(1)
        self.set_act(_("Continue from here"), danger=True)
        self.acted.connect(self._continue)

    def _line(self, words: str, tone: str = "") -> None:
        self.body.addWidget(PlainLabel(words, self, tone=tone, wrap=True))

    def _continue(self) -> None:
        by = self.by.text
        if not by:
            self.by.complain(_("Your name, please."))
            return
        self.act.setEnabled(False)

        def work(casebook: "Casebook") -> Any:
            from app.casework import keep  # noqa: PLC0415

            return keep.continue_here(casebook, by)

        self._desk.act(work, self._done, self._failed)

    def _done(self, entry: "LogEntry") -> None:
        self.close_sheet()
        said = _("The casebook goes on here. Entry {number} of the log says what is missing.")
        self.continued.emit(said.format(number=entry.index), "green")

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self.fail(sentence_of(error))


def _lost(gap: Gap) -> str:
    if gap.elsewhere or not gap.missing:
        return _(
            "This is not the copy that was worked on last: that one has {known} entries, this one "
            "{here}. What was done there is not in here."
        ).format(known=gap.known, here=gap.here)
    return ngettext(
        "This copy has {here} of {known} entries. {missing} entry is missing: what was received, "
        "evaluated, decided or issued after this copy was made.",
        "This copy has {here} of {known} entries. {missing} entries are missing: what was "
        "received, evaluated, decided or issued after this copy was made.",
        gap.missing,
    ).format(here=gap.here, known=gap.known, missing=gap.missing)
