"""The page of a tab: heading, question, answers and the evidence that they name, as one text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QWidget

from app.models.application import Application
from app.models.scheme import Scheme
from app.ui import theme
from app.ui.evidence.words_menu import offer_pin, only_text
from app.ui.pins.ring import without_rings
from app.ui.review.page_content import ADDRESS, PageContent
from app.ui.review.page_writer import PageWriter
from app.ui.review.tabs import Tab
from app.wording import _

MEASURE = 70
"""Characters of a line that read well; a wider column gets wider margins instead."""


class AnswerPage(QTextBrowser):
    """Shows one tab's answers; nothing is ever loaded or followed, evidence links are signals.

    ``written``: the words are there anew; ``passages`` are cursors over each answer by its id.
    ``link_followed(address)``: a link that is none of this page's own.
    """

    evidence_requested = Signal(str)
    link_followed = Signal(str)
    written = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer-page")
        self.setAccessibleName(_("Description"))
        self.setProperty("kind", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(self.textInteractionFlags() | by_keys)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        self._shown: tuple[Tab, Application, Scheme] | None = None
        self._named: list[str] = []
        self.passages: dict[str, QTextCursor] = {}
        self._marks: list[QTextEdit.ExtraSelection] = []
        self._found: list[QTextEdit.ExtraSelection] = []
        self._look: tuple[theme.Tokens, theme.Sizes] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._rewrite)

    def show_tab(self, tab: Tab, form: Application, scheme: Scheme) -> None:
        """Write the tab's answers from the top."""
        self._shown = (tab, form, scheme)
        self._write()
        self.setAccessibleName(tab.heading)
        self.verticalScrollBar().setValue(0)

    def _write(self) -> None:
        if self._shown is None:
            return
        tab, form, scheme = self._shown
        self._marks, self._found = [], []
        super().setExtraSelections([])
        self.clear()
        self._look = self._look_now()
        content = self._content(form, scheme)
        content.write(tab)
        # Writing carried the cursor along: a page that is shown first would be scrolled to its end.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._named = content.named
        self.passages = {each: self._over(first, end) for each, first, end in content.passages}
        self._set_measure()
        self.written.emit()

    def show_marks(self, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show the marks of pins, below those of found words."""
        self._marks = list(marks)
        super().setExtraSelections([*self._marks, *self._found])

    def setExtraSelections(self, selections: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show the marks of found words; those of pins stay."""
        self._found = list(selections)
        super().setExtraSelections([*self._marks, *self._found])

    def _over(self, first: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _content(self, form: Application, scheme: Scheme) -> PageContent:
        """Return what writes the tab into the empty document."""
        assert self._look is not None  # noqa: S101 - set before anything is written
        return PageContent(PageWriter(self.document(), *self._look), form, scheme)

    def _follow(self, address: QUrl) -> None:
        place = address.toString().removeprefix(ADDRESS)
        if place.isdecimal() and int(place) < len(self._named):
            self.evidence_requested.emit(self._named[int(place)])
        else:
            self.link_followed.emit(address.toString())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: a real picture is returned, else Qt would open the named file itself."""
        del kind, name
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words without our colours, which would be unreadable elsewhere."""
        words = without_rings(self.textCursor().selection().toPlainText())
        return only_text(super().createMimeDataFromSelection(), words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what makes sense for a text that is only read."""
        menu = QMenu(self)
        copy = menu.addAction(_("Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(_("Select all"), self.selectAll)
        offer_pin(menu, self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure readable."""
        super().resizeEvent(event)
        self._set_measure()

    def changeEvent(self, event: QEvent) -> None:
        """Write again in the colours and sizes that hold now, once for all that changed."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange}
        if event.type() in kinds and getattr(self, "_shown", None) and self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with colours that changed while the page was hidden."""
        super().showEvent(event)
        if self._look != self._look_now():
            self._later.start()

    def _look_now(self) -> tuple[theme.Tokens, theme.Sizes]:
        return theme.tokens(self), theme.sizes()

    def _rewrite(self) -> None:
        if self._look != self._look_now():
            place = self.verticalScrollBar().value()
            self._write()
            self.verticalScrollBar().setValue(place)

    def _set_measure(self) -> None:
        """Give the text side margins; the page is never wider than the measure."""
        metrics = QFontMetricsF(theme.sized_font(theme.sizes().reading))
        widest = metrics.averageCharWidth() * MEASURE
        side = 1.5 * theme.SPACE
        root = self.document().rootFrame()
        shape = root.frameFormat()
        extra = max(0.0, self.viewport().width() - 2 * side - widest)
        left, right = (side, side + extra)
        if self.isRightToLeft():
            left, right = right, left
        if (shape.leftMargin(), shape.rightMargin()) != (left, right):
            shape.setMargin(0)
            shape.setLeftMargin(left)
            shape.setRightMargin(right)
            shape.setTopMargin(side)
            shape.setBottomMargin(side)
            shape.setBackground(QColor(theme.tokens(self).panel))
            root.setFrameFormat(shape)
