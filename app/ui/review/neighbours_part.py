"""The foldable part among the facts: related cases, the same files elsewhere, texts alike."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.application import Application
from app.models.neighbours import AlikeText, Neighbour, Neighbours, Relation, SharedEvidence
from app.ui.queue.words import TONES, status_word
from app.ui.review.passages import breakable
from app.ui.review.tabs import evidence_name
from app.ui.theme import SPACE
from app.ui.widgets import Chip, FlatButton, LinkButton, PlainLabel
from app.wording import _, ngettext

Item = TypeVar("Item")
MOST = 12
"""Lines of one kind that are shown; the others are counted."""


class NeighboursPart(QWidget):
    """Shows what other applications have in common with this one; a hint, never a verdict."""

    folded = Signal(bool)
    case_requested = Signal(str)
    evidence_requested = Signal(str)
    alike_requested = Signal(object)

    def __init__(
        self, found: Neighbours, form: Application, parent: QWidget | None = None,
        *, is_folded: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("neighbours")
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._head(is_folded=is_folded))
        self._inside = QWidget(self)
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE // 2)
        column.addWidget(self._inside)
        self._inside.setVisible(not is_folded)
        self._fill(found)

    def _head(self, *, is_folded: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self.fold = FlatButton("", self, name="neighbours-fold")
        self.fold.setCheckable(True)
        self.fold.setChecked(not is_folded)
        self.fold.toggled.connect(self._toggle)
        title = PlainLabel(_("Neighbours"), self, size="heading", strong=True)
        title.setObjectName("neighbours-title")
        row.addWidget(title, 1)
        row.addWidget(self.fold)
        self._name_fold()
        return row

    def _toggle(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._name_fold()
        self.folded.emit(not is_open)

    def _name_fold(self) -> None:
        is_open = self.fold.isChecked()
        self.fold.set_text(_("Hide") if is_open else _("Show"))
        self.fold.setAccessibleName(_("Hide neighbours") if is_open else _("Show neighbours"))

    def _fill(self, found: Neighbours) -> None:
        if found.is_alone:
            self._say(_("No other application has anything in common with this one."))
        self._each(found.cases, self._case)
        if found.evidence:
            self._title(_("The same files elsewhere"))
            self._each(found.evidence, self._shared)
        if found.texts:
            self._title(_("Texts that are nearly the same"))
            self._each(found.texts, self._alike)
            self._say(
                _("This is a hint only: colleagues of one project may have written together.")
            )
        if found.unread:
            words = ngettext("The texts of {count} application are still being read.",
                             "The texts of {count} applications are still being read.",
                             found.unread)  # fmt: skip
            self._say(words.format(count=found.unread))

    def _each(self, items: tuple[Item, ...], add: Callable[[Item], None]) -> None:
        for item in items[:MOST]:
            add(item)
        more = len(items) - MOST
        if more > 0:
            self._say(ngettext("{count} more", "{count} more", more).format(count=more))

    def _case(self, case: Neighbour) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        link = self._link(str(case.case), f"neighbour-{case.case}")
        link.clicked.connect(lambda: self.case_requested.emit(str(case.case)))
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(Chip(status_word(case.status), TONES[case.status], self._inside))
        self.column.addLayout(row)
        words = {
            Relation.PROJECT: _("same project"), Relation.SCHOOL: _("same school"),
            Relation.APPLICANT: _("same applicant"),
        }  # fmt: skip
        names = (case.title, case.applicant, case.school)
        known = " · ".join(dict.fromkeys(name for name in names if name))
        self._say(f"{known} · {', '.join(words[each] for each in case.relations)}")

    def _shared(self, shared: SharedEvidence) -> None:
        evidence = next((e for e in self._form.evidence if e.id == shared.evidence), None)
        if evidence is None:
            return
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        link = self._link(evidence_name(evidence), f"neighbour-evidence-{shared.evidence}")
        link.clicked.connect(lambda: self.evidence_requested.emit(str(shared.evidence)))
        row.addWidget(link)
        row.addStretch(1)
        self.column.addLayout(row)
        names = ", ".join(str(held.case) for held in shared.elsewhere[:MOST])
        self._say(_("also in {cases}").format(cases=names))

    def _alike(self, text: AlikeText) -> None:
        self._say(alike_words(text), tone="")
        row = QHBoxLayout()
        link = self._link(_("Side by side"), f"alike-{text.answer}-{text.case}")
        link.clicked.connect(lambda: self.alike_requested.emit(text))
        link.setAccessibleName(_("Side by side") + f": {alike_words(text)}")
        row.addWidget(link)
        row.addStretch(1)
        self.column.addLayout(row)

    def _link(self, text: str, name: str) -> LinkButton:
        return LinkButton(text.replace("&", "&&"), self._inside, name=name)

    def _title(self, text: str) -> None:
        self.column.addSpacing(SPACE // 2)
        self.column.addWidget(PlainLabel(text, self._inside, strong=True, wrap=True))

    def _say(self, text: str, tone: str = "muted") -> None:
        label = PlainLabel(breakable(text), self._inside, tone=tone, size="small", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)


def alike_words(text: AlikeText) -> str:
    """Say how much of an answer also stands elsewhere, and in whose."""
    words = ngettext(
        "Answer {answer}: {common} of {count} sentence also stands in {case} ({applicant}).",
        "Answer {answer}: {common} of {count} sentences also stand in {case} ({applicant}).",
        text.sentences,
    )
    return words.format(
        answer=text.criterion or text.answer, common=text.common, count=text.sentences,
        case=text.case, applicant=text.applicant,
    )  # fmt: skip
