"""Finding in all applications: words, what narrows them, and the places grouped by case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.models.case import QueueRow, Status
from app.models.finding import IndexState
from app.ui.find.finder import Finder
from app.ui.find.found_list import FoundList
from app.ui.find.indexer import Indexer
from app.ui.find.question import PARTS, Question
from app.ui.queue.words import status_word
from app.ui.theme import SPACE
from app.ui.widgets import EmptyState, PlainLabel, SearchField, Sheet
from app.wording import _, pick

if TYPE_CHECKING:
    from app.casework.finding import FoundEverywhere
    from app.models.scheme import Scheme

PAUSE = 200
"""Milliseconds after the last letter before anything is looked for."""


class EverywhereSheet(Sheet):
    """Tells ``chosen(case, line)`` when a place is to be opened."""

    chosen = Signal(str, object)

    def __init__(
        self, host: QWidget, finder: Finder, indexer: Indexer, rows: Sequence[QueueRow],
        evaluator: str, question: Question, schemes: "dict[str, Scheme] | None" = None,
    ) -> None:  # fmt: skip
        super().__init__(host, _("Find in all applications"), width=760, name="everywhere")
        self._finder, self._indexer, self._evaluator = finder, indexer, evaluator
        self._rows, self._question = rows, question
        self._by_case = {str(row.id): row for row in rows}
        self._finding: object = None
        self.field = SearchField(_("Words, “a phrase”, or a beginning*"), self, delay=PAUSE)
        self.field.setObjectName("everywhere-field")
        self.field.installEventFilter(self)
        self.scheme = self._choice("everywhere-scheme", _("Label"), _("All labels"))
        self.status = self._choice("everywhere-status", _("State"), _("All states"))
        self.year = self._choice("everywhere-year", _("Year"), _("All years"))
        self.parts = {name: self._part(name, words) for name, words in _parts().items()}
        self.list = FoundList("everywhere-list", _("Places found"), self)
        self.empty = EmptyState("", "", self)
        self.stack = QStackedWidget(self)
        self.count = PlainLabel("", self, tone="muted", size="small")
        self.count.setObjectName("everywhere-count")
        self.progress = PlainLabel("", self, tone="muted", size="small")
        self.progress.setObjectName("everywhere-progress")
        self._fill(schemes or {})
        self._lay_out()
        self._connect()
        self._show_nothing()
        self.find()

    def question(self) -> Question:
        """Return what is asked, to come back to."""
        return replace(self._asked(), place=max(0, self.list.place))

    def renew(self) -> None:
        """Find anew: more was indexed."""
        self._question = self.question()
        self.find()

    def find(self) -> None:  # type: ignore[override]
        """Look for what is asked."""
        question, index = self._asked(), self._indexer.index
        if not question.words.strip() or index is None:
            self._finder.forget("everywhere")
            self._show_nothing()
            return
        rows = [row for row in self._rows if question.fits(row)]

        def work() -> "tuple[FoundEverywhere, IndexState]":
            from app.casework.finding import Everywhere  # noqa: PLC0415  on this thread

            if not isinstance(self._finding, Everywhere):
                self._finding = Everywhere(index)
            found = self._finding.find(
                question.words, rows, self._evaluator, question.kinds, typing=True
            )
            return found, index.state()

        self._finder.ask("everywhere", work, self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from place to place while one types."""
        if watched is self.field and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in steps:
                self.list.step(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _asked(self) -> Question:
        return Question(
            self.field.text(), self.scheme.currentData() or "", self.status.currentData() or "",
            self.year.currentData() or 0,
            frozenset(name for name, button in self.parts.items() if button.isChecked()),
        )  # fmt: skip

    def _show(self, answer: "tuple[FoundEverywhere, IndexState]") -> None:
        from app.ui.find.words import (  # noqa: PLC0415  when first asked
            count_everywhere,
            index_words,
            rows_everywhere,
        )

        found, state = answer
        rows = rows_everywhere(found.cases, self._by_case)
        self.list.show_rows(rows, self._question.place)
        self._question = replace(self._question, place=0)
        self.empty.say(_("Not found"), _("Try fewer words, a beginning with *, or fewer filters."))
        self.stack.setCurrentWidget(self.list if rows else self.empty)
        self.count.set_text(count_everywhere(found.total, len(found.cases)))
        self.progress.set_text(index_words(state))

    def _show_nothing(self) -> None:
        self.list.show_rows(())
        self.empty.say(
            _("Find in all applications"),
            _("An application is found when it has every word, wherever: in names and facts, "
              "answers, the text of evidence, or your comments."),
        )  # fmt: skip
        self.stack.setCurrentWidget(self.empty)
        self.count.set_text("")

    def _choice(self, name: str, label: str, every: str) -> QComboBox:
        made = QComboBox(self)
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.addItem(every, None)
        return made

    def _part(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"everywhere-{name}")
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.setChecked(name in self._question.parts)
        return button

    def _fill(self, schemes: "dict[str, Scheme]") -> None:
        """Offer what there is among the applications, and what was asked last time."""
        for scheme in sorted({row.scheme for row in self._rows}):
            known = schemes.get(scheme)
            self.scheme.addItem(pick(known.names) if known else scheme, scheme)
        there = {row.status for row in self._rows}
        for status in (each for each in Status if each in there):
            self.status.addItem(status_word(status), status.value)
        for year in sorted({row.submitted_at.year for row in self._rows}, reverse=True):
            self.year.addItem(str(year), year)
        asked = self._question
        for choice, value in (
            (self.scheme, asked.scheme), (self.status, asked.status), (self.year, asked.year),
        ):  # fmt: skip
            choice.setCurrentIndex(max(0, choice.findData(value) if value else 0))
        self.field.setText(asked.words)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(SPACE)
        for choice in (self.scheme, self.status, self.year):
            filters.addWidget(choice)
        filters.addStretch(1)
        for button in self.parts.values():
            filters.addWidget(button)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.field)
        self.body.addLayout(filters)
        self.body.addWidget(self.count)
        self.body.addWidget(self.stack, 1)
        self.footer.insertWidget(0, self.progress)

    def _connect(self) -> None:
        self.field.asked.connect(lambda _words: self.find())
        self.field.returnPressed.connect(self.list.choose_current)
        for choice in (self.scheme, self.status, self.year):
            choice.currentIndexChanged.connect(lambda _index: self.find())
        for button in self.parts.values():
            button.toggled.connect(lambda _on: self.find())
        self.list.chosen.connect(lambda target: self.chosen.emit(*target))
        self.list.left.connect(self.field.setFocus)
        self._indexer.progressed.connect(self._progressed)
        self._indexer.changed.connect(self._forget_holders)

    def _progressed(self, state: IndexState) -> None:
        from app.ui.find.words import index_words  # noqa: PLC0415

        self.progress.set_text(index_words(state))

    def _forget_holders(self) -> None:
        self._finding = None


def _parts() -> dict[str, str]:
    words = {
        "answers": _("Answers and facts"), "evidence": _("Evidence"), "comments": _("Comments"),
    }  # fmt: skip
    return {name: words[name] for name in PARTS}
