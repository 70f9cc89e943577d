"""The words that are chosen on a page of answers, as a pin; also while differences are shown."""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from PySide6.QtGui import QTextBlock, QTextCursor

from app.models.review import Pin
from app.ui.pins.quotes import around
from app.ui.pins.ring import is_ring, without_rings
from app.ui.review.answer_page import AnswerPage
from app.ui.review.page_writer import NOT_ANSWER

Words = Callable[[int, int], str]
"""Returns the applicant's words between two places of a page."""


def chosen(page: AnswerPage, words: Words) -> Pin | None:
    """Return what is chosen, within the answer that it touches first; None where nothing is."""
    cursor = page.textCursor()
    if not cursor.hasSelection():
        return None
    first, end = cursor.selectionStart(), cursor.selectionEnd()
    for answer, passage in page.passages.items():
        begin, last = passage.selectionStart(), passage.selectionEnd()
        if begin <= first < last or begin < end <= last:
            inside = max(first, begin), min(end, last)
            return _pin(answer, words(begin, last), words(begin, inside[0]), words(*inside))
    return None


def _pin(answer: str, whole: str, skipped: str, quote: str) -> Pin | None:
    if not quote.strip():
        return None
    at = len(skipped)
    before, after = around(whole, at, at + len(quote))
    return Pin(answer=answer, quote=quote.strip(), before=before, after=after)


def plain_words(page: AnswerPage, first: int, end: int) -> str:
    """Return words of a page without the badges between them."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(first)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return without_rings(cursor.selection().toPlainText())


def answer_words(page: AnswerPage, first: int, end: int) -> str:
    """Return the words of the answer as it is now: nothing that is gone, no sign, no line of ours.

    Places are counted as Qt counts them, in UTF-16.
    """
    return words_and_places(page, first, end)[0]


def words_and_places(page: AnswerPage, first: int, end: int) -> tuple[str, list[int]]:
    """Return the words as ``answer_words`` does, and where on the page each letter stands."""
    words: list[str] = []
    places: list[int] = []
    block = page.document().findBlock(first)
    while block.isValid() and block.position() < end:
        kept = [(text, start) for text, start in _kept(block, first, end) if text]
        if kept and words:
            words.append("\n")
            places.append(block.position() - 1)
        for text, start in kept:
            words.append(text.replace("\u2028", "\n").replace("\u00a0", " "))
            places += _places(text, start)
        block = block.next()
    return "".join(words), places


def _kept(block: QTextBlock, first: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the applicant's words of a paragraph with their places: no badge, no line of ours."""
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        look = piece.charFormat()
        if not (look.boolProperty(NOT_ANSWER) or is_ring(look)):
            start = max(first - piece.position(), 0)
            yield _cut(piece.text(), start, end - piece.position()), piece.position() + start
        pieces += 1


def _places(text: str, start: int) -> Iterable[int]:
    if max(text) <= "\uffff":
        return range(start, start + len(text))
    sizes = (2 if letter > "\uffff" else 1 for letter in text)
    return list(accumulate(sizes, initial=start))[:-1]


def _cut(text: str, first: int, end: int) -> str:
    if end <= 0:
        return ""
    return text.encode("utf-16-le", "surrogatepass")[2 * first : 2 * end].decode(
        "utf-16-le", "replace"
    )
