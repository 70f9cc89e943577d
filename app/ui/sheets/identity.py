"""The organisation's signing identity: what it is, making one, bringing one, handing it out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.certificate import SigningIdentity
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sheets.first_start import SHORTEST
from app.ui.sheets.form import TextField
from app.ui.sitting import Opened
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, line
from app.wording import _, date_text

if TYPE_CHECKING:
    from app.storage import Casebook


class IdentitySheet(Sheet):
    """Shows the identity; makes a trial one under a passphrase, or takes the office's own .p12."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Signing identity"), width=560, name="identity")
        self._desk = desk
        self._dialogs = dialogs
        desk.opened.connect(self._show)
        if desk.facts is not None:
            self._show(desk.facts)

    def _show(self, facts: Opened) -> None:
        self.content.clear()
        if facts.identity is None:
            self._line(
                _("There is no signing identity yet. Certificates cannot be issued."), "amber"
            )
        else:
            self._describe(facts.identity)
        self.body.addWidget(line())
        self.passphrase = TextField(
            _("Passphrase"), "identity-passphrase",
            _("At least {count} characters; of a file that you bring, the one it has.").format(
                count=SHORTEST), secret=True,
        )  # fmt: skip
        self.body.addWidget(self.passphrase)
        self.body.addLayout(self._buttons(facts.identity is not None))
        self._line(_(
            "An identity made here is self-signed: good for trying, and valid wherever your "
            "organisation hands out its certificate. A qualified one comes from a trust service."
        ), "muted")  # fmt: skip
        self.body.addStretch(1)

    def _buttons(self, has_one: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        bring = _("Replace by a .p12 file…") if has_one else _("Bring a .p12 file…")
        buttons = [(bring, "identity-import", self._import)]
        if not has_one:
            buttons.insert(0, (_("Make one here"), "identity-create", self._create))
        for words, name, do in buttons:
            button = PlainButton(words, self, name=name)
            button.clicked.connect(do)
            row.addWidget(button)
        if has_one:
            button = PlainButton(_("Hand out the certificate…"), self, name="identity-export")
            button.clicked.connect(self._export)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _describe(self, identity: SigningIdentity) -> None:
        until = date_text(identity.not_after.date())
        self._line(identity.subject, strong=True)
        self._line(_("Valid until {day}.").format(day=until))
        if identity.self_signed:
            self._line(_("Self-signed."), "muted")
        fingerprint = " ".join(
            identity.fingerprint[at : at + 4] for at in range(0, len(identity.fingerprint), 4)
        )
        self._line(_("Fingerprint: {text}").format(text=fingerprint), "muted")

    def _line(self, words: str, tone: str = "", *, strong: bool = False) -> None:
        self.body.addWidget(PlainLabel(words, self, tone=tone, strong=strong, wrap=True))

    def _create(self) -> None:
        secret = self.passphrase.text
        if len(secret) < SHORTEST:
            self.passphrase.complain(
                _("A longer passphrase, please: at least {count} characters.").format(
                    count=SHORTEST)
            )  # fmt: skip
            return
        desk = self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.create(casebook, desk.press(), passphrase=secret)

        self._do(work)

    def _import(self) -> None:
        path = self._dialogs.file(_("Choose the identity"), "PKCS#12 (*.p12 *.pfx)")
        if path is None:
            return
        secret, desk = self.passphrase.text, self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.import_(casebook, desk.press(), path, passphrase=secret, force=True)

        self._do(work)

    def _export(self) -> None:
        path = self._dialogs.save_as(_("Hand out the certificate"), "label-desk.pem", "PEM (*.pem)")
        if path is None:
            return

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.export(casebook, path, force=True)

        self._do(work)

    def _do(self, work: Callable[["Casebook"], Any]) -> None:
        self._desk.act(
            work, lambda _result: self.banner.say(_("Done."), "green", seconds=8),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip
