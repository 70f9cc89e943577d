"""Undo of points and comments, as a pure stack."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId
from app.models.review import Score
from app.ui.undo import ScoreChange, UndoStack

REF = CaseRef(CaseId("A"), 1)
LEAF = LeafId("1b")


def change(before: Score, after: Score, leaf: str = "1b") -> ScoreChange:
    return ScoreChange(REF, LeafId(leaf), before, after)


def stack() -> tuple[UndoStack, dict[LeafId, Score]]:
    state: dict[LeafId, Score] = {}
    return UndoStack(lambda _ref, leaf, score: state.__setitem__(leaf, score)), state


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_undoing_everything_and_redoing_it_comes_out_the_same(points: list[int]) -> None:
    undo, state = stack()
    before = Score()
    for each in points:
        after = Score(Fraction(each))
        undo.push(change(before, after))
        before = after
    while undo.can_undo:
        undo.undo()
    assert state[LEAF] == Score()
    while undo.can_redo:
        undo.redo()
    assert state[LEAF] == before


def test_typing_on_is_one_step() -> None:
    undo, state = stack()
    undo.push(change(Score(), Score(None, "a")))
    undo.push(change(Score(None, "a"), Score(None, "ab")))
    undo.undo()
    assert state[LEAF] == Score()
    assert not undo.can_undo


@pytest.mark.parametrize("other", [change(Score(None, "a"), Score(Fraction(1), "a")),
                                   change(Score(), Score(None, "b"), "2c")])  # fmt: skip
def test_points_and_other_leaves_are_steps_of_their_own(other: ScoreChange) -> None:
    undo, _state = stack()
    undo.push(change(Score(), Score(None, "a")))
    undo.push(other)
    undo.undo()
    assert undo.can_undo


def test_a_new_change_forgets_what_was_undone() -> None:
    undo, _state = stack()
    undo.push(change(Score(), Score(Fraction(1))))
    undo.undo()
    undo.push(change(Score(), Score(Fraction(2))))
    assert not undo.can_redo
