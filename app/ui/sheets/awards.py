"""The list of awarded teachers and schools, written as the file that is asked for."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.models.table import ListTable
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainLabel, Sheet
from app.ui.widgets.table import Column, Table
from app.wording import _, current, ngettext

if TYPE_CHECKING:
    from app.storage import Casebook

LISTS = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv);;HTML (*.html);;JSON (*.json)"


class AwardsSheet(Sheet):
    """Shows who was awarded; the act writes the list, which is an entry of the log."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("List of awarded"), width=1080, name="awards")
        self._desk = desk
        self._dialogs = dialogs
        self.count = PlainLabel("", self, tone="muted")
        self.body.addWidget(self.count)
        self.acted.connect(self._save)
        self.set_act(_("Save the list…"), enabled=False)
        language = current()

        def work(casebook: "Casebook") -> ListTable:
            from app.casework.publish import awarded  # noqa: PLC0415

            return awarded(casebook, language)

        desk.draft_read(work, self._show)

    def _show(self, table: ListTable) -> None:
        wide = {"label", "project"}
        columns = [
            Column(each.title, _cell(at), stretch=each.key in wide)
            for at, each in enumerate(table.columns)
        ]
        view = Table(columns, "awards-table", table.title, self)
        view.show_records(table.rows)
        self.body.addWidget(view, 1)
        count = len(table.rows)
        self.count.set_text(
            ngettext("{count} label was granted.", "{count} labels were granted.", count).format(
                count=count
            )
        )
        self.set_act(_("Save the list…"), enabled=bool(count))

    def _save(self) -> None:
        path = self._dialogs.save_as(_("Save the list"), _("awarded") + ".pdf", LISTS)
        if path is None:
            return
        desk, language = self._desk, current()

        def work(casebook: "Casebook") -> Any:
            from app.casework.publish import awards  # noqa: PLC0415

            return awards(casebook, desk.press, path, language=language, force=True)

        desk.act(
            work, lambda _file: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip


def _cell(at: int) -> Any:
    return lambda row: str(row[at])
