"""A child that answers, dies, hangs, complains: the caller always gets an answer or our error."""

import sys
import threading
import time

import pytest

from app.models.errors import Misused
from app.processes import DeadlinePassed, Worker, WorkerDied

CHILD = """
import os, sys, time
from app.models.errors import Misused
from app.models.frames import Frame, serve
from app.models.message import message

def answer(request):
    match request.header["do"]:
        case "echo": return Frame({"said": request.header["text"]}, request.parts)
        case "hang": time.sleep(60)
        case "die": os._exit(3)
        case "print": print("noise"); return Frame({})
        case "refuse": raise Misused("test.no", message("Not {x}.", x=message("that")))
        case "where": return Frame({"cwd": os.getcwd(), "env": sorted(os.environ)})
        case "fault": raise RuntimeError("trouble")

sys.exit(serve(answer))
"""


@pytest.fixture
def worker():
    with Worker("test", words=[sys.executable, "-I", "-c", CHILD]) as worker:
        yield worker


def echo(worker: Worker, text: str = "å") -> str:
    return worker.call({"do": "echo", "text": text}, deadline=10).header["said"]


def test_answers_with_text_and_parts(worker):
    answer = worker.call({"do": "echo", "text": "Ü"}, [b"a" * 3_000_000, b""], deadline=10)
    assert answer.header == {"said": "Ü"}
    assert answer.parts == (b"a" * 3_000_000, b"")


@pytest.mark.parametrize(
    ("word", "error"), [("hang", DeadlinePassed), ("die", WorkerDied), ("fault", WorkerDied)]
)
def test_next_call_works_after(worker, word, error):
    assert echo(worker)
    with pytest.raises(error):
        worker.call({"do": word}, deadline=0.2 if word == "hang" else 10)
    assert echo(worker) == "å"
    assert worker.generation == 2


def test_deadline_also_ends_a_child_that_does_not_listen(worker):
    started = time.monotonic()
    with pytest.raises(DeadlinePassed):
        worker.call({"do": "hang"}, [bytes(1_000_000)], deadline=0.3)
    assert time.monotonic() - started < 5


def test_foreseen_errors_travel(worker):
    with pytest.raises(Misused) as caught:
        worker.call({"do": "refuse"}, deadline=10)
    assert (caught.value.code, str(caught.value.message)) == ("test.no", "Not that.")
    assert worker.generation == 1


def test_what_a_library_prints_is_no_frame(worker):
    assert worker.call({"do": "print"}, deadline=10).header == {}


def test_a_fault_is_kept_for_the_report(worker):
    with pytest.raises(WorkerDied):
        worker.call({"do": "fault"}, deadline=10)
    assert any("trouble" in line for line in worker.complaint)


def test_environment_and_folder_are_clean(worker, monkeypatch):
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", "secret")
    place = worker.call({"do": "where"}, deadline=10).header
    assert "LABEL_DESK_PASSPHRASE" not in place["env"]
    assert place["cwd"] == "/" or place["cwd"].endswith(":\\")


def test_calls_from_many_threads_queue(worker):
    said: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: said.append(echo(worker, str(n)))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [str(n) for n in range(8)]


def test_close_ends_a_call_in_progress(worker):
    errors: list[BaseException] = []

    def hang() -> None:
        try:
            worker.call({"do": "hang"}, deadline=60)
        except WorkerDied as error:
            errors.append(error)

    echo(worker)
    thread = threading.Thread(target=hang)
    thread.start()
    while not worker._turn.locked():
        pass
    worker.close()
    thread.join()
    assert len(errors) == 1
    assert not worker.is_running()


def test_child_ends_when_its_input_ends(worker):
    echo(worker)
    child = worker._running._child
    worker.close()
    assert child.returncode == 0
