"""Writes paragraphs with their differences: lines through and under, a sign before, then colour."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QColor, QTextCharFormat

from app.models.comparison import Change, Passage, Run
from app.ui.review.page_writer import LINE_HEIGHT, NOT_ANSWER, PageWriter
from app.wording import _

SIGNS = {Change.NEW: "+", Change.GONE: "−"}
"""Stand before words that are new or gone: screen readers say them, copies keep them."""

BREAK = "\u2028"


class DifferenceWriter(PageWriter):
    """A page writer that also knows what was there before."""

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Lay out what is written inside once, not again for each run of a long paragraph."""
        self._cursor.beginEditBlock()
        try:
            yield
        finally:
            self._cursor.endEditBlock()

    def passage(self, passage: Passage) -> None:
        """Write one paragraph with what was put in and taken out."""
        text = "".join(run.text for run in passage.runs)
        self._begin(text, above=6, below=10, height=LINE_HEIGHT)
        lead = lead_of(passage)
        if lead:
            ours = self._words(self._sizes.small, self._ink(passage))
            ours.setProperty(NOT_ANSWER, True)
            self._cursor.insertText(lead + BREAK, ours)
        for run in passage.runs:
            self._run(run, with_sign=passage.change not in SIGNS)

    def note(self, text: str) -> None:
        """Write a small line of ours above or between answers."""
        self._begin(text, above=2, below=6, height=115)
        self._cursor.insertText(text, self._words(self._sizes.small, self._colours.muted))

    def _run(self, run: Run, *, with_sign: bool) -> None:
        look = self._words(self._sizes.reading, self._colours.text)
        text = run.text.replace("\n", BREAK)
        if run.change in SIGNS:
            is_new = run.change is Change.NEW
            look.setForeground(QColor(self._colours.green if is_new else self._colours.red))
            look.setBackground(
                QColor(self._colours.green_soft if is_new else self._colours.red_soft)
            )
            sign = QTextCharFormat(look)
            sign.setProperty(NOT_ANSWER, True)
            look.setProperty(NOT_ANSWER, not is_new)
            look.setFontUnderline(is_new)
            look.setFontStrikeOut(not is_new)
            space = text[: len(text) - len(text.lstrip())]
            text = text[len(space) :]
            self._cursor.insertText(space, look)
            self._cursor.insertText(SIGNS[run.change] if with_sign else "", sign)
        self._cursor.insertText(text, look)

    def _ink(self, passage: Passage) -> str:
        inks = {Change.NEW: self._colours.green, Change.GONE: self._colours.red}
        return inks.get(passage.change, self._colours.accent_text)


def lead_of(passage: Passage) -> str:
    """Return what stands above a paragraph that is new, gone or elsewhere now."""
    if passage.change is Change.NEW:
        return _("+ New paragraph")
    if passage.change is Change.GONE:
        return _("− This paragraph is gone")
    if passage.change is Change.MOVED:
        return _("↕ Moved here: it was paragraph {number}").format(number=passage.before)
    return ""
