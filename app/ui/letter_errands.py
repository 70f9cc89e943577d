"""The letter of the case shown: written, edited sentence by sentence, signed."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.models.case import CaseRef
from app.models.identifiers import LeafId
from app.models.letter import LetterBlock
from app.ui.sitting import Shown
from app.ui.trouble import sentence_of
from app.wording import LANGUAGES, current

if TYPE_CHECKING:
    from app.storage import Casebook
    from app.ui.errands import Errands
    from app.ui.review.letter_pdf import PdfOrder
    from app.ui.review.letter_sheet import LetterSheet
    from app.ui.window import MainWindow


class LetterErrands(QObject):
    """Opens the sheet of the letter and does what it asks for."""

    def __init__(self, window: "MainWindow", errands: "Errands") -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._desk = window.desk

    def show(self) -> None:
        """Show the letter to the applicant, in the applicant's language where it is one of ours."""
        from app.ui.review.letter_sheet import LetterSheet  # noqa: PLC0415  when first opened

        shown = self._desk.case
        if shown is None:
            return
        self._window.banner.hide()
        sheet = LetterSheet(self._errands.host)
        self._connect(sheet, shown)
        own = shown.judgement.application.language
        language = own if own in LANGUAGES else current()
        self._errands.show_sheet(sheet)
        if shown.decision is None:
            sheet.show_feedback(shown.judgement, language)
            return
        facts = self._desk.facts
        sheet.offer_pdf(
            has_identity=facts is not None and facts.identity is not None,
            needs_passphrase=not self._desk.has_open_identity,
        )
        self._write(sheet, shown.ref, language)

    def _connect(self, sheet: "LetterSheet", shown: Shown) -> None:
        ref, decided = shown.ref, shown.decision is not None

        def write(tag: str) -> None:
            if decided:
                self._write(sheet, ref, tag)

        sheet.language_requested.connect(write)
        sheet.pdf_requested.connect(lambda order: self._sign(sheet, ref, order))
        sheet.blocks_requested.connect(lambda tag: self._read_blocks(sheet, ref, tag))
        sheet.edited.connect(lambda tag, leaf, text: self._edit(sheet, ref, tag, leaf, text))
        sheet.kept.connect(
            lambda tag, leaf, points, text: self._keep(sheet, ref, tag, (leaf, points, text))
        )

    def _write(self, sheet: "LetterSheet", ref: CaseRef, language: str) -> None:
        def work(casebook: "Casebook") -> Any:
            from app.casework.letter import letter  # noqa: PLC0415

            return letter(casebook, ref, language)

        self._desk.draft_read(
            work, lambda letter: sheet.show_letter(ref.case, letter, language),
            lambda error: sheet.fail(sentence_of(error)),
        )  # fmt: skip

    def _read_blocks(self, sheet: "LetterSheet", ref: CaseRef, language: str) -> None:
        evaluator = self._desk.evaluator

        def work(casebook: "Casebook") -> tuple[LetterBlock, ...]:
            from app.casework import letter_blocks  # noqa: PLC0415

            about = letter_blocks.basis(casebook, ref, evaluator)
            return letter_blocks.blocks(casebook, about, language)

        self._desk.draft_read(
            work, lambda blocks: sheet.show_blocks(language, blocks),
            lambda error: sheet.fail(sentence_of(error)),
        )  # fmt: skip

    def _edit(
        self, sheet: "LetterSheet", ref: CaseRef, language: str, leaf: str, text: str
    ) -> None:
        evaluator = self._desk.evaluator

        def work(casebook: "Casebook") -> None:
            from app.casework import letter_blocks  # noqa: PLC0415

            letter_blocks.edit(casebook, ref, language, LeafId(leaf), text, evaluator)

        self._change(sheet, ref, language, work)

    def _keep(
        self, sheet: "LetterSheet", ref: CaseRef, language: str, sentence: tuple[str, str, str]
    ) -> None:
        evaluator, (leaf, points, text) = self._desk.evaluator, sentence

        def work(casebook: "Casebook") -> None:
            from app.casework import letter_blocks  # noqa: PLC0415

            scheme = letter_blocks.basis(casebook, ref, evaluator).scheme
            letter_blocks.keep_block(casebook, scheme, LeafId(leaf), points, language, text)

        self._change(sheet, ref, language, work)

    def _change(self, sheet: "LetterSheet", ref: CaseRef, language: str, work: Any) -> None:
        def done(_none: object) -> None:
            self._desk.saved.emit(self._desk.clock())
            self._read_blocks(sheet, ref, language)

        self._desk.draft_read(work, done, lambda error: sheet.fail(sentence_of(error)))

    def _sign(self, sheet: "LetterSheet", ref: CaseRef, order: "PdfOrder") -> None:
        desk = self._desk

        def work(casebook: "Casebook") -> bytes:
            from app.casework import letter_pdf  # noqa: PLC0415

            passphrase = order.passphrase or None
            if order.path is None:
                return letter_pdf.signed_letter(
                    casebook, desk.press(), ref, order.languages, passphrase=passphrase
                )
            return letter_pdf.write_signed(
                casebook, desk.press(), ref, order.path, order.languages, passphrase=passphrase,
                force=True,
            )  # fmt: skip

        def done(pdf: bytes) -> None:
            sheet.set_busy(is_busy=False)
            desk.has_open_identity = True
            sheet.form.ask_passphrase(is_needed=False)
            if order.path is None:
                self._errands.printing.letter(ref, order.languages, pdf)
            else:
                sheet.show_saved(order.path)

        def failed(error: Exception) -> None:
            sheet.set_busy(is_busy=False)
            if getattr(error, "code", "") in {"identity.closed", "identity.card-gone"}:
                desk.has_open_identity = False
                sheet.form.ask_passphrase(is_needed=True)
            sheet.fail(sentence_of(error))

        sheet.set_busy(is_busy=True)
        desk.act(work, done, failed)
