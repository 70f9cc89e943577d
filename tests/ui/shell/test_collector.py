"""The collector of cycles sleeps while much is made, and wakes whatever happens."""

import gc

import pytest

from app.ui.collector import collector_asleep, leave_in_peace


def test_it_sleeps_inside_and_wakes_after() -> None:
    with collector_asleep():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_wakes_it_too() -> None:
    with pytest.raises(ValueError, match="x"), collector_asleep():
        raise ValueError("x")
    assert gc.isenabled()


def test_what_is_left_in_peace_is_not_looked_at() -> None:
    try:
        leave_in_peace()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
