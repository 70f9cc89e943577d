"""One thing that an earlier decision asked for: a box to tick, what was said, where it is now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.application import Application, ResubmissionNote
from app.models.comparison import Remark
from app.models.scheme import Scheme
from app.ui.review import words
from app.ui.review.passages import breakable
from app.ui.review.tabs import evidence_name
from app.ui.theme import SPACE, sizes
from app.ui.widgets import CheckBox, LinkButton, PlainLabel
from app.wording import _, ngettext, points_text

MOST = 12
"""Places that are shown; the others are counted."""


class RemarkRow(QWidget):
    """Tells ``checked(key, yes)``, and ``evidence_requested(id)`` for where it is now."""

    checked = Signal(str, bool)
    evidence_requested = Signal(str)

    def __init__(
        self, remark: Remark, form: Application, scheme: Scheme, parent: QWidget | None = None,
        *, read_only: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._listed = {each.id: each for each in form.evidence}
        self._key = remark.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        column.setSpacing(2)
        title = title_of(remark, scheme)
        self.box = CheckBox(title.replace("&", "&&"), self)
        self.box.setObjectName(f"remark-{remark.leaf or 'reason'}")
        self.box.setAccessibleName(". ".join(part for part in (title, remark.text) if part))
        self.box.setChecked(remark.is_checked)
        self.box.setEnabled(not read_only)
        self.box.toggled.connect(lambda on: self.checked.emit(self._key, on))
        column.addWidget(self.box)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(sizes().body + 10, 0, 0, 0)
        self._inside.setSpacing(2)
        column.addLayout(self._inside)
        whole = words.name_of(scheme, remark.leaf) if remark.leaf else ""
        if whole and whole not in title:
            self._say(whole, "muted")
        if remark.text:
            self._say(remark.text, "")
        for note in remark.where[:MOST]:
            self._where(note)
        more = len(remark.where) - MOST
        if more > 0:
            self._say(ngettext("{count} more", "{count} more", more).format(count=more), "muted")
        if not remark.where and remark.leaf:
            self._say(_("The applicant does not say where it is now."), "muted")

    def _say(self, text: str, tone: str) -> None:
        label = PlainLabel(breakable(text), self, tone=tone, size="small", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._inside.addWidget(label)

    def _where(self, note: ResubmissionNote) -> None:
        found = self._listed.get(note.evidence) if note.evidence else None
        lead = _("Now in:") if found else _("The applicant says:")
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(PlainLabel(lead, self, tone="muted", size="small"))
        if found is not None:
            name = evidence_name(found)
            link = LinkButton(name.replace("&", "&&"), self, name=f"remark-evidence-{found.id}")
            link.clicked.connect(lambda: self.evidence_requested.emit(str(found.id)))
            row.addWidget(link)
        where = note.where or (note.evidence if found is None else "") or ""
        row.addWidget(PlainLabel(breakable(where), self, size="small", wrap=True), 1)
        self._inside.addLayout(row)


def title_of(remark: Remark, scheme: Scheme) -> str:
    """Return what fell short and by how much, or that this is the reason as a whole."""
    if not remark.leaf:
        return _("The reason as a whole")
    is_rule = remark.leaf in {str(each.id) for each in scheme.eligibility}
    name = words.rule_name(scheme, remark.leaf) if is_rule else _label(remark.leaf, scheme)
    if remark.points is None or remark.minimum is None:
        return name
    return _("{name}: {points}, at least {minimum} needed").format(
        name=name, points=points_text(remark.points), minimum=points_text(remark.minimum)
    )


def _label(part: str, scheme: Scheme) -> str:
    return _("Total") if part == "total" else words.leaf_label(scheme, part)
