"""The one thread that touches the casebook: turns, replaced jobs, errors, cancelling."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.models.errors import Cancelled, LabelDeskError, Refused
from app.models.message import message
from app.ui.storage_thread import Courier, Fault, StorageThread, Turn


class Closing:
    """Stands for a casebook: knows whether it was closed."""

    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def storage(qapp: Any) -> Iterator[StorageThread]:
    thread = StorageThread(Courier(), "en")
    thread.start()
    yield thread
    assert thread.close(5)


def test_reads_go_before_drafts_and_acts(storage: StorageThread, qtbot: QtBot) -> None:
    gate, done = threading.Event(), list[str]()
    storage.put(Turn.READ, lambda _: gate.wait(5))
    for turn in (Turn.ACT, Turn.DRAFT, Turn.READ, Turn.ACT):
        storage.put(turn, lambda _, turn=turn: turn.name, done.append)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["READ", "DRAFT", "ACT", "ACT"]


def test_only_the_newest_of_a_kind_is_done(storage: StorageThread, qtbot: QtBot) -> None:
    gate, done = threading.Event(), list[int]()
    storage.put(Turn.READ, lambda _: gate.wait(5))
    for number in range(5):
        storage.put(Turn.DRAFT, lambda _, number=number: number, done.append, key="scores")
    storage.put(Turn.ACT, lambda _: 99, done.append)
    gate.set()
    qtbot.waitUntil(lambda: 99 in done)
    assert done == [4, 99]


def test_results_are_told_on_the_windows_thread(storage: StorageThread, qtbot: QtBot) -> None:
    told: list[bool] = []
    storage.put(Turn.READ, lambda _: threading.current_thread(),
                lambda there: told.append(there is not threading.current_thread()))  # fmt: skip
    qtbot.waitUntil(lambda: told == [True])


@pytest.mark.parametrize(
    ("error", "kind"),
    [(Refused("x.y", message("no")), LabelDeskError), (ValueError("secret"), Fault)],
)
def test_an_error_ends_the_job_and_not_the_thread(
    storage: StorageThread, qtbot: QtBot, error: Exception, kind: type[Exception]
) -> None:
    told: list[Any] = []

    def fail(_: object) -> None:
        raise error

    storage.put(Turn.ACT, fail, None, told.append)
    storage.put(Turn.ACT, lambda _: "after", told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], kind)
    assert "secret" not in str(told[0])
    assert told[1] == "after"


def test_cancelling_stops_at_the_next_report(storage: StorageThread, qtbot: QtBot) -> None:
    told: list[Exception] = []
    job = storage.job(Turn.ACT)
    report = storage.progress(job, lambda _fraction, _sentence: None)
    assert report is not None

    def work(_: object) -> None:
        job.cancel()
        report(0.5, message("half"))

    job.work, job.failed = work, told.append
    storage.queue(job)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)


def test_progress_comes_at_most_every_fifty_milliseconds(
    storage: StorageThread, qtbot: QtBot
) -> None:
    told: list[float] = []
    job = storage.job(Turn.ACT)
    report = storage.progress(job, lambda fraction, _sentence: told.append(fraction))
    assert report is not None
    job.work = lambda _: [report(n / 1000, message("on")) for n in range(1001)]
    job.then = lambda _: told.append(2.0)
    storage.queue(job)
    qtbot.waitUntil(lambda: told[-1:] == [2.0])
    assert len(told) < 20
    assert 1.0 in told


def test_closing_closes_what_was_opened(qapp: Any, qtbot: QtBot) -> None:
    thread, casebook, done = StorageThread(Courier(), "en"), Closing(), list[object]()
    thread.start()
    thread.put(Turn.OPEN, lambda _: casebook, done.append)
    thread.put(Turn.ACT, done.append)
    assert thread.close(5)
    assert casebook.is_closed
    assert casebook in done


def test_nothing_is_told_after_the_window_has_gone(qapp: Any, qtbot: QtBot) -> None:
    courier, told = Courier(), list[int]()
    other = threading.Thread(target=courier.send, args=(lambda: told.append(1),))
    other.start()
    other.join()
    courier.close()
    qtbot.waitUntil(lambda: courier.is_empty)
    assert told == []
    assert courier.is_empty
