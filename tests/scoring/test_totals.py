"""The totals of the queue are those of the whole assessment, whatever the points."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.identifiers import LeafId
from app.models.review import Mark, Points, Score
from app.models.scheme import Scheme
from app.scoring import assess, shipped_schemes, totals

SCHEMES = tuple(shipped_schemes().values())
POINTS = st.one_of(
    st.none(),
    st.just(Mark.NOT_APPLICABLE),
    st.fractions(min_value=0, max_value=5, max_denominator=3),
)


@st.composite
def scored(draw: st.DrawFn) -> tuple[Scheme, dict[LeafId, Points]]:
    scheme = draw(st.sampled_from(SCHEMES))
    return scheme, {leaf.id: draw(POINTS) for leaf in scheme.leaves if draw(st.booleans())}


@given(scored())
def test_both_count_the_same(case: tuple[Scheme, dict[LeafId, Points]]) -> None:
    scheme, points = case
    whole = assess(scheme, {leaf: Score(given) for leaf, given in points.items()})
    assert totals(scheme, points) == (whole.total, whole.maximum)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_nothing_scored_is_nothing_reached(scheme: Scheme) -> None:
    assert totals(scheme, {})[0] == Fraction(0)
