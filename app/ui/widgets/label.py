"""The only label of the window: plain text always, so that a form's HTML is shown, not obeyed."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

FEWEST = 4
"""Signs that must be left of a text that is cut; fewer say nothing and are not shown."""


class PlainLabel(QLabel):
    """A label for any text, also a stranger's. ``elide``: one line, cut with … and a tool tip.

    ``tone`` and ``size`` are words of ``app.ui.style``.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "",
        size: str = "",
        strong: bool = False,
        elide: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide = elide
        self._whole = ""
        for name, value in (("tone", tone), ("letters", size), ("strong", strong)):
            if value:
                self.setProperty(name, value)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text; an elided label keeps the whole for tool tip and screen readers."""
        self._whole = text
        if self._elide:
            self._cut()
            self.setAccessibleName(text)
        else:
            self.setText(text)

    def whole_text(self) -> str:
        """Return the text before it was cut to fit."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew where the label became wider or narrower."""
        super().resizeEvent(event)
        if self._elide:
            self._cut()

    def minimumSizeHint(self) -> QSize:
        """Let an elided label shrink to a few letters."""
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._elide else hint

    def sizeHint(self) -> QSize:
        """Want room for the whole text."""
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 4)
        return hint

    def _cut(self) -> None:
        room = max(0, self.contentsRect().width())
        one_line = " ".join(self._whole.split())
        shown = self.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, room)
        if shown != one_line and len(shown) < FEWEST:
            shown = ""
        self.setText(shown)
        self.setToolTip(safe_tip(self._whole) if shown != one_line else "")


def safe_tip(text: str) -> str:
    """Return a tool tip that shows any text literally; Qt would obey HTML in it."""
    return f"<span>{escape(text)}</span>" if text else ""


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change a dynamic property and let the style sheet see it."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
