"""What was found, in rows with headings and sentences."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from app.casework.finding import FoundHere
from app.documents import Kind, declared_kind
from app.documents.refusals import SENTENCES
from app.models.application import Application
from app.models.case import QueueRow, Submission
from app.models.finding import FoundCase, IndexState, Line, Unread, Where
from app.models.scheme import Scheme
from app.ui.evidence.words import file_name, grouped, visible
from app.ui.find.found_row import FoundRow, RowKind
from app.ui.queue.words import status_word, who
from app.ui.review.tabs import FACTS, tabs
from app.wording import _, ngettext, say


class Titles:
    """What the places of one application are called."""

    def __init__(self, form: Application, scheme: Scheme) -> None:
        self._evidence = {str(each.id): file_name(each) for each in form.evidence}
        self._tab = {answer.id: tab.heading for tab in tabs(scheme, form) for answer in tab.answers}

    def of(self, line: Line) -> str:
        """Return the heading under which a line stands."""
        match line.where:
            case Where.FACTS:
                return _("Facts")
            case Where.ANSWER:
                return self._tab.get(line.place, _("Other answers"))
            case Where.EVIDENCE:
                return self._evidence.get(line.place, line.place)
            case Where.COMMENT:
                return _("Comments")


def tab_of(form: Application, scheme: Scheme, answer: str) -> str:
    """Return the id of the tab that shows an answer."""
    for tab in tabs(scheme, form):
        if any(each.id == answer for each in tab.answers):
            return tab.id
    return FACTS


def rows_here(
    found: FoundHere, submission: Submission, scheme: Scheme, unread: Iterable[Unread]
) -> list[FoundRow]:
    """Return what was found in an application, and which of its files could not be searched."""
    titles = Titles(submission.application, scheme)
    rows: list[FoundRow] = []
    for title, group in groupby(found.lines, titles.of):
        lines = list(group)
        rows.append(FoundRow(RowKind.HEADING, title, note=str(len(lines))))
        rows += [_row(line, line) for line in lines]
    if found.is_cut:
        said = _("There are more places; another word finds fewer.")
        rows.append(FoundRow(RowKind.REMARK, said))
    return rows + list(_unread_rows(unread))


def rows_everywhere(cases: Iterable[FoundCase], queue: dict[str, QueueRow]) -> list[FoundRow]:
    """Return what was found, a heading for each case."""
    rows: list[FoundRow] = []
    for found in cases:
        row = queue[found.case]
        title = f"{row.title} · {who(row)}"
        rows.append(FoundRow(RowKind.HEADING, title, note=status_word(row.status)))
        rows += [_row(line, (found.case, line), name=visible(line.name)) for line in found.lines]
        if found.is_cut:
            rows.append(FoundRow(RowKind.REMARK, _("more in this application")))
    return rows


def _row(line: Line, target: object, name: str = "") -> FoundRow:
    apart = f"\u2068{name}\u2069" if name else ""
    lead = ", ".join(part for part in (apart, _lead(line)) if part)
    return FoundRow(RowKind.PLACE, line.text, line.marks, lead, target=target)


def _lead(line: Line) -> str:
    if line.where is Where.COMMENT:
        return line.place
    if line.page is not None and declared_kind(line.name) is Kind.SHEET:
        return _("sheet {number}").format(number=line.page + 1)
    if line.page is not None:
        return _("p. {number}").format(number=line.page + 1)
    return ""


def _unread_rows(unread: Iterable[Unread]) -> Iterator[FoundRow]:
    failed = [each for each in unread if each.code]
    if failed:
        yield FoundRow(RowKind.HEADING, _("Not searchable"), note=str(len(failed)))
    for each in failed:
        sentence = SENTENCES.get(each.code)
        why = say(sentence).format(seconds=10) if sentence else _("It could not be read.")
        yield FoundRow(RowKind.REMARK, f"{PurePosixPath(each.name).name}: {why}")


def count_here(found: FoundHere, waiting: int) -> str:
    """Return how much was found, and how much is not searched yet."""
    count = len(found.lines)
    words = ngettext("{count} place", "{count} places", count).format(count=grouped(count))
    if found.is_cut:
        words = _("more than {count} places").format(count=grouped(count))
    parts = [words if count else _("Not found")]
    if waiting:
        left = ngettext(
            "{count} file is still being read", "{count} files are still being read", waiting
        )
        parts.append(left.format(count=grouped(waiting)))
    return " · ".join(parts)


def count_everywhere(total: int, listed: int) -> str:
    """Return in how many applications something was found, and how many are listed."""
    if not total:
        return _("Found in no application")
    words = ngettext("{count} application", "{count} applications", total)
    said = words.format(count=grouped(total))
    if listed < total:
        said += " · " + _("the first {count} are listed").format(count=grouped(listed))
    return said


def index_words(state: IndexState) -> str:
    """Return how far the evidence is indexed."""
    if state.is_complete:
        words = ngettext("{count} file indexed", "{count} files indexed", state.files)
        said = words.format(count=grouped(state.files))
    else:
        said = _("{count} of {all} files indexed").format(
            count=grouped(state.read), all=grouped(state.files)
        )
    if state.failed:
        words = ngettext("{count} not searchable", "{count} not searchable", state.failed)
        said += " · " + words.format(count=grouped(state.failed))
    return said
