"""Taking back one certificate or the whole label: what it means, why, and who does it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.models.identifiers import CaseId, CertificateNumber
from app.ui.desk import Desk
from app.ui.sheets.form import Field
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainLabel, RadioButton, Sheet
from app.wording import _

if TYPE_CHECKING:
    from app.models.casebook import Withdrawal
    from app.storage import Casebook


class WithdrawSheet(Sheet):
    """Asks which and why; the act withdraws and tells ``withdrawn`` a sentence and its tone."""

    withdrawn = Signal(str, str)

    def __init__(
        self, host: QWidget, desk: Desk, case: CaseId, number: CertificateNumber | None
    ) -> None:
        super().__init__(host, _("Withdraw"), width=560, name="withdraw")
        self._desk, self._case, self._number = desk, case, number
        self._line(_(
            "Nothing is deleted. From now on every check says that it was withdrawn, and on which "
            "day, never why. The list of awarded leaves it out, and no plaque is ordered."
        ))  # fmt: skip
        only = _("Only the certificate {number}: a corrected one can be issued")
        whole = _("The label of {case}, with all its certificates")
        self.one = RadioButton(only.format(number=number or ""), self)
        self.one.setObjectName("withdraw-certificate")
        self.whole = RadioButton(whole.format(case=case), self)
        self.whole.setObjectName("withdraw-label")
        self.one.setVisible(number is not None)
        (self.one if number is not None else self.whole).setChecked(True)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(4 * self.reason.fontMetrics().lineSpacing() + 2 * SPACE)
        self.field = Field(_("Why"), self.reason, "withdraw-reason",
                           _("Stays in the casebook; nobody else is told."))  # fmt: skip
        for part in (self.one, self.whole, self.field):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.one.toggled.connect(self._name_act)
        self.reason.textChanged.connect(lambda: self.field.complain(""))
        self.acted.connect(self._withdraw)
        self._name_act()

    def _line(self, words: str) -> None:
        self.body.addWidget(PlainLabel(words, self, wrap=True))

    @property
    def _target(self) -> str:
        return self._number if self._number is not None and self.one.isChecked() else self._case

    def _name_act(self) -> None:
        self.set_act(_("Withdraw {what}").format(what=self._target), danger=True)

    def _withdraw(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.field.complain(_("Say why, please."))
            self.reason.setFocus()
            return
        target, by = self._target, self._desk.evaluator
        self.act.setEnabled(False)

        def work(casebook: "Casebook") -> Any:
            from app.casework import withdraw  # noqa: PLC0415

            made = withdraw.withdraw(casebook, target, by=by, reason=reason)
            return made, withdraw.ordered(casebook, made.case)

        self._desk.act(work, self._done, self._failed)

    def _done(self, result: "tuple[Withdrawal, tuple[str, ...]]") -> None:
        made, orders = result
        self.close_sheet()
        words = _("{what} is withdrawn.").format(what=made.certificate or made.case)
        if orders:
            stop = _("A plaque was ordered for it ({order}): stop it.")
            words += " " + stop.format(order=", ".join(orders))
        more = _("Menu → Lists → Withdrawn certificates writes the list for others.")
        self.withdrawn.emit(f"{words} {more}", "amber" if orders else "green")

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self.fail(sentence_of(error))
