"""What was issued: its number, that a second reader checked it, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.certificate import Certificate, Verdict, Verification
from app.models.errors import LabelDeskError
from app.ui.review.saving import AskPath, save
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainButton, PlainLabel, PrimaryButton, set_tone
from app.wording import _, instant_text, say


class CertificateResult(QWidget):
    """Shows one certificate. ``print_requested(Certificate)``, ``log_requested(entry)``."""

    print_requested = Signal(object)
    log_requested = Signal(int)
    mend_requested = Signal()
    withdraw_requested = Signal()
    failed = Signal(str)

    def __init__(self, ask: AskPath, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("certificate-result")
        self._ask = ask
        self._certificate: Certificate | None = None
        self.number = PlainLabel("", self, size="heading", strong=True)
        self.number.setObjectName("certificate-number")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.checked = PlainLabel("", self, wrap=True)
        self.place = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self.done = PlainLabel("", self, tone="green", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        for label in (self.number, self.checked, self.place):
            column.addWidget(label)
        column.addLayout(self._buttons())
        column.addWidget(self.done)

    def _buttons(self) -> QHBoxLayout:
        self.save = PrimaryButton(_("Save as…"), self, name="certificate-save")
        self.print = PlainButton(_("Print…"), self, name="certificate-print")
        self.log = FlatButton(_("Show in the log"), self, name="certificate-log")
        self.mend = FlatButton(_("Replace…"), self, name="certificate-correct")
        self.mend.clicked.connect(self.mend_requested)
        self.take_back = FlatButton(_("Withdraw…"), self, name="certificate-withdraw")
        self.take_back.clicked.connect(self.withdraw_requested)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(lambda: self.print_requested.emit(self._certificate))
        self.log.clicked.connect(self._show_log)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE)
        for button in (self.save, self.print, self.log, self.mend, self.take_back):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_certificate(self, certificate: Certificate, verification: Verification | None) -> None:
        """Show a certificate and, where it was just checked, what the check said."""
        self._certificate = certificate
        self.number.set_text(certificate.number)
        self.done.set_text("")
        well = verification is None or verification.verdict in {Verdict.VALID, Verdict.WARNINGS}
        if verification is None:
            words = _("✓ Signed {when}, and kept in the casebook as it was handed out.").format(
                when=instant_text(certificate.at)
            )
        elif well:
            words = _("✓ Signed, read again by a second reader: not one byte differs.")
        else:
            words = "✕ " + " ".join(say(each) for each in verification.reasons)
        set_tone(self.checked, "green" if well else "red")
        self.checked.set_text(words)
        place = _("Log entry {entry}. SHA-256 {sha256}…").format(
            entry=certificate.entry, sha256=certificate.sha256[:16]
        )
        self.place.set_text(place)

    def say_gone(self, sentence: str) -> None:
        """Say that the certificate no longer counts; it can be replaced, not withdrawn again."""
        set_tone(self.checked, "red")
        self.checked.set_text(f"✕ {sentence}")
        self.take_back.hide()

    def _save(self) -> None:
        if self._certificate is None:
            return
        name = f"{self._certificate.number}.pdf"
        path = self._ask(self, _("Save the certificate"), name, "PDF (*.pdf)")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".pdf")
        try:
            save(path, self._certificate.pdf)
        except LabelDeskError as error:
            self.failed.emit(say(error.message))
            return
        self.done.set_text(_("Saved as {name}.").format(name=path.name))

    def _show_log(self) -> None:
        if self._certificate is not None:
            self.log_requested.emit(self._certificate.entry)
