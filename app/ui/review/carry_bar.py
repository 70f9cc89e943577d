"""Above the scores of a resubmission: how many earlier points wait, and one act for many."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel
from app.wording import _, ngettext


class CarryBar(QFrame):
    """Tells ``wanted`` when all unchanged points are to be confirmed at once."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("carry-bar")
        self.setProperty("kind", "banner")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.setSpacing(SPACE // 2)
        self.label = PlainLabel("", self, size="small", wrap=True)
        self.label.setObjectName("carry-words")
        self.button = PlainButton("", self, name="carry-all")
        self.button.clicked.connect(self.wanted)
        column.addWidget(self.label)
        column.addWidget(self.button)
        self.hide()

    def show_counts(self, waiting: int, unchanged: int, against: int) -> None:
        """Say how many wait; with none waiting the bar goes."""
        self.setVisible(waiting > 0)
        words = ngettext(
            "{count} earlier point is not carried over: confirm it or change it.",
            "{count} earlier points are not carried over: confirm or change each.",
            waiting,
        )
        self.label.set_text(words.format(count=waiting))
        act = ngettext(
            "Confirm {count} where nothing changed", "Confirm {count} where nothing changed",
            unchanged,
        )  # fmt: skip
        self.button.set_text(act.format(count=unchanged))
        self.button.setVisible(unchanged > 0)
        self.button.setAccessibleDescription(
            _("One act, written into the log: the points of submission {number}.").format(
                number=against
            )
        )
