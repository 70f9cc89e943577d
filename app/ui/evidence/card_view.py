"""What is said of evidence that has no viewer: what it is, why, and how to look at it elsewhere."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.evidence.password_row import PasswordRow
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, PrimaryButton
from app.wording import _


@dataclass(frozen=True, slots=True)
class CardContent:
    """``facts`` are pairs of a word and a value; ``address`` of a link can be copied.

    ``is_locked``: a password is asked for, which nothing keeps. ``can_note``: what is seen there
    can be kept as the evaluator's own note.
    """

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    address: str = ""
    can_save: bool = False
    is_locked: bool = False
    can_note: bool = False


class CardView(QWidget):
    """A card in the middle of the column. Addresses are copied, never followed."""

    save_asked = Signal()
    note_asked = Signal()
    password_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-card")
        self.setProperty("kind", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.frame = QFrame(self)
        self.frame.setProperty("kind", "card")
        self.title = PlainLabel("", self.frame, size="heading", strong=True, wrap=True)
        self.sentence = PlainLabel("", self.frame, tone="muted", wrap=True)
        self.address = PlainLabel("", self.frame, tone="accent", wrap=True)
        self.address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.address.setObjectName("evidence-address")
        self.copy = PlainButton(_("Copy address"), self.frame, name="evidence-copy-address")
        self.note = PlainButton(_("Your own note…"), self.frame, name="evidence-card-note")
        self.note.setAccessibleDescription(
            _("What you see there may be gone tomorrow: keep a note or a picture of it.")
        )
        self.save = PrimaryButton(_("Save a copy…"), self.frame, name="evidence-card-save")
        self.password = PasswordRow(self.frame)
        self.facts = QGridLayout()
        self._arrange()
        self.password.given.connect(self.password_given)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.save_asked)
        self.note.clicked.connect(self.note_asked)

    def show_card(self, content: CardContent) -> None:
        """Show another card."""
        self.title.set_text(content.title)
        self.sentence.set_text(content.sentence)
        self.address.set_text(breakable(content.address))
        self.copy.set_text(_("Copy address"))
        self._address = content.address
        for widget, there in (
            (self.address, content.address), (self.copy, content.address),
            (self.save, content.can_save), (self.sentence, content.sentence),
            (self.password, content.is_locked), (self.note, content.can_note),
        ):  # fmt: skip
            widget.setVisible(bool(there))
        self.password.empty()
        self.setFocusProxy(self._first(content))  # type: ignore[arg-type]
        self._fill(content.facts)
        self.setAccessibleName(f"{content.title}. {content.sentence}")

    def _first(self, content: CardContent) -> QWidget | None:
        """Return what has the keyboard first; Tab would stop for ever at one that is hidden."""
        offered = (
            (self.password, content.is_locked), (self.save, content.can_save),
            (self.copy, content.address), (self.note, content.can_note),
        )  # fmt: skip
        return next((widget for widget, there in offered if there), None)

    def _fill(self, facts: tuple[tuple[str, str], ...]) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (word, value) in enumerate(facts):
            name = PlainLabel(word, self.frame, tone="muted", size="small")
            said = PlainLabel(breakable(value), self.frame, size="small", wrap=True)
            self.facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(said, row, 1)
        self.facts.setColumnStretch(1, 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy.set_text(_("Copied"))

    def _arrange(self) -> None:
        self._address = ""
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.setSpacing(SPACE)
        self.facts.setHorizontalSpacing(2 * SPACE)
        self.facts.setVerticalSpacing(SPACE // 2)
        for part in (self.title, self.sentence, self.address, self.password):
            inside.addWidget(part)
        inside.addSpacing(SPACE // 2)
        inside.addLayout(self.facts)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.note)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        inside.addSpacing(SPACE // 2)
        inside.addLayout(buttons)
        self.frame.setMaximumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        row = QHBoxLayout()
        row.addWidget(self.frame, 1)
        column.addLayout(row)
        column.addStretch(1)


def breakable(text: str) -> str:
    """Return a text whose long words may break, so that a label never grows beyond its column."""
    pieces = (word[at : at + 24] for word in text.split(" ") for at in range(0, len(word), 24))
    return text if all(len(word) <= 40 for word in text.split()) else "\u200b".join(pieces)
