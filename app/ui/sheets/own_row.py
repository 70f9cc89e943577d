"""One own note or picture in the list, with a button that takes it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.own_evidence import OwnEvidence
from app.ui.theme import SPACE
from app.ui.widgets import FlatButton, PlainLabel
from app.wording import _, date_text

LONGEST = 160


class OwnRow(QWidget):
    """Tells ``removed(id)``."""

    removed = Signal(str)

    def __init__(self, own: OwnEvidence, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"row-{own.id}")
        kind = _("picture") if own.is_picture else _("note")
        head = f"{own.id} · {kind} · {date_text(own.seen_on)}"
        words = " ".join(own.text.split())[:LONGEST]
        label = PlainLabel(f"{head}\n{words}".strip(), self, wrap=True)
        remove = FlatButton(_("Remove"), self, name=f"row-{own.id}-remove")
        remove.setAccessibleName(_("Remove {id}").format(id=own.id))
        remove.clicked.connect(lambda: self.removed.emit(own.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.addWidget(label, 1)
        row.addWidget(remove)
