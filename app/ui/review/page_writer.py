"""Writes plain words, answers and evidence links into a text document; never as HTML."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.models.application import Evidence
from app.ui.review.answer_text import blocks
from app.ui.review.passages import Block, Kind, is_right_to_left
from app.ui.review.tabs import evidence_name
from app.ui.theme import Sizes, Tokens
from app.wording import _, ngettext


class Voice(StrEnum):
    """How a paragraph of ours speaks."""

    HEADING = "heading"
    QUESTION = "question"
    STATEMENT = "statement"
    WARNING = "warning"


NOT_ANSWER = QTextFormat.Property.UserProperty.value + 14
"""Marks letters on a page that are not the applicant's words as they stand now."""

LINE_HEIGHT = 130
"""Per cent of the font's own line, for texts that are read at length."""


class PageWriter:
    """Appends paragraphs to a document, each in the direction of its own first strong letter."""

    def __init__(self, document: QTextDocument, colours: Tokens, sizes: Sizes) -> None:
        self._cursor = QTextCursor(document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._colours = colours
        self._sizes = sizes
        self._is_first = True

    @property
    def place(self) -> int:
        """Where the next words will stand in the document."""
        return self._cursor.position()

    def paragraph(self, text: str, voice: Voice) -> None:
        """Write a paragraph of ours."""
        colours, sizes = self._colours, self._sizes
        look = {
            Voice.HEADING: self._words(sizes.heading, colours.text, strong=True),
            Voice.QUESTION: self._words(sizes.body, colours.muted),
            Voice.STATEMENT: self._words(sizes.body, colours.text, strong=True),
            Voice.WARNING: self._words(sizes.body, colours.red),
        }[voice]
        above = {Voice.HEADING: 0, Voice.STATEMENT: 14, Voice.QUESTION: 4}.get(voice, 8)
        self._begin(text, above=above, below=4 if voice is Voice.HEADING else 8, height=115)
        self._cursor.insertText(text, look)

    def answer(self, text: str, text_format: str) -> None:
        """Write an applicant's text."""
        for block in blocks(text, text_format):
            self._block(block)

    def evidence(self, links: Sequence[tuple[Evidence, str]], missing: int = 0) -> None:
        """Write the line of named evidence; each name is a link to its address here."""
        if not links and not missing:
            return
        lead = _("Evidence the applicant names here:")
        self._begin(lead, above=12, below=14, height=118)
        muted = self._words(self._sizes.body, self._colours.muted)
        self._cursor.insertText(lead + " ", muted)
        for number, (evidence, address) in enumerate(links):
            if number:
                self._cursor.insertText(" · ", muted)
            link = self._words(self._sizes.body, self._colours.accent_text, strong=True)
            link.setAnchor(True)
            link.setAnchorHref(address)
            self._cursor.insertText(evidence_name(evidence), link)
        if missing:
            words = ngettext(
                "{count} name that is not in the list", "{count} names that are not in the list",
                missing,
            ).format(count=missing)  # fmt: skip
            look = self._words(self._sizes.body, self._colours.red)
            self._cursor.insertText((" · " if links else "") + words, look)

    def _block(self, block: Block) -> None:
        is_tight = block.kind in {Kind.ITEM, Kind.CODE}
        height = 120 if block.kind is Kind.CODE else LINE_HEIGHT
        shape = self._begin(block.text, above=6, below=4 if is_tight else 10, height=height)
        right = is_right_to_left(block.text)
        if block.kind is Kind.ITEM:
            shape.setTextIndent(-18)
            self._indent(shape, 20 + 18 * block.level, right_to_left=right)
            look = self._words(self._sizes.reading, self._colours.muted)
            self._cursor.insertText(block.marker + "\u2002", look)
        elif block.kind is Kind.QUOTE:
            self._indent(shape, 16, right_to_left=right)
        self._spans(block)

    def _spans(self, block: Block) -> None:
        colour = self._colours.muted if block.kind is Kind.QUOTE else self._colours.text
        for span in block.spans:
            strong = span.bold or block.kind is Kind.HEADING
            look = self._words(self._sizes.reading, colour, strong=strong)
            look.setFontItalic(span.italic)
            if span.code:
                fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                look.setFontFamilies([fixed.family()])
            # A single line break stays inside the paragraph.
            self._cursor.insertText(span.text.replace("\n", "\u2028"), look)

    def _indent(self, shape: QTextBlockFormat, width: float, *, right_to_left: bool) -> None:
        (shape.setRightMargin if right_to_left else shape.setLeftMargin)(width)
        self._cursor.setBlockFormat(shape)

    def _begin(self, text: str, *, above: int, below: int, height: int) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setTopMargin(0 if self._is_first else above)
        shape.setBottomMargin(below)
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        shape.setLineHeight(height, kind.value)
        right = is_right_to_left(text)
        shape.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        )
        shape.setAlignment(
            Qt.AlignmentFlag.AlignAbsolute
            | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        )
        if self._is_first:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._is_first = False
        return shape

    @staticmethod
    def _words(pixels: int, colour: str, *, strong: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setProperty(QTextCharFormat.Property.FontPixelSize, pixels)
        look.setForeground(QColor(colour))
        look.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return look
