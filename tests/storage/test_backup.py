"""Backups are verified, the last ten are kept, and a restored casebook says what it is."""

import os
import sqlite3
import zipfile
from pathlib import PurePath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import LogKey
from app.models.errors import LabelDeskError, Unavailable
from app.models.log import Act
from app.storage import Casebook, restore
from app.storage.draft_files import draft_members, draft_place
from tests.storage import made
from tests.storage.made import clock


def backups(folder):
    return sorted((folder / "backups").iterdir())


def test_opening_keeps_a_copy(casebook, folder, reopen):
    made.decide(casebook)
    casebook.close()
    with reopen() as again:
        assert backups(folder) == [again.health.backup]


def test_nothing_changed_needs_no_copy(casebook, folder, reopen):
    casebook.close()
    for _ in range(3):
        reopen().close()
    assert len(backups(folder)) == 1


def test_the_last_ten_are_kept(casebook, folder):
    kept = []
    for _ in range(13):
        made.decide(casebook)
        kept.append(casebook.keep_backup())
    assert backups(folder) == kept[-10:]


def test_a_broken_copy_never_displaces_the_old_ones(casebook, folder):
    for _ in range(10):
        made.decide(casebook)
        casebook.keep_backup()
    old = backups(folder)
    casebook._connection.exec_driver_sql("DROP TRIGGER decision_no_update")
    casebook._connection.exec_driver_sql("UPDATE decision SET value = replace(value, 'grant', 'x')")
    with pytest.raises(Unavailable, match=r"backup\.broken"):
        casebook.keep_backup()
    assert backups(folder) == old


@pytest.fixture
def zipped(casebook, tmp_path):
    """A whole casebook in one file: a package, an identity, a decision."""
    staged = casebook.staging / "x"
    staged.write_bytes(b"PK")
    casebook.keep_package(staged, made.HASH)
    casebook.identity_path.write_bytes(b"p12")
    made.decide(casebook)
    return casebook.backup(tmp_path / "kopi æ.zip")


def test_a_backup_holds_everything_but_the_key(zipped, keys):
    with zipfile.ZipFile(zipped) as archive:
        names, text = set(archive.namelist()), archive.read("HOW-TO-RESTORE.txt").decode()
    packed = zipped.read_bytes()
    assert names == {"casebook.sqlite", f"packages/{made.HASH}.labelapp", "identity.p12",
                     "manifest-sha256.txt", "HOW-TO-RESTORE.txt"}  # fmt: skip
    assert next(keys.glob("*.pem")).name in text
    assert (
        LogKey.of_pem(next(keys.glob("*.pem")).read_bytes()).private.private_bytes_raw()
        not in packed
    )


def test_a_backup_replaces_nothing_unasked(casebook, zipped):
    with pytest.raises(Unavailable, match=r"file\.exists"):
        casebook.backup(zipped)
    assert casebook.backup(zipped, force=True) == zipped


def test_a_restored_casebook_goes_on_under_a_new_suffix(casebook, zipped, tmp_path, keys):
    with restore(zipped, tmp_path / "ny", clock=clock(), keys=keys) as again:
        assert [entry.act for entry in again.entries()][-1] is Act.RESTORE
        assert again.origin == casebook.origin + "/2"
        assert again.package_path(made.HASH).read_bytes() == b"PK"
        assert (again.read_only_because, again.check().ok) == (None, True)
        made.decide(again)


def test_without_its_key_a_restored_casebook_waits_for_it(zipped, tmp_path, keys):
    with restore(zipped, tmp_path / "ny", clock=clock(), keys=tmp_path / "none") as again:
        assert "bring the file" in str(again.read_only_because)
    with Casebook.open(tmp_path / "ny", clock=clock(), keys=keys) as again:
        assert again.origin.endswith("/2")
        assert again.read_only_because is None


def test_a_restore_overwrites_nothing(zipped, folder, keys):
    with pytest.raises(Unavailable, match=r"casebook\.exists"):
        restore(zipped, folder, clock=clock(), keys=keys)


