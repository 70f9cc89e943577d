"""Records survive the way through plain JSON."""

import json
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.identifiers import CaseId, EvidenceId, LeafId
from app.models.message import Message, message
from app.models.plain import from_plain, to_plain
from app.models.review import Draft, Mark, Pin, Points, Score

POINTS = st.one_of(
    st.none(),
    st.just(Mark.NOT_APPLICABLE),
    st.fractions(min_value=0, max_value=5, max_denominator=4),
)


@given(POINTS, st.text())
def test_a_draft_comes_back_as_it_was(points: Points, comment: str) -> None:
    pin = Pin(EvidenceId("ev1"), page=7, quote="…", second=Fraction(3, 2))
    scores = {LeafId("1b"): Score(points, comment, (pin,))}
    draft = Draft(CaseId("NO-1"), 1, "Ane", scores, changed_at=datetime(2026, 1, 1, tzinfo=UTC))
    text = json.dumps(to_plain(draft))
    assert from_plain(json.loads(text), Draft) == draft


@pytest.mark.parametrize(
    "sentence", [message("plain"), message("{a}", a=1), message("{a}", a=message("{b}", b="x"))]
)
def test_a_message_comes_back_with_the_messages_inside(sentence: Message) -> None:
    assert str(from_plain(json.loads(json.dumps(to_plain(sentence))), Message)) == str(sentence)
