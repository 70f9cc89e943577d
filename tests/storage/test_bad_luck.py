"""Disks that are full, gone or read-only; journals of others; keys that cannot be kept."""

import os
import shutil
import sqlite3
from contextlib import contextmanager

import pytest

from app.models.errors import Unavailable
from app.models.log import Act
from app.storage import Casebook
from tests.storage import made
from tests.storage.made import clock

resource = pytest.importorskip("resource", reason="limits of files are POSIX's")
CASE = "NO-NQL-2026-0412"


@contextmanager
def room_for(size):
    """No file may grow beyond ``size`` bytes: the nearest thing to a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_much(casebook):
    with casebook.act(Act.DECIDE) as act:
        act.store(made.decision(act.index, reason="Ja. " * 100_000))


@pytest.mark.parametrize("room", range(0, 260_000, 20_000))
def test_a_full_disk_changes_nothing_and_reading_goes_on(casebook, folder, room):
    made.receive(casebook)
    with room_for(room), pytest.raises(Unavailable, match=r"casebook\.disk-(full|error)"):
        write_much(casebook)
    assert (casebook.size, casebook.decisions(CASE)) == (2, ())
    assert casebook.check().ok
    made.decide(casebook)
    assert casebook.check().ok


def test_a_full_disk_loses_no_draft(casebook):
    with casebook.draft() as saving:
        saving.save(made.draft())
    with room_for(4096), pytest.raises(Unavailable), casebook.draft() as saving:
        saving.set("text", "x" * 100_000)
    assert casebook.drafts(CASE, 1) == (made.draft(),)


def test_a_backup_on_a_full_disk_leaves_no_half_file(casebook, tmp_path):
    write_much(casebook)
    with room_for(100_000), pytest.raises(Unavailable):
        casebook.backup(tmp_path / "b.zip")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith("b.zip")]


def test_a_failed_backup_at_opening_is_told_and_stops_nothing(casebook, folder, reopen):
    write_much(casebook)
    casebook.close()
    with room_for(100_000):
        again = reopen()
    with again:
        assert "No backup was made" in str(again.health.warnings[0])
        assert (again.health.backup, again.read_only_because) == (None, None)


def test_an_export_on_a_full_disk_leaves_no_half_file(casebook, tmp_path):
    for _ in range(5):
        made.decide(casebook)
    with room_for(100), pytest.raises(Unavailable, match=r"casebook\.disk-full"):
        casebook.export_log(tmp_path / "log.jsonl")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith("log.jsonl")]


def test_keys_that_cannot_be_kept_make_no_casebook(folder, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match=r"keys\.not-writable"):
        Casebook.create(folder, clock=clock(), keys=tmp_path / "file" / "keys")
    with Casebook.create(folder, clock=clock(), keys=tmp_path / "keys") as casebook:
        assert casebook.size == 1


def test_an_act_stands_when_its_checkpoint_cannot_be_remembered(casebook, keys):
    shutil.rmtree(keys)
    keys.write_text("in the way")
    made.decide(casebook)
    made.decide(casebook)
    assert casebook.size == 3
    (warning,) = casebook.health.warnings
    assert "could not be kept" in str(warning)


def test_a_place_that_cannot_be_written_makes_no_casebook(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unavailable):
        Casebook.create(tmp_path / "file" / "casebook", clock=clock(), keys=tmp_path / "k")


def test_a_hot_journal_is_rolled_back(casebook, folder, keys, tmp_path):
    """The database and journal as a power cut in the middle of an act leaves them."""
    made.decide(casebook)
    casebook.close()
    raw = sqlite3.connect(folder / "casebook.sqlite", isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("PRAGMA cache_spill = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO setting VALUES ('half', ?)", ("x" * 200_000,))
    raw.execute("INSERT INTO setting VALUES ('more', ?)", ("x" * 200_000,))
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    raw.execute("ROLLBACK")
    raw.close()
    assert (copy / "casebook.sqlite-journal").stat().st_size > 0
    with Casebook.open(copy, clock=clock(), keys=keys) as again:
        assert again.health.unclean
        assert (again.setting("half"), again.check().ok) == (None, True)


def test_a_foreign_journal_is_noticed_or_harmless(casebook, folder, reopen):
    made.decide(casebook)
    casebook.close()
    (folder / "casebook.sqlite-journal").write_bytes(os.urandom(5000))
    with reopen() as again:
        assert again.health.unclean
        assert (again.size, again.check().ok) == (2, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_medium_is_read(casebook, folder, reopen):
    made.decide(casebook)
    casebook.close()
    (folder / "casebook.sqlite").chmod(0o444)
    folder.chmod(0o555)
    with reopen() as again:
        assert "cannot be written here" in str(again.read_only_because)
        assert len(again.decisions()) == 1
    folder.chmod(0o755)
