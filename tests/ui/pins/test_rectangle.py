"""A marked part of a page is kept exactly, inside the page, whichever way the page is turned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.evidence.page_layout import turned_box
from app.ui.pins.page_rectangle import kept

SIDE = st.floats(0, 1, allow_nan=False)


@given(SIDE, SIDE, SIDE, SIDE, st.integers(0, 3))
def test_a_rectangle_lies_where_it_was_drawn_however_the_page_is_turned(a, b, c, d, turn) -> None:
    drawn = (min(a, c), min(b, d), max(a, c), max(b, d))
    shown = turned_box(tuple(map(float, kept(drawn, turn))), turn)
    assert shown == pytest.approx(drawn, abs=1e-3)


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 3))
def test_a_rectangle_never_leaves_the_page(a, b, c, d, turn) -> None:
    left, top, right, bottom = kept((a, b, c, d), turn)
    assert 0 <= left <= right <= 1
    assert 0 <= top <= bottom <= 1
