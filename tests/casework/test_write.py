"""Results are written whole or not at all, and the reason is told; a list and its entry agree."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from app.casework import keep, publish
from app.casework.write import unwritable, write_file
from app.models.errors import Unavailable


@contextmanager
def room_for(size: int):
    """No file may grow beyond ``size`` bytes: the nearest thing to a full disk."""
    resource = pytest.importorskip("resource", reason="limits of files are POSIX's")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with room_for(10), pytest.raises(Unavailable) as told:
        write_file(tmp_path / "letter.txt", b"x" * 100)
    assert "the disk is full" in str(told.value.message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "no"), "may not be changed"),
        (OSError(5, "io"), "could not be written."),
    ],
)
def test_the_reason_is_told(error: OSError, words: str) -> None:
    assert words in str(unwritable(Path("a.pdf"), error).message)


def test_a_list_without_an_entry_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "book", country="NO") as casebook:
        before = casebook.size
        with room_for(4096), pytest.raises(Unavailable, match="disk"):
            publish.awards(casebook, None, tmp_path / "a.csv", language="en")
        assert (casebook.size, (tmp_path / "a.csv").exists()) == (before, False)
