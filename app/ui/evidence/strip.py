"""The row of cards above the viewer, and which of them are shown."""

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.application import Application, Evidence
from app.models.identifiers import EvidenceId
from app.ui.evidence.strip_card import PICTURE, StripCard
from app.ui.evidence.thumbnails import Thumbnail
from app.ui.evidence.words import file_name, pages_words, short_kind, visible
from app.ui.widgets import PlainButton
from app.wording import _

THIN = "QScrollBar { height: 5px; } QScrollBar::handle { margin: 0 12px 2px 12px; }"
"""A hint that there is more, not a thing to look at."""

EDGE = 12
"""Pixels between a card that is revealed and the edge."""


class Strip(QFrame):
    """Tells ``chosen(evidence id)``. Left and right go from card to card."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-strip")
        self.setAccessibleName(_("Evidence"))
        self.setProperty("kind", "header")
        self._form: Application | None = None
        self._criterion: str | None = None
        self._cards: dict[str, StripCard] = {}
        self._here = self._filter(_("This criterion"), "evidence-filter-criterion")
        self._all = self._filter(_("All"), "evidence-filter-all")
        self._all.setChecked(True)
        self._scroll = _Row(self)
        self._arrange()

    def show_form(self, form: Application) -> None:
        """Show the cards of an application."""
        self._form = form
        self._scroll.clear()
        self._cards = {each.id: self._card(each) for each in form.evidence}
        self._scroll.fill(self._cards.values())
        self.set_criterion(self._criterion)

    def set_criterion(self, criterion: str | None) -> None:
        """Offer only what belongs to a criterion, a section or a sub-criterion."""
        self._criterion = criterion
        belongs = self._belonging()
        useful = 0 < len(belongs) < len(self._cards)
        self._filters.setVisible(useful)
        self._here.set_text(_("This criterion · {count}").format(count=len(belongs)))
        self._all.set_text(_("All · {count}").format(count=len(self._cards)))
        self._show_wanted()

    def select(self, evidence: str) -> None:
        """Mark the card of the evidence that is shown; a filtered-out one brings all back."""
        card = self._cards.get(evidence)
        if card is None:
            return
        if self._here.isChecked() and evidence not in self._belonging():
            self._all.setChecked(True)
            self._show_wanted()
        card.setChecked(True)
        for each in self._cards.values():
            tab = Qt.FocusPolicy.StrongFocus if each is card else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(tab)
        self._scroll.reveal(card)

    def focus(self) -> None:
        """Put the focus on the card shown."""
        card = next((each for each in self._cards.values() if each.isChecked()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark_opened(self, evidence: Collection[str]) -> None:
        """Mark what was looked at."""
        for key, card in self._cards.items():
            if key in evidence:
                card.show_opened(True)

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Show a word on the cards of some evidence, none on the others."""
        for key, card in self._cards.items():
            card.show_note(marks.get(key, ""))

    def show_thumbnail(self, evidence: str, made: Thumbnail) -> None:
        """Say on a card what the file turned out to be."""
        card = self._cards.get(evidence)
        if card is None:
            return
        words = short_kind(card.file, made.kind)
        card.show_words(f"{words} · {pages_words(made.pages)}" if made.pages else words)
        if made.image is not None:
            card.show_image(made.image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the card beside, Home and End the ends."""
        shown = [key for key, card in self._cards.items() if card.isVisibleTo(self)]
        here = next((i for i, key in enumerate(shown) if self._cards[key].isChecked()), 0)
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        steps = {Qt.Key.Key_Home: -here, Qt.Key.Key_End: len(shown) - 1 - here}
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            steps[Qt.Key(event.key())] = 1 if event.key() == forward else -1
        step = steps.get(Qt.Key(event.key()))
        if step is None or not shown:
            super().keyPressEvent(event)
            return
        key = shown[max(0, min(len(shown) - 1, here + step))]
        self.select(key)
        self._cards[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)

    def _belonging(self) -> set[EvidenceId]:
        return belonging(self._form, self._criterion) if self._form and self._criterion else set()

    def _show_wanted(self) -> None:
        belongs = self._belonging()
        narrow = self._here.isChecked() and bool(belongs)
        for key, card in self._cards.items():
            card.setVisible(not narrow or key in belongs)

    def _card(self, evidence: Evidence) -> StripCard:
        name = file_name(evidence)
        card = StripCard(evidence.id, name, visible(evidence.title), self)
        card.file = evidence.file or ""
        card.show_words(short_kind(card.file, None) if card.file else _("Link"))
        card.clicked.connect(lambda: self.chosen.emit(evidence.id))
        return card

    def _filter(self, words: str, name: str) -> PlainButton:
        button = PlainButton(words, self, name=name)
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.toggled.connect(lambda _on: self._show_wanted())
        return button

    def _arrange(self) -> None:
        self._filters = QWidget(self)
        buttons = QHBoxLayout(self._filters)
        buttons.setContentsMargins(12, 6, 12, 0)
        buttons.setSpacing(4)
        buttons.addWidget(self._here)
        buttons.addWidget(self._all)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._scroll)
        self._filters.hide()


class _Row(QScrollArea):
    """Cards side by side; the wheel goes sideways."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inside = QWidget(self)
        inside.setProperty("kind", "panel")
        self._cards = QHBoxLayout(inside)
        self._cards.setContentsMargins(10, 6, 10, 4)
        self._cards.setSpacing(4)
        self._cards.addStretch(1)
        self.setWidget(inside)
        self.horizontalScrollBar().setStyleSheet(THIN)
        self.setFixedHeight(PICTURE.height() + self.fontMetrics().height() + 20)

    def clear(self) -> None:
        """Take all cards out."""
        while self._cards.count() > 1:
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def fill(self, cards: Iterable[StripCard]) -> None:
        """Put cards in."""
        for card in cards:
            self._cards.insertWidget(self._cards.count() - 1, card)

    def reveal(self, card: StripCard) -> None:
        """Scroll until a card can be seen; Qt's own way goes wrong from right to left."""
        self._cards.activate()
        bar, area = self.horizontalScrollBar(), card.geometry()
        mirrored = self.isRightToLeft()
        start = bar.maximum() - bar.value() if mirrored else bar.value()
        first = area.right() + EDGE - self.viewport().width()
        start = min(max(start, first), area.left() - EDGE)
        bar.setValue(bar.maximum() - start if mirrored else start)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways."""
        bar, turn = self.horizontalScrollBar(), event.angleDelta()
        forward = turn.y() or turn.x()
        bar.setValue(bar.value() + (forward if self.isRightToLeft() and turn.x() else -forward))
        event.accept()


def belonging(form: Application, criterion: str) -> set[EvidenceId]:
    """Return the evidence that names a criterion, a part of it, or is named in its answer."""
    found = {
        each.id
        for each in form.evidence
        if any(_related(criterion, other) for other in each.criteria)
    }
    for answer in form.answers:
        if answer.criterion and _related(criterion, answer.criterion):
            found |= set(answer.evidence)
    return found & {each.id for each in form.evidence}


def _related(one: str, other: str) -> bool:
    """Tell whether one is the other or a part of it: "1" and "1b", never "1" and "10"."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return long.startswith(short) and not rest[:1].isdigit()
