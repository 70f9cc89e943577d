"""The cache may be anything at any time: it is made anew and nobody is asked."""

import sqlite3
from pathlib import Path

import pytest

from app.models.errors import Unavailable
from app.models.thumbnail import Thumbnail
from app.storage import Casebook
from app.storage.cache import Cache, is_supported
from app.storage.thumbnails import KeptThumbnails

PICTURE = Thumbnail("pdf", pages=3, size=10, width=1, height=2, pixels=b"12345678")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE another (program TEXT)")
    connection.close()


def half_done(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO thumbnail VALUES ('a', '{}', '')")
    raise ZeroDivisionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "Ünï çødé 日本"
    folder.mkdir()
    return folder / "cache.sqlite"


def test_what_was_kept_is_there_next_time(path: Path) -> None:
    cache = Cache(path)
    assert KeptThumbnails(cache).keep("a", PICTURE)
    cache.close()
    again = Cache(path)
    assert KeptThumbnails(again).find("a") == PICTURE
    assert KeptThumbnails(again).find("b") is None
    again.close()
    assert [each.name for each in path.parent.iterdir()] == ["cache.sqlite"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database at all" * 500),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), foreign(path)),
    ],
)
def test_a_spoilt_file_is_made_anew(path: Path, spoil) -> None:
    cache = Cache(path)
    KeptThumbnails(cache).keep("a", PICTURE)
    cache.close()
    spoil(path)
    again = Cache(path)
    kept = KeptThumbnails(again)
    kept.find("a")  # finds it, or notices the damage
    assert kept.keep("c", PICTURE)
    assert kept.find("c") == PICTURE
    again.close()


def test_other_tables_are_another_version(path: Path) -> None:
    cache = Cache(path)
    KeptThumbnails(cache).keep("a", PICTURE)
    cache.close()
    newer = Cache(path, ("CREATE TABLE words (text TEXT)",))
    with newer.use() as connection:
        connection.execute("INSERT INTO words VALUES ('elv')")
    newer.close()
    older = Cache(path)
    assert KeptThumbnails(older).find("a") is None
    older.close()


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "absent" / "cache.sqlite")
    assert KeptThumbnails(cache).keep("a", PICTURE)
    assert KeptThumbnails(cache).find("a") == PICTURE
    cache.close()


def test_a_table_that_is_gone_comes_back(path: Path) -> None:
    cache = Cache(path)
    with cache.use() as connection:
        connection.execute("DROP TABLE thumbnail")
    assert not KeptThumbnails(cache).keep("a", PICTURE)
    assert KeptThumbnails(cache).keep("a", PICTURE)
    cache.close()


@pytest.mark.parametrize("facts", ["", "[]", "{}", '{"kind": 1}', '{"kind": "pdf", "width": 9}'])
def test_nonsense_in_a_row_is_no_thumbnail(path: Path, facts: str) -> None:
    cache = Cache(path)
    with cache.use() as connection:
        connection.execute("INSERT INTO thumbnail VALUES ('a', ?, ?)", (facts, b"nonsense"))
    assert KeptThumbnails(cache).find("a") is None
    cache.close()


def test_a_body_that_fails_keeps_nothing(path: Path) -> None:
    cache = Cache(path)
    with pytest.raises(ZeroDivisionError), cache.use() as connection:
        half_done(connection)
    with cache.use() as connection:
        assert connection.execute("SELECT count(*) FROM thumbnail").fetchone() == (0,)
    cache.close()


def test_the_casebook_closes_it(casebook: Casebook) -> None:
    assert KeptThumbnails(casebook.cache).keep("a", PICTURE)
    casebook.close()
    with pytest.raises(Unavailable, match="not kept"), casebook.cache.use():
        pass


def test_a_sqlite_without_an_option_is_noticed():
    assert is_supported()
    assert not is_supported(("CREATE VIRTUAL TABLE word USING fts99 (plain)",))
