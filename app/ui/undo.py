"""Taking back what was typed or clicked: points, comments, pins, ticks. Pure, per case."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.models.case import CaseRef
from app.models.identifiers import LeafId
from app.models.review import Score


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One leaf of one submission changed from one score to another.

    ``also``: what changed with it, as when a pin was tied to another leaf; undone as one.
    """

    ref: CaseRef
    leaf: LeafId
    before: Score
    after: Score
    also: tuple["ScoreChange", ...] = ()

    def joins(self, later: "ScoreChange") -> bool:
        """Tell whether ``later`` goes on typing the same comment, so that both undo as one."""
        same = self.ref == later.ref and self.leaf == later.leaf
        scores = (self.before, self.after, later.after)
        same = same and not self.also and not later.also
        return same and len({(each.points, each.pins, each.no_evidence) for each in scores}) == 1


@dataclass(slots=True)
class UndoStack:
    """Changes in order; ``apply`` puts a score into place without making a new change."""

    apply: Callable[[CaseRef, LeafId, Score], None]
    limit: int = 500
    _done: list[ScoreChange] = field(default_factory=list)
    _undone: list[ScoreChange] = field(default_factory=list)
    _open: bool = False

    def push(self, change: ScoreChange) -> None:
        """Remember a change; typing on in the same comment is one change until ``seal``."""
        self._undone.clear()
        if self._open and self._done and self._done[-1].joins(change):
            first = self._done.pop()
            change = ScoreChange(change.ref, change.leaf, first.before, change.after)
        self._done.append(change)
        del self._done[: -self.limit]
        self._open = True

    def seal(self) -> None:
        """End the current stretch of typing."""
        self._open = False

    @property
    def can_undo(self) -> bool:
        """Tell whether something can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Tell whether something taken back can be done again."""
        return bool(self._undone)

    def undo(self) -> ScoreChange | None:
        """Take the newest change back and return it."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        self.seal()
        for each in (*change.also, change):
            self.apply(each.ref, each.leaf, each.before)
        return change

    def redo(self) -> ScoreChange | None:
        """Do again what was taken back last and return it."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        self.seal()
        for each in (change, *change.also):
            self.apply(each.ref, each.leaf, each.after)
        return change
