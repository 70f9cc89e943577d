"""What goes to a printer: certificate, letter, case; and handing a PDF to the system's viewer."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.models.case import CaseRef
from app.models.certificate import Certificate
from app.models.identifiers import CaseId
from app.models.printed import PaperKind, PrintOrder
from app.ui.printing.printers import Printers
from app.ui.trouble import sentence_of
from app.wording import _, current

if TYPE_CHECKING:
    from app.storage import Casebook
    from app.ui.errands import Errands
    from app.ui.sheets.printing import PrintSheet
    from app.ui.window import MainWindow


class PrintErrands(QObject):
    """Opens the sheet that prints; ``printers`` is what a test puts another in place of."""

    def __init__(self, window: "MainWindow", errands: "Errands") -> None:
        super().__init__(window)
        self._window, self._errands, self._desk = window, errands, window.desk
        self.printers = Printers()

    def certificate(self, certificate: Certificate | None = None) -> None:
        """Print the certificate that was issued."""
        shown = self._desk.case
        issued = certificate or (shown.certificate if shown is not None else None)
        if issued is None or shown is None:
            self._window.banner.say(_("There is no certificate yet."), "amber", seconds=10)
            return
        order = PrintOrder(PaperKind.CERTIFICATE, issued.number, shown.ref.case, issued.pdf)
        self._show(order, _("Print {number}").format(number=issued.number), issued.number)

    def letter(self, ref: CaseRef, languages: tuple[str, ...], pdf: bytes) -> None:
        """Print a letter that was just signed."""
        name = f"{ref} {'-'.join(languages)}"
        order = PrintOrder(PaperKind.LETTER, name, ref.case, pdf)
        title = _("Print the letter about {case}").format(case=ref.case)
        self._show(order, title, f"{ref.case}-{'-'.join(languages)}")

    def case(self) -> None:
        """Draw the case for a jury, then print it."""
        shown = self._desk.case
        if shown is None:
            return
        self._window.case.flush()
        desk, ref, language, evaluator = self._desk, shown.ref, current(), self._desk.evaluator

        def work(casebook: "Casebook") -> bytes:
            from app.casework.case_paper import case_pdf  # noqa: PLC0415
            from app.ui.tasks import whose  # noqa: PLC0415

            return case_pdf(casebook, desk.press(), ref, language, whose(casebook, ref, evaluator))

        def drawn(pdf: bytes) -> None:
            order = PrintOrder(PaperKind.CASE, str(ref), CaseId(ref.case), pdf)
            title = _("Print the case {case}").format(case=ref.case)
            self._show(order, title, f"{ref.case}-{ref.submission}")

        desk.draft_read(work, drawn)

    def _show(self, order: PrintOrder, title: str, file: str) -> None:
        def show(_module: object) -> None:
            self._open(order, title, file)

        self._errands.load("app.ui.sheets.printing", show)

    def _open(self, order: PrintOrder, title: str, file: str) -> None:
        from app.ui.sheets.printing import PrintSheet  # noqa: PLC0415  loaded by now

        sheet = PrintSheet(self._errands.host, self._desk, order, self.printers, title)
        sheet.view_wanted.connect(lambda: self.view(f"{file}.pdf", order.pdf))
        sheet.save_wanted.connect(lambda: self._save(sheet, f"{file}.pdf", order.pdf))
        self._errands.show_sheet(sheet)

    def view(self, name: str, pdf: bytes) -> None:
        """Write our own PDF to a private folder and hand it to the system's viewer."""
        file = self._errands.private_copy(name, pdf)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _save(self, sheet: "PrintSheet", name: str, pdf: bytes) -> None:
        path = self._errands.dialogs.save_as(_("Save as PDF"), name, "PDF (*.pdf)")
        if path is None:
            return
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._write(sheet, path, pdf)

    def _write(self, sheet: "PrintSheet", path: Path, pdf: bytes) -> None:
        def work(_casebook: "Casebook") -> None:
            from app.casework.write import write_file  # noqa: PLC0415

            write_file(path, pdf, force=True)

        self._desk.draft_read(
            work, lambda _none: sheet.banner.say(_("Saved as {name}.").format(name=path.name),
                                                 "green"),
            lambda error: sheet.fail(sentence_of(error)),
        )  # fmt: skip
