"""The collector of cycles sleeps while much is made, and wakes whatever happens."""

import gc

import pytest

from app.ui.collector import collector_asleep


@pytest.mark.parametrize("for_good", [False, True])
def test_it_sleeps_inside_and_wakes_after(for_good: bool) -> None:
    try:
        with collector_asleep(for_good=for_good):
            assert not gc.isenabled()
        assert gc.isenabled()
        assert (gc.get_freeze_count() > 0) is for_good
    finally:
        gc.unfreeze()


def test_a_failure_wakes_it_too() -> None:
    with pytest.raises(ValueError, match="x"), collector_asleep():
        raise ValueError("x")
    assert gc.isenabled()
