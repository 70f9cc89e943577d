"""Opening a file and its first answer share the time that a person waits."""

import pytest

from app.documents.patience import LEAST, Patience


@pytest.mark.parametrize(
    ("seconds", "opening", "first"),
    [(10, 0, 10), (10, 7, 3), (10, 9.9, LEAST), (10, 12, LEAST), (0.5, 0.4, 0.5)],
)
def test_the_first_answer_has_what_opening_left(seconds, opening, first):
    now = [100.0]
    patience = Patience(seconds, clock=lambda: now[0])
    with patience.opening():
        now[0] += opening
    assert patience.left() == pytest.approx(first)
    assert patience.left() == seconds, "the next page has its own time"
