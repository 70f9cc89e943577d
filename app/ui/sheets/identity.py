"""The organisation's signing identity: what it is, getting one, keeping a copy, handing it out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.models.certificate import CardPlace, SigningIdentity
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sheets.first_start import SHORTEST
from app.ui.sheets.form import Field, TextField
from app.ui.sitting import Opened
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, line
from app.wording import _, date_text, say

if TYPE_CHECKING:
    from app.storage import Casebook

Work = Callable[["Casebook"], Any]
ANSWERS = "(*.pem *.cer *.crt *.der *.p7b *.p7c)"
LIBRARIES = "(*.so *.dll *.dylib)"


class IdentitySheet(Sheet):
    """Shows the identity; makes one, asks an issuer for one, takes a file or a card."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Signing identity"), width=600, name="identity")
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
            self._describe(facts, facts.identity)
        self.body.addWidget(line())
        self._line(_("A new identity") if facts.identity else _("Getting one"), strong=True)
        self.passphrase = TextField(
            _("Passphrase or PIN"), "identity-passphrase",
            _("At least {count} characters; of a file that you bring, the one it has; of a card, "
              "its PIN. It is asked once a sitting and never stored.").format(count=SHORTEST),
            secret=True,
        )  # fmt: skip
        self.body.addWidget(self.passphrase)
        self.kind = QComboBox()
        for kind, words in (("rsa-3072", "RSA-3072"), ("p-256", "P-256")):
            self.kind.addItem(words, kind)
        hint = _("RSA is understood everywhere; P-256 makes smaller files.")
        self.body.addWidget(Field(_("Kind of key"), self.kind, "identity-kind", hint))
        for row in self._ways(facts):
            self.body.addLayout(row)
        self._line(_(
            "An identity made here is self-signed: good for trying, and valid wherever your "
            "organisation hands out its certificate. A qualified one comes from a trust service: "
            "by a request and its answer as files, as a .p12 file, or on a card."
        ), "muted")  # fmt: skip
        self.body.addStretch(1)

    def _ways(self, facts: Opened) -> tuple[QHBoxLayout, QHBoxLayout]:
        here = _("Make one here")
        if facts.identity is not None:
            here = _("Make a new one here")
        answer = _("Take the answer in…") if facts.request_waits else _("Ask an issuer…")
        first = self._row(
            (here, "identity-create", self._create),
            (_("Bring a .p12 file…"), "identity-import", self._import),
        )
        second = self._row(
            (answer, "identity-answer" if facts.request_waits else "identity-request",
             self._answer if facts.request_waits else self._request),
            (_("Use a smart card…"), "identity-card", self._card),
        )  # fmt: skip
        return first, second

    def _row(self, *buttons: tuple[str, str, Callable[[], None]]) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, name, do in buttons:
            button = PlainButton(words, self, name=name)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _describe(self, facts: Opened, identity: SigningIdentity) -> None:
        self._line(identity.subject, strong=True)
        until = date_text(identity.not_after.date())
        if facts.expiry is None:
            self._line(_("Valid until {day}.").format(day=until))
        else:
            self._line(say(facts.expiry), "amber")
        made = _("Self-signed.")
        if not identity.self_signed:
            made = _("Issued by {name}.").format(name=identity.issuer)
        if identity.key:
            kind = _("{kind}, on a card.") if identity.on_card else "{kind}."
            made = f"{made} {kind.format(kind=identity.key)}"
        self._line(made, "muted")
        fingerprint = " ".join(
            identity.fingerprint[at : at + 4] for at in range(0, len(identity.fingerprint), 4)
        )
        self._line(_("Fingerprint: {text}").format(text=fingerprint), "muted")
        if not facts.is_identity_copied:
            words = _("It lies in {path}. Keep a copy on a medium of its own: without the file or "
                      "its passphrase nothing can be signed under it again.")  # fmt: skip
            self._line(words.format(path=facts.folder / "identity.p12"), "amber")
        buttons = [(_("Hand out the certificate…"), "identity-export", self._export)]
        if not identity.on_card:
            buttons.insert(0, (_("Keep a copy…"), "identity-backup", self._backup))
        self.body.addLayout(self._row(*buttons))

    def _line(self, words: str, tone: str = "", *, strong: bool = False) -> None:
        self.body.addWidget(PlainLabel(words, self, tone=tone, strong=strong, wrap=True))

    def _secret(self) -> str | None:
        """Return the new passphrase; None, with a complaint, where it is too short."""
        secret = self.passphrase.text
        if len(secret) >= SHORTEST:
            return secret
        self.passphrase.complain(
            _("A longer passphrase, please: at least {count} characters.").format(count=SHORTEST)
        )
        return None

    def _create(self) -> None:
        secret, kind, desk = self._secret(), self.kind.currentData(), self._desk
        if secret is None:
            return

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            press = desk.press()
            return identity.create(casebook, press, passphrase=secret, kind=kind, force=True)

        self._open(work)

    def _import(self) -> None:
        path = self._dialogs.file(_("Choose the identity"), "PKCS#12 (*.p12 *.pfx)")
        if path is None:
            return
        secret, desk = self.passphrase.text, self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.import_(casebook, desk.press(), path, passphrase=secret, force=True)

        self._open(work)

    def _request(self) -> None:
        secret = self._secret()
        path = self._ask_csr() if secret is not None else None
        if secret is None or path is None:
            return
        kind, desk = self.kind.currentData(), self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import enrol, identity  # noqa: PLC0415

            subject = identity.subject_of(casebook, "", "", kind)
            return enrol.request(casebook, desk.press(), path, passphrase=secret,
                                 subject=subject, force=True)  # fmt: skip

        self._do(work)

    def _ask_csr(self) -> Path | None:
        return self._dialogs.save_as(_("Save the request"), "label-desk.csr", "CSR (*.csr)")

    def _answer(self) -> None:
        path = self._dialogs.file(_("Choose the issuer's answer"), ANSWERS)
        if path is None:
            return
        secret, desk = self.passphrase.text, self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import enrol  # noqa: PLC0415

            return enrol.answer(casebook, desk.press(), (path,), passphrase=secret, force=True)

        self._open(work)

    def _card(self) -> None:
        path = self._dialogs.file(_("Choose the card's library (PKCS#11)"), LIBRARIES)
        if path is None:
            return
        secret, desk = self.passphrase.text, self._desk

        def work(casebook: "Casebook") -> Any:
            from app.casework import enrol  # noqa: PLC0415

            place = CardPlace(str(path))
            return enrol.card(casebook, desk.press(), place, pin=secret, force=True)

        self._open(work)

    def _backup(self) -> None:
        path = self._dialogs.save_as(_("Keep a copy"), "identity.p12", "PKCS#12 (*.p12)")
        if path is None:
            return

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.copy(casebook, path, force=True)

        self._do(work)

    def _export(self) -> None:
        path = self._dialogs.save_as(_("Hand out the certificate"), "label-desk.pem", "PEM (*.pem)")
        if path is None:
            return

        def work(casebook: "Casebook") -> Any:
            from app.casework import identity  # noqa: PLC0415

            return identity.export(casebook, path, force=True)

        self._do(work)

    def _open(self, work: Work) -> None:
        """Do what leaves the identity open in the press: it is not asked for again."""

        def done(_result: object) -> None:
            self._desk.has_open_identity = True
            self._say_done()

        self._desk.act(work, done, lambda error: self.fail(sentence_of(error)))

    def _do(self, work: Work) -> None:
        self._desk.act(
            work, lambda _result: self._say_done(), lambda error: self.fail(sentence_of(error))
        )

    def _say_done(self) -> None:
        self.banner.say(_("Done."), "green", seconds=8)
