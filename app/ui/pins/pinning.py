"""Pins of the case shown: made, moved, tied to another sub-criterion, deleted, gone to."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.models.case import Submission
from app.models.identifiers import LeafId
from app.models.review import Pin, Score
from app.models.scheme import Scheme
from app.ui.desk import Desk
from app.ui.evidence.document_view import DocumentView
from app.ui.evidence.pane import EvidencePane
from app.ui.pins.acts import Doing, PinAct
from app.ui.pins.covering import Covering
from app.ui.pins.description_pins import DescriptionPins
from app.ui.pins.document_pins import DocumentPins
from app.ui.pins.shown import ShownPin, short_code, shown_pins
from app.ui.review.description_pane import DescriptionPane
from app.ui.review.scores_pane import ScoresPane
from app.wording import _

LONGEST_QUOTE = 4000
"""Letters of a quote; `score` refuses longer ones too."""


class Pinning(QObject):
    """Connects the marks in description and evidence with the lists in the scores.

    ``said(sentence)``: why something could not be pinned.
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, description: DescriptionPane, evidence: EvidencePane,
        scores: ScoresPane, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._evidence, self._scores = desk, evidence, scores
        self.description = DescriptionPins(description, self)
        self.covering = Covering(description, evidence, scores, self)
        self.documents: list[DocumentPins] = []
        self._submission: Submission | None = None
        self._scheme: Scheme | None = None
        self.shown: tuple[ShownPin, ...] = ()
        self._do: dict[Doing, Callable[[PinAct], None]] = {
            Doing.OPEN: self._open, Doing.NOTE: self._note, Doing.RETIE: self._retie,
            Doing.MOVE: self._move, Doing.DELETE: self._delete,
        }  # fmt: skip
        self.follow(evidence.document)
        evidence.document_made.connect(self.follow)
        self.description.pressed.connect(self._show_row)
        scores.pin_acted.connect(lambda act: self._do[act.do](act))
        scores.none_found.connect(self._mark_none)
        scores.current_changed.connect(self._name_buttons)

    def follow(self, document: DocumentView) -> None:
        """Show and make pins in one more view of the evidence."""
        pins = DocumentPins(document, self)
        pins.pressed.connect(lambda pin: self._show_row(pin.leaf, pin.index))
        pins.drawn.connect(self._add)
        bar = document.toolbar
        bar.pin.clicked.connect(self.pin)
        bar.part.clicked.connect(lambda _on: self._toggle_part(pins))
        pins.rectangle.changed.connect(bar.part.setChecked)
        self.documents.append(pins)
        pins.show_pins(self.shown)
        self._name_buttons()

    def show_case(self, submission: Submission, scheme: Scheme) -> None:
        """Show the pins of another case, or of the same anew."""
        if submission != self._submission or scheme != self._scheme:
            self.shown = ()
        self._submission, self._scheme = submission, scheme
        self.refresh()

    def refresh(self) -> None:
        """Show the pins as the desk has them now."""
        if self._submission is None or self._scheme is None:
            return
        scores = self._desk.scores
        self.shown = shown_pins(self._scheme, scores, self._submission, self.shown)
        self.description.show_pins(self.shown)
        for document in self.documents:
            document.show_pins(self.shown)
        self._scores.show_pins(self.shown)
        self.covering.show_case(self._scheme, self._submission, self._desk.scores)
        self._name_buttons()

    # Making

    def pin(self) -> None:
        """Pin what is chosen, else the page or file that is read, to the current leaf."""
        place = self._chosen() or self._whole()
        if place is None:
            self._say_why_not()
            return
        self._add(place)

    def _say_why_not(self) -> None:
        if self._document.document.is_inside:
            self.said.emit(_(
                "A file inside another cannot be pinned. Go back, pin the outer file, and name "
                "the inner one in the pin's note."
            ))  # fmt: skip
        else:
            self.said.emit(_("Choose words first, or open a page of the evidence."))

    def mark_part(self) -> None:
        """Begin to mark a part of the page, or end it."""
        self._toggle_part(self._document)

    def _toggle_part(self, pins: DocumentPins) -> None:
        if pins.rectangle.is_on:
            pins.rectangle.end()
        elif pins.can_mark:
            pins.rectangle.begin()
        else:
            pins.rectangle.changed.emit(False)
            if pins.document.is_inside:
                self._say_why_not()
            else:
                self.said.emit(_("Only pages and pictures have parts that can be marked."))

    def _add(self, place: Pin) -> None:
        leaf = LeafId(self._scores.current)
        if self._may_change() and leaf:
            score = self._desk.scores.get(leaf, Score())
            pins = (*score.pins, self._bound(place))
            self._change({leaf: replace(score, pins=pins, no_evidence=False)})
            self._forget_choice()

    def _may_change(self) -> bool:
        case = self._desk.case
        if case is not None and case.may_score:
            return True
        self.said.emit(_("This evaluation cannot be changed any more, so nothing was pinned."))
        return False

    def _bound(self, pin: Pin) -> Pin:
        """Return a pin bound to the bytes it points into, with a quote no longer than is kept."""
        from app.casework.pins import bound  # noqa: PLC0415  loaded behind the window

        if pin.quote is not None:
            pin = replace(pin, quote=pin.quote[:LONGEST_QUOTE])
        return bound(pin, self._submission) if self._submission is not None else pin

    def _chosen(self) -> Pin | None:
        """The choice of the column that has the keyboard goes before that of the other."""
        sources = [self._document.chosen, self.description.place]
        if self.description.page.window().focusWidget() is self.description.page:
            sources.reverse()
        return next((place for source in sources if (place := source()) is not None), None)

    def _whole(self) -> Pin | None:
        return self._document.whole()

    @property
    def _document(self) -> DocumentPins:
        """The view of the evidence that is worked in."""
        active = self._evidence.document
        found = [each for each in self.documents if each.document is active]
        return found[0] if found else self.documents[0]

    def _forget_choice(self) -> None:
        self.description.forget_choice()
        for document in self.documents:
            document.forget_choice()

    # Changing

    def _change(self, scores: dict[LeafId, Score]) -> None:
        self._desk.undo.seal()
        self._desk.change_scores(scores)
        self._scores.show_scores(self._desk.scores)
        self.refresh()

    def _pins_of(self, act: PinAct) -> tuple[LeafId, Score, list[Pin]]:
        leaf = LeafId(act.leaf)
        score = self._desk.scores.get(leaf, Score())
        return leaf, score, list(score.pins)

    def _put(self, act: PinAct, pin: Pin | None) -> None:
        """Put a pin in the place of another, or take it out."""
        leaf, score, pins = self._pins_of(act)
        if act.index < len(pins) and self._may_change():
            pins[act.index : act.index + 1] = [] if pin is None else [pin]
            self._change({leaf: replace(score, pins=tuple(pins))})

    def _note(self, act: PinAct) -> None:
        _leaf, _score, pins = self._pins_of(act)
        if act.index < len(pins):
            self._put(act, replace(pins[act.index], note=act.words))

    def _delete(self, act: PinAct) -> None:
        self._put(act, None)

    def _move(self, act: PinAct) -> None:
        """Let a pin point to what is chosen now; its note stays."""
        place = self._chosen() or self._whole()
        _leaf, _score, pins = self._pins_of(act)
        if place is None:
            self._say_why_not()
            return
        if act.index >= len(pins):
            return
        self._put(act, replace(self._bound(place), note=pins[act.index].note))
        self._forget_choice()

    def _retie(self, act: PinAct) -> None:
        """Tie a pin to another sub-criterion; one change, undone as one."""
        leaf, score, pins = self._pins_of(act)
        target = LeafId(act.words)
        if target == leaf or act.index >= len(pins) or not self._may_change():
            return
        other = self._desk.scores.get(target, Score())
        moved = pins.pop(act.index)
        self._change({
            leaf: replace(score, pins=tuple(pins)),
            target: replace(other, pins=(*other.pins, moved), no_evidence=False),
        })  # fmt: skip
        self._scores.set_current(target, focus=False)

    def _mark_none(self, leaf: str, none_found: bool) -> None:
        key = LeafId(leaf)
        score = self._desk.scores.get(key, Score())
        if self._may_change():
            self._change({key: replace(score, no_evidence=none_found and not score.pins)})

    # Going to places

    def _open(self, act: PinAct) -> None:
        """Show where a pin points, in the description or the evidence."""
        pin = self._find(act.leaf, act.index)
        if pin is None:
            return
        if pin.pin.answer is not None:
            self.description.reveal(pin)
        elif pin.evidence is not None:
            self._evidence.find_evidence(pin.evidence)
            self._document.reveal(pin)
        else:
            self.said.emit(f"{pin.sentence}: {pin.warning}.")

    def _show_row(self, leaf: str, index: int) -> None:
        """Go from a mark to its line in the scores."""
        if self._find(leaf, index) is None:
            return
        self._scores.set_current(leaf, focus=False)
        lines = self._scores.row(leaf).pins.lines
        if index < len(lines):
            lines[index].setFocus()

    def _find(self, leaf: str, index: int) -> ShownPin | None:
        found: Sequence[ShownPin] = [
            pin for pin in self.shown if (pin.leaf, pin.index) == (leaf, index)
        ]
        return found[0] if found else None

    def _name_buttons(self) -> None:
        """Say on the evidence's bar which sub-criterion a pin would be tied to."""
        leaf = self._scores.current
        for document in self.documents:
            document.document.toolbar.name_pin(short_code(leaf) if leaf else "")
