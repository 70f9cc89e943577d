"""The line above a criterion's rows: number, name, exact points; a press folds the rows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.ui import theme
from app.ui.review.words import ChipWords
from app.ui.widgets import Chip, PlainLabel, Tone, safe_tip
from app.wording import _


class GroupHeader(QAbstractButton):
    """A checkable line; checked is unfolded."""

    def __init__(self, key: str, code: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"group-{key}")
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = " ".join(part for part in (code, name) if part)
        self.code = PlainLabel(code, self, tone="faint")
        large = theme.are_letters_large()
        self.name = PlainLabel(name, self, strong=True, wrap=not large, elide=large)
        self.points = PlainLabel("", self, strong=True)
        self.chip = Chip("", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.code)
        row.addWidget(self.name, 1)
        row.addWidget(self.points)
        row.addWidget(self.chip)
        self.code.setVisible(bool(code))
        for part in (self.code, self.name, self.points, self.chip):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self._name)

    def show_points(self, words: ChipWords, *, is_number: bool) -> None:
        """Show exact points as a number; words and failed minimums as a chip."""
        plain = is_number and words.tone is Tone.GRAY
        self.points.set_text(words.text if plain else "")
        self.points.setVisible(plain)
        self.chip.show_chip("" if plain else words.text, words.tone)
        self.setToolTip(safe_tip(words.tip))
        self.setAccessibleName(f"{self._name}, {words.text}")
        folded = "" if self.isChecked() else _("folded")
        self.setAccessibleDescription(" ".join(part for part in (words.tip, folded) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hair line above and the frame of the focus."""
        del event
        colours = theme.tokens(self)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, colours.color("line"))
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 1, 0, 0), colours.color("canvas"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(3, 3, -3, -3), 4, 4)
        painter.end()
