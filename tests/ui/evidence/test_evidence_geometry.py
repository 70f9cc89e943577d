"""Where pages lie, what is drawn of them, which words are chosen: numbers without a window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import TextPage
from app.ui.evidence.page_layout import (
    TILE,
    Box,
    PageLayout,
    fitting_scale,
    tiles,
    turned_box,
    unturned_point,
)
from app.ui.evidence.page_selection import PageSelection, lines, place_at, word_around
from app.ui.evidence.position import Position
from app.ui.evidence.zoom import STEPS, Fit, Zoom, larger, smaller

A4 = ((595.0, 842.0),) * 500
shares = st.floats(0, 1)
whole = st.integers(1, 30_000)


def test_pages_lie_below_each_other_and_are_found_again():
    layout = PageLayout(A4, 1.0, 0, 700)
    assert [layout.page_at(layout.box(n).top) for n in (0, 7, 499)] == [0, 7, 499]
    assert layout.box(1).top >= layout.box(0).bottom
    assert layout.box(499).bottom < layout.height


def test_only_pages_in_view_are_drawn():
    layout = PageLayout(A4, 1.0, 0, 700)
    top = layout.box(40).top
    assert layout.between(top - 5, top + 900) == range(40, 42)


def test_turned_pages_are_wide():
    assert PageLayout(A4, 1.0, 1, 0).box(0).width == 842


@pytest.mark.parametrize(("whole", "scale"), [(False, 2.0), (True, 0.5)])
def test_fitting(whole, scale):
    assert fitting_scale((200, 800), 0, (428, 428), whole=whole) == scale


@given(whole, whole, st.integers(0, 20_000), st.integers(0, 20_000))
def test_tiles_cover_what_is_seen_and_stay_inside(width, height, left, top):
    seen = Box(min(left, width - 1), min(top, height - 1), 1, 1)
    parts = tiles(width, height, seen)
    covering = [
        part for part in parts
        if part.left <= seen.left < part.left + part.width and part.top <= seen.top < part.bottom
    ]  # fmt: skip
    assert len(covering) == 1
    assert all(p.left + p.width <= width and p.bottom <= height for p in parts)
    assert len(parts) == 1 or all(max(p.width, p.height) <= TILE for p in parts)


@given(shares, shares, st.integers(0, 3))
def test_a_turned_point_turns_back(x, y, rotation):
    left, top, _right, _bottom = turned_box((x, y, x, y), rotation)
    back = unturned_point(left, top, rotation)
    assert back == pytest.approx((x, y))


LINE = TextPage(
    "to ord\nny",
    (
        *((0.1 * n, 0.1, 0.1 * n + 0.1, 0.2) for n in range(6)),
        (0, 0, 0, 0),
        (0.0, 0.3, 0.1, 0.4),
        (0.1, 0.3, 0.2, 0.4),
    ),
)


def test_chosen_words_have_one_mark_for_each_line():
    assert [round(line[1], 1) for line in lines(LINE, range(9))] == [0.1, 0.3]


@pytest.mark.parametrize(
    ("x", "y", "place"), [(0.01, 0.15, 0), (0.99, 0.15, 6), (0.19, 0.35, 9), (0.0, 0.9, 7)]
)
def test_nearest_place_of_a_point(x, y, place):
    assert place_at(LINE, x, y) == place


@pytest.mark.parametrize(("place", "word"), [(0, "to"), (4, "ord"), (9, "ny")])
def test_word_around(place, word):
    found = word_around(LINE.text, place)
    assert LINE.text[found.start : found.stop] == word


def test_words_are_copied_over_pages_in_either_direction():
    texts = {0: LINE, 1: TextPage("andre side")}
    forward = PageSelection((0, 3), (1, 5))
    assert forward.text(texts) == "ord\nny\nandre"
    assert PageSelection(forward.head, forward.anchor).text(texts) == forward.text(texts)


@given(
    st.integers(0, 9999), st.sampled_from(Fit), st.floats(0.1, 5), st.integers(0, 3), shares,
    st.none() | shares,
)  # fmt: skip
def test_positions_are_remembered(page, fit, share, rotation, down, across):
    position = Position(page, Zoom(fit, share), rotation, down, across, known=True)
    text = position.to_text()
    assert Position.from_text(text).to_text() == text


@pytest.mark.parametrize("text", ["", "1 2 3", "x width 1 0 0 -", "1 wide 1 0 0 -"])
def test_unknown_positions_are_the_beginning(text):
    assert Position.from_text(text) == Position()


def test_sizes_go_up_and_down_in_steps():
    assert [larger(1.0), smaller(1.0), larger(5.0), smaller(0.1)] == [1.1, 0.9, STEPS[-1], STEPS[0]]
