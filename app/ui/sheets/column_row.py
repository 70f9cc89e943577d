"""One column of a spreadsheet: its title and examples, and what it means."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.evidence.table_model import one_line
from app.ui.sheets.column_words import EXTRA, Choice, unlisted_words
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel, set_tone
from app.wording import _

SHOWN_CHOICES = 18
EXAMPLES = 2


class QuietCombo(QComboBox):
    """A choice that the wheel does not change while the sheet is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(SHOWN_CHOICES)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the sheet scroll."""
        event.ignore()

    def offer(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer these choices; one that is not among them is offered too."""
        with QSignalBlocker(self):
            self.clear()
            for place, words in choices:
                self.addItem(words, place)
            if self.findData(chosen) < 0:
                self.addItem(unlisted_words(chosen), chosen)
            self.setCurrentIndex(self.findData(chosen))

    @property
    def chosen(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")


class ColumnRow(QWidget):
    """Title and example values at the start, the meaning at the end. Tells ``changed``."""

    changed = Signal()

    def __init__(self, number: int, title: str, examples: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(f"column-{number}")
        self.title = title
        shown = " · ".join(filter(None, map(one_line, examples[:EXAMPLES])))
        words = PlainLabel(one_line(title), self, strong=True, elide=True)
        values = PlainLabel(shown or _("no values"), self, tone="muted", size="small", elide=True)
        self.combo = QuietCombo(self)
        self.combo.setObjectName(f"column-{number}-meaning")
        self.combo.setAccessibleName(_("Meaning of “{title}”").format(title=one_line(title)))
        self.combo.setAccessibleDescription(shown)
        self.combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
        start = QVBoxLayout()
        start.setSpacing(2)
        start.addWidget(words)
        start.addWidget(values)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(2 * SPACE)
        row.addLayout(start, 1)
        row.addWidget(self.combo, 1)

    @property
    def place(self) -> str:
        """What the column means; "" when it is left out."""
        return f"extra.{self.title[:200]}" if self.combo.chosen == EXTRA else self.combo.chosen

    def offer(self, choices: Sequence[Choice], place: str) -> None:
        """Offer meanings, ``place`` chosen."""
        self.combo.offer(choices, EXTRA if place.startswith("extra.") else place)
        self.complain(wrong=False)

    def complain(self, *, wrong: bool) -> None:
        """Mark a meaning that another column has too."""
        set_tone(self.combo, "red" if wrong else "")
