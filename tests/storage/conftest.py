"""Casebooks in a folder as users have them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage import Casebook
from tests.storage.made import clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A path as users have them, in three scripts."""
    return tmp_path / "Ünï çødé 日本" / "casebook"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "nøkler"


@pytest.fixture
def casebook(folder: Path, keys: Path) -> Iterator[Casebook]:
    with Casebook.create(folder, clock=clock(), keys=keys) as made:
        yield made


@pytest.fixture
def reopen(folder: Path, keys: Path):
    """Open the casebook again as a later sitting would; the test closes it."""
    return lambda **more: Casebook.open(folder, clock=clock(), keys=keys, **more)
