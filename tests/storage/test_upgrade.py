"""An older casebook is brought up to date on a copy; whatever happens, one of the two is whole."""

import shutil
import sqlite3

import pytest

from app.models.errors import Unavailable
from app.storage import Casebook, restore, upgrade
from app.storage.schema import REVISION
from tests.storage import made
from tests.storage.write_sample import SAMPLES

OLD = SAMPLES / "casebooks" / "casebook-0001.sqlite"


@pytest.fixture
def old(folder):
    """A casebook as the first version left it; returns its database."""
    folder.mkdir(parents=True)
    shutil.copyfile(OLD, folder / "casebook.sqlite")
    return folder / "casebook.sqlite"


def version(database):
    raw = sqlite3.connect(database)
    try:
        return raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        raw.close()


def leaves(database):
    raw = sqlite3.connect(database)
    try:
        return raw.execute("SELECT leaf FROM entry ORDER BY number").fetchall()
    finally:
        raw.close()


def test_the_older_one_is_kept_and_its_log_goes_on(old, keys):
    before = leaves(old)
    Casebook.open(old.parent, clock=made.clock(), keys=keys).close()
    kept = old.parent / "backups" / "before-0001.sqlite"
    assert (version(old), version(kept)) == (REVISION, "0001")
    assert leaves(old) == leaves(kept) == before


def test_a_step_that_fails_leaves_the_file_alone(old, keys, monkeypatch):
    before = old.read_bytes()

    def stop(_connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrade, "migrate", stop)
    with pytest.raises(KeyboardInterrupt):
        Casebook.open(old.parent, clock=made.clock(), keys=keys)
    assert old.read_bytes() == before
    assert [each.name for each in old.parent.glob("casebook.sqlite*")] == ["casebook.sqlite"]


def test_what_a_killed_upgrade_left_is_not_in_the_way(old, keys):
    old.with_name("casebook.sqlite.upgrading").write_bytes(b"half")
    Casebook.open(old.parent, clock=made.clock(), keys=keys).close()
    assert version(old) == REVISION
    assert not old.with_name("casebook.sqlite.upgrading").exists()


def test_a_damaged_older_one_is_left_as_it_was(old, keys):
    raw = sqlite3.connect(old)
    raw.execute("DROP TRIGGER entry_no_update")
    raw.execute("UPDATE entry SET leaf = replace(leaf, '2026', '2025') WHERE number = 1")
    raw.commit()
    raw.close()
    before = old.read_bytes()
    with pytest.raises(Unavailable, match=r"casebook\.not-upgraded"):
        Casebook.open(old.parent, clock=made.clock(), keys=keys)
    assert old.read_bytes() == before


def test_a_backup_of_an_older_version_is_restored(folder, keys, tmp_path):
    backup = tmp_path / "casebook-old.sqlite"
    shutil.copyfile(OLD, backup)
    restore(backup, folder, clock=made.clock(), keys=keys).close()
    assert version(folder / "casebook.sqlite") == REVISION
