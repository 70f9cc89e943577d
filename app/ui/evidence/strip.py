"""The row of cards above the viewer, and which of them are shown."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.documents import Kind, declared_kind
from app.models.application import Application, Evidence
from app.models.identifiers import EvidenceId
from app.models.thumbnail import Thumbnail
from app.ui.evidence.film_words import clock_words
from app.ui.evidence.strip_card import StripCard
from app.ui.evidence.strip_row import StripRow
from app.ui.evidence.words import (
    file_name,
    kind_name,
    pages_words,
    short_kind,
    size_words,
    visible,
)
from app.ui.widgets import PlainButton
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.tab_order import follow_in_tabs
from app.wording import _

FEW = 4
"""From so many on, cards can be narrowed down."""


class Strip(QFrame):
    """Tells ``chosen(evidence id)``, or ``beside_asked(evidence id)`` with Ctrl or the menu.

    Left and right go from card to card. ``scrolled``: other cards can be seen. ``entered``: the
    keyboard is wanted in the file.
    """

    chosen = Signal(str)
    beside_asked = Signal(str)
    scrolled = Signal()
    entered = Signal()

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
        self._unseen = self._filter(_("Not opened"), "evidence-filter-unseen")
        self._all.setChecked(True)
        self._opened: set[str] = set()
        self._current = ""
        self._scroll = StripRow(self)
        self._arrange()

    def show_form(self, form: Application) -> None:
        """Show the cards of an application."""
        self._form = form
        self._opened, self._current = set(), ""
        self._scroll.clear()
        self._cards = {each.id: self._card(each) for each in form.evidence}
        self._scroll.fill(self._cards.values())
        self.set_criterion(self._criterion)

    def set_criterion(self, criterion: str | None) -> None:
        """Offer only what belongs to a criterion, a section or a sub-criterion."""
        self._criterion = criterion
        belongs = self._belonging()
        useful = 0 < len(belongs) < len(self._cards)
        self._here.setVisible(useful)
        if self._here.isChecked() and not useful:
            self._all.setChecked(True)
        self._filters.setVisible(useful or len(self._cards) >= FEW)
        self._here.set_text(_("This criterion · {count}").format(count=len(belongs)))
        self._all.set_text(_("All · {count}").format(count=len(self._cards)))
        self._count_unseen()
        self._show_wanted()

    def select(self, evidence: str) -> None:
        """Mark the card of the evidence that is shown; a filtered-out one brings all back."""
        card = self._cards.get(evidence)
        if card is None:
            return
        self._current = evidence
        if self._here.isChecked() and evidence not in self._belonging():
            self._all.setChecked(True)
        self._show_wanted()
        card.setChecked(True)
        for each in self._cards.values():
            tab = Qt.FocusPolicy.StrongFocus if each is card else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(tab)
        follow_in_tabs(self._unseen, card)
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
        self._opened |= set(evidence)
        self._count_unseen()

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Show a word on the cards of some evidence, none on the others."""
        for key, card in self._cards.items():
            card.show_note(marks.get(key, card.lasting))

    def show_thumbnail(self, evidence: str, made: Thumbnail) -> None:
        """Say on a card what the file turned out to be."""
        card = self._cards.get(evidence)
        if card is None:
            return
        kind = Kind(made.kind)
        words = kind_name(kind) if made.declared else short_kind(card.file, kind)
        card.show_words(words, sign=made.kind)
        corner = pages_words(made.pages) if made.pages > 1 else ""
        if made.seconds:
            corner = clock_words(1000 * made.seconds)
        card.show_facts(_facts(words, made.size), corner, _warning(made))
        if made.pixels:
            form = QImage.Format.Format_RGB32
            image = QImage(made.pixels, made.width, made.height, 4 * made.width, form)
            card.show_image(image.copy())

    def show_sizes(self, sizes: Mapping[EvidenceId, int]) -> None:
        """Say how large files are whose thumbnails are still to come."""
        for key, card in self._cards.items():
            size = sizes.get(EvidenceId(key), 0)
            if size and not card.facts:
                card.show_facts(_facts(short_kind(card.file, None), size))

    def show_beside(self, evidence: str) -> None:
        """Mark what the other view shows; empty marks nothing."""
        for key, card in self._cards.items():
            card.show_beside(key == evidence)

    def in_view(self) -> tuple[str, ...]:
        """Return the evidence whose cards can be seen, the one shown first."""
        cards = [key for key, card in self._cards.items() if not card.visibleRegion().isEmpty()]
        return (self._current, *cards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the card beside, Home and End the ends; Enter goes to the file."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
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

    def _clicked(self, evidence: str) -> None:
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.beside_asked.emit(evidence)
            self.select(self._current)
        else:
            self.chosen.emit(evidence)

    def _belonging(self) -> set[EvidenceId]:
        return belonging(self._form, self._criterion) if self._form and self._criterion else set()

    def _show_wanted(self) -> None:
        belongs = self._belonging()
        here, unseen = self._here.isChecked() and bool(belongs), self._unseen.isChecked()
        for key, card in self._cards.items():
            wanted = (not here or key in belongs) and (not unseen or key not in self._opened)
            if card.isHidden() == (wanted or key == self._current):
                card.setHidden(not card.isHidden())

    def _count_unseen(self) -> None:
        count = len(set(self._cards) - self._opened)
        self._unseen.set_text(_("Not opened · {count}").format(count=count))

    def _card(self, evidence: Evidence) -> StripCard:
        name = file_name(evidence)
        card = StripCard(evidence.id, name, visible(evidence.title), self)
        card.file = evidence.file or ""
        declared = declared_kind(card.file, evidence.media_type)
        words = short_kind(card.file, None) if card.file else _("Link")
        card.show_words(words, sign=str(declared) if card.file else "link")
        if evidence.own:
            card.lasting = _("yours")
            card.show_note(card.lasting)
        card.clicked.connect(lambda: self._clicked(evidence.id))
        card.beside_asked.connect(self.beside_asked)
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
        buttons = FlowLayout(self._filters)
        buttons.setContentsMargins(12, 6, 12, 0)
        buttons.addWidget(self._here)
        buttons.addWidget(self._all)
        buttons.addWidget(self._unseen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._scroll)
        self._filters.hide()
        self._scroll.horizontalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())


def _facts(words: str, size: int) -> str:
    return " · ".join([words, *([size_words(size)] if size else [])])


def _warning(made: Thumbnail) -> str:
    """Return what is said when the content is not what the name says."""
    if not made.declared:
        return ""
    sentence = _("By its name “{declared}”, by its content “{kind}”.")
    names = kind_name(Kind(made.declared)), kind_name(Kind(made.kind))
    return sentence.format(declared=names[0], kind=names[1])


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
