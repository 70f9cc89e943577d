"""The one thread that touches the casebook: reads first, then drafts, then acts, each in order."""

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.models.errors import Cancelled, LabelDeskError
from app.models.message import Message, message
from app.models.progress import Progress
from app.ui.collector import collector_asleep, leave_in_peace
from app.ui.hearing import is_there
from app.wording import use

if TYPE_CHECKING:
    from app.storage import Casebook

REPORT_EVERY = 0.05
"""Seconds between two reports of progress, so that reporting never slows the work."""


class Turn(IntEnum):
    """Which job comes next when several wait. ``OPEN`` and ``CLOSE`` frame all others; ``LATER`` is
    for small reads that nobody waits for."""

    OPEN = 0
    READ = 1
    DRAFT = 2
    ACT = 3
    LATER = 4
    CLOSE = 9


class Fault(Exception):
    """Something unforeseen happened in a job; the cause is attached."""


@dataclass(order=True)
class Job:
    """Work on the casebook, and who is told; compared by turn, then by order of arrival."""

    turn: Turn
    number: int
    work: Callable[[Any], object] = field(compare=False)
    then: Callable[[Any], None] | None = field(compare=False, default=None)
    failed: Callable[[Exception], None] | None = field(compare=False, default=None)
    key: str = field(compare=False, default="")
    cancelled: threading.Event = field(compare=False, default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self.cancelled.set()


class Courier(QObject):
    """Carries calls from the storage thread to the thread of the window."""

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_the_way = 0
        self._is_closed = False
        self._lock = threading.Lock()
        # From another thread the call is queued by itself; within one it is made at once.
        self._sent.connect(self._deliver)

    @property
    def is_empty(self) -> bool:
        """Tell whether every call has arrived."""
        return self._on_the_way == 0

    def close(self) -> None:
        """Drop what arrives from now on: nobody is there to hear it."""
        self._is_closed = True

    def send(self, call: Callable[[], None]) -> None:
        """Have something called on the window's thread."""
        with self._lock:
            self._on_the_way += 1
        self._sent.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        try:
            if not self._is_closed:
                call()
        finally:
            with self._lock:
                self._on_the_way -= 1


class StorageThread:
    """Runs jobs with the casebook that ``open_`` returns; results are told on the GUI thread.

    Callbacks are given with the job, before it can start, so none is ever missed.
    """

    def __init__(self, courier: Courier, language: str) -> None:
        self._courier = courier
        self._language = language
        self._waiting: list[Job] = []
        self._lock = threading.Condition()
        self._count = 0
        self._busy = False
        self._casebook: Casebook | None = None
        self._thread = threading.Thread(target=self._run, name="storage", daemon=True)

    def start(self) -> None:
        """Begin to work off the jobs."""
        self._thread.start()

    def is_idle(self) -> bool:
        """Tell whether nothing waits and nothing runs."""
        with self._lock:
            return not self._waiting and not self._busy

    def put(
        self,
        turn: Turn,
        work: Callable[[Any], object],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> Job:
        """Queue a job. A waiting job with the same ``key`` is replaced: only the newest counts."""
        job = self.job(turn)
        job.work, job.then, job.failed, job.key = work, then, failed, key
        return self.queue(job)

    def load_code(self, modules: tuple[str, ...], then: Callable[[], None]) -> None:
        """Import modules of the window here, so that the painted window is not held up."""

        def work(_casebook: object) -> None:
            with collector_asleep():
                for name in modules:
                    import_module(name)
                leave_in_peace()

        self.put(Turn.READ, work, lambda _none: then(), _raise)

    def job(self, turn: Turn) -> Job:
        """Return a job that waits for nothing yet; fill it, then ``queue`` it."""
        with self._lock:
            self._count += 1
            return Job(turn, self._count, lambda _casebook: None)

    def queue(self, job: Job) -> Job:
        """Let a job wait for its turn; it replaces a waiting one with the same key."""
        with self._lock:
            if job.key:
                self._waiting = [each for each in self._waiting if each.key != job.key]
                heapq.heapify(self._waiting)
            heapq.heappush(self._waiting, job)
            self._lock.notify()
        return job

    def close(self, seconds: float = 30.0) -> bool:
        """Do what waits, close the casebook, end; False when that took longer than allowed."""
        if not self._thread.is_alive():
            return True
        self.put(Turn.CLOSE, lambda _casebook: None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def speak(self, language: str) -> None:
        """Say sentences made on this thread in another language from the next job on."""
        self._language = language

    def progress(self, job: Job, tell: Callable[[float, Message], None]) -> Progress:
        """Return what long work reports to; it stops the work when the job was cancelled."""
        last = 0.0

        def report(fraction: float, sentence: Message) -> None:
            nonlocal last
            if job.cancelled.is_set():
                raise Cancelled("cancelled", message("Stopped. Nothing half done remains."))
            now = time.monotonic()
            if now - last >= REPORT_EVERY or fraction >= 1:
                last = now
                self._courier.send(lambda: tell(fraction, sentence) if is_there(tell) else None)

        return report

    def _run(self) -> None:
        while True:
            job = self._next()
            use(self._language)
            if job.turn is Turn.CLOSE:
                self._shut()
                return
            self._do(job)
            with self._lock:
                self._busy = False

    def _next(self) -> Job:
        with self._lock:
            while not self._waiting:
                self._lock.wait()
            self._busy = True
            return heapq.heappop(self._waiting)

    def _do(self, job: Job) -> None:
        try:
            result = job.work(self._casebook)
        except LabelDeskError as error:
            self._tell(job.failed, error)
        except Exception as error:  # noqa: BLE001  a fault ends the job, never the thread
            fault = Fault(type(error).__name__)
            fault.__cause__ = error
            self._tell(job.failed, fault)
        else:
            if job.turn is Turn.OPEN:
                self._swap(result)
            self._tell(job.then, result)

    def _swap(self, casebook: Any) -> None:
        """Take another casebook; the one before is closed first by who opens (one writer)."""
        self._casebook = casebook

    def _tell(self, callback: Callable[[Any], None] | None, value: object) -> None:
        if callback is not None:
            self._courier.send(lambda: callback(value) if is_there(callback) else None)

    def _shut(self) -> None:
        if self._casebook is not None:
            self._casebook.close()
            self._casebook = None
        with self._lock:
            self._busy = False


def _raise(error: Exception) -> None:
    raise error
