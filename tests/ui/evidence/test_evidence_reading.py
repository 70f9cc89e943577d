"""The thread in front of the reader: order, cancelling, ending what hangs."""

import threading
import time

import pytest

from app.documents import Kind, Reader
from app.models.errors import LabelDeskError
from app.ui.evidence.page_layout import Box
from app.ui.evidence.page_pixels import PagePixels, Part
from app.ui.evidence.reading import Reading, Urgency
from tests.documents import hostile


@pytest.fixture
def reading(qtbot):
    with Reader(deadline=20) as reader:
        reading = Reading(reader)
        yield reading
        reading.close()


def ask(reading, said, word, urgency=Urgency.VISIBLE, work=None):
    return reading.ask(
        work or (lambda _reader: word), said.append, lambda error: said.append(error.code),
        urgency=urgency,
    )  # fmt: skip


def ask_first(qtbot, reading, said, go):
    """Keep the thread busy until ``go``."""
    begun = threading.Event()
    ask(reading, said, "", work=lambda _reader: begun.set() or (go.wait() and "first"))
    qtbot.waitUntil(begun.is_set)


def test_urgent_first_then_newest(qtbot, reading):
    said, go = [], threading.Event()
    ask_first(qtbot, reading, said, go)
    for word, urgency in (("near", Urgency.NEAR), ("old", Urgency.VISIBLE),
                          ("new", Urgency.VISIBLE), ("open", Urgency.OPEN)):  # fmt: skip
        ask(reading, said, word, urgency)
    go.set()
    qtbot.waitUntil(lambda: len(said) == 5)
    assert said == ["first", "open", "new", "old", "near"]


def test_of_questions_asked_together_the_last_is_answered_first(qtbot, reading):
    said: list[object] = []
    with reading.together():
        for word in ("second page", "first page"):
            ask(reading, said, word)
    qtbot.waitUntil(lambda: said == ["first page", "second page"])


def test_a_page_asked_for_anew_is_not_late_at_once(qtbot, reading):
    said, go = [], threading.Event()
    ask_first(qtbot, reading, said, go)
    pixels, part = PagePixels(reading), Part(0, 30, 40, 0, Box(0, 0, 30, 40))
    pixels.want([part], [])
    first = pixels._asked[part]
    pixels.clear()
    pixels.want([part], [])
    pixels._say_late(part, first)
    assert pixels.late == set()
    pixels._say_late(part, pixels._asked[part])
    assert pixels.late == {0}
    go.set()


def test_a_page_that_comes_into_view_is_asked_for_with_more_urgency(qtbot, reading):
    said, go = [], threading.Event()
    ask_first(qtbot, reading, said, go)
    pixels, part = PagePixels(reading), Part(1, 30, 40, 0, Box(0, 0, 30, 40))
    pixels.want([], [part])
    near = pixels._asked[part]
    pixels.want([part], [])
    assert near.cancelled
    assert pixels._asked[part].urgency is Urgency.VISIBLE
    go.set()


def test_cancelled_questions_are_not_answered(qtbot, reading):
    said, go = [], threading.Event()
    ask_first(qtbot, reading, said, go)
    ask(reading, said, "cancelled", Urgency.NEAR).cancel()
    ask(reading, said, "last", Urgency.SEARCH)
    go.set()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["first", "last"]


def test_foreseen_errors_are_told(qtbot, reading):
    said = []
    ask(reading, said, "", work=lambda reader: reader.open(b"", Kind.SOUND))
    qtbot.waitUntil(lambda: said == ["evidence.unsupported"])


def test_an_abandoned_page_that_hangs_is_ended_soon(qtbot, reading):
    said: list[object] = []
    ask(reading, said, "", work=lambda reader: reader.open(hostile.endless_pdf(), Kind.PDF).pages)
    qtbot.waitUntil(lambda: said == [2])
    ask(reading, said, "", work=lambda reader: reader.render(0, (300, 400)))
    qtbot.wait(50)
    started = time.monotonic()
    reading.abandon()
    ask(reading, said, "", work=lambda reader: reader.open(hostile.pages(b""), Kind.PDF).pages)
    qtbot.waitUntil(lambda: said == [2, 1], timeout=5000)
    assert time.monotonic() - started < 3


def test_faults_reach_the_gui_thread(qtbot, reading):
    def fail(_reader: Reader) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        ask(reading, [], "", work=fail)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError
    assert not issubclass(ZeroDivisionError, LabelDeskError)
