"""A long text of an application, typed or pasted; it grows with its words."""

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.models.plain import Plain
from app.ui.theme import sized_font, sizes

FEWEST, MOST = 3, 18
"""Lines that are to be seen."""


class TextEditor(QPlainTextEdit):
    """Tells ``changed``. ``is_list``: each line is an entry of a list, as in an address."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_list: bool = False) -> None:
        super().__init__(parent)
        self._is_list = is_list
        self._is_quiet = False
        self.setTabChangesFocus(True)
        self.setFont(sized_font(sizes().body))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._touched)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )

    def value(self) -> Plain:
        """Return what is typed; blank lines part paragraphs."""
        text = self.toPlainText().strip()
        return [each.strip() for each in text.split("\n")] if self._is_list else text

    def put(self, value: Plain) -> None:
        """Show a value."""
        self._is_quiet = True
        self.setPlainText("\n".join(map(str, value)) if isinstance(value, list) else value or "")
        self._is_quiet = False

    def sizeHint(self) -> QSize:
        """As many lines as there are, within limits."""
        lines = max(FEWEST, min(MOST, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 18
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """The same: the sheet scrolls, not the field."""
        return QSize(80, self.sizeHint().height())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text alone; files are for the evidence."""
        return source.hasText() and not source.hasUrls()

    def _touched(self) -> None:
        if not self._is_quiet:
            self.changed.emit()
