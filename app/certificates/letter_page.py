"""The letter as it is printed, in words: every sentence said, every date and number written.

Pure text: the press only lays it out (``letter_paper``).
"""

from collections.abc import Iterator

from app.certificates.letter_words import (
    closing,
    greeting,
    headings,
    next_steps,
    notes,
    opening,
    points_of,
    total_row,
)
from app.models.letter import LetterContent, LetterPart, LetterRow, PageRow, PageSection
from app.models.message import message
from app.wording import points_text, say


def page_of(content: LetterContent) -> LetterPart:
    """Return the letter's words in its language, in reading order."""
    words, first, language = headings(content.language), opening(content), content.language
    dated, *signed = closing(content)
    result = say(message("Result"), language)
    return LetterPart(
        language=language,
        sender=content.organisation,
        address=tuple(filter(None, (content.recipient, content.school))),
        dated=dated,
        heading=first.heading,
        opening=tuple(filter(None, (greeting(content), first.sentence, content.own_words.strip()))),
        columns=(words.criterion, words.points_column, words.minimum, result),
        sections=tuple(_sections(content)),
        closing=tuple(signed),
        seal=say(
            message("This letter is sealed electronically: a PDF reader shows who signed it, and "
                    "that it is unchanged."),
            language,
        ),
        sample=say(message("Sample"), language) if content.is_sample else "",
    )  # fmt: skip


def _sections(content: LetterContent) -> Iterator[PageSection]:
    words, language = headings(content.language), content.language
    if content.explanation:
        yield PageSection("", items=tuple(say(each, language) for each in content.explanation))
    if content.reason.strip():
        yield PageSection(words.reason, paragraphs=(content.reason.strip(),))
    if content.rows:
        rows = [*content.rows, *total_row(content)]
        yield PageSection(words.points, rows=tuple(_row(row, language) for row in rows))
    if content.changes:
        changes = tuple(say(each, language) for each in content.changes)
        yield PageSection(words.changes, paragraphs=changes)
    yield PageSection(words.next, paragraphs=tuple(next_steps(content)))


def _row(row: LetterRow, language: str) -> PageRow:
    least = "" if row.minimum is None else points_text(row.minimum, language)
    known = row.minimum is not None and row.met is not None
    verdict = message("met") if row.met else message("not met")
    result = say(verdict, language) if known else ""
    cells = (row.name, points_of(row, language), least, result)
    note = "\n".join(notes(row, language))
    return PageRow(cells, row.met if known else None, note, row.is_group)
