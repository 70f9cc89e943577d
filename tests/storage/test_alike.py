"""Sequences of words in the cache: found, forgotten, resumable, and gone without harm."""

import pytest

from app.models.identifiers import Sha256
from app.storage.alike_index import MANY, MOST_HOLDERS, AlikeAnswer, AlikeIndex
from app.storage.cache import Cache

ONE, TWO = Sha256("aa" * 32), Sha256("bb" * 32)


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "cache.sqlite")
    yield made
    made.close()


@pytest.fixture
def index(cache):
    return AlikeIndex(cache)


def indexes(cache: Cache) -> list[str]:
    with cache.use() as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
    return [row[0] for row in rows]


def test_the_nearest_come_first(index):
    index.take([(ONE, {"a1": frozenset({1, 2, 3}), "a2": frozenset({9})}),
                (TWO, {"a1": frozenset({2, 3, 4, 5})})])  # fmt: skip
    found = index.near({2, 3, 4}, 5)
    assert found == (AlikeAnswer(TWO, "a1", 3), AlikeAnswer(ONE, "a1", 2))
    assert index.known() == {ONE, TWO}


def test_what_is_in_very_many_texts_says_nothing(index):
    index.take([(ONE, {f"a{number}": frozenset({7}) for number in range(MOST_HOLDERS)})])
    index.take([(TWO, {"a1": frozenset({7, 8})})])
    assert index.near({7}, 5) == ()
    assert index.near({7, 8}, 5) == (AlikeAnswer(TWO, "a1", 1),)


def test_a_file_without_answers_is_known_too(index):
    index.take([(ONE, {})])
    assert index.known() == {ONE}


def test_forgetting(index):
    index.take([(ONE, {"a1": frozenset({1})}), (TWO, {"a1": frozenset({1})})])
    index.forget({ONE})
    assert index.known() == {TWO}
    assert index.near({1}, 5) == (AlikeAnswer(TWO, "a1", 1),)


def test_many_files_are_taken_in_without_an_index_that_is_made_at_the_end(index, cache):
    index.take([(ONE, {"a1": frozenset({1})})], MANY + 1)
    assert "alike_hash" not in indexes(cache)
    assert index.near({1}, 5) == (AlikeAnswer(ONE, "a1", 1),)
    index.take([(TWO, {"a1": frozenset({1})})], 0)
    assert "alike_hash" in indexes(cache)


def test_a_sitting_that_ended_in_the_middle_goes_on(tmp_path):
    first = Cache(tmp_path / "cache.sqlite")
    AlikeIndex(first).take([(ONE, {"a1": frozenset({1})})], MANY + 1)
    first.close()
    second = Cache(tmp_path / "cache.sqlite")
    assert AlikeIndex(second).known() == {ONE}
    second.close()


def test_a_cache_that_is_lost_is_only_empty(index, cache):
    index.take([(ONE, {"a1": frozenset({1})})])
    cache.delete()
    assert index.known() == frozenset()
    assert index.near({1}, 5) == ()
    cache.close()
    index.take([(ONE, {"a1": frozenset({1})})])
    index.forget({ONE})
    assert index.known() == frozenset()
