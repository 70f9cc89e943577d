"""Checking a certificate, as a file or from paper: who signed what, and is it whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.certificate import Verification
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sheets.other_office import OtherOffice
from app.ui.sheets.verify_words import details, large, reasons, verdict
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, set_tone
from app.wording import _

if TYPE_CHECKING:
    from app.casework.validity import Subject
    from app.storage import Casebook


class VerifySheet(Sheet):
    """Takes a PDF, a code or a picture of one, and shows large what is certified, and by whom."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Check a certificate"), width=560, name="verify")
        self._desk = desk
        self._dialogs = dialogs
        self.setAcceptDrops(True)
        self.verdict = PlainLabel("", self, size="heading", strong=True, wrap=True)
        self.verdict.setObjectName("verify-verdict")
        self.certified = PlainLabel("", self, size="heading", wrap=True)
        self.certified.setObjectName("verify-certified")
        self.reasons = PlainLabel("", self, wrap=True)
        self.content_label = PlainLabel("", self, tone="muted", wrap=True)
        self.code = QPlainTextEdit(self)
        self.paper = PlainButton(_("Save a validity sheet…"), self, name="verify-sheet")
        self.paper.clicked.connect(self._save_sheet)
        self.paper.hide()
        self.footer.insertWidget(0, self.paper)
        self.other = OtherOffice(self, dialogs)
        self.other.changed.connect(self._again)
        self._found: Verification | None = None
        self._subject: Subject | None = None
        self._last: Callable[[], None] | None = None
        self.body.addWidget(self._file_place())
        self.body.addWidget(self._code_place())
        self.body.addWidget(self._other_place())
        for label in (self.verdict, self.certified, self.reasons, self.content_label):
            self.body.addWidget(label)
        self.body.addStretch(1)

    def _file_place(self) -> QWidget:
        place, column = _card(self)
        hint = PlainLabel(_("Drop a PDF here"), place, strong=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        choose = PlainButton(_("Choose a PDF…"), place, name="verify-choose")
        choose.clicked.connect(self._choose)
        column.addWidget(hint)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)
        return place

    def _code_place(self) -> QWidget:
        place, column = _card(self)
        title = PlainLabel(_("Or the code on a printed certificate"), place, strong=True)
        title.setBuddy(self.code)
        self.code.setObjectName("verify-code")
        self.code.setAccessibleName(_("Code on a printed certificate"))
        self.code.setPlaceholderText("LD1:…")
        self.code.setTabChangesFocus(True)
        self.code.setFixedHeight(4 * self.code.fontMetrics().lineSpacing() + 2 * SPACE)
        check = PlainButton(_("Check the code"), place, name="verify-code-check")
        check.clicked.connect(self._check_typed)
        scan = PlainButton(_("From a picture or scan…"), place, name="verify-code-scan")
        scan.clicked.connect(self._choose_scan)
        buttons = QHBoxLayout()
        buttons.addWidget(check)
        buttons.addWidget(scan)
        buttons.addStretch(1)
        column.addWidget(title)
        column.addWidget(self.code)
        column.addLayout(buttons)
        return place

    def _other_place(self) -> QWidget:
        place, column = _card(self)
        title = PlainLabel(_("A certificate of another office?"), place, strong=True)
        words = _(
            "Ask that office itself for its file; do not take it from whoever shows the "
            "certificate."
        )
        column.addWidget(title)
        column.addWidget(PlainLabel(words, place, tone="muted", wrap=True))
        column.addWidget(self.other)
        return place

    def _again(self) -> None:
        """Check once more: other keys are trusted, or another list is known."""
        if self._last is not None:
            self._last()

    def check(self, path: Path) -> None:
        """Check a file and show the answer."""
        desk, trust, withdrawn = self._desk, self.other.trust, self.other.withdrawn
        self._last = lambda: self.check(path)

        def work(casebook: "Casebook") -> "tuple[Verification, Subject]":
            from app.casework.validity import Subject  # noqa: PLC0415
            from app.casework.verify import verify  # noqa: PLC0415

            found = verify(casebook, desk.press(), path, trust, withdrawn)
            return found, Subject.of_file(path)

        self._ask(work, self._show, path.name)

    def check_code(self, text: str) -> None:
        """Check a code and show the answer."""
        trust, withdrawn = self.other.trust, self.other.withdrawn
        self._last = lambda: self.check_code(text)

        def work(casebook: "Casebook") -> "tuple[Verification, Subject]":
            from app.casework.paper_code import verify  # noqa: PLC0415
            from app.casework.validity import Subject  # noqa: PLC0415

            return verify(casebook, text, trust, withdrawn), Subject.of_code(text)

        self._ask(work, self._show, _("the code"))

    def scan(self, path: Path) -> None:
        """Read the code in a picture or scanned page, then check it."""

        def work(_casebook: "Casebook") -> str:
            from app.casework.paper_code import scan  # noqa: PLC0415

            return scan(path)

        self._ask(work, self._scanned, path.name)

    def _ask(
        self, work: Callable[["Casebook"], object], then: Callable[..., None], name: str
    ) -> None:
        self.banner.hide()
        self.verdict.set_text(_("Checking {name}…").format(name=name))
        set_tone(self.verdict, "")
        self.paper.hide()
        for label in (self.certified, self.reasons, self.content_label):
            label.set_text("")
        self._desk.draft_read(work, then, self._failed)

    def _failed(self, error: Exception) -> None:
        self.verdict.set_text("")
        self.fail(sentence_of(error))

    def _scanned(self, text: str) -> None:
        self.code.setPlainText(text)
        self.check_code(text)

    def _show(self, answer: "tuple[Verification, Subject]") -> None:
        found, self._subject = answer
        self._found = found
        words, tone = verdict(found)
        self.verdict.set_text(words)
        set_tone(self.verdict, tone)
        self.certified.set_text(large(found.content))
        self.reasons.set_text(reasons(found))
        self.content_label.set_text(details(found))
        self.paper.show()
        self.content.ensureWidgetVisible(self.certified)

    def _save_sheet(self) -> None:
        path = self._dialogs.save_as(_("Save a validity sheet"), "validity.pdf", "PDF (*.pdf)")
        if path is None or self._found is None or self._subject is None:
            return
        found, subject, desk = self._found, self._subject, self._desk

        def work(_casebook: "Casebook") -> str:
            from app.casework.validity import write_sheet  # noqa: PLC0415

            write_sheet(desk.press, found, subject, path, desk.clock(), force=True)
            return path.name

        self._desk.draft_read(work, self._saved, self._not_saved)

    def _saved(self, name: str) -> None:
        self.banner.say(_("Saved as {name}.").format(name=name), "green", seconds=8)

    def _not_saved(self, error: Exception) -> None:
        self.fail(sentence_of(error))

    def _choose(self) -> None:
        path = self._dialogs.file(_("Choose a PDF"), "PDF (*.pdf)")
        if path is not None:
            self.check(path)

    def _check_typed(self) -> None:
        self.check_code(self.code.toPlainText())

    def _choose_scan(self) -> None:
        kinds = _("Pictures and scans") + " (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.pdf)"
        path = self._dialogs.file(_("Choose a picture or scan"), kinds)
        if path is not None:
            self.scan(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped: a PDF as a file, anything else for the code on it."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                path = Path(url.toLocalFile())
                is_file = path.suffix.lower() == ".pdf"
                (self.check if is_file else self.scan)(path)
                return


def _card(parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
    place = QFrame(parent)
    place.setProperty("kind", "card")
    column = QVBoxLayout(place)
    column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    return place, column
