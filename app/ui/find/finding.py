"""Finding from the window: what Ctrl+F and Ctrl+Shift+F open, and going to what was found."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.models.case import Submission
from app.models.finding import Line, Where
from app.models.identifiers import CaseId
from app.ui.find.finder import Finder
from app.ui.find.here import Answered, HereTexts
from app.ui.find.indexer import Indexer

if TYPE_CHECKING:
    from app.models.scheme import Scheme
    from app.ui.find.everywhere_sheet import EverywhereSheet
    from app.ui.find.pane import FindPane
    from app.ui.find.question import Question
    from app.ui.sitting import Opened, Shown
    from app.ui.window import MainWindow

RENEW_AFTER = 700
"""Milliseconds after more was indexed until what is shown is found anew."""


class Finding(QObject):
    """Holds the pane, the index and the thread that finds; widgets are made when first opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.indexer = Indexer(window.desk, self)
        self.finder = Finder(self)
        self.pane: FindPane | None = None
        self._here = HereTexts()
        self._question: Question | None = None
        self._sheet: EverywhereSheet | None = None
        self._wanted: tuple[CaseId, Line] | None = None
        self._back_to: QWidget | None = None
        self._renew = QTimer(self)
        self._renew.setSingleShot(True)
        self._renew.setInterval(RENEW_AFTER)
        self._renew.timeout.connect(self._find_again)
        self.indexer.progressed.connect(lambda _state: self._renew.start())
        window.case.case_shown.connect(self._case_shown)
        window.case.evidence.opened.connect(lambda _evidence: self.indexer.go_on())

    @property
    def is_idle(self) -> bool:
        """Tell whether everything asked was answered and the index is as true as it will be."""
        return self.finder.is_idle and self.indexer.is_idle

    def close(self) -> None:
        """End both threads."""
        self._renew.stop()
        self.indexer.close()
        self.finder.close()

    # In this application

    def find(self) -> None:
        """Find in the nearest scope: the file where the keyboard is, else the application."""
        case, focus = self._window.case, self._window.focusWidget()
        inside = focus is not None and case.evidence.isAncestorOf(focus)
        bar = case.evidence.document.find_bar
        if inside and bar.isVisible() and bar.field.hasFocus():
            self.find_here(bar.field.text())
        elif inside and case.evidence.document.viewers.can_find:
            case.find()
        else:
            self.find_here()

    def find_here(self, words: str = "") -> None:
        """Open the list of places in the application shown."""
        if self._desk.case is None:
            return
        self._back_to = self._window.focusWidget()
        pane = self._made_pane()
        self._window.side.show_find(pane)
        self._window.columns.lend_side(lent=True)
        pane.open_pane(words)
        submission, index = self._desk.case.judgement.submission, self.indexer.index
        self.finder.ask("prepare", lambda: self._here.prepare(index, submission), _nothing)
        self._find_again()

    def close_here(self) -> None:
        """Show the queue again, and forget the marks."""
        if self.pane is None or not self._window.side.is_finding:
            return
        held = self.pane.isAncestorOf(self._window.focusWidget() or self._window)
        self._window.side.show_queue()
        self._window.columns.lend_side(lent=False)
        self._window.case.description.page.setExtraSelections([])
        back = self._back_to
        if held and back is not None and back.isVisible():
            back.setFocus()

    def _made_pane(self) -> "FindPane":
        from app.ui.find.pane import FindPane  # noqa: PLC0415  when first opened

        if self.pane is None:
            self.pane = FindPane(self._window)
            self.pane.asked.connect(self._find)
            self.pane.went.connect(self.go_to)
            self.pane.closed.connect(self.close_here)
            self.pane.everywhere_wanted.connect(self.find_everywhere)
        return self.pane

    def _find_again(self) -> None:
        if self.pane is not None and self._window.side.is_finding:
            self._find(self.pane.field.text(), self.pane.list.place)
        if self._sheet is not None:
            self._sheet.renew()

    def _find(self, words: str, current: int = 0) -> None:
        case, pane = self._desk.case, self.pane
        if case is None or pane is None:
            return
        self._window.case.flush()
        if not words.strip():
            self.finder.forget("here")
            pane.show_nothing()
            return
        submission, scores = case.judgement.submission, dict(self._desk.scores)
        index = self.indexer.index
        self.finder.ask(
            "here", lambda: self._here.find(index, submission, scores, words),
            lambda answer: self._show(submission, answer, current),
        )  # fmt: skip

    def _show(self, submission: Submission, answer: Answered, current: int) -> None:
        from app.ui.find.words import count_here, rows_here  # noqa: PLC0415  when first asked

        case = self._desk.case
        if self.pane is None or case is None or case.judgement.submission != submission:
            return
        scheme = case.judgement.scheme
        rows = rows_here(answer.found, submission, scheme, answer.unread)
        self.pane.show_found(rows, count_here(answer.found, answer.waiting), current)

    def go_to(self, line: Line) -> None:
        """Show a place of the application that is shown."""
        case = self._window.case
        match line.where:
            case Where.FACTS:
                case.description.show_tab("facts")
            case Where.ANSWER:
                self._go_to_answer(line)
            case Where.EVIDENCE:
                case.evidence.show_found(line.place, line.page, line.found)
            case Where.COMMENT:
                case.scores.show_comment(line.place, line.found)

    def _go_to_answer(self, line: Line) -> None:
        from app.ui.find.answer_marks import mark_found  # noqa: PLC0415
        from app.ui.find.words import tab_of  # noqa: PLC0415

        case = self._desk.case
        if case is not None:
            form, scheme = case.judgement.submission.application, case.judgement.scheme
            description = self._window.case.description
            description.show_tab(tab_of(form, scheme, line.place))
            mark_found(description.page, line)

    # In all applications

    def find_everywhere(self, words: str = "") -> None:
        """Open the sheet that finds in all applications, as it was left."""
        from app.ui.find.everywhere_sheet import EverywhereSheet  # noqa: PLC0415
        from app.ui.find.question import Question  # noqa: PLC0415

        question = self._question or Question()
        if words.strip():
            question = question.asking(words)
        sheet = EverywhereSheet(
            self._window.errands.host, self.finder, self.indexer, self._window.queue.rows(),
            self._desk.evaluator, question, _schemes(self._desk.facts),
        )  # fmt: skip
        sheet.chosen.connect(self.open_at)
        sheet.closed.connect(self._sheet_closed)
        self._window.errands.show_sheet(sheet)
        self._sheet = sheet

    def _sheet_closed(self) -> None:
        if self._sheet is not None:
            self._question = self._sheet.question()
            self._sheet = None

    def open_at(self, case: CaseId, line: Line) -> None:
        """Show a case at a place."""
        if self._sheet is not None:
            self._sheet.close_sheet()
        shown = self._desk.case
        if shown is not None and shown.ref.case == case:
            self.go_to(line)
        else:
            self._wanted = (case, line)
            self._window.show_case(case)

    def _case_shown(self, shown: "Shown") -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == shown.ref.case:
            # The columns have just been filled; the place is gone to once they are laid out.
            QTimer.singleShot(0, self, lambda: self.go_to(wanted[1]))
        if self.pane is not None and self._window.side.is_finding:
            self._find(self.pane.field.text())

    # In the queue

    def find_in_queue(self, text: str) -> None:
        """Find words of the queue's filter in forms and evidence too."""
        index = self.indexer.index

        def work() -> dict[str, frozenset[str]]:
            from app.casework.finding import cases_with  # noqa: PLC0415  on this thread

            return cases_with(index, text) if index is not None else {}

        self.finder.ask("queue", work, lambda evidence: self._find_in_forms(text, evidence))

    def _find_in_forms(self, text: str, evidence: dict[str, frozenset[str]]) -> None:
        from app.ui import tasks  # noqa: PLC0415

        self._desk.read(
            lambda casebook: tasks.found_in_forms(casebook, text, evidence),
            lambda found: self._window.queue.add_found(text, found), key="search",
        )  # fmt: skip


def _nothing(_none: object) -> None:
    """Texts are prepared; nobody waits for it."""


def _schemes(facts: "Opened | None") -> "dict[str, Scheme]":
    return {str(name): each for name, each in facts.schemes.items()} if facts else {}
