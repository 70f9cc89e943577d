"""Marking found words on the page of answers, and going to the very place."""

from itertools import islice, takewhile

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.models.finding import Line
from app.models.folding import FoldedText, folded
from app.models.terms import Place, phrase_places, words_of
from app.ui.theme import tokens

MOST = 500


def mark_found(page: QTextEdit, line: Line) -> bool:
    """Mark every place of the found words and go to the one that goes on as the line does."""
    text = page.toPlainText()
    found = list(islice(phrase_places(FoldedText(text), line.found), MOST))
    if not found:
        page.setExtraSelections([])
        return False
    best = max(found, key=lambda place: _likeness(text[place[1] :], line.after))
    page.setExtraSelections([_marked(page, text, place, place == best) for place in found])
    cursor = _cursor(page, text, (best[0], best[0]))
    page.setTextCursor(cursor)
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + page.cursorRect(cursor).center().y() - page.height() // 3)
    return True


def _likeness(follows: str, after: str) -> int:
    """Return how many words after a place are those after the found one."""
    here, there = (words_of(folded(each[:200])) for each in (follows, after))
    same = takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False))
    return len(list(same))


def _marked(page: QTextEdit, text: str, place: Place, current: bool) -> QTextEdit.ExtraSelection:
    colours = tokens(page)
    look = QTextCharFormat()
    look.setBackground(QColor(colours.pin if current else colours.accent_soft))
    look.setForeground(QColor(colours.pin_text if current else colours.text))
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = _cursor(page, text, place), look
    return made


def _cursor(page: QTextEdit, text: str, place: Place) -> QTextCursor:
    """Return a cursor over a place; Qt counts letters of the rarer planes twice."""
    first, end = (at + sum(letter > "\uffff" for letter in text[:at]) for at in place)
    cursor = QTextCursor(page.document())
    cursor.setPosition(first)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
