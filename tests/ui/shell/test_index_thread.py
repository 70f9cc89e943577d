"""The thread of the search index stands still while a person waits for a case."""

import threading
from pathlib import Path

import pytest

from app.storage.cache import Cache
from app.storage.word_index import WordIndex
from app.ui.find import index_thread


def test_it_makes_way_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_thread, "MOST_WAY", 60.0)
    cache = Cache(tmp_path / "cache.sqlite")
    thread = index_thread.IndexThread(WordIndex(cache), tmp_path, lambda _state: None)
    may_go, done = threading.Event(), threading.Event()
    seen: list[bool] = []

    def job(_index: WordIndex) -> None:
        seen.append(may_go.is_set())
        done.set()

    thread.make_way()
    thread.start()
    thread.put(job)
    assert not thread.is_idle
    may_go.set()
    thread.go_on()
    assert done.wait(20)
    thread.close()
    cache.close()
    assert seen == [True]
