"""What is done with the case shown: decide, revise, write, certify, print; each through a sheet."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.certificate import Certificate, Verification
from app.models.identifiers import EvidenceId
from app.models.message import Message
from app.models.neighbours import AlikeText
from app.ui.letter_errands import LetterErrands
from app.ui.sitting import Shown
from app.ui.trouble import sentence_of
from app.wording import LANGUAGES, _, say

if TYPE_CHECKING:
    from app.casework.decide import Proposal
    from app.casework.press import Press
    from app.storage import Casebook
    from app.ui.errands import Errands
    from app.ui.review.certificate_sheet import CertificateSheet, Order
    from app.ui.review.decide_sheet import DecideSheet
    from app.ui.window import MainWindow


CLOSED = frozenset({"identity.closed", "identity.card-gone"})
"""Errors after which the passphrase or PIN is asked for again."""


class CaseErrands(QObject):
    """Opens the sheets of a case and does what they ask for."""

    def __init__(self, window: "MainWindow", errands: "Errands") -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._desk = window.desk
        self._decide: DecideSheet | None = None
        self._letters = LetterErrands(window, errands)

    @property
    def _shown(self) -> Shown | None:
        return self._desk.case

    def alike(self, text: AlikeText) -> None:
        """Show an answer beside one of another case that is nearly the same."""
        if self._shown is None:
            return
        from app.ui.sheets.alike import AlikeSheet  # noqa: PLC0415

        sheet = AlikeSheet(self._errands.host, self._shown.judgement.submission, text)
        sheet.case_wanted.connect(self._window.show_case)
        self._errands.show_sheet(sheet)

    # Deciding

    def decide(self) -> None:
        """Show what a decision would rest on; the sheet's button decides."""
        self._propose(revising=False)

    def revise(self) -> None:
        """Replace the decision by a new one that names it."""
        self._propose(revising=True)

    def _propose(self, *, revising: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        self._window.case.flush()
        ref, evaluator = shown.ref, self._desk.evaluator

        def work(casebook: "Casebook") -> "Proposal":
            from app.casework.decide import propose  # noqa: PLC0415
            from app.ui.review import decide_sheet  # noqa: F401, PLC0415  opened with the answer

            return propose(casebook, ref, evaluator)

        self._desk.draft_read(work, lambda proposal: self._show_proposal(proposal, revising))

    def _show_proposal(self, proposal: "Proposal", revising: bool) -> None:
        sheet = self._decide_sheet()
        sheet.set_busy(is_busy=False)
        sheet.show_proposal(proposal, revising=revising)
        if self._errands.sheet is not sheet:
            self._errands.show_sheet(sheet, keep=True)

    def _decide_sheet(self) -> "DecideSheet":
        from app.ui.review.decide_sheet import DecideSheet  # noqa: PLC0415  loaded by now

        if self._decide is None:
            sheet = DecideSheet(self._errands.host)
            sheet.decided.connect(self._decided)
            sheet.revised.connect(self._revised)
            sheet.conflict_changed.connect(self._desk.set_conflict)
            sheet.season_requested.connect(self._errands.season)
            sheet.leaf_requested.connect(self._window.case.show_leaf)
            sheet.evidence_requested.connect(self._window.case.show_evidence)
            self._decide = sheet
        return self._decide

    def _decided(self, outcome: Outcome, reason: str, override: str) -> None:
        from app.casework.decide import decide  # noqa: PLC0415  loaded behind the window

        self._enter(decide, outcome, reason, override)

    def _revised(self, outcome: Outcome, reason: str, override: str) -> None:
        from app.casework.decide import revise  # noqa: PLC0415

        self._enter(revise, outcome, reason, override)

    def _enter(self, act: Callable[..., Any], outcome: Outcome, reason: str, override: str) -> None:
        shown, sheet = self._shown, self._decide_sheet()
        if shown is None:
            return
        by = self._desk.evaluator
        ref = CaseRef(shown.ref.case)

        def done(_decision: object) -> None:
            sheet.set_busy(is_busy=False)
            sheet.close_sheet()
            self._say_decided(shown.ref, outcome)

        def failed(error: Exception) -> None:
            sheet.set_busy(is_busy=False)
            sheet.fail(sentence_of(error))

        sheet.set_busy(is_busy=True)
        self._desk.act(
            lambda casebook: act(
                casebook, ref, outcome=outcome, by=by, reason=reason, override=override
            ), done, failed,
        )  # fmt: skip

    def _say_decided(self, ref: CaseRef, outcome: Outcome) -> None:
        if outcome is Outcome.GRANT:
            words = _("Granted, and entered in the log. The certificate can be issued now.")
            self._window.news.tell(ref, words, _("Certificate…"), self.certificate)
        else:
            words = _("Decided, and entered in the log. The letter to the applicant is ready.")
            self._window.news.tell(ref, words, _("Letter…"), self.letter)

    def letter(self) -> None:
        """Show the letter to the applicant; before the decision, what the evaluation says."""
        self._letters.show()

    # The certificate

    def certificate(self) -> None:
        """Show the certificate that was issued, or the page that would be signed."""
        from app.ui.review.certificate_sheet import CertificateSheet  # noqa: PLC0415  when first opened

        shown = self._shown
        if shown is None:
            return
        if not shown.may_certify:
            self._window.banner.say(_("A certificate needs a grant first."), "amber", seconds=15)
            return
        self._window.banner.hide()
        sheet = CertificateSheet(self._errands.host)
        sheet.preview_requested.connect(lambda order: self._preview(sheet, shown, order))
        sheet.sign_requested.connect(lambda order: self._sign(sheet, shown.ref, order))
        sheet.print_requested.connect(self._errands.printing.certificate)
        sheet.log_requested.connect(lambda _index: self._errands.case_log())
        sheet.identity_requested.connect(self._errands.identity)
        sheet.mend_requested.connect(lambda: self._begin_certificate(sheet, shown, is_mending=True))
        sheet.withdraw_requested.connect(self._errands.withdrawing.case)
        self._errands.show_sheet(sheet)
        if shown.certificate is not None:
            self._show_issued(sheet, shown.certificate, shown.gone.get(shown.certificate.number))
        else:
            self._begin_certificate(sheet, shown)

    def _begin_certificate(
        self, sheet: "CertificateSheet", shown: Shown, *, is_mending: bool = False
    ) -> None:
        form = shown.judgement.application
        season = shown.judgement.season
        facts = self._desk.facts
        known = facts.languages if facts else LANGUAGES
        chosen = [tag for tag in season.rules.languages if tag in known] or ["en"]
        school = shown.judgement.scheme.is_for_school()
        name = (form.school.official_name or form.school.name) if school else form.applicant.name
        if is_mending and shown.certificate is not None:
            name = shown.certificate.words.recipient
        sheet.show_case(
            shown.ref.case, name, known, chosen, facts.identity if facts else None,
            needs_passphrase=not self._desk.has_open_identity, is_mending=is_mending,
        )  # fmt: skip

    def _preview(self, sheet: "CertificateSheet", shown: Shown, order: "Order") -> None:
        desk, ref, name = self._desk, shown.ref, order.name
        if name is None and order.replaces and shown.certificate is not None:
            name = shown.certificate.words.recipient

        def work(casebook: "Casebook") -> tuple[QImage, Any]:
            from app.casework.issue import preview  # noqa: PLC0415

            drawn = preview(casebook, desk.press(), ref, languages=order.languages, name=name)
            return desk.pictures.first_page(drawn.pdf), drawn.findings

        def show(result: tuple[QImage, Any]) -> None:
            sheet.show_preview(*result, order)

        desk.draft_read(work, show, lambda error: sheet.fail_preview(sentence_of(error)))

    def _sign(self, sheet: "CertificateSheet", ref: CaseRef, order: "Order") -> None:
        desk = self._desk

        def work(casebook: "Casebook") -> tuple[Certificate, Verification]:
            made = _issued(casebook, desk.press(), ref, order)
            trusted = tuple(each.certificate_pem for each in casebook.identities())
            return made, desk.press().verify(made.pdf, trusted, casebook.clock())

        def done(result: tuple[Certificate, Verification]) -> None:
            sheet.set_busy(is_busy=False)
            desk.has_open_identity = True
            sheet.show_result(*result)
            self._picture(sheet, result[0])

        def failed(error: Exception) -> None:
            sheet.set_busy(is_busy=False)
            if getattr(error, "code", "") in CLOSED:
                desk.has_open_identity = False
                sheet.form.ask_secret()
            sheet.fail(sentence_of(error))

        sheet.set_busy(is_busy=True)
        desk.act(work, done, failed)

    def _show_issued(
        self, sheet: "CertificateSheet", certificate: Certificate, gone: Message | None
    ) -> None:
        sheet.show_result(certificate, gone=say(gone) if gone else "")
        self._picture(sheet, certificate)

    def _picture(self, sheet: "CertificateSheet", certificate: Certificate) -> None:
        pictures = self._desk.pictures
        self._desk.draft_read(
            lambda _casebook: pictures.first_page(certificate.pdf), sheet.page.show_image
        )

    def own(self) -> None:
        """Keep an own note or picture on something that lives online."""
        self.own_about("")

    def own_about(self, evidence: str) -> None:
        """Keep an own note or picture on a link; on any of them, or none, without one."""
        shown = self._shown
        if shown is None:
            return
        if not shown.may_score:
            self._window.banner.say(_("This case is closed; nothing is added to it."), "amber",
                                    seconds=10)  # fmt: skip
            return
        self._errands.load("app.ui.sheets.own", lambda _module: self._show_own(shown, evidence))

    def _show_own(self, shown: Shown, about: str) -> None:
        from app.ui.sheets.own import OwnSheet  # noqa: PLC0415  loaded by now

        sheet = OwnSheet(self._errands.host, self._desk, self._errands.dialogs, shown, about)
        sheet.changed.connect(lambda _id: self._desk.show(shown.ref))
        self._errands.show_sheet(sheet)

    # Files

    def save_application(self, ref: CaseRef) -> None:
        """Save a copy of the application file as it is kept."""
        path = self._errands.dialogs.save_as(
            _("Save a copy"), f"{ref.case}-{ref.submission}.labelapp",
            _("Application files") + " (*.labelapp)",
        )  # fmt: skip
        if path is None:
            return

        def work(casebook: "Casebook") -> None:
            from app.casework.new_application import save_copy  # noqa: PLC0415

            save_copy(casebook, ref, path, force=True)

        self._desk.draft_read(
            work, lambda _none: self._window.banner.say(
                _("Saved as {name}.").format(name=path.name), "green", seconds=10),
        )  # fmt: skip

    def save_evidence(self, evidence: str) -> None:
        """Save a copy of evidence where the person chooses; it is never opened from here."""
        shown = self._shown
        if shown is None:
            return
        listed = next((e for e in shown.judgement.application.evidence if e.id == evidence), None)
        if listed is None or listed.file is None:
            return
        name = listed.file.rsplit("/", 1)[-1]
        path = self._errands.dialogs.save_as(_("Save a copy"), name, _("All files") + " (*)")
        if path is None:
            return
        ref, by = shown.ref, self._desk.evaluator

        def work(casebook: "Casebook") -> None:
            from app.casework.evidence import read  # noqa: PLC0415
            from app.casework.write import write_file  # noqa: PLC0415

            write_file(path, read(casebook, ref, EvidenceId(evidence), by), force=True)

        self._desk.draft_read(
            work, lambda _none: self._window.banner.say(
                _("Saved as {name}.").format(name=path.name), "green", seconds=10),
        )  # fmt: skip


def _issued(casebook: "Casebook", press: "Press", ref: CaseRef, order: "Order") -> Certificate:
    """Issue what the sheet asks for: the first certificate, or one in the place of another."""
    from app.casework import issue  # noqa: PLC0415

    secret = order.passphrase or None
    if order.replaces:
        return issue.reissue(
            casebook, press, ref, languages=order.languages, passphrase=secret,
            name=order.name, reason=order.name_reason,
        )  # fmt: skip
    return issue.certify(
        casebook, press, ref, languages=order.languages, passphrase=secret,
        name=order.name, name_reason=order.name_reason,
    )  # fmt: skip
