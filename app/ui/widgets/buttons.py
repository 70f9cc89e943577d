"""Buttons: plain, primary with its key beside the name, flat, link, tab."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app.ui.theme import sized_font, sizes, tokens


class PlainButton(QPushButton):
    """A button with an outline. Where ``key`` is given it is shown beside the name.

    The key is only shown; the menu's action with that shortcut is what it starts.
    """

    kind = ""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        name: str = "",
        key: QKeySequence | str | None = None,
    ) -> None:
        super().__init__(text, parent)
        if self.kind:
            self.setProperty("kind", self.kind)
        self.setObjectName(name)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        sequence = QKeySequence(key) if isinstance(key, str) else key
        self._hint = sequence.toString(QKeySequence.SequenceFormat.NativeText) if sequence else ""
        self._hint = self._hint.replace("Return", "↵").replace("+", " ")

    def set_text(self, text: str) -> None:
        """Show and announce another name."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for name and key."""
        hint = super().sizeHint()
        if self._hint:
            hint.setWidth(hint.width() + self._hint_width() + 8)
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never cut the name."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the key at its end; where there is no room, cut as text is cut."""
        room = self.width() - self.fontMetrics().horizontalAdvance(self.text())
        if not self._hint and (room >= 0 or self.kind == "tab"):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        colours = tokens(self)
        primary = self.property("kind") == "primary"
        ink = "on_accent" if primary and self.isEnabled() else "text"
        painter.setPen(colours.color(ink if self.isEnabled() else "faint"))
        painter.setFont(self.font())
        rtl = self.isRightToLeft()
        words = self.rect().adjusted(11, 0, -11, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        cut = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width(), Qt.TextFlag.TextShowMnemonic
        )
        painter.drawText(words, int(flags), cut)
        taken = self.fontMetrics().horizontalAdvance(self.text())
        if not self._hint or taken + self._hint_width() > words.width():
            return
        painter.setFont(sized_font(sizes().small))
        if not primary:
            painter.setPen(colours.color("muted"))
        end = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        painter.drawText(words, int(end | Qt.AlignmentFlag.AlignVCenter), self._hint)

    def _hint_width(self) -> int:
        return QFontMetrics(sized_font(sizes().small)).horizontalAdvance(self._hint)


class PrimaryButton(PlainButton):
    """The one act a pane is about."""

    kind = "primary"


class FlatButton(PlainButton):
    """A button without outline."""

    kind = "flat"


class LinkButton(PlainButton):
    """A word that leads to another place in the window; never out of it."""

    kind = "link"

    def __init__(self, text: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(text, parent, name=name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class TabButton(PlainButton):
    """One of several tabs; checked is the one shown."""

    kind = "tab"

    def __init__(self, text: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(text, parent, name=name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
