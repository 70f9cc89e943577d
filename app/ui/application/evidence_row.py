"""One piece of evidence of an application that is typed in: a file or a link."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.plain import Plain
from app.ui.application.day_editor import DayEditor
from app.ui.application.line_editor import LineEditor
from app.ui.application.makers import Makers
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainLabel, set_tone
from app.wording import _


class EvidenceRow(QWidget):
    """Tells ``changed``, and ``removed(id)``. A link has its address and the day it was seen."""

    changed = Signal()
    removed = Signal(str)

    def __init__(self, entry: dict[str, Plain], makers: Makers, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = dict(entry)
        self.id = str(entry.get("id", ""))
        name = f"typed-{self.id}"
        self.setObjectName(name)
        self.title = LineEditor(self)
        self.criteria = makers.criteria(_("For which criteria?"))
        self.url = LineEditor(self) if "url" in entry else None
        self.seen = DayEditor(self) if "url" in entry else None
        self.note = PlainLabel("", self, tone="muted", size="small", wrap=True)
        remove = FlatButton("✕", self, name=f"{name}-remove")
        remove.setAccessibleName(_("Take out {id}").format(id=self.id))
        remove.clicked.connect(lambda: self.removed.emit(self.id))
        self._lay(name, remove)
        self._put()

    def _lay(self, name: str, remove: FlatButton) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(PlainLabel(self.id, self, strong=True), 0, 0)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.criteria, 0, 2)
        grid.addWidget(remove, 0, 3)
        if self.url is not None and self.seen is not None:
            grid.addWidget(self.url, 1, 1)
            grid.addWidget(self.seen, 1, 2)
            self.url.setPlaceholderText(_("Address of the page"))
            self.seen.line.setPlaceholderText(_("Seen on, day.month.year"))
        grid.addWidget(self.note, 2, 1, 1, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        words = {"title": _("Title"), "criteria": _("Criteria"), "url": _("Address"),
                 "seen": _("Seen on")}  # fmt: skip
        for key, label in words.items():
            editor = getattr(self, key)
            if editor is not None:
                editor.setObjectName(f"{name}-{key}")
                editor.setAccessibleName(f"{label}: {self.id}")
                editor.changed.connect(self.changed)
        self.title.setPlaceholderText(_("Title"))

    def _put(self) -> None:
        self.title.put(self.entry.get("title"))
        self.criteria.put(self.entry.get("criteria"))
        if self.url is not None and self.seen is not None:
            self.url.put(self.entry.get("url"))
            self.seen.put(self.entry.get("seen_at"))
        self.say("")

    def say(self, sentence: str) -> None:
        """Show the file's name, and what is wrong with it in red."""
        name = str(self.entry.get("path") or "").rpartition("/")[2]
        words = " · ".join(filter(None, (name, sentence)))
        self.note.set_text(words)
        set_tone(self.note, "amber" if sentence else "muted")
        self.note.setVisible(bool(words))

    def value(self) -> dict[str, Plain]:
        """Return the entry with what is typed."""
        typed: dict[str, Plain] = {"title": self.title.value(), "criteria": self.criteria.value()}
        if self.url is not None and self.seen is not None:
            typed |= {"url": self.url.value(), "seen_at": self.seen.value()}
        return self.entry | typed
