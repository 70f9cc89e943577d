"""The evidence of an application that is typed in: dropped files and links."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.new_application import AddedFile
from app.models.plain import Plain
from app.ui.application.evidence_row import EvidenceRow
from app.ui.application.makers import Makers
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel
from app.wording import _


class EvidenceList(QWidget):
    """Tells ``changed``, ``files_wanted``, and ``file_removed(path)`` for a file to delete."""

    changed = Signal()
    files_wanted = Signal()
    file_removed = Signal(str)

    def __init__(self, makers: Makers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers = makers
        self.rows: list[EvidenceRow] = []
        self._notes: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.head = PlainLabel(_("Evidence"), self, size="heading", strong=True)
        words = _("Drop files anywhere on this sheet. They are copied, so that nothing is lost.")
        self._column.addWidget(self.head)
        self._column.addWidget(PlainLabel(words, self, tone="muted", wrap=True))
        self.files = PlainButton(_("Add files…"), self, name="typed-add-files")
        self.link = PlainButton(_("Add a link"), self, name="typed-add-link")
        self.files.clicked.connect(self.files_wanted)
        self.link.clicked.connect(self._add_link)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.files)
        buttons.addWidget(self.link)
        buttons.addStretch(1)
        self._column.addLayout(buttons)

    def put(self, entries: Plain) -> None:
        """Show the evidence of a form."""
        for row in self.rows:
            row.deleteLater()
        self.rows = []
        for each in entries or []:
            if isinstance(each, dict):
                self._show(each)
        self._offer()

    def value(self) -> list[Plain]:
        """Return all entries."""
        return [row.value() for row in self.rows]

    def add_file(self, added: AddedFile) -> None:
        """List a file that was copied."""
        entry = {"id": self._free_id(), "title": added.title, "path": added.path, "criteria": []}
        self._notes[str(entry["id"])] = " ".join(added.problems)
        self._show(entry)
        self._told()

    def _add_link(self) -> None:
        row = self._show({"id": self._free_id(), "title": "", "url": "", "criteria": []})
        (row.url or row.title).setFocus()
        self._told()

    def _show(self, entry: dict[str, Plain]) -> EvidenceRow:
        row = EvidenceRow(entry, self._makers, self)
        row.say(self._notes.get(row.id, ""))
        row.changed.connect(self._told)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, identifier: str) -> None:
        row = next(each for each in self.rows if each.id == identifier)
        self.rows.remove(row)
        path = row.entry.get("path")
        row.hide()
        row.deleteLater()
        self.files.setFocus()
        self._told()
        if path:
            self.file_removed.emit(str(path))

    def _free_id(self) -> str:
        taken = {row.id for row in self.rows}
        return next(f"ev{number}" for number in range(1, 100_000) if f"ev{number}" not in taken)

    def _told(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        self._makers.offer_evidence(tuple(
            (row.id, f"{row.id}  {row.title.text()}") for row in self.rows
        ))  # fmt: skip

    def show_problem(self, number: int, sentence: str) -> None:
        """Say what opening says of one entry."""
        if number < len(self.rows):
            row = self.rows[number]
            row.say(sentence or self._notes.get(row.id, ""))
