"""The description column: a tab of facts, and a tab of answers per criterion."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models.assessment import Eligibility
from app.models.case import Submission
from app.models.comparison import Comparison
from app.models.scheme import Scheme
from app.ui.review.answer_page import AnswerPage
from app.ui.review.facts_view import FactsView
from app.ui.review.tab_strip import TabStrip
from app.ui.review.tabs import FACTS, Tab, tabs
from app.wording import _

if TYPE_CHECKING:
    from app.ui.review.difference_page import DifferencePage


@dataclass(frozen=True, slots=True)
class DescriptionPlace:
    """Where one was in the description: tab and scroll."""

    tab: str = FACTS
    scroll: int = 0


class DescriptionPane(QWidget):
    """Shows a submission. Evidence links and answers to eligibility rules come out as signals.

    ``plain_wanted``: something is to be shown that stands on the answers as they are.
    ``page_made(AnswerPage)``: there is one more page of answers, that of differences.

    ``tab_actions`` carry Alt+1–9; the window may put them into a menu.
    """

    evidence_requested = Signal(str)
    rule_answered = Signal(str, bool, str)
    tab_changed = Signal(str)
    plain_wanted = Signal()
    page_made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("description-pane")
        self.setAccessibleName(_("Description"))
        self.setProperty("kind", "panel")
        self.strip = TabStrip(self)
        self.facts = FactsView(self)
        self.page = AnswerPage(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.facts)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self._tabs: tuple[Tab, ...] = ()
        self._comparison: Comparison | None = None
        self._differences: DifferencePage | None = None
        self._submission: Submission | None = None
        self._scheme: Scheme | None = None
        self.tab_actions = [self._tab_action(number) for number in range(9)]
        self.strip.currentChanged.connect(self._show)
        self.page.evidence_requested.connect(self.evidence_requested)
        self.facts.rule_answered.connect(self.rule_answered)

    def show_application(
        self,
        submission: Submission,
        scheme: Scheme,
        eligibility: Eligibility | None,
        submissions: int = 1,
        *,
        read_only: bool = False,
    ) -> None:
        """Show a case from its first tab; ``submissions`` is how many there are of it.

        ``read_only``: rules that need a person are shown and cannot be answered.
        """
        self._submission, self._scheme = submission, scheme
        self._comparison = None
        self.facts.read_only = read_only
        self._tabs = tabs(scheme, submission.application)
        self.facts.show_facts(submission, scheme, eligibility, submissions)
        self.strip.blockSignals(True)
        self.strip.show_names([tab.name for tab in self._tabs], [tab.heading for tab in self._tabs])
        self.strip.blockSignals(False)
        for number, action in enumerate(self.tab_actions):
            is_there = number < len(self._tabs)
            action.setVisible(is_there)
            action.setEnabled(is_there)
            action.setText(self._tabs[number].name.replace("&", "&&") if is_there else "")
        self._show(0)

    def show_eligibility(self, eligibility: Eligibility, submissions: int = 1) -> None:
        """Show the rules' answers anew, as after a tick."""
        if self._submission and self._scheme:
            self.facts.show_facts(self._submission, self._scheme, eligibility, submissions)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the answers against an earlier submission, or as they are; the place is kept."""
        if comparison == self._comparison:
            return
        place, self._comparison = self.state(), comparison
        if comparison is not None:
            self._difference_page().use(comparison)
        self._show(self.strip.currentIndex())
        self.restore(place)

    def _difference_page(self) -> "DifferencePage":
        """Return the page that shows differences; made when it is first wanted."""
        if self._differences is None:
            from app.ui.review.difference_page import DifferencePage  # noqa: PLC0415

            self._differences = DifferencePage(self)
            self._differences.evidence_requested.connect(self.evidence_requested)
            self._stack.addWidget(self._differences)
            self.page_made.emit(self._differences)
        return self._differences

    @property
    def reading(self) -> AnswerPage:
        """The page of answers that is shown: as they are, or with their differences."""
        if self._comparison is not None and self._differences is not None:
            return self._differences
        return self.page

    def show_tab(self, tab: str) -> None:
        """Go to a tab by its id: ``facts``, a criterion's id, ``gates`` or ``other``."""
        ids = self.tab_ids()
        if tab in ids:
            self.strip.setCurrentIndex(ids.index(tab))

    def show_leaf(self, leaf: str) -> None:
        """Go to the tab in which the applicant answers to this leaf."""
        if self._scheme is None:
            return
        for criterion in self._scheme.criteria:
            if leaf == criterion.id or leaf in {str(each.id) for each in criterion.sub}:
                self.show_tab(criterion.id)

    def show_answer(self, answer: str) -> None:
        """Go to the tab on which an answer stands."""
        for tab in self._tabs:
            if answer in {each.id for each in tab.answers}:
                self.show_tab(tab.id)

    def tab_ids(self) -> tuple[str, ...]:
        """Return the ids of the tabs as they stand."""
        return tuple(tab.id for tab in self._tabs)

    def state(self) -> DescriptionPlace:
        """Return where one is, to come back to."""
        index = self.strip.currentIndex()
        if not 0 <= index < len(self._tabs):
            return DescriptionPlace()
        return DescriptionPlace(self._tabs[index].id, self._area().verticalScrollBar().value())

    def restore(self, place: DescriptionPlace) -> None:
        """Go back to a place; a tab that no longer exists is left out."""
        self.show_tab(place.tab)
        if place.tab == FACTS:
            self.facts.scroll_to(place.scroll)
        else:
            bar = self.reading.verticalScrollBar()
            QTimer.singleShot(0, self, lambda: bar.setValue(place.scroll))

    def _area(self) -> FactsView | AnswerPage:
        return self.facts if self._stack.currentWidget() is self.facts else self.reading

    def _show(self, index: int) -> None:
        if not 0 <= index < len(self._tabs) or not self._submission or not self._scheme:
            return
        tab = self._tabs[index]
        if tab.id == FACTS:
            self._stack.setCurrentWidget(self.facts)
        else:
            self.reading.show_tab(tab, self._submission.application, self._scheme)
            self._stack.setCurrentWidget(self.reading)
        self.tab_changed.emit(tab.id)

    def _tab_action(self, number: int) -> QAction:
        action = QAction(self)
        action.setObjectName(f"tab-{number + 1}")
        action.setShortcut(QKeySequence(f"Alt+{number + 1}"))
        action.triggered.connect(lambda: self.strip.setCurrentIndex(number))
        self.addAction(action)
        return action
