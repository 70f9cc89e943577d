"""A copy has every byte in its order, whatever the sizes, and no fault of the disk is lost."""

import hashlib
import os
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.packages import copying


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "_PIECE", 8)
        patch.setattr(copying, "_WRITE_BACK", 20)
        yield


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=100))
def test_what_is_hashed_is_what_is_written(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    place, counted = tmp_path_factory.mktemp("copy"), list[int]()
    (place / "source").write_bytes(content)
    with FileIO(place / "source") as source, FileIO(place / "copy", "xb") as copy:
        found = copying.copy_hashed(source, place, copy, counted.append)
    assert (place / "copy").read_bytes() == content
    assert found == (hashlib.sha256(content).hexdigest(), len(content))
    assert sum(counted) == len(content)


@pytest.mark.skipif(os.name == "nt", reason="a pipe is synchronised there without complaint")
@pytest.mark.parametrize("size", [1, 30])
def test_a_disk_that_cannot_hold_it_is_heard(tmp_path: Path, size: int) -> None:
    (tmp_path / "source").write_bytes(bytes(size))
    read_end, write_end = os.pipe()  # takes every byte and cannot be synchronised
    with (
        FileIO(tmp_path / "source") as source,
        FileIO(read_end),
        FileIO(write_end, "w") as copy,
        pytest.raises(OSError, match="Errno"),
    ):
        copying.copy_hashed(source, tmp_path, copy, lambda _: None)
