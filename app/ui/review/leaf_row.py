"""One line of the scores: name, minimum, levels, what the level looks like, comment."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from app.models.assessment import GateResult
from app.models.comparison import Proposal
from app.models.review import Mark, Points, Score
from app.models.scheme import Leaf, PinRule, Scheme
from app.ui import theme
from app.ui.pins.pin_chip import PinChip
from app.ui.pins.pin_list import PinList
from app.ui.pins.shown import ShownPin
from app.ui.review import words
from app.ui.review.carry_line import CarryLine
from app.ui.review.comment_field import CommentField
from app.ui.review.lead_label import LeadLabel
from app.ui.widgets import Chip, LevelChoice, PlainLabel, SegmentedLevels, safe_tip
from app.wording import _, pick, points_text

BAR = 3
"""Width of the accent bar at the current row's start, in pixels."""


class LeafRow(QWidget):
    """Shows one leaf; the pane says which row is current."""

    points_chosen = Signal(str, object)
    comment_changed = Signal(str, str)
    pressed = Signal(str)
    carry_confirmed = Signal(str)
    pin_acted = Signal(object)
    none_found = Signal(str, bool)

    def __init__(self, scheme: Scheme, leaf: Leaf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leaf = leaf
        self._scheme = scheme
        self._points: tuple[Points, ...] = _points_of(scheme, leaf)
        self._gate: GateResult | None = None
        self.is_current = False
        self.is_read_only = False
        self._pointed = -1
        self._carry: CarryLine | None = None
        self._has_proposal = False
        self._shown_pins: tuple[ShownPin, ...] = ()
        self._none_found = False
        self.setObjectName(f"row-{leaf.id}")
        self._label = f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip()
        self.setAccessibleName(self._label)
        self._make_parts()
        self._arrange()

    def _make_parts(self) -> None:
        leaf, scheme = self.leaf, self._scheme
        minimum = leaf.minimum.of(scheme.scale.max) if leaf.minimum else None
        choices = _choices(scheme, self._points)
        self.name = PlainLabel(self._label, self, wrap=True)
        self.chip = Chip("", parent=self)
        self.pin_chip = PinChip(leaf.id, self)
        self.pins = PinList(leaf.id, lambda: _leaves(scheme), self)
        self.levels = SegmentedLevels(choices, minimum, self, name=f"levels-{leaf.id}")
        self.levels.setAccessibleName(self._label)
        self.hint = LeadLabel(self)
        self.demand = PlainLabel("", self, tone="red", size="small", wrap=True)
        self.pin_demand = PlainLabel("", self, tone="amber", size="small", wrap=True)
        self.pin_demand.setObjectName(f"pin-demand-{leaf.id}")
        self.said = PlainLabel("", self, tone="muted", size="small", elide=True)
        label = _("Comment on {name}").format(name=self._label)
        self.comment = CommentField(f"comment-{leaf.id}", label, self)
        self.levels.chosen.connect(self._choose)
        self.levels.pointed.connect(self._point)
        self.comment.changed.connect(lambda text: self.comment_changed.emit(leaf.id, text))
        self.comment.textChanged.connect(self._update_demand)
        self.comment.left.connect(self.focus_levels)
        self.pin_chip.clicked.connect(self.open_pins)
        self.pins.acted.connect(self.pin_acted)
        self.pins.none_found.connect(lambda none: self.none_found.emit(leaf.id, none))

    def _arrange(self) -> None:
        is_large, chips = theme.are_letters_large(), QHBoxLayout()
        chips.setSpacing(theme.SPACE)
        chips.addWidget(self.pin_chip, 0, Qt.AlignmentFlag.AlignVCenter)
        chips.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        chips.addStretch(int(is_large))
        top = QVBoxLayout() if is_large else QHBoxLayout()
        top.setSpacing(theme.SPACE // 2 if is_large else theme.SPACE)
        top.addWidget(self.name, 1)
        top.addLayout(chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(5)
        column.addLayout(top)
        for part in (
            self.levels, self.hint, self.pins, self.demand, self.pin_demand, self.said, self.comment
        ):  # fmt: skip
            column.addWidget(part)
        for part in (self.hint, self.demand, self.pin_demand, self.said, self.comment):
            part.hide()

    @property
    def is_below(self) -> bool:
        """Whether the points are below the leaf's own minimum."""
        return self._gate is not None and self._gate.met is False

    def show_score(self, score: Score) -> None:
        """Show stored points and comment; nobody is told."""
        found = self._points.index(score.points) if score.points in self._points else -1
        if score.points is None or found != self.levels.index():
            self.levels.show_index(-1 if score.points is None else found)
        self.comment.show_text(score.comment)
        self._none_found = score.no_evidence
        self._update_words()
        self._update_pins()

    def show_pins(self, pins: Sequence[ShownPin]) -> None:
        """Show the pins of the leaf."""
        self._shown_pins = tuple(pins)
        self._update_pins()

    def open_pins(self) -> None:
        """Make the row the current one with the keyboard on its first pin."""
        self.pressed.emit(self.leaf.id)
        if self.pins.lines:
            self.pins.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_proposal(self, proposal: Proposal | None, against: int = 0) -> None:
        """Show earlier points beside the row until it is scored; None shows none."""
        self._has_proposal = proposal is not None
        if proposal is not None:
            if self._carry is None:
                self._carry = CarryLine(self.leaf.id, self._label, self)
                self._carry.confirmed.connect(lambda: self.carry_confirmed.emit(self.leaf.id))
                column = self.layout()
                assert isinstance(column, QVBoxLayout)  # noqa: S101 - made by _arrange
                column.insertWidget(column.indexOf(self.levels) + 1, self._carry)
            self._carry.show_proposal(proposal, against, self._scheme)
        self._update_carry()

    def _update_carry(self) -> None:
        if self._carry is not None:
            open_to_all = self._has_proposal and not self.is_read_only
            self._carry.setVisible(open_to_all and self.levels.index() < 0)

    def show_gate(self, gate: GateResult | None) -> None:
        """Show the minimum and whether it is reached."""
        if gate == self._gate:
            return
        self._gate = gate
        if gate is not None:
            chip = words.minimum_chip(self._scheme, gate)
            self.chip.setObjectName(chip.id)
            self.chip.show_chip(chip.text, chip.tone)
            self.chip.setToolTip(safe_tip(chip.tip))
            self.chip.setAccessibleDescription(chip.tip)
        self._update_words()

    def set_current(self, *, is_current: bool) -> None:
        """Open the row: descriptor and comment show in the current one only."""
        if self.is_current != is_current:
            self.is_current = is_current
            if not is_current:
                self.comment.flush()
                self.pins.end_edit()
            self._update_words()
            self._update_pins()
            self.update()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let a sealed score be seen and not changed."""
        self.is_read_only = read_only
        self.levels.set_read_only(read_only=read_only)
        self.comment.setReadOnly(read_only)
        self._update_words()
        self._update_pins()

    def focus_levels(self) -> None:
        """Put the keyboard on the chosen level, else on the first."""
        for segment in self.levels.findChildren(QAbstractButton):
            if segment.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                segment.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on the row makes it the current one."""
        del event
        self.pressed.emit(self.leaf.id)
        self.focus_levels()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the bar of the current row."""
        del event
        if not self.is_current:
            return
        colours = theme.tokens(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.color("accent_soft"))
        left = self.width() - BAR if self.isRightToLeft() else 0
        painter.fillRect(QRect(left, 0, BAR, self.height()), colours.color("accent"))
        painter.end()

    def _choose(self, index: int) -> None:
        self._update_words()
        self.points_chosen.emit(self.leaf.id, self._points[index] if index >= 0 else None)

    def _point(self, index: int) -> None:
        self._pointed = index
        self.levels.setToolTip("" if self.is_current else safe_tip(" · ".join(self._hint(index))))
        self._update_hint()

    def _hint(self, index: int) -> tuple[str, str]:
        """Return level and descriptor of a level, by its place in the row."""
        if index < 0:
            return ("", "")
        points = self._points[index]
        name = words.level_name(self._scheme, points)
        code = points_text(points) if isinstance(points, Fraction) else ""
        described = words.descriptor(self.leaf, points)
        if self._scheme.kind == "statements":
            # The segments say the level's name already.
            return (name, described) if described else ("", "")
        return (f"{code} {name}".strip(), described)

    def _update_hint(self) -> None:
        index = self._pointed if self._pointed >= 0 else self.levels.index()
        self.hint.show_words(*(self._hint(index) if self.is_current else ("", "")))

    def _update_words(self) -> None:
        self._update_hint()
        self._update_carry()
        has_use = not self.is_read_only or bool(self.comment.text())
        self.comment.setVisible(self.is_current and has_use)
        said = "" if self.is_current else self.comment.text()
        self.said.set_text(said)
        self.said.setVisible(bool(said))
        self._update_demand()

    def _update_pins(self) -> None:
        pins = self._shown_pins
        self.pin_chip.show_count(
            len(pins), none_found=self._none_found, changed=any(pin.warning for pin in pins)
        )
        self.pins.show_pins(
            pins, none_found=self._none_found, read_only=self.is_read_only, opened=self.is_current
        )
        self._update_demand()

    def _update_demand(self) -> None:
        asked = self.is_below and not self.comment.text() and not self.is_read_only
        self.demand.set_text(_("Say what is missing, and where it should be shown."))
        self.demand.setVisible(asked)
        bare = self._needs_pin() and not self._shown_pins and not self._none_found
        self.pin_demand.set_text(_("Pin what was judged, or mark “No evidence found”."))
        self.pin_demand.setVisible(bare and not self.is_read_only)

    def _needs_pin(self) -> bool:
        """Tell whether scheme or season ask for a pin at these points."""
        gate = self._gate
        if self._scheme.pins is not PinRule.AT_MINIMUM or gate is None or gate.points is None:
            return False
        return gate.points <= gate.minimum


def _leaves(scheme: Scheme) -> list[tuple[str, str]]:
    """Return every leaf with its name, for tying a pin to another."""
    return [(leaf.id, f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip())
            for leaf in scheme.leaves]  # fmt: skip


def _points_of(scheme: Scheme, leaf: Leaf) -> tuple[Points, ...]:
    """Return what each segment stands for; a leaf with its own minimum is always applicable."""
    values: tuple[Points, ...] = words.level_values(scheme)
    may_not_apply = scheme.scale.not_applicable and leaf.minimum is None
    return (*values, Mark.NOT_APPLICABLE) if may_not_apply else values


def _choices(scheme: Scheme, points: Sequence[Points]) -> list[LevelChoice]:
    found = []
    for place, value in enumerate(points):
        name = words.level_name(scheme, value)
        if not isinstance(value, Fraction):
            found.append(LevelChoice(None, _("n/a"), name, "x"))
            continue
        digits = points_text(value)
        is_word = scheme.kind == "statements" and bool(name)
        # Half points have no key of their own: ← and → reach them.
        key = digits if value.denominator == 1 else ""
        spoken = name if is_word else f"{digits} {name}".strip()
        found.append(LevelChoice(value, name if is_word else digits, spoken, key or f"#{place}"))
    return found
