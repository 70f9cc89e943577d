"""Writes the blocks of a document into a text document, some at a time."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from app.models.blocks import Block, BlockDocument, Picture, Run, Shape
from app.ui.evidence.words import notice_words
from app.ui.theme import Tokens, sized_font
from app.wording import _

LARGER = (1.75, 1.4, 1.2, 1.05)
"""Sizes of headings by level, as shares of the reading size; deeper ones are as the last."""
INDENT = 22
CELLS = 72
"""Cells of a table that are laid out at once."""
LINE_SHARE = 140


class BlocksWriter:
    """Fills one document. ``pictures``: place and own size of each, to fit them to the column."""

    def __init__(self, target: QTextDocument, colours: Tokens, pixels: int, width: int) -> None:
        self._target, self._colours = target, colours
        self._pixels, self._width = pixels, width
        self._cursor = QTextCursor(target)
        self._is_first, self._is_after_table = True, False
        self.pictures: list[tuple[int, int, int]] = []

    def write(self, document: BlockDocument) -> Iterator[None]:
        """Write everything, pausing after each piece."""
        for block in document.blocks:
            if block.shape is Shape.TABLE:
                yield from self._table(block.rows)
            elif block.shape is Shape.PICTURE:
                self._picture(document.pictures[block.picture], block.picture)
            else:
                self._words(block)
            yield

    def _words(self, block: Block) -> None:
        match block.shape:
            case Shape.HEADING:
                share = LARGER[min(block.level, len(LARGER)) - 1]
                self._begin(block.text, above=1.0 if block.level < 3 else 0.7, below=0.25)
                self._runs(block.runs, round(self._pixels * share), strong=True)
            case Shape.ITEM:
                self._item(block)
            case Shape.RULE:
                self._rule()
            case Shape.SLIDE:
                self._slide(block.level)
            case Shape.NOTICE:
                self._begin("")
                self._insert(notice_words(block.label), tone="muted", italic=True)
            case Shape.FIELD:
                self._begin(block.text, below=0.1)
                self._insert(_field_words(block.label) + "  ", tone="muted")
                self._runs(block.runs, self._pixels)
            case Shape.CODE:
                self._code(block.text)
            case _:
                self._begin(block.text)
                self._runs(block.runs, self._pixels)

    def _item(self, block: Block) -> None:
        self._begin(block.text, below=0.2, indent=INDENT * (block.level + 1), hanging=INDENT)
        mark = block.label or ("•", "◦", "▪")[block.level % 3]
        self._insert(mark + "\t", tone="muted")
        self._runs(block.runs, self._pixels)

    def _rule(self) -> None:
        form = self._form("", 0.6, 0.6)
        across = QTextLength(QTextLength.Type.PercentageLength, 100)
        form.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, across)
        self._start(form)

    def _slide(self, number: int) -> None:
        if not self._is_first:
            self._rule()
        self._begin("", above=0.2, below=0.2)
        self._insert(_("Slide {number}").format(number=number), tone="muted", small=True)

    def _code(self, text: str) -> None:
        form = self._form("", 0.3, 0.8)
        form.setBackground(self._colours.color("sunken"))
        form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._start(form)
        letters = self._letters(self._pixels - 1)
        letters.setFontFamilies(["monospace"])
        letters.setFontFixedPitch(True)
        self._cursor.insertText(text.replace("\n", "\u2028"), letters)

    def _picture(self, picture: Picture, number: int) -> None:
        form = QImage.Format.Format_RGB32
        width, height = picture.width, picture.height
        image = QImage(picture.content, width, height, 4 * width, form).copy()
        name = f"picture:{number}"
        self._target.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        plain = self._form("", 0.3, 0.9)
        plain.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        self._start(plain)
        shown = QTextImageFormat()
        shown.setName(name)
        fit_picture(shown, width, height, self._width)
        self.pictures.append((self._cursor.position(), width, height))
        self._cursor.insertImage(shown)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> Iterator[None]:
        columns = max(map(len, rows))
        step = max(1, CELLS // columns)
        for first in range(0, len(rows), step):
            self._cursor.beginEditBlock()  # otherwise everything is laid out after each cell
            self._rows(rows[first : first + step], columns, is_head=first == 0)
            self._cursor.endEditBlock()
            yield
        self._gap()

    def _gap(self) -> None:
        """A table is followed by a paragraph anyway; the next block takes it."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_after_table = True

    def _rows(self, rows: tuple[tuple[str, ...], ...], columns: int, *, is_head: bool) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        table = self._cursor.insertTable(len(rows), columns, self._table_form(columns))
        self._is_first = False
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    cell = table.cellAt(at, column).firstCursorPosition()
                    cell.setBlockFormat(self._form(text, 0, 0))
                    head = is_head and at == 0 and len(rows) > 1
                    letters = self._letters(self._pixels - 1, strong=head)
                    cell.insertText(text.replace("\n", "\u2028"), letters)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _table_form(self, columns: int) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(self._colours.color("line"))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        share = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
        form.setColumnWidthConstraints([share] * columns)
        form.setTopMargin(0)
        form.setBottomMargin(0)
        return form

    def _begin(
        self,
        text: str,
        *,
        above: float = 0.0,
        below: float = 0.6,
        indent: int = 0,
        hanging: int = 0,
    ) -> None:
        form = self._form(text, above, below)
        if form.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            form.setRightMargin(indent)
        else:
            form.setLeftMargin(indent)
        form.setTextIndent(-hanging)
        if hanging:
            form.setTabPositions([])
        self._start(form)

    def _form(self, text: str, above: float, below: float) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setTopMargin(0 if self._is_first else above * self._pixels)
        form.setBottomMargin(below * self._pixels)
        form.setLineHeight(LINE_SHARE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if is_right_to_left(text):
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return form

    def _start(self, form: QTextBlockFormat) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._is_after_table:
            form.setTopMargin(max(form.topMargin(), 0.8 * self._pixels))
        if self._is_first or self._is_after_table:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_first = self._is_after_table = False

    def _runs(self, runs: tuple[Run, ...], pixels: int, *, strong: bool = False) -> None:
        for run in runs:
            letters = self._letters(pixels, strong=strong or run.bold)
            letters.setFontItalic(run.italic)
            self._cursor.insertText(run.text.replace("\n", "\u2028"), letters)

    def _insert(
        self, text: str, *, tone: str = "text", italic: bool = False, small: bool = False
    ) -> None:
        letters = self._letters(self._pixels - 2 if small else self._pixels)
        letters.setForeground(self._colours.color(tone))
        letters.setFontItalic(italic)
        self._cursor.insertText(text, letters)

    def _letters(self, pixels: int, *, strong: bool = False) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFont(sized_font(max(8, pixels)))
        letters.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        letters.setForeground(QColor(self._colours.text))
        return letters


def fit_picture(shown: QTextImageFormat, width: int, height: int, room: int) -> None:
    """Make a picture as wide as the column at most."""
    share = min(1.0, room / width)
    shown.setWidth(max(1.0, width * share))
    shown.setHeight(max(1.0, height * share))


def is_right_to_left(text: str) -> bool:
    """Tell which way most letters of a paragraph's beginning run."""
    ways = Counter(unicodedata.bidirectional(letter) for letter in text[:300])
    return ways["R"] + ways["AL"] > ways["L"]


def _field_words(word: str) -> str:
    named = {
        "from": _("From"), "to": _("To"), "copy": _("Copy to"), "date": _("Date"),
        "subject": _("Subject"),
    }  # fmt: skip
    return named.get(word, "")
