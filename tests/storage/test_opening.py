"""Opening: who else has it, which version, which key, which history."""

import shutil
import sqlite3
import subprocess
import sys

import pytest

from app.models.casebook import Gap
from app.models.errors import Refused, Unavailable
from app.models.log import Act
from app.storage import Casebook, restore
from app.storage.place import place_warnings
from tests.storage import made
from tests.storage.made import clock

SENTENCE = (
    "This casebook is open in another Label Desk. Close it there, or choose another with "
    "--casebook."
)
READING = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("SELECT count(*) FROM entry").fetchone()
except sqlite3.OperationalError as error:
    print(error)
"""


def test_a_second_one_is_told_where_to_close_it(casebook, reopen):
    with pytest.raises(Unavailable) as caught:
        reopen()
    assert caught.value.code == "casebook.open-elsewhere"
    assert str(caught.value.message) == SENTENCE


def test_another_process_cannot_even_read(casebook, folder):
    run = [sys.executable, "-c", READING, str(folder / "casebook.sqlite")]
    answer = subprocess.run(run, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "database is locked"


def test_after_closing_it_opens_again(casebook, reopen):
    made.decide(casebook)
    casebook.close()
    with reopen() as again:
        assert (again.size, again.read_only_because) == (2, None)


def test_there_is_no_second_beginning(casebook, folder, keys):
    casebook.close()
    with pytest.raises(Refused, match=r"casebook\.exists"):
        Casebook.create(folder, clock=clock(), keys=keys)


def test_an_absent_one_is_said(folder, keys):
    with pytest.raises(Unavailable, match=r"casebook\.absent"):
        Casebook.open(folder, clock=clock(), keys=keys)


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_another_file_is_not_a_casebook(casebook, folder, reopen, content):
    casebook.close()
    (folder / "casebook.sqlite").write_bytes(content)
    with pytest.raises(Unavailable, match=r"casebook\.(not-one|damaged)"):
        reopen()


def test_a_newer_casebook_is_refused_and_left_alone(casebook, folder, reopen):
    casebook.close()
    with sqlite3.connect(folder / "casebook.sqlite") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0099'")
    raw.close()
    before = (folder / "casebook.sqlite").read_bytes()
    with pytest.raises(Unavailable, match=r"casebook\.newer"):
        reopen()
    assert (folder / "casebook.sqlite").read_bytes() == before


def test_settings_lose_nothing(casebook):
    wanted = {"journal_mode": "delete", "synchronous": 3, "locking_mode": "exclusive",
              "foreign_keys": 1, "secure_delete": 1}  # fmt: skip
    found = {
        name: casebook._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted
    }
    assert found == wanted


@pytest.mark.parametrize("verb", ["UPDATE {} SET salt = salt", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["submission", "decision", "personal", "form"])
def test_finished_records_cannot_be_changed(casebook, folder, verb, table):
    made.receive(casebook)
    made.decide(casebook)
    casebook.close()
    raw = sqlite3.connect(folder / "casebook.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        raw.execute(verb.format(table))
    raw.close()


def test_without_its_key_it_opens_for_reading(casebook, folder, keys, tmp_path):
    made.decide(casebook)
    casebook.close()
    with Casebook.open(folder, clock=clock(), keys=tmp_path / "other") as copy:
        assert next(keys.glob("*.pem")).name in str(copy.read_only_because)
        with pytest.raises(Unavailable, match=r"casebook\.read-only"), copy.act(Act.EXPORT):
            pass
        with pytest.raises(Unavailable, match=r"casebook\.read-only"), copy.draft():
            pass
        assert len(copy.decisions()) == 1


def test_the_key_is_the_users_alone(casebook, keys):
    assert [path.stat().st_mode & 0o777 for path in keys.glob("*.pem")] == [0o600]


def test_a_wrong_key_does_not_sign(casebook, keys, reopen, tmp_path):
    casebook.close()
    with Casebook.create(tmp_path / "b", clock=clock(), keys=tmp_path / "k"):
        shutil.copy(next((tmp_path / "k").glob("*.pem")), next(keys.glob("*.pem")))
    with reopen() as again:
        assert "not the key of this log" in str(again.read_only_because)


def old_copy(casebook, folder, reopen):
    """Decide, keep a copy, decide more, put the copy back."""
    made.decide(casebook)
    casebook.close()
    shutil.copy(folder / "casebook.sqlite", folder / "old")
    with reopen(backup=False) as again:
        made.decide(again)
        made.decide(again)
    shutil.copy(folder / "old", folder / "casebook.sqlite")


def test_an_older_copy_is_noticed(casebook, folder, reopen):
    old_copy(casebook, folder, reopen)
    with reopen() as again:
        assert "older than the newest known (2 of 4)" in str(again.read_only_because)
        assert [each.id for each in again.check().findings] == ["log.older"]


def test_after_a_gap_no_number_is_used_twice(casebook, folder, reopen):
    old_copy(casebook, folder, reopen)
    with reopen() as again:
        first = again.origin
        gap = again.continue_with_gap()
        made.decide(again)
        assert (gap.act, gap.origin, again.read_only_because) == (Act.GAP, first + "/2", None)
        assert again.continuations()[0].known_size == 4
        assert again.check().ok


def test_only_an_old_copy_is_continued(casebook, folder, reopen):
    with pytest.raises(Refused, match=r"casebook\.no-gap"):
        casebook.continue_with_gap("Kari")
    old_copy(casebook, folder, reopen)
    with reopen() as again:
        assert again.health.gap == Gap(2, 4)
        again.continue_with_gap("Kari")
        assert (again.continuations()[0].by, again.continuations()[0].missing) == ("Kari", 2)
        assert (again.health.gap, again.name_of(7)) == (None, "2-000007")
    with reopen() as later:
        assert (later.health.gap, later.read_only_because) == (None, None)


def test_a_damaged_old_copy_is_not_continued(casebook, folder, reopen):
    old_copy(casebook, folder, reopen)
    raw = sqlite3.connect(folder / "casebook.sqlite")
    raw.execute("DROP TRIGGER entry_no_update")
    raw.execute("UPDATE entry SET leaf = replace(leaf, 'decide', 'revise') WHERE number = 1")
    raw.commit()
    raw.close()
    with reopen() as again:
        again.check()
        assert again.health.gap is None
        with pytest.raises(Unavailable, match=r"casebook\.read-only"):
            again.continue_with_gap("Kari")


def test_a_copy_continued_elsewhere_is_told(casebook, folder, keys, reopen, tmp_path):
    zipped = casebook.backup(tmp_path / "b.zip")
    casebook.close()
    restore(zipped, tmp_path / "other", clock=clock(), keys=keys).close()
    with reopen() as again:
        assert "continued as another copy: 2 entries there, 1 here" in str(again.read_only_because)
        assert again.continue_with_gap().origin.endswith("/3")


def test_another_history_is_noticed(casebook, folder, keys, reopen):
    """Two copies go on by themselves; the memory knows only one of them."""
    casebook.close()
    shutil.copy(folder / "casebook.sqlite", folder / "old")
    shutil.copytree(keys, keys.with_name("other keys"))
    with reopen(backup=False) as again:
        made.decide(again)
    shutil.copy(folder / "old", folder / "casebook.sqlite")
    with Casebook.open(folder, clock=clock(), keys=keys.with_name("other keys")) as fork:
        made.decide(fork)
        made.decide(fork)
    with reopen() as again:
        assert "another history" in str(again.read_only_because)


def test_staging_is_emptied(casebook, folder, reopen):
    (casebook.staging / "half").mkdir()
    (casebook.staging / "half" / "file").write_bytes(b"x")
    casebook.close()
    with reopen() as again:
        assert list(again.staging.iterdir()) == []


def test_an_unclean_end_is_checked(casebook, folder, reopen):
    casebook.close()
    (folder / "in-use").touch()
    with reopen() as again:
        assert again.health.unclean
        assert again.read_only_because is None


def test_a_package_is_kept_by_its_hash(casebook):
    staged = casebook.staging / "x"
    staged.write_bytes(b"PK")
    path = casebook.keep_package(staged, made.HASH)
    assert (path, path.read_bytes()) == (casebook.package_path(made.HASH), b"PK")


@pytest.mark.parametrize(
    ("place", "word"),
    [("OneDrive - Skole/x", "synchronised"), ("Dropbox", "synchronised"), ("net/x", "network"),
     ("stick/x", "stick")],
)  # fmt: skip
def test_unwise_places_are_told(tmp_path, place, word):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/ / ext4 rw\n//s {tmp_path}/net cifs rw\n/d {tmp_path}/stick vfat rw\n")
    (warning,) = place_warnings(tmp_path / place, mounts)
    assert word in str(warning)


def test_a_plain_place_has_no_warning(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/ / ext4 rw\n")
    assert place_warnings(tmp_path, mounts) == ()


def test_keys_lie_where_the_user_says(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "mine"))
    with Casebook.create(folder, clock=clock()) as casebook:
        assert casebook.keys_folder == tmp_path / "mine"
        assert len(list((tmp_path / "mine").glob("*.pem"))) == 1


def test_a_crash_while_beginning_leaves_no_half_casebook(folder, keys):
    """The half database has a name of its own; the next beginning replaces it."""
    folder.mkdir(parents=True)
    (folder / "casebook.sqlite.new").write_bytes(b"half")
    with Casebook.create(folder, clock=clock(), keys=keys) as casebook:
        assert casebook.check().ok
