"""The scores column: a group per criterion, a row per leaf, one current row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.models.assessment import Assessment
from app.models.comparison import Proposal
from app.models.review import Score, Scores
from app.models.scheme import Scheme
from app.ui.pins.coverage_bar import CoverageBar
from app.ui.pins.shown import ShownPin
from app.ui.review import words
from app.ui.review.carry_bar import CarryBar
from app.ui.review.comment_field import CommentField
from app.ui.review.group_header import GroupHeader
from app.ui.review.leaf_row import LeafRow
from app.ui.review.row_set import RowSet
from app.ui.review.score_keys import ScoreKeys
from app.ui.widgets import Panel
from app.wording import _

MOST_SETS = 3
"""Schemes whose rows are kept: an office works with one or two labels at a time."""


@dataclass(frozen=True, slots=True)
class ScoresPlace:
    """Where one was in the scores: current leaf, folded groups, scroll."""

    leaf: str = ""
    folded: tuple[str, ...] = ()
    scroll: int = 0


class ScoresPane(Panel):
    """Shows scores and assessment of one draft; tells points and comments as they are given.

    ``points_chosen(leaf, points)``: a Fraction, ``Mark.NOT_APPLICABLE``, or None when taken back.
    ``comment_changed(leaf, text)`` comes when typing pauses; ``flush()`` tells it at once.
    """

    points_chosen = Signal(str, object)
    comment_changed = Signal(str, str)
    phrases_wanted = Signal()
    current_changed = Signal(str)
    carry_confirmed = Signal(str)
    carry_all_wanted = Signal()
    pin_acted = Signal(object)
    none_found = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Scores"), parent)
        self.setObjectName("scores-pane")
        self.setAccessibleName(_("Scores"))
        self.header.chip.setObjectName("scores-left")
        self.carry = CarryBar(self)
        self.carry.wanted.connect(self.carry_all_wanted)
        self._proposals: tuple[Proposal, ...] = ()
        self._against = 0
        self.column.addWidget(self.carry)
        self.coverage = CoverageBar(self)
        self.column.addWidget(self.coverage)
        self._stack = QStackedWidget(self)
        self.column.addWidget(self._stack, 1)
        self._sets: list[RowSet] = []
        self.area: RowSet | None = None
        self._assessment: Assessment | None = None
        self._rows: dict[str, LeafRow] = {}
        self._group_of: dict[str, str] = {}
        self._headers: dict[str, GroupHeader] = {}
        self._current = ""
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def show_application(
        self, scheme: Scheme, scores: Scores, assessment: Assessment, *, read_only: bool = False
    ) -> None:
        """Show a case. Rows are kept for each scheme, so that cases change fast."""
        self.flush()
        if self.area is None or scheme != self.area.scheme:
            self._use(scheme)
        self.show_proposals(())
        for row in self._rows.values():
            row.set_read_only(read_only=read_only)
        self.show_scores(scores)
        self.show_assessment(assessment)
        first = next(iter(assessment.open), next(iter(self._rows), ""))
        self.set_current(str(first), focus=False)
        self._scroll_to(0)

    def show_scores(self, scores: Scores) -> None:
        """Show stored points and comments, as after an undo; nobody is told."""
        for row in self._rows.values():
            row.show_score(scores.get(row.leaf.id, Score()))

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show all pins, each in the row it is tied to."""
        for leaf, row in self._rows.items():
            row.show_pins([pin for pin in pins if pin.leaf == leaf])

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the points mean: sums, minimums, what is left."""
        self._assessment = assessment
        chip = words.left_chip(assessment, len(self._rows))
        self.header.chip.show_chip(chip.text, chip.tone)
        gates = {str(gate.id): gate for gate in assessment.gates}
        for leaf, row in self._rows.items():
            row.show_gate(gates.get(leaf))
        still_open = {str(leaf) for leaf in assessment.open}
        for result in assessment.criteria:
            if header := self._headers.get(result.id):
                leaves = {leaf for leaf, group in self._group_of.items() if group == result.id}
                chip = words.criterion_chip(result, any_scored=bool(leaves - still_open))
                header.show_points(chip, is_number=result.points is not None)

        self._show_waiting(still_open)

    def show_proposals(self, proposals: Sequence[Proposal], against: int = 0) -> None:
        """Show points of an earlier submission beside the rows; nothing is scored by it."""
        self._proposals, self._against = tuple(proposals), against
        by_leaf = {str(each.leaf): each for each in proposals}
        for leaf, row in self._rows.items():
            row.show_proposal(by_leaf.get(leaf), against)
        open_ = self._assessment.open if self._assessment else ()
        self._show_waiting({str(leaf) for leaf in open_})
        if proposals:
            QTimer.singleShot(0, self, self._reveal)

    def _show_waiting(self, still_open: set[str]) -> None:
        waiting = [each for each in self._proposals if str(each.leaf) in still_open]
        unchanged = sum(1 for each in waiting if each.unchanged)
        self.carry.show_counts(len(waiting), unchanged, self._against)

    @property
    def current(self) -> str:
        """The id of the current leaf, or an empty text."""
        return self._current

    @property
    def leaves(self) -> tuple[str, ...]:
        """The ids of all leaves in the order they are shown."""
        return tuple(self._rows)

    def row(self, leaf: str) -> LeafRow:
        """Return the row of a leaf."""
        return self._rows[leaf]

    def set_current(self, leaf: str, *, focus: bool = True) -> None:
        """Make a row the current one, unfold its group and scroll to it."""
        if leaf not in self._rows:
            return
        self._headers[self._group_of[leaf]].setChecked(True)
        if leaf != self._current:
            if before := self._rows.get(self._current):
                before.set_current(is_current=False)
            self._current = leaf
            self._rows[leaf].set_current(is_current=True)
            self.current_changed.emit(leaf)
        if focus:
            self._rows[leaf].focus_levels()
        # The row has just grown: scroll when its new height is known.
        QTimer.singleShot(0, self, self._reveal)

    def go(self, by: int) -> None:
        """Go ``by`` rows down (or up, when negative)."""
        order = self.leaves
        if order:
            at = order.index(self._current) if self._current in order else 0
            self.set_current(order[max(0, min(len(order) - 1, at + by))])

    def next_open(self) -> None:
        """Go to the next leaf that is not scored, round the end if need be."""
        if self._assessment is None:
            return
        order = self.leaves
        at = order.index(self._current) + 1 if self._current in order else 0
        still_open = {str(leaf) for leaf in self._assessment.open}
        found = next((leaf for leaf in order[at:] + order[:at] if leaf in still_open), "")
        self.set_current(found)

    def choose(self, key: str) -> bool:
        """Give the current leaf the level of a key (``"4"``); False when no level has it."""
        row = self._rows.get(self._current)
        return row is not None and not row.is_read_only and row.levels.choose_key(key)

    def clear_current(self) -> None:
        """Take the current leaf's points back: not scored."""
        row = self._rows.get(self._current)
        if row is not None and not row.is_read_only:
            row.levels.choose(-1)

    def open_comment(self) -> None:
        """Put the cursor into the current row's comment."""
        if row := self._rows.get(self._current):
            row.comment.setFocus()

    @property
    def comment(self) -> CommentField | None:
        """The comment of the current row, where one can be written."""
        row = self._rows.get(self._current)
        return row.comment if row is not None and not row.is_read_only else None

    def show_comment(self, leaf: str, words: str) -> None:
        """Show the comment on a leaf with these words chosen; the keyboard stays where it is."""
        self.set_current(leaf, focus=False)
        if row := self._rows.get(leaf):
            row.comment.choose(words)

    def flush(self) -> None:
        """Tell any comment whose typing has not paused yet, and a pin's note."""
        for row in self._rows.values():
            row.comment.flush()
            row.pins.flush()

    def state(self) -> ScoresPlace:
        """Return where one is, to come back to."""
        folded = tuple(key for key, header in self._headers.items() if not header.isChecked())
        scroll = self.area.verticalScrollBar().value() if self.area else 0
        return ScoresPlace(self._current, folded, scroll)

    def restore(self, place: ScoresPlace) -> None:
        """Go back to a place; what no longer exists is left out."""
        for key, header in self._headers.items():
            header.setChecked(key not in place.folded)
        self.set_current(place.leaf, focus=False)
        QTimer.singleShot(0, self, lambda: self._scroll_to(place.scroll))

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what was being typed before the pane goes."""
        self.flush()
        super().hideEvent(event)

    def _use(self, scheme: Scheme) -> None:
        """Bring up the rows of a scheme; those of the last few schemes are kept."""
        found = next((each for each in self._sets if each.scheme == scheme), None)
        if found is None:
            found = self._new_set(scheme)
        if before := self._rows.get(self._current):
            before.set_current(is_current=False)
        self._current = ""
        self.area = found
        self._rows, self._headers, self._group_of = found.rows, found.headers, found.group_of
        self._stack.setCurrentWidget(found)

    def _new_set(self, scheme: Scheme) -> RowSet:
        made = RowSet(scheme, self._stack)
        for row in made.rows.values():
            row.points_chosen.connect(self.points_chosen)
            row.comment_changed.connect(self.comment_changed)
            row.comment.phrases_wanted.connect(self.phrases_wanted)
            row.carry_confirmed.connect(self.carry_confirmed)
            row.pin_acted.connect(self.pin_acted)
            row.none_found.connect(self.none_found)
            row.pressed.connect(lambda which: self.set_current(which, focus=False))
        ScoreKeys(made, self)
        self._sets.append(made)
        self._stack.addWidget(made)
        if len(self._sets) > MOST_SETS:
            oldest = self._sets.pop(0)
            self._stack.removeWidget(oldest)
            oldest.deleteLater()
        return made

    def _reveal(self) -> None:
        row = self._rows.get(self._current)
        if row is not None and self.area is not None:
            self.area.column.activate()
            self.area.ensureWidgetVisible(row, 0, 16)

    def _scroll_to(self, place: int) -> None:
        if self.area is not None:
            self.area.verticalScrollBar().setValue(place)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """The row that the keyboard is in is the current one."""
        del before
        while now is not None and not isinstance(now, LeafRow):
            now = now.parentWidget()
        if now is not None and self._rows.get(now.leaf.id) is now:
            self.set_current(now.leaf.id, focus=False)
