"""Own notes and pictures on what lives online: dated, kept apart from the applicant's evidence."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.identifiers import EvidenceId
from app.models.own_evidence import OwnEvidence
from app.ui.application.day_editor import DayEditor, day_of
from app.ui.application.text_editor import TextEditor
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.sheets.column_row import QuietCombo
from app.ui.sheets.form import Field
from app.ui.sheets.own_row import OwnRow
from app.ui.sitting import Shown
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, line
from app.wording import _

if TYPE_CHECKING:
    from app.storage import Casebook

PNG = "image/png"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on its way in: bytes of a file, or an image of the clipboard to be written."""

    content: bytes = b""
    image: QImage | None = None
    name: str = ""


class OwnSheet(Sheet):
    """Adds notes and pictures to the case shown, and takes them out. Tells ``changed(id)``.

    ``about`` is the evidence that a note is about unless another is chosen.
    """

    changed = Signal(str)

    def __init__(
        self, host: QWidget, desk: Desk, dialogs: Dialogs, shown: Shown, about: str = ""
    ) -> None:
        super().__init__(host, _("Your own note or picture"), width=620, name="own")
        self._desk, self._dialogs, self._shown = desk, dialogs, shown
        self._picture: Picture | None = None
        self.setAcceptDrops(True)
        self.link = QuietCombo()
        self.link.offer(_links(shown), about)
        self.day = DayEditor()
        self.day.put(desk.clock().astimezone().date().isoformat())
        self.text = TextEditor()
        self.fields = [Field(_("About"), self.link, "own-link"),
                       Field(_("Seen on"), self.day, "own-day"),
                       Field(_("What you saw"), self.text, "own-text")]  # fmt: skip
        self.choose = PlainButton(_("Picture from a file…"), self, name="own-choose")
        self.paste = PlainButton(_("Paste a picture"), self, name="own-paste")
        self.picture = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self.picture.setObjectName("own-picture")
        self.rows: list[OwnRow] = []
        self.rule = line()
        self.rule.hide()
        self._arrange_body()
        self._read()

    def _arrange_body(self) -> None:
        self.body.addWidget(PlainLabel(_(
            "For what lives online and may be gone tomorrow. It is kept under your name, apart "
            "from what the applicant sent, and sealed with your evaluation by its hash."
        ), self, tone="muted", wrap=True))  # fmt: skip
        for field in self.fields:
            self.body.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.picture)
        self.body.addWidget(self.rule)
        self.body.addStretch(1)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.acted.connect(self._add)
        self.set_act(_("Keep"))
        self.picture.hide()

    def _read(self) -> None:
        ref, by = self._shown.ref, self._desk.evaluator

        def work(casebook: "Casebook") -> tuple[OwnEvidence, ...]:
            return casebook.own_evidence(ref.case, ref.submission or 1, by)

        self._desk.draft_read(work, self._list, self._failed)

    def _list(self, pieces: tuple[OwnEvidence, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [OwnRow(each, self) for each in pieces]
        self.rule.setVisible(bool(self.rows))
        for row in self.rows:
            row.removed.connect(self._remove)
            self.body.insertWidget(self.body.count() - 1, row)

    # Pictures

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a picture that lies on this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first picture that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            QTimer.singleShot(0, self, lambda: self.take_file(paths[0]))

    def _choose(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        path = self._dialogs.file(_("Choose a picture"), kinds)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a picture file; it is not looked at in this process."""

        def work(_casebook: "Casebook") -> Picture:
            from app.casework.own import picture_file  # noqa: PLC0415

            return Picture(picture_file(path), name=path.name)

        self._desk.draft_read(work, self._took, self._failed)

    def _paste(self) -> None:
        """Take what is on the clipboard: its PNG bytes as they are, else the system's image."""
        found = QGuiApplication.clipboard().mimeData()
        if found.hasFormat(PNG):
            self._took(Picture(bytes(found.data(PNG).data()), name=_("from the clipboard")))
        elif found.hasImage():
            image = QGuiApplication.clipboard().image()
            self._took(Picture(image=image, name=_("from the clipboard")))
        else:
            self.banner.say(_("There is no picture on the clipboard."), "amber", seconds=8)

    def _took(self, picture: Picture) -> None:
        self._picture = picture
        self.banner.hide()
        self.picture.set_text(_("Picture: {name}").format(name=picture.name))
        self.picture.show()

    # Keeping

    def _add(self) -> None:
        day = day_of(str(self.day.value()))
        self.fields[1].complain("" if day else _("Please write the day as day.month.year."))
        text = str(self.text.value())
        empty = not text and self._picture is None
        self.fields[2].complain(_("Write what you saw, or add a picture.") if empty else "")
        if day is None or empty:
            self.fields[1 if day is None else 2].field.setFocus()
            return
        self.act.setEnabled(False)
        self._keep(day, text)

    def _keep(self, day: date, text: str) -> None:
        ref, by, picture = self._shown.ref, self._desk.evaluator, self._picture
        link = EvidenceId(self.link.chosen) if self.link.chosen else None

        def work(casebook: "Casebook") -> OwnEvidence:
            from app.casework import own  # noqa: PLC0415

            if picture is None:
                return own.add_note(casebook, ref, by, text, day, link)
            content = picture.content or _written(picture.image)
            return own.add_picture(casebook, ref, by, content, day, link, text)

        self._desk.draft_read(work, self._kept, self._failed)

    def _kept(self, own: OwnEvidence) -> None:
        self._picture = None
        self.picture.hide()
        self.text.put("")
        self.act.setEnabled(True)
        self.banner.say(_("Kept as {id}, under your name.").format(id=own.id), "green")
        self._tell(own.id)

    def _remove(self, piece: str) -> None:
        ref, by = self._shown.ref, self._desk.evaluator

        def work(casebook: "Casebook") -> None:
            from app.casework import own  # noqa: PLC0415

            own.remove(casebook, ref, by, EvidenceId(piece))

        self._desk.draft_read(work, lambda _none: self._tell(""), self._failed)

    def _tell(self, piece: str) -> None:
        self._desk.saved.emit(self._desk.clock())
        self._read()
        self.changed.emit(piece)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self.fail(sentence_of(error))


def _links(shown: Shown) -> list[tuple[str, str]]:
    """Return what a note can be about: links first, then everything else that was sent."""
    sent = [each for each in shown.judgement.application.evidence if not each.own]
    sent.sort(key=lambda each: each.url is None)
    named = ((each.id, f"{each.id}  {each.title or each.url or ''}"[:90]) for each in sent)
    return [("", _("the application as a whole")), *named]


def _written(image: QImage | None) -> bytes:
    """Write an image of the clipboard as PNG; off the window's thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image is not None:
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