def damaged_zips(zipped, tmp_path):
    whole = zipped.read_bytes()
    yield "cut", whole[: len(whole) // 2]
    yield "empty", b""
    middle = len(whole) // 3
    yield "flipped", whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(
            "manifest-sha256.txt", f"{'0' * 64}  ../evil\n{'0' * 64}  casebook.sqlite\n"
        )
    yield "evil", (tmp_path / "evil.zip").read_bytes()


def test_a_damaged_backup_is_refused_and_leaves_nothing(zipped, tmp_path, keys):
    for name, content in damaged_zips(zipped, tmp_path):
        path = tmp_path / f"{name}-broken.zip"
        path.write_bytes(content)
        with pytest.raises(LabelDeskError, match=r"casebook\.not-a-backup"):
            restore(path, tmp_path / "ny", clock=clock(), keys=keys)
        assert not [each for each in tmp_path.iterdir() if each.name.startswith("ny")]


def test_a_damaged_database_is_set_aside_for_a_copy(casebook, folder, keys, reopen):
    made.decide(casebook)
    copy = casebook.keep_backup()
    made.decide(casebook)
    casebook.close()
    (folder / "casebook.sqlite").write_bytes(b"\x00" * 5000)
    with restore(copy, folder, clock=clock(), keys=keys) as again:
        assert (again.size, again.origin[-2:], again.check().ok) == (3, "/2", True)
    assert list(folder.glob("set-aside-*-casebook.sqlite"))


def test_after_a_crash_an_older_copy_can_be_restored(casebook, folder, keys):
    """The mark of the unclean end is still there, and the memory knows more entries."""
    copy = casebook.keep_backup()
    made.decide(casebook)
    casebook.close()
    (folder / "in-use").touch()
    with restore(copy, folder, clock=clock(), keys=keys) as again:
        assert (again.size, again.origin[-2:], again.read_only_because) == (2, "/2", None)
        assert again.check().ok


def test_an_open_casebook_is_not_replaced(casebook, folder, keys):
    copy = casebook.keep_backup()
    with pytest.raises(Unavailable, match=r"casebook\.open-elsewhere"):
        restore(copy, folder, clock=clock(), keys=keys)


def test_a_copy_of_the_database_can_be_read_alone(casebook):
    made.decide(casebook)
    raw = sqlite3.connect(casebook.keep_backup())
    assert raw.execute("SELECT count(*) FROM entry").fetchone() == (2,)
    raw.close()


def test_large_casebooks_are_copied_once_an_hour(casebook, folder, monkeypatch):
    monkeypatch.setattr("app.storage.backup.LARGE", 1)
    copies = []
    for _ in range(3):
        made.decide(casebook)
        copies.append(casebook.keep_backup())
    assert [copy is not None for copy in copies] == [True, False, False]


TOKEN = "0123456789abcdef"
NAMES = ("bilde.jpg", "Ünï çødé 日本\u2028.pdf", "100% sikkert #1.txt", "under/mappe/x.txt")


def test_files_of_drafts_come_back_under_their_names(casebook, folder, tmp_path, keys):
    for name in NAMES:
        path = folder / "drafts" / TOKEN / "evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    zipped = casebook.backup(tmp_path / "kopi.zip")
    with zipfile.ZipFile(zipped) as archive:
        assert all(name.isascii() for name in archive.namelist())
    with restore(zipped, tmp_path / "ny", clock=clock(), keys=keys) as again:
        inside = again.folder / "drafts" / TOKEN / "evidence"
        assert [(inside / name).read_text(encoding="utf-8") for name in NAMES] == list(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "drafts/evidence/x", f"drafts/{TOKEN}", f"drafts/{TOKEN}/../x", f"drafts/{TOKEN}/%2e%2e/x",
        f"drafts/{TOKEN}/a%2Fb", f"drafts/{TOKEN}/a%5Cb", f"drafts/{TOKEN}/C%3Ax",
        f"drafts/{TOKEN}/a%00", f"drafts/{TOKEN}//x", f"drafts/{TOKEN}/æ", f"drafts/{TOKEN}/%61",
        f"drafts/{TOKEN}/%ZZ", "casebook.sqlite",
    ],
)  # fmt: skip
def test_no_member_of_a_backup_leads_out_of_the_drafts(name):
    assert draft_place(name) is None


@given(st.text("ab./%25eEcCfF:\\é", max_size=14))
def test_a_member_of_the_drafts_stays_in_them(name):
    place = draft_place(f"drafts/{TOKEN}/{name}")
    if place is not None:
        parts = PurePath(place).parts
        assert parts[:2] == ("drafts", TOKEN)
        assert ".." not in parts
        assert draft_place(quote(place, errors="surrogateescape")) == place


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_what_is_linked_into_a_draft_is_not_taken(folder, tmp_path, casebook):
    inside = folder / "drafts" / TOKEN
    inside.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert list(draft_members(folder)) == []
