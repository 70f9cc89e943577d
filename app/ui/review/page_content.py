"""What stands on the page of a tab, in which order; how it looks is the writer's matter."""

from collections.abc import Sequence

from app.models.application import Answer, Application, HeadDeclaration
from app.models.identifiers import EvidenceId
from app.models.scheme import Scheme
from app.ui.review.page_writer import PageWriter, Voice
from app.ui.review.tabs import GATES, Tab, named_evidence
from app.wording import _, date_text, ngettext, pick

ADDRESS = "evidence:"
"""Beginning of a link's address; behind it stands the place in ``named``."""

LONGEST_PAGE = 60_000
"""Characters of a tab that are shown: forty times a usual answer, laid out in a tenth second."""

COST_OF_PARAGRAPH = 50
"""What an answer takes of that room beside its letters."""


class PageContent:
    """Writes tabs of one application; ``named`` are the ids that its links lead to.

    ``passages``: each answer's id with the first and last place of its words.
    """

    def __init__(self, writer: PageWriter, form: Application, scheme: Scheme) -> None:
        self.named: list[str] = []
        self.passages: list[tuple[str, int, int]] = []
        self._writer = writer
        self._room = LONGEST_PAGE
        self._form = form
        self._names = {str(leaf.id): pick(leaf.names) for leaf in scheme.leaves}

    def write(self, tab: Tab) -> None:
        """Write heading, questions, answers and evidence of a tab."""
        self._writer.paragraph(tab.heading, Voice.HEADING)
        if tab.is_unanswered:
            for question in tab.questions:
                self._writer.paragraph(question, Voice.QUESTION)
            self._unanswered()
        for number, answer in enumerate(tab.answers):
            if self._room <= 0:
                self._left_out(len(tab.answers) - number)
                break
            self._question(tab, answer, "".join(tab.questions[number : number + 1]))
            self._answer(answer)
        if tab.id == GATES and self._form.head_declaration is not None:
            self._declaration(self._form.head_declaration)

    def _question(self, tab: Tab, answer: Answer, scheme_question: str) -> None:
        if tab.id == GATES and answer.criterion in self._names:
            self._writer.paragraph(self._names[answer.criterion], Voice.STATEMENT)
        if question := answer.question or scheme_question:
            shown = question[: self._room]
            self._room -= len(shown)
            self._writer.paragraph(shown, Voice.QUESTION)

    def _left_out(self, count: int) -> None:
        """Say how many answers have no room: thousands of them would hold up the window."""
        words = ngettext(
            "{count} more answer is not shown here; the file has it.",
            "{count} more answers are not shown here; the file has them.",
            count,
        )
        self._writer.paragraph(words.format(count=count), Voice.WARNING)

    def _answer(self, answer: Answer) -> None:
        first = self._writer.place
        self._words_of(answer)
        self.passages.append((answer.id, first, self._writer.place))
        self._evidence(answer.evidence)

    def _words_of(self, answer: Answer) -> None:
        if answer.text.strip():
            self._text(answer.text)
        elif not answer.statements:
            self._unanswered()
        for statement, text in answer.statements.items():
            self._writer.paragraph(self._names.get(statement, statement), Voice.STATEMENT)
            self._text(text)
        if answer.plan:
            self._writer.paragraph(_("Plan for the next two years"), Voice.STATEMENT)
            self._text(answer.plan)

    def _text(self, text: str) -> None:
        shown = text[: max(0, self._room)]
        self._room -= len(shown) + COST_OF_PARAGRAPH
        self._writer.answer(shown, self._form.text_format)
        self._left_letters(len(text) - len(shown))

    def _left_letters(self, left: int) -> None:
        """Say how many characters have no room."""
        if left:
            words = ngettext(
                "{count} more character is not shown here; the file has it.",
                "{count} more characters are not shown here; the file has them.",
                left,
            )
            self._writer.paragraph(words.format(count=left), Voice.WARNING)

    def _unanswered(self) -> None:
        self._writer.paragraph(_("The applicant left this unanswered."), Voice.WARNING)

    def _declaration(self, declaration: HeadDeclaration) -> None:
        self._writer.paragraph(_("Declaration of the head"), Voice.STATEMENT)
        parts = [declaration.signed_by or ""]
        if declaration.signed_on:
            parts.append(date_text(declaration.signed_on))
        signed = ", ".join(part for part in parts if part)
        if signed:
            self._writer.paragraph(_("Signed: {who}").format(who=signed), Voice.QUESTION)
        if declaration.evidence is None:
            self._writer.paragraph(_("No signed declaration is attached."), Voice.WARNING)
        else:
            self._evidence((declaration.evidence,))

    def _evidence(self, ids: Sequence[EvidenceId]) -> None:
        found = named_evidence(self._form, tuple(ids))
        self._room -= COST_OF_PARAGRAPH * len(found)
        links = []
        for evidence in found:
            links.append((evidence, f"{ADDRESS}{len(self.named)}"))
            self.named.append(evidence.id)
        self._writer.evidence(links, missing=len(set(ids)) - len({each.id for each in found}))
