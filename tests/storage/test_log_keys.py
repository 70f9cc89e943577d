"""Keys of the log in a casebook: added, retired, stolen, killed between, copied away."""

import os
import random
import shutil
from pathlib import Path

import pytest

from app.clock import system_clock
from app.log import PublicKey, parse_checkpoint
from app.log.export import check_export
from app.models.errors import Unavailable
from app.models.log import Act
from app.storage import Casebook
from app.storage.backup import is_whole
from app.storage.restore import restore
from tests.log.test_export import verifier
from tests.storage import made
from tests.storage.killing import kill_while


def opened(place: Path, *, create: bool = False) -> Casebook:
    make = Casebook.create if create else Casebook.open
    return make(place / "c", clock=system_clock, keys=place / "k")


def add(book: Casebook) -> PublicKey:
    key = book.make_key()
    book.change_keys(Act.KEY_ADD, key, "Kari")
    return key


def retire(book: Casebook) -> None:
    book.change_keys(Act.KEY_RETIRE, book.ring.keys[-2].public, "Kari")


def stolen(book: Casebook, size: int) -> None:
    book.change_keys(Act.KEY_COMPROMISED, book.ring.keys[-2].public, "Kari", size)


def lines(note: str) -> int:
    return len(parse_checkpoint(note).signatures)


def test_two_lines_while_two_keys_sign_and_everything_checks_then_and_later(tmp_path):
    with opened(tmp_path, create=True) as book:
        first = book.public_key
        made.receive(book)
        second = add(book)
        made.receive(book, number=2)
        assert (lines(book.checkpoint), book.public_key) == (2, second)
        retire(book)
        assert (lines(book.checkpoint), book.entry(book.size - 1).key) == (1, second.id)
        third = add(book)
        ring = book.ring
    with opened(tmp_path) as book:
        assert (book.read_only_because, book.ring, book.public_key) == (None, ring, third)
        made.receive(book, number=3)
        assert book.check(packages=False).ok
        assert [each.public for each in ring.keys] == [first, second, third]
        assert [each.by for each in book.key_changes()] == ["Kari"] * 3


@pytest.mark.parametrize("content", [True, False])
def test_both_verifiers_follow_the_keys_of_an_exported_log(tmp_path, content):
    with opened(tmp_path, create=True) as book:
        made.receive(book)
        notes = [book.checkpoint]
        keys = [book.public_key, add(book)]
        made.receive(book, number=2)
        notes.append(book.checkpoint)
        stolen(book, 2)
        keys.append(add(book))
        path = book.export_log(tmp_path / "log.jsonl", content=content)
    for key in (None, *keys):
        with path.open(encoding="utf-8") as text:
            assert check_export(text, key=key, anchors=tuple(notes)).ok
        assert verifier(path, *(("--key", key.text) if key else ()))[0] == 0
    for number, note in enumerate(notes):
        tmp_path.joinpath(f"{number}.txt").write_text(note, encoding="utf-8")
    assert verifier(path, "--checkpoint", tmp_path / "0.txt", "--checkpoint",
                    tmp_path / "1.txt")[0] == 0  # fmt: skip
    with opened(tmp_path / "other", create=True) as other:
        stranger = other.public_key
    with path.open(encoding="utf-8") as text:
        assert not check_export(text, key=stranger).ok
    assert verifier(path, "--key", stranger.text)[0] == 1


def test_a_thief_cannot_make_the_log_look_changed(tmp_path):
    """What the stolen key signs beyond the trusted size says nothing against the log."""
    with opened(tmp_path, create=True) as book:
        made.receive(book)
    shutil.copytree(tmp_path, tmp_path / "thief")
    with opened(tmp_path / "thief") as forged:
        for number in (2, 3, 4):
            made.receive(forged, number=number)
        note = forged.checkpoint
        early = forged.entry(2).checkpoint
    with opened(tmp_path) as book:
        made.receive(book, number=5)
        add(book)
        made.receive(book, number=6)
        for size, fits in ((5, False), (2, True)):
            if fits:
                stolen(book, size)
            path = book.export_log(tmp_path / f"{size}.jsonl")
            for forgery in (note, early):
                with path.open(encoding="utf-8") as text:
                    assert check_export(text, anchors=(forgery,)).ok is fits


def test_an_older_copy_goes_on_with_the_keys_it_knows(tmp_path):
    with opened(tmp_path, create=True) as book:
        made.receive(book)
        first = book.public_key
        zipped = book.backup(tmp_path / "old.zip")
        add(book)
        retire(book)
    shutil.move(tmp_path / "c", tmp_path / "newer")
    restored = restore(zipped, tmp_path / "c", clock=system_clock, keys=tmp_path / "k")
    with restored as book:
        assert (book.read_only_because, book.public_key) == (None, first)
        assert book.origin.endswith("/2")
        add(book)
        retire(book)
        assert book.check().ok
    assert is_whole(tmp_path / "c" / "casebook.sqlite")


def test_an_older_database_in_place_is_read_only_until_the_gap_is_written(tmp_path):
    with opened(tmp_path, create=True) as book:
        made.receive(book)
    before = (tmp_path / "c" / "casebook.sqlite").read_bytes()
    with opened(tmp_path) as book:
        add(book)
        retire(book)
    (tmp_path / "c" / "casebook.sqlite").write_bytes(before)
    with opened(tmp_path) as book:
        assert book.health.gap is not None
        book.continue_with_gap("Kari")
        assert (book.check().ok, len(book.ring.keys)) == (True, 1)


def test_without_the_newest_key_the_casebook_is_read_and_says_which_file_to_bring(tmp_path):
    with opened(tmp_path, create=True) as book:
        key = add(book)
    (path,) = tmp_path.joinpath("k").glob(f"*-{key.id[:16]}.pem")
    path.rename(path.with_suffix(".away"))
    with opened(tmp_path) as book:
        assert path.name in book.read_only_because.values["name"]
        with pytest.raises(Unavailable), book.act(Act.SEAL):
            pass
        assert book.check().ok


def test_without_the_older_key_the_newer_signs_alone(tmp_path):
    with opened(tmp_path, create=True) as book:
        add(book)
        path = next(each for each in tmp_path.joinpath("k").glob("*.pem") if "-" not in each.name)
    path.unlink()
    with opened(tmp_path) as book:
        made.receive(book)
        assert lines(book.checkpoint) == 1
        retire(book)
        assert book.check().ok


def test_a_key_that_no_entry_adds_does_no_harm(tmp_path):
    with opened(tmp_path, create=True) as book:
        first = book.public_key
        book.make_key()
    with opened(tmp_path) as book:
        made.receive(book)
        assert (book.public_key, lines(book.checkpoint), book.check().ok) == (first, 1, True)
        second = add(book)
        assert book.public_key == second


def rotate(place: str):
    """Add and retire for ever."""
    folder = Path(place)
    with opened(folder, create=not (folder / "c" / "casebook.sqlite").exists()) as book:
        yield book.size
        while True:
            if len(book.ring.active) == 1:
                add(book)
            else:
                retire(book)
            yield book.size


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_while_keys_change_the_log_goes_on(tmp_path):
    for seed in range(6):
        after = random.Random(seed).uniform(0, 0.06)
        told = kill_while("tests.storage.test_log_keys", "rotate", tmp_path, after=after)
        with opened(tmp_path) as book:
            assert book.read_only_because is None
            assert int(told[-1]) <= book.size <= int(told[-1]) + 1
            assert book.check().ok
