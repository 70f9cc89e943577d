"""Asks the reader off the GUI thread: the most urgent and newest first, answers come back here."""

import contextlib
import heapq
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.documents import Reader
from app.models.errors import LabelDeskError
from app.ui.hearing import is_there

PATIENCE = 300
"""Milliseconds that an abandoned call may still take before its process is ended."""

Answer = TypeVar("Answer")


class Urgency(IntEnum):
    """What is done first."""

    OPEN = 0
    VISIBLE = 1
    TEXT = 2
    NEAR = 3
    SEARCH = 4


@dataclass(eq=False)
class Ticket:
    """One question; cancelled, its answer is dropped."""

    work: Callable[[Any], object]
    done: Callable[[object], None]
    failed: Callable[[LabelDeskError], None]
    urgency: Urgency = Urgency.VISIBLE
    cancelled: bool = False

    def cancel(self) -> None:
        """Forget the question."""
        self.cancelled = True


class Interruptible(Protocol):
    """What answers: the client of a process."""

    def interrupt(self) -> None:
        """End what is being done now."""


Client = TypeVar("Client", bound=Interruptible)


class Asking(QObject, Generic[Client]):
    """One thread in front of one process. Callbacks run on the GUI thread."""

    _answered = Signal(object)

    def __init__(self, reader: Client, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._queue: list[tuple[int, int, Ticket]] = []
        self._counter = 0
        self._change = threading.Condition()
        self._current: Ticket | None = None
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="asking", daemon=True)
        self._thread.start()

    def ask(
        self,
        work: Callable[[Client], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[LabelDeskError], None],
        *,
        urgency: Urgency = Urgency.VISIBLE,
    ) -> Ticket:
        """Queue ``work``; ``done`` or ``failed`` is called later, unless it is cancelled."""
        ticket = Ticket(work, done, failed, urgency)  # type: ignore[arg-type]
        with self._change:
            self._counter += 1
            heapq.heappush(self._queue, (urgency, -self._counter, ticket))
            self._change.notify()
        return ticket

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Ask several questions of which none is begun before the last was asked."""
        with self._change:
            yield

    def abandon(self) -> None:
        """Forget all questions; what is being worked on is ended if it does not end soon."""
        with self._change:
            for _urgency, _number, ticket in self._queue:
                ticket.cancelled = True
            self._queue.clear()
            current = self._current
        if current is not None:
            current.cancelled = True
            QTimer.singleShot(PATIENCE, self, lambda: self._end(current))

    def close(self) -> None:
        """Stop the thread; the reader is not closed."""
        with self._change:
            self._closed = True
            self._queue.clear()
            current = self._current
            if current is not None:
                current.cancelled = True
                self._reader.interrupt()
            self._change.notify()
        self._thread.join()

    def _end(self, ticket: Ticket) -> None:
        with self._change:  # while it is held, the thread cannot go on to another question
            if self._current is ticket:
                self._reader.interrupt()

    def _run(self) -> None:
        while (ticket := self._next()) is not None:
            answer = self._answer(ticket)
            with self._change:
                self._current = None
            if not ticket.cancelled and not self._closed:
                with contextlib.suppress(RuntimeError):  # the window has gone in between
                    self._answered.emit(answer)

    def _next(self) -> Ticket | None:
        with self._change:
            while not self._closed:
                while self._queue:
                    ticket = heapq.heappop(self._queue)[2]
                    if not ticket.cancelled:
                        self._current = ticket
                        return ticket
                self._change.wait()
        return None

    def _answer(self, ticket: Ticket) -> Callable[[], None]:
        try:
            answer = ticket.work(self._reader)
        except LabelDeskError as error:
            return _unless_cancelled(ticket, ticket.failed, error)
        except Exception as fault:  # noqa: BLE001  told on the GUI thread, where faults are reported
            return _unless_cancelled(ticket, _raise, fault)
        return _unless_cancelled(ticket, ticket.done, answer)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


class Reading(Asking[Reader]):
    """The thread in front of a reader."""


def _unless_cancelled(
    ticket: Ticket, call: Callable[[Answer], None], value: Answer
) -> Callable[[], None]:
    def deliver() -> None:
        if not ticket.cancelled and is_there(call):
            call(value)

    return deliver


def _raise(fault: Exception) -> None:
    raise fault
