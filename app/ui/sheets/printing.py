"""Printing: a proof, the printer and its paper; “printed” only when a person has seen the sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.message import Message
from app.models.printed import Printed, PrintOrder
from app.ui.desk import Desk
from app.ui.pdf_picture import PageShown
from app.ui.printing.background import Background
from app.ui.printing.pages import PrintSettings, print_pages, set_up
from app.ui.printing.paper import POINT, Paper, fits, size_text
from app.ui.printing.printers import PrinterChoice, Printers
from app.ui.printing.proof import Proof
from app.ui.sheets.column_row import QuietCombo
from app.ui.sheets.form import Field
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet
from app.wording import _, instant_text, say

if TYPE_CHECKING:
    from app.storage import Casebook

MOST_COPIES = 20


class PrintSheet(Sheet):
    """Prints one PDF of ours. ``view_wanted`` hands it to the system's viewer, ``save_wanted``
    saves it; ``marked(Printed)`` comes when a person said that it came out right.
    """

    view_wanted = Signal()
    save_wanted = Signal()
    marked = Signal(object)

    def __init__(
        self, host: QWidget, desk: Desk, order: PrintOrder, printers: Printers, title: str
    ) -> None:
        super().__init__(host, title, width=620, name="print-sheet")
        self._desk, self._order, self._printers = desk, order, printers
        self._work = Background(self)
        self._found: tuple[PrinterChoice, ...] = ()
        self._page = (210.0, 297.0)
        self._is_asking = False
        self.proof = Proof(self)
        self.measure = PlainLabel("", self, tone="muted", size="small")
        self.copies_known = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self.copies_known.setObjectName("print-known")
        self.printer, self.paper = QuietCombo(), QuietCombo()
        for combo in (self.printer, self.paper):
            combo.setMinimumContentsLength(8)
        self.copies = QuietCombo()
        self.copies.offer([(str(n), str(n)) for n in range(1, MOST_COPIES + 1)], "1")
        self.copies.setMinimumContentsLength(2)
        self.note = PlainLabel(_("Looking for printers…"), self, tone="muted", wrap=True)
        self.note.setObjectName("print-note")
        self.fields = [Field(_("Printer"), self.printer, "print-printer"),
                       Field(_("Paper"), self.paper, "print-paper"),
                       Field(_("Copies"), self.copies, "print-copies")]  # fmt: skip
        self.view = PlainButton(_("Open in the viewer"), self.panel, name="print-view")
        self.save = PlainButton(_("Save as…"), self.panel, name="print-save")
        self.no = PlainButton(_("No, not right"), self.panel, name="print-no")
        self._fill()
        self._read()

    def _fill(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for field, share in zip(self.fields, (3, 2, 1), strict=True):
            row.addWidget(field, share)
        self.body.addWidget(self.proof)
        self.body.addWidget(self.measure)
        self.body.addLayout(row)
        for label in (self.note, self.copies_known):
            self.body.addWidget(label)
        self.body.addStretch(1)
        for at, button in enumerate((self.view, self.save, self.no)):
            self.footer.insertWidget(at, button)
        for widget in (*self.fields, self.no):
            widget.hide()
        self.view.clicked.connect(self.view_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.no.clicked.connect(self._was_not_right)
        self.proof.page_wanted.connect(self._show)
        self.printer.currentIndexChanged.connect(lambda _index: self._offer_papers())
        self.paper.currentIndexChanged.connect(lambda _index: self._judge())
        self.acted.connect(self._act)
        self.closed.connect(self._work.forget)

    def _read(self) -> None:
        self._show(0)
        order = self._order

        def known(casebook: "Casebook") -> tuple[Printed, ...]:
            from app.casework.printing import copies  # noqa: PLC0415

            return copies(casebook, order)

        self._desk.draft_read(known, self._show_copies)
        self._work.run(self._printers.available, self._show_printers, self._failed)

    def _show(self, number: int) -> None:
        pictures, pdf = self._desk.pictures, self._order.pdf
        self._desk.draft_read(lambda _casebook: pictures.page(pdf, number), self._show_page)

    def _show_page(self, shown: PageShown) -> None:
        self.proof.show_page(shown.image, shown.number, shown.pages)
        self._page = (shown.size[0] * POINT, shown.size[1] * POINT)
        self.measure.set_text(size_text(self._page))
        self._judge()

    def _show_copies(self, copies: tuple[Printed, ...]) -> None:
        if copies:
            last = copies[-1]
            words = _("Printed before: copy {copy}, {when}, {by}.")
            self.copies_known.set_text(words.format(
                copy=last.copy, when=instant_text(last.at.astimezone()), by=last.by))  # fmt: skip

    def _show_printers(self, found: tuple[PrinterChoice, ...]) -> None:
        self._found = found
        if not found:
            self.note.set_text(_(
                "There is no printer on this machine. Save the PDF, or open it in the viewer, and "
                "print it where there is one; choose “actual size” there."
            ))  # fmt: skip
            return
        for field in self.fields:
            field.show()
        self.printer.offer([(each.name, each.name) for each in found], found[0].name)
        self._offer_papers()
        self.set_act(_("Print"))
        self._judge()

    def _offer_papers(self) -> None:
        chosen = self._chosen()
        papers = chosen.papers if chosen else ()
        fitting = [each for each in papers if fits(each, self._page)]
        first = next(iter((*fitting, *papers)), None)
        names = [(str(each.id), each.name) for each in papers]
        self.paper.offer(names, str(first.id) if first else "")
        self._judge()

    def _chosen(self) -> PrinterChoice | None:
        return next((each for each in self._found if each.name == self.printer.chosen), None)

    def _chosen_paper(self) -> Paper | None:
        chosen = self._chosen()
        papers = chosen.papers if chosen else ()
        return next((each for each in papers if str(each.id) == self.paper.chosen), None)

    def _judge(self) -> None:
        """Say whether the page is whole on the paper; it is never made smaller."""
        if not self._found or self._is_asking or self._work.is_busy:
            return
        paper = self._chosen_paper()
        whole = paper is not None and fits(paper, self._page)
        self.act.setEnabled(whole)
        self.note.set_text(
            _("Printed in true size, in the middle of the sheet. What waits at the printer is "
              "kept by the system, not by Label Desk.") if whole
            else _("The page is larger than this paper. Choose larger paper: it is never made "
                   "smaller, because the code must keep its size.")
        )  # fmt: skip

    # Printing and asking

    def _act(self) -> None:
        if self._is_asking:
            self._was_right()
        else:
            self._print()

    def _print(self) -> None:
        chosen, paper = self._chosen(), self._chosen_paper()
        if chosen is None or paper is None or self._work.is_busy:
            return
        self.banner.hide()
        settings, pdf = PrintSettings(paper, int(self.copies.chosen)), self._order.pdf
        printer = self._printers.printer(chosen.name)
        set_up(printer, settings, self._page)
        self.set_act(_("Printing…"), enabled=False)
        work = self._work

        def told(_part: float, sentence: Message) -> None:
            work.tell(lambda: self.note.set_text(say(sentence)))

        self._work.run(
            lambda: print_pages(printer, pdf, settings, told), self._was_sent, self._failed
        )

    def _was_sent(self, _pages: int) -> None:
        self._is_asking = True
        self.banner.say(_("Did the sheet come out right? Look at it before you answer."), "blue")
        self.note.set_text(_("Only your yes marks it as printed."))
        self.set_act(_("Yes, it came out right"))
        self.no.show()
        self.act.setFocus()

    def _was_not_right(self) -> None:
        self._end_asking()
        self.banner.say(_("Nothing was marked. See to the printer, then print again."), "amber")

    def _end_asking(self) -> None:
        self._is_asking = False
        self.no.hide()
        self.set_act(_("Print again"))
        self._judge()

    def _was_right(self) -> None:
        order, by = self._order, self._desk.evaluator

        def work(casebook: "Casebook") -> Printed:
            from app.casework.printing import mark  # noqa: PLC0415

            return mark(casebook, order, by)

        self.act.setEnabled(False)
        self._desk.draft_read(work, self._was_marked, self._failed)

    def _was_marked(self, printed: Printed) -> None:
        self._end_asking()
        words = _("Marked as printed, copy {copy}.").format(copy=printed.copy)
        self.banner.say(words, "green")
        self._show_copies((printed,))
        self.marked.emit(printed)

    def _failed(self, error: Exception) -> None:
        self.fail(sentence_of(error))
        if self._found:
            self._is_asking = False
            self.no.hide()
            self.set_act(_("Print"))
            self._judge()
        else:
            self.note.set_text("")

    def flush(self) -> None:
        """The window closes: wait for what is being printed."""
        self._work.close()
