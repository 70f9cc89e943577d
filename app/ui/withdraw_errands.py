"""What the window does when something is taken back: the sheet that asks, the list for others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.wording import _, ngettext

if TYPE_CHECKING:
    from app.storage import Casebook
    from app.ui.errands import Errands
    from app.ui.window import MainWindow


class WithdrawErrands(QObject):
    """Opens the sheet of a case, and writes the signed list."""

    def __init__(self, window: "MainWindow", errands: "Errands") -> None:
        super().__init__(window)
        self._window, self._errands, self._desk = window, errands, window.desk

    def case(self) -> None:
        """Take back the certificate or the label of the case shown."""
        from app.ui.sheets.withdraw import WithdrawSheet  # noqa: PLC0415  seldom needed

        shown = self._desk.case
        if shown is None or not shown.may_certify:
            words = _("Only a granted label can be withdrawn.")
            self._window.banner.say(words, "amber", seconds=15)
            return
        made = shown.certificate
        number = made.number if made is not None and made.number not in shown.gone else None
        sheet = WithdrawSheet(self._errands.host, self._desk, shown.ref.case, number)
        sheet.withdrawn.connect(self._window.banner.say)
        self._errands.show_sheet(sheet)

    def list(self) -> None:
        """Write the signed list of withdrawn certificates."""
        path = self._errands.dialogs.save_as(
            _("Save the list of withdrawn certificates"), "withdrawn.txt", _("List") + " (*.txt)"
        )
        if path is None:
            return

        def work(casebook: "Casebook") -> int:
            from app.casework.withdrawn_list import export  # noqa: PLC0415

            return export(casebook, path, force=True).count

        self._desk.act(work, self._written)

    def _written(self, count: int) -> None:
        text = ngettext("The signed list has {count} certificate that no longer counts.",
                        "The signed list has {count} certificates that no longer count.",
                        count)  # fmt: skip
        self._window.banner.say(text.format(count=count), "green", seconds=15)
