"""Files of the world, hostile files made here, and one reader for all tests of this folder."""

from pathlib import Path

import pytest

from app.documents import Reader

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"


@pytest.fixture(scope="session")
def reader():
    with Reader() as reader:
        yield reader


@pytest.fixture(scope="session")
def real():
    if not REAL.is_dir():
        pytest.skip("the folder ../shared/real is absent")
    return REAL
