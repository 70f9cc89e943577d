"""A line across a pane that says something, perhaps with a button; never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import SPACE
from app.ui.widgets.buttons import FlatButton, PlainButton
from app.ui.widgets.label import PlainLabel, set_tone


class Banner(QFrame):
    """Says one sentence. ``tone``: blue (news), green, amber, red (stays until closed)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.label = PlainLabel("", self, wrap=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.act = PlainButton("", self, name="banner-act")
        self.close_button = FlatButton("✕", self, name="banner-close")
        self._do: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self.label, 1)
        row.addWidget(self.act)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.hide)
        self.act.clicked.connect(self._act)
        self.hide()

    def say(
        self,
        sentence: str,
        tone: str = "blue",
        *,
        act: str = "",
        do: Callable[[], None] | None = None,
        seconds: int = 0,
    ) -> None:
        """Show a sentence; it goes after ``seconds`` where given, else when closed."""
        self.label.set_text(sentence)
        self.setAccessibleName(sentence)
        set_tone(self, tone)
        self.act.set_text(act)
        self.act.setVisible(bool(act))
        self._do = do
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
