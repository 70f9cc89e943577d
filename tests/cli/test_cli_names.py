"""People read words where programs read codes."""

import pytest

from app.cli.names import order_word, stated, status_word
from app.models.case import Status
from app.models.order import OrderState
from app.wording import use


@pytest.fixture
def norwegian():
    use("nb")
    yield
    use("en")


@pytest.mark.parametrize("status", Status)
def test_in_english_a_state_is_the_word_of_the_option(status: Status) -> None:
    assert status_word(status) == status.value


@pytest.mark.usefixtures("norwegian")
def test_elsewhere_it_is_a_word_of_the_language() -> None:
    assert status_word(Status.IN_REVIEW) == "til vurdering"
    assert order_word(OrderState.DELIVERED) == "levert"


def test_facts_have_names_and_unknown_ones_their_key() -> None:
    assert stated({"decided_on": "2026-11-22", "x": "1"}) == ["Decided on: 2026-11-22", "x: 1"]
