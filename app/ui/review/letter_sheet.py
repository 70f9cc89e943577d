"""The sheet with the letter to the applicant: read it, edit its sentences, copy it, save it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QWidget

from app.models.errors import LabelDeskError
from app.models.letter import LetterBlock
from app.ui import theme
from app.ui.review.feedback import feedback, note
from app.ui.review.letter_editor import LetterEditor
from app.ui.review.letter_pdf import PdfForm
from app.ui.review.saving import AskPath, ask_path, save
from app.ui.widgets import PlainButton, PlainLabel, Sheet
from app.wording import LANGUAGES, _, say

if TYPE_CHECKING:
    from app.casework.judge import Judgement


class Letter(Protocol):
    """The letter as plain text and as a whole HTML file."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def html(self) -> str: ...  # noqa: D102


class LetterSheet(Sheet):
    """Shows a letter. ``language_requested(tag)`` asks for it in another language,
    ``pdf_requested(PdfOrder)`` for the signed one on paper, ``blocks_requested(tag)`` for its
    sentences, of which ``edited(tag, leaf, text)`` and ``kept(tag, leaf, points, text)`` tell.
    """

    language_requested = Signal(str)
    blocks_requested = Signal(str)
    edited = Signal(str, str, str)
    kept = Signal(str, str, str, str)
    pdf_requested = Signal(object)
    saved = Signal(object)

    def __init__(self, host: QWidget, ask: AskPath = ask_path) -> None:
        super().__init__(host, _("Letter to the applicant"), width=680, name="letter-sheet")
        self._ask = ask
        self._letter: Letter | None = None
        self._case = ""
        self.language = QComboBox()
        self.language.setObjectName("letter-language")
        self.language.setAccessibleName(_("Language of the letter"))
        for tag, name in LANGUAGES.items():
            self.language.addItem(name, tag)
        self.note = PlainLabel("", tone="muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("letter-text")
        self.text.setAccessibleName(_("Letter to the applicant"))
        self.text.setReadOnly(True)
        self.text.setFont(theme.sized_font(theme.sizes().reading))
        self.text.setMinimumHeight(theme.sizes().reading * 24)
        self.copy = PlainButton(_("Copy text"), self.panel, name="letter-copy")
        self.copy.clicked.connect(self._copy)
        self.footer.insertWidget(1, self.copy)
        self.pdf = PlainButton(_("Save as PDF…"), self.panel, name="letter-pdf")
        self.pdf.clicked.connect(self._save_pdf)
        self.footer.insertWidget(2, self.pdf)
        self.print = PlainButton(_("Print…"), self.panel, name="letter-print")
        self.print.clicked.connect(self._print)
        self.footer.insertWidget(3, self.print)
        self.acted.connect(self._save)
        self.edit = PlainButton(_("Edit the sentences"), self.panel, name="letter-edit")
        self.edit.setCheckable(True)
        self.editor = LetterEditor(self.content.content)
        self._tag = str(self.language.currentData())
        self._fill()
        self.editor.edited.connect(lambda leaf, text: self.edited.emit(self._tag, leaf, text))
        self.editor.kept.connect(
            lambda leaf, points, text: self.kept.emit(self._tag, leaf, points, text)
        )
        self.edit.toggled.connect(self._edit)
        self.closed.connect(self.editor.flush)
        self.language.activated.connect(self._speak)

    def _fill(self) -> None:
        top = QWidget(self.content.content)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(_("Language"), top, tone="muted"))
        row.addWidget(self.language)
        row.addStretch(1)
        row.addWidget(self.edit)
        self.body.addWidget(top)
        self.body.addWidget(self.note)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.editor)
        self.form = PdfForm(self.content.content)  # last, so that Tab comes there last
        self.body.addWidget(self.form)
        for part in (self.form, self.pdf, self.print, self.editor):
            part.hide()

    def _edit(self, is_editing: bool) -> None:
        """Turn between the letter and its sentences; the letter is written anew on the way back."""
        self.editor.setVisible(is_editing)
        self.text.setVisible(not is_editing)
        self.edit.set_text(_("Read the letter") if is_editing else _("Edit the sentences"))
        if is_editing:
            self.blocks_requested.emit(self._tag)
        else:
            self.editor.flush()
            self.language_requested.emit(self._tag)

    def _speak(self, _index: int) -> None:
        self.editor.clear()
        self._tag = str(self.language.currentData())
        self.language_requested.emit(self._tag)
        if self.edit.isChecked():
            self.blocks_requested.emit(self._tag)

    def show_blocks(self, language: str, blocks: Sequence[LetterBlock]) -> None:
        """Show the sentences of the letter, unless another language was chosen meanwhile."""
        if language == self._tag:
            self.editor.show_blocks(blocks)

    def show_letter(
        self, case: str, letter: Letter, language: str, *, is_decided: bool = True
    ) -> None:
        """Show the letter about a decision, in a language that can be changed."""
        self.set_title(_("Letter about {case}").format(case=case))
        if language != self._tag and self._letter is not None:
            return  # another language was chosen meanwhile
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self._tag = language
        self._show(case, letter, "" if is_decided else note())

    def offer_pdf(self, *, has_identity: bool, needs_passphrase: bool) -> None:
        """Offer the signed letter where there is an identity to sign it."""
        self.form.ask_passphrase(is_needed=needs_passphrase)
        for part in (self.form, self.pdf, self.print):
            part.setVisible(has_identity)

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that the letter is being signed."""
        self.form.setEnabled(not is_busy)
        self.pdf.setEnabled(not is_busy)
        self.print.setEnabled(not is_busy)
        self.pdf.set_text(_("Signing…") if is_busy else _("Save as PDF…"))

    def show_saved(self, path: Path) -> None:
        """Say that the signed letter was written."""
        self.banner.say(_("Saved as {name}.").format(name=path.name), "green")
        self.saved.emit(path)

    def show_feedback(self, judgement: "Judgement", language: str) -> None:
        """Show what the evaluation says before it is decided, in the window's language.

        The sentences of the letter to come can be edited in ``language`` already.
        """
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self._tag = language
        case = judgement.submission.case
        self.set_title(_("Feedback on {case}").format(case=case))
        self._show(case, feedback(judgement), note())

    def _show(self, case: str, letter: Letter, words: str) -> None:
        self._case, self._letter = case, letter
        self.banner.hide()
        self.note.set_text(words)
        self.note.setVisible(bool(words))
        self.text.setPlainText(letter.text)
        self.set_act(_("Save…"))

    def _copy(self) -> None:
        if self._letter is not None:
            QGuiApplication.clipboard().setText(self._letter.text)
            self.banner.say(_("The text is on the clipboard."), "green", seconds=4)

    def _save(self) -> None:
        if self._letter is None:
            return
        name = f"{self._case}-{self.language.currentData()}.html"
        filters = _("Web page (*.html);;Text (*.txt)")
        path = self._ask(self, _("Save the letter"), name, filters)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".html")
        is_text = path.suffix.lower() == ".txt"
        self._write(path, self._letter.text if is_text else self._letter.html)

    def _write(self, path: Path, words: str) -> None:
        try:
            save(path, words.encode("utf-8"))
        except LabelDeskError as error:
            self.fail(say(error.message))
            return
        self.show_saved(path)

    def _lacks_passphrase(self) -> bool:
        if not self.form.lacks_passphrase():
            return False
        self.banner.say(_("Type the passphrase first."), "amber", seconds=8)
        self.form.secret.setFocus()
        return True

    def _print(self) -> None:
        if not self._lacks_passphrase():
            self.pdf_requested.emit(self.form.order(None, self.language.currentData()))

    def _save_pdf(self) -> None:
        if self._lacks_passphrase():
            return
        language = self.language.currentData()
        name = f"{self._case}-{language}.pdf"
        path = self._ask(self, _("Save the letter"), name, _("PDF (*.pdf)"))
        if path is not None:
            path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            self.pdf_requested.emit(self.form.order(path, language))
