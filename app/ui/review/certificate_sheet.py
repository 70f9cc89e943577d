"""The sheet that issues: the real page, what was checked, who signs; then the signed result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.models.certificate import Certificate, SigningIdentity, Verdict, Verification
from app.models.preflight import Finding
from app.models.problem import Problem, Severity
from app.ui.review.certificate_form import CertificateForm
from app.ui.review.certificate_result import CertificateResult
from app.ui.review.finding_text import SIGNS, finding_text
from app.ui.review.page_picture import PagePicture
from app.ui.review.saving import AskPath, ask_path
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, Sheet, set_tone
from app.wording import _, date_text, say

PAUSE = 500
"""Milliseconds without a key before a changed name is drawn anew."""

PREVIEW_HEIGHT = 390
"""The page's height in pixels while there is a form below it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the sheet asks for. ``name`` is None where the form's own name is printed.

    ``replaces``: a certificate was issued before, and this one takes its place.
    """

    languages: tuple[str, ...]
    name: str | None = None
    name_reason: str = ""
    passphrase: str = ""
    replaces: bool = False


class CertificateSheet(Sheet):
    """Previews and signs. ``preview_requested(Order)`` after each change, ``sign_requested(Order)``
    when the act is pressed. ``print_requested``, ``log_requested``, ``identity_requested``;
    ``mend_requested`` where one is issued and its name was wrong: show the case again, mending.
    """

    preview_requested = Signal(object)
    sign_requested = Signal(object)
    print_requested = Signal(object)
    log_requested = Signal(int)
    identity_requested = Signal()
    mend_requested = Signal()
    withdraw_requested = Signal()

    def __init__(self, host: QWidget, ask: AskPath = ask_path) -> None:
        super().__init__(host, _("Certificate"), width=720, name="certificate-sheet")
        self._case = ""
        self._has_errors = False
        self._has_preview = False
        self._identity: SigningIdentity | None = None
        holder = self.content.content
        self.page = page = PagePicture("certificate-page", _("Preview of the certificate"), holder)
        # The form below is seen without scrolling on a small screen.
        page.setMaximumHeight(PREVIEW_HEIGHT)
        self.findings = PlainLabel("", holder, wrap=True)
        self.form = CertificateForm(holder)
        self.signer = PlainLabel("", holder, tone="muted", wrap=True)
        self.no_identity = PlainButton(_("Make or import an identity…"), holder,
                                       name="certificate-identity")  # fmt: skip
        self.result = CertificateResult(ask, holder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        self.body.setSpacing(round(1.5 * SPACE))
        for part in (self.result, self.page, self.findings, self.form, self.signer,
                     self.no_identity):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask_preview)
        self.form.words_changed.connect(self._wait)
        self.form.passphrase_changed.connect(self._update_act)
        self.no_identity.clicked.connect(self.identity_requested)
        self.acted.connect(self._sign)
        self.result.print_requested.connect(self.print_requested)
        self.result.log_requested.connect(self.log_requested)
        self.result.mend_requested.connect(self.mend_requested)
        self.result.withdraw_requested.connect(self.withdraw_requested)
        self.result.failed.connect(self.fail)

    def show_case(
        self,
        case: str,
        name: str,
        languages: Mapping[str, str],
        chosen: Sequence[str],
        identity: SigningIdentity | None,
        *,
        needs_passphrase: bool = True,
        is_mending: bool = False,
    ) -> None:
        """Begin with a granted case. ``languages``: tag to name; asks for the preview at once."""
        self._case, self._identity = case, identity
        self.banner.hide()
        self.set_title(_("Certificate for {case}").format(case=case))
        self.result.hide()
        self.page.setMaximumHeight(PREVIEW_HEIGHT)
        for part in (self.form, self.findings, self.signer):
            part.show()
        self.form.show_form(
            name, languages, chosen, needs_passphrase=needs_passphrase, is_mending=is_mending
        )
        self.no_identity.setVisible(identity is None)
        self.signer.set_text(_signer(identity))
        first = self.form.name if is_mending else self.form.secret
        if first.isVisible():
            first.setFocus()
        self._ask_preview()

    def show_preview(
        self, page: QImage, findings: Sequence[Finding | Problem], order: Order | None = None
    ) -> None:
        """Show the drawn page and what the pre-flight found.

        ``order`` is what the page was drawn for; a page for earlier words is left out, so that
        only what is seen can be signed.
        """
        now = self.order()
        if order is not None and (order.languages, order.name) != (now.languages, now.name):
            return
        self._has_preview = True
        self.page.show_image(page)
        self._show_findings(findings)
        self._update_act()

    def _show_findings(self, findings: Sequence[Finding | Problem]) -> None:
        found = {each.severity for each in findings}
        self._has_errors = Severity.ERROR in found
        self.findings.set_text(finding_text(findings) or self._well())
        worst = next((each for each in Severity if each in found), None)
        set_tone(self.findings, SIGNS[worst][1] if worst else "green")

    def _well(self) -> str:
        if self.form.other_name() is None:
            return _(
                "✓ Checked: every letter can be drawn, everything fits, the name is the form’s."
            )
        return _(
            "✓ Checked: every letter can be drawn and everything fits. The name is not the form’s."
        )

    def fail_preview(self, sentence: str) -> None:
        """Say why there is no preview; nothing can be signed."""
        self._has_preview = False
        self.page.say(sentence)
        self.findings.set_text("")
        self._update_act()

    def show_result(
        self, certificate: Certificate, verification: Verification | None = None, gone: str = ""
    ) -> None:
        """Show what was signed, or what had been signed before; ``gone`` says why it ended."""
        self.form.forget_passphrase()
        self.page.setMaximumHeight(16_777_215)
        for part in (self.form, self.findings, self.signer, self.no_identity):
            part.hide()
        self.act.hide()
        is_whole = verification is None or verification.verdict in {Verdict.VALID, Verdict.WARNINGS}
        self.result.show_certificate(certificate, verification)
        if gone:
            self.result.say_gone(gone)
        self.result.show()
        if not is_whole and verification is not None:
            self.fail(" ".join(say(each) for each in verification.reasons))

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that the certificate is being signed."""
        self.form.setEnabled(not is_busy)
        if is_busy:
            self.set_act(_("Signing…"), enabled=False)
        else:
            self._update_act()

    def order(self) -> Order:
        """Return what is asked for now."""
        form = self.form
        return Order(form.languages(), form.other_name(), form.name_reason(), form.passphrase(),
                     form.is_mending)  # fmt: skip

    def _wait(self) -> None:
        self._has_preview = False
        self._update_act()
        self._pause.start()

    def _ask_preview(self) -> None:
        self._has_preview = False
        self._update_act()
        order = self.order()
        if order.languages:
            self.preview_requested.emit(replace(order, passphrase=""))
        else:
            self.page.say(_("Choose at least one language."))

    def _update_act(self) -> None:
        may = self._has_preview and not self._has_errors and self._identity is not None
        ready = may and self.form.is_complete()
        self.set_act(_("Sign and issue {case}").format(case=self._case), enabled=ready)

    def _sign(self) -> None:
        order = self.order()
        self.form.forget_passphrase()
        self.sign_requested.emit(order)


def _signer(identity: SigningIdentity | None) -> str:
    if identity is None:
        return _("There is no signing identity yet; nothing can be signed.")
    words = _("Signed by {subject}, valid until {day}.").format(
        subject=identity.subject, day=date_text(identity.not_after.date())
    )
    if identity.self_signed:
        words += " " + _("It is self-signed: fine for trying, unknown to others.")
    return words
