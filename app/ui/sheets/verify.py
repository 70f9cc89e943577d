"""Checking a certificate: who signed what, and whether one byte changed, in plain words."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.models.certificate import Verdict, Verification
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, set_tone
from app.wording import _, instant_text, say

if TYPE_CHECKING:
    from app.storage import Casebook


class VerifySheet(Sheet):
    """Takes a PDF by drop or choice and says what it is."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Check a certificate"), width=560, name="verify")
        self._desk = desk
        self._dialogs = dialogs
        self.setAcceptDrops(True)
        self.place = QFrame(self)
        self.place.setProperty("kind", "card")
        column = QVBoxLayout(self.place)
        column.setContentsMargins(2 * SPACE, 3 * SPACE, 2 * SPACE, 3 * SPACE)
        hint = PlainLabel(_("Drop a PDF here"), self.place, strong=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        choose = PlainButton(_("Choose a PDF…"), self.place, name="verify-choose")
        choose.clicked.connect(self._choose)
        column.addWidget(hint)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.verdict = PlainLabel("", self, size="heading", strong=True, wrap=True)
        self.verdict.setObjectName("verify-verdict")
        self.reasons = PlainLabel("", self, wrap=True)
        self.content_label = PlainLabel("", self, tone="muted", wrap=True)
        for widget in (self.place, self.verdict, self.reasons, self.content_label):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def check(self, path: Path) -> None:
        """Check a file and show the answer."""
        desk = self._desk

        def work(casebook: "Casebook") -> Verification:
            from app.casework.verify import verify  # noqa: PLC0415

            return verify(casebook, desk.press(), path)

        self.banner.hide()
        self.verdict.set_text(_("Checking {name}…").format(name=path.name))
        set_tone(self.verdict, "")
        desk.draft_read(work, self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self.verdict.set_text("")
        self.fail(sentence_of(error))

    def _show(self, found: Verification) -> None:
        words, tone = _verdict(found.verdict)
        self.verdict.set_text(words)
        set_tone(self.verdict, tone)
        lines = [say(each) for each in found.reasons]
        if found.signer:
            lines.insert(0, _("Signed by {signer}.").format(signer=found.signer))
        if found.signed_at is not None:
            moment = instant_text(found.signed_at)
            lines.append(_("The signature says: {moment}.").format(moment=moment))
        self.reasons.set_text("\n".join(lines))
        stated = [f"{name}: {value}" for name, value in found.content.items()]
        self.content_label.set_text("\n".join(stated))

    def _choose(self) -> None:
        path = self._dialogs.file(_("Choose a PDF"), "PDF (*.pdf)")
        if path is not None:
            self.check(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.check(Path(url.toLocalFile()))
                return


def _verdict(verdict: Verdict) -> tuple[str, str]:
    words = {
        Verdict.VALID: (_("✓ Whole, and signed by this office"), "green"),
        Verdict.WARNINGS: (_("✓ Whole, with something to know"), "amber"),
        Verdict.RESTRICTED: (_("Whole, but the signer is unknown here"), "amber"),
        Verdict.INVALID: (_("✕ Not to be trusted"), "red"),
        Verdict.UNKNOWN: (_("This cannot be checked"), "red"),
    }
    return words[verdict]
