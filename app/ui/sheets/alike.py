"""Two answers side by side, with the sentences that both have; a hint, never a verdict."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.case import Submission
from app.models.neighbours import AlikeText
from app.ui.review.neighbours_part import alike_words
from app.ui.review.sentence_view import SentenceView
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, Sheet
from app.wording import _


class AlikeSheet(Sheet):
    """Shows this application's answer and the other one. ``case_wanted(id)`` opens the other."""

    case_wanted = Signal(str)

    def __init__(self, host: QWidget, submission: Submission, text: AlikeText) -> None:
        super().__init__(host, _("Side by side"), width=1080, name="alike")
        self.body.addWidget(PlainLabel(alike_words(text), self, wrap=True))
        self.body.addWidget(PlainLabel(
            _("This is a hint only: colleagues of one project may have written together."), self,
            tone="muted", wrap=True))  # fmt: skip
        form = submission.application
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        sides = (
            (submission.case, form.applicant.name, form.school.name, text.mine, "alike-mine"),
            (text.case, text.applicant, text.school, text.theirs, "alike-theirs"),
        )
        for column, (case, applicant, school, sentences, name) in enumerate(sides):
            head = " · ".join(part for part in (str(case), applicant, school) if part)
            grid.addWidget(PlainLabel(head, self, strong=True, wrap=True), 0, column)
            view = SentenceView(name, self)
            view.setAccessibleName(head)
            view.setMinimumHeight(360)
            view.show_sentences(sentences)
            grid.addWidget(view, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)
        holder = QWidget(self)
        holder.setLayout(grid)
        self.body.addWidget(holder, 1)
        other = PlainButton(_("Show {case}").format(case=text.case), self, name="alike-other")
        other.clicked.connect(lambda: self._open(str(text.case)))
        self.footer.insertWidget(0, other)

    def _open(self, case: str) -> None:
        self.close_sheet()
        self.case_wanted.emit(case)
