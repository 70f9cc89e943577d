"""The part of Facts that says what changed since an earlier submission, and what was asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.application import Application
from app.models.comparison import Change, Comparison, EvidenceDifference, EvidenceState
from app.models.scheme import Scheme
from app.ui.review.difference_words import evidence_line, state_word
from app.ui.review.link_lines import Link, LinkLines
from app.ui.review.passages import breakable
from app.ui.review.remark_row import RemarkRow
from app.ui.review.tabs import FACTS, Tab, tabs
from app.ui.theme import SPACE
from app.ui.widgets import Chip, LinkButton, PlainButton, PlainLabel, Tone
from app.wording import _, ngettext, say

TONES = {
    EvidenceState.CHANGED: Tone.AMBER, EvidenceState.RENAMED: Tone.BLUE,
    EvidenceState.NEW: Tone.GREEN, EvidenceState.GONE: Tone.RED,
}  # fmt: skip
MOST = 60
"""Lines of one kind that are shown; more are counted."""


class ComparisonPart(QWidget):
    """Shows one comparison; every link and tick comes out as a signal."""

    remark_checked = Signal(str, bool)
    evidence_requested = Signal(str)
    tab_requested = Signal(str)
    against_chosen = Signal(int)
    submission_requested = Signal(int)

    def __init__(
        self, comparison: Comparison, form: Application, scheme: Scheme,
        parent: QWidget | None = None, *, read_only: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("comparison")
        self._comparison, self._form, self._scheme = comparison, form, scheme
        self._read_only = read_only
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 2 * SPACE)
        self.column.setSpacing(SPACE // 2)
        self._head()
        if comparison.is_same:
            text = _("Nothing differs: answers, evidence and facts are the same.")
            self.column.addWidget(PlainLabel(text, self, tone="muted", wrap=True))
        self._remarks()
        self._answers()
        self._evidence()
        self._facts()

    def _head(self) -> None:
        against = self._comparison.against
        title = _("Compared with submission {number}").format(number=against)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        label = PlainLabel(title, self, size="heading", strong=True, wrap=True)
        label.setObjectName("comparison-title")
        row.addWidget(label, 1)
        show = LinkButton(_("Show submission {number}").format(number=against), self,
                          name="comparison-show")  # fmt: skip
        show.clicked.connect(lambda: self.submission_requested.emit(against))
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        if len(self._comparison.earlier) > 1:
            self.column.addLayout(self._choices())

    def _choices(self) -> QHBoxLayout:
        """Offer every earlier submission; the one compared with is pressed."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(PlainLabel(_("Compare with:"), self, tone="muted", size="small"))
        for number in self._comparison.earlier:
            words = _("Submission {number}").format(number=number)
            button = PlainButton(words, self, name=f"compare-with-{number}")
            button.setProperty("kind", "filter")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(number == self._comparison.against)
            button.clicked.connect(lambda _on=False, n=number: self.against_chosen.emit(n))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _title(self, text: str) -> None:
        self.column.addSpacing(SPACE // 2)
        self.column.addWidget(PlainLabel(text, self, strong=True, wrap=True))

    def _remarks(self) -> None:
        if self._comparison.remarks:
            self._title(_("What the earlier decision asked for"))
        for remark in self._comparison.remarks:
            row = RemarkRow(remark, self._form, self._scheme, self, read_only=self._read_only)
            row.checked.connect(self.remark_checked)
            row.evidence_requested.connect(self.evidence_requested)
            self.column.addWidget(row)

    def _answers(self) -> None:
        """Name the tabs with changes as links, the others in one line."""
        found = [each for each in tabs(self._scheme, self._form) if each.id != FACTS]
        changed = [tab for tab in found if self._is_changed(tab)]
        if not changed:
            return
        self._title(_("Answers that changed"))
        links = LinkLines(
            [Link(tab.id, tab.name, f"comparison-tab-{tab.id}") for tab in changed], self
        )
        links.followed.connect(self.tab_requested)
        self.column.addWidget(links)

    def _is_changed(self, tab: Tab) -> bool:
        section = next((each for each in self._scheme.criteria if each.id == tab.id), None)
        ids = {tab.id, *(str(leaf.id) for leaf in section.sub)} if section else {tab.id}
        answers = {(each.id, each.criterion) for each in tab.answers}
        return any(
            each.change is not Change.SAME
            and ((each.answer, each.criterion) in answers or each.criterion in ids)
            for each in self._comparison.answers
        )

    def _evidence(self) -> None:
        found = [each for each in self._comparison.evidence if each.state is not EvidenceState.SAME]
        same = len(self._comparison.evidence) - len(found)
        if not found:
            return
        self._title(_("Evidence"))
        for each in found[:MOST]:
            self.column.addLayout(self._piece(each))
        more = len(found) - MOST
        if more > 0:
            self._small(ngettext("{count} more", "{count} more", more).format(count=more))
        if same:
            words = ngettext("{count} file or link is the same.",
                             "{count} files or links are the same.", same)  # fmt: skip
            self._small(words.format(count=same))

    def _piece(self, found: EvidenceDifference) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(
            Chip(state_word(found.state), TONES[found.state], self), 0, Qt.AlignmentFlag.AlignTop
        )
        name = evidence_line(found)
        if found.after is None:
            row.addWidget(PlainLabel(breakable(name), self, size="small", wrap=True), 1)
            return row
        key = str(found.after.id)
        link = LinkButton(name.replace("&", "&&"), self, name=f"comparison-evidence-{key}")
        link.clicked.connect(lambda: self.evidence_requested.emit(key))
        row.addWidget(link)
        row.addStretch(1)
        return row

    def _facts(self) -> None:
        if not self._comparison.facts:
            return
        self._title(_("Facts that changed"))
        for fact in self._comparison.facts[:MOST]:
            before = say(fact.before) if fact.before else _("not given")
            after = say(fact.after) if fact.after else _("not given")
            words = _("{field}: {before} → {after}").format(
                field=say(fact.label), before=before, after=after
            )
            self._small(words)

    def _small(self, text: str) -> None:
        label = PlainLabel(breakable(text), self, size="small", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
