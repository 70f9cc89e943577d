"""What stands on the page of a tab while two submissions are compared."""

from collections.abc import Sequence

from app.models.application import Answer, Application, Evidence
from app.models.comparison import AnswerDifference, Change, Comparison, PartDifference, Passage
from app.models.identifiers import EvidenceId
from app.models.scheme import Scheme
from app.ui.review.difference_words import answer_summary
from app.ui.review.difference_writer import DifferenceWriter
from app.ui.review.page_content import COST_OF_PARAGRAPH, PageContent
from app.ui.review.page_writer import Voice
from app.ui.review.tabs import Tab, evidence_name
from app.wording import _


class DifferenceContent(PageContent):
    """Writes a tab's answers with what changed since the earlier submission."""

    def __init__(
        self, writer: DifferenceWriter, form: Application, scheme: Scheme, comparison: Comparison
    ) -> None:
        super().__init__(writer, form, scheme)
        self._differences = writer
        self._comparison = comparison
        self._answers = {
            (each.answer, each.criterion): each
            for each in comparison.answers if each.change is not Change.GONE
        }  # fmt: skip
        self._sections = {
            each.id: {each.id, *(str(leaf.id) for leaf in each.sub)} for each in scheme.criteria
        }

    def write(self, tab: Tab) -> None:
        """Write the tab, then the answers that are gone from it."""
        ids = self._sections.get(tab.id, {tab.id})
        with self._differences.at_once():
            super().write(tab)
            for each in self._comparison.answers:
                if each.change is Change.GONE and each.criterion in ids:
                    self._gone(each)

    def _answer(self, answer: Answer) -> None:
        found = self._answers.get((answer.id, answer.criterion))
        if found is None:
            super()._answer(answer)
            return
        self._differences.note(answer_summary(found, self._comparison.against))
        if found.change is Change.SAME:
            super()._answer(answer)
            return
        if found.question_before:
            before = _("The question was: {question}").format(question=found.question_before)
            self._differences.note(before[: max(0, self._room)])
        first = self._writer.place
        for part in found.parts:
            self._part(part, answer)
        self.passages.append((answer.id, first, self._writer.place))
        self._evidence(answer.evidence)
        self._changed_names(found)

    def _gone(self, found: AnswerDifference) -> None:
        if self._room <= 0:
            return
        self._room -= COST_OF_PARAGRAPH
        if found.question:
            self._writer.paragraph(found.question[: max(0, self._room)], Voice.QUESTION)
        self._differences.note(answer_summary(found, self._comparison.against))
        for part in found.parts:
            self._part(part, None)

    def _part(self, part: PartDifference, answer: Answer | None) -> None:
        if part.name == "plan":
            self._writer.paragraph(_("Plan for the next two years"), Voice.STATEMENT)
        elif part.name:
            self._writer.paragraph(self._names.get(part.name, part.name), Voice.STATEMENT)
        if part.difference.too_long:
            text = _("The text is too long to be compared word by word; it is not the same.")
            self._writer.paragraph(text, Voice.WARNING)
            self._text(_text_of(answer, part.name))
            return
        passages = part.difference.passages
        for number, passage in enumerate(passages):
            if self._room <= 0:
                self._cut(passages[number:])
                return
            self._room -= sum(len(run.text) for run in passage.runs) + COST_OF_PARAGRAPH
            self._differences.passage(passage)

    def _cut(self, left: Sequence[Passage]) -> None:
        """Say how much has no room, in the words that the plain page has for it."""
        letters = sum(len(run.text) for passage in left for run in passage.runs)
        self._left_letters(letters)

    def _changed_names(self, found: AnswerDifference) -> None:
        for words, evidence in (
            (_("Named here only now: {names}"), found.evidence_new),
            (_("No longer named here: {names}"), found.evidence_gone),
        ):
            if evidence:
                self._differences.note(words.format(names=_names(evidence)))

    def _evidence(self, ids: Sequence[EvidenceId]) -> None:
        if self._room > -COST_OF_PARAGRAPH:
            super()._evidence(ids)


def _names(evidence: Sequence[Evidence]) -> str:
    return " · ".join(evidence_name(each) for each in evidence[:12])


def _text_of(answer: Answer | None, part: str) -> str:
    if answer is None:
        return ""
    if part == "plan":
        return answer.plan or ""
    return answer.statements.get(part, "") if part else answer.text
