"""kill -9 at any moment: the last confirmed act is there, the log is whole, nothing is half."""

import os
import random
from pathlib import Path

import pytest

from app.clock import system_clock
from app.models.log import Act
from app.storage import Casebook
from tests.storage import made
from tests.storage.killing import kill_while

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


def work(folder: str, keys: str):
    """Decide and save drafts for ever; tell the size of the log after each confirmed act."""
    place = Path(folder)
    make = Casebook.open if (place / "casebook.sqlite").exists() else Casebook.create
    with make(place, clock=system_clock, keys=Path(keys)) as casebook:
        yield casebook.size
        while True:
            case = f"NO-{casebook.size}"
            with casebook.draft() as draft:
                draft.save(made.draft(case))
            yield f"draft {case}"
            with casebook.act(Act.SEAL) as act:
                act.store(made.review(act.index, case))
                act.forget_draft(case, 1, "Kari Nordmann")
            yield casebook.size


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("drept") / "Ünï"


@pytest.mark.parametrize("seed", range(20))
def test_nothing_confirmed_is_lost(place, seed):
    """The same casebook is killed again and again; each time it goes on."""
    after = random.Random(seed).uniform(0, 0.08)
    keys = place.with_name("keys")
    lines = kill_while("tests.storage.test_killing", "work", place, keys, after=after)
    with Casebook.open(place, clock=system_clock, keys=keys, backup=False) as casebook:
        confirmed = max(int(line) for line in lines if line.isdecimal())
        assert confirmed <= casebook.size <= confirmed + 1
        assert casebook.health.unclean
        assert casebook.read_only_because is None
        assert casebook.check().ok
        newest = casebook.size - 1
        assert newest == 0 or casebook.reviews(f"NO-{newest}")[0].entry == newest
        if lines[-1].startswith("draft") and casebook.size == confirmed:
            assert casebook.drafts(lines[-1].removeprefix("draft "), 1)
