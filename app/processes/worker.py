"""One child process that answers calls: restarted when it dies, killed when it takes too long."""

import contextlib
import subprocess
import threading
from collections import deque
from collections.abc import Sequence
from typing import BinaryIO, Self, cast

from app.models.errors import Unavailable
from app.models.frames import (
    PARTS_LIMIT,
    BrokenFrame,
    Frame,
    Header,
    error_of,
    read_frame,
    write_frame,
)
from app.models.message import message
from app.models.slate import Slate
from app.processes.start import command, start

COMPLAINT_LINES = 50
GOODBYE_SECONDS = 2.0


class WorkerDied(Unavailable):
    """The child ended while it was working; the next call starts another."""

    def __init__(self) -> None:
        super().__init__("process.died", message("The work stopped unexpectedly."))


class DeadlinePassed(Unavailable):
    """The child took longer than allowed and was ended; the next call starts another."""

    def __init__(self) -> None:
        super().__init__("process.deadline", message("The work took too long and was stopped."))


class Worker:
    """A child that is started at the first call; calls from several threads queue up.

    ``generation`` counts the starts, so that a caller knows when the child has forgotten what it
    was told. An answer with more than ``answer_limit`` bytes in its parts is none. A ``quiet``
    child lets everything else go first. With ``slate`` bytes of memory shared with the child an
    answer may lend what it would send; it must be used before the next call.
    """

    def __init__(
        self, process: str, *, words: Sequence[str] | None = None, answer_limit: int = PARTS_LIMIT,
        quiet: bool = False, slate: int = 0,
    ) -> None:  # fmt: skip
        self._words = list(words) if words is not None else command(process)
        self._limit = answer_limit
        self._quiet = quiet
        self._slate = slate
        self._turn = threading.Lock()
        self._starting = threading.Lock()  # no child is started once the worker is closed
        self._running: _Running | None = None
        self._closed = False
        self.generation = 0
        self.complaint: deque[str] = deque(maxlen=COMPLAINT_LINES)

    def call(self, header: Header, parts: Sequence[bytes] = (), *, deadline: float) -> Frame:
        """Send one request and return its answer within ``deadline`` seconds.

        Raises what the child raised (an error of ours), ``WorkerDied`` or ``DeadlinePassed``.
        """
        with self._turn:
            running = self._alive()
            try:
                answer = running.exchange(Frame(header, tuple(parts)), deadline)
            except Unavailable:
                self._end()
                raise
        if "error" in answer.header:
            raise error_of(answer.header["error"])
        return answer

    def start(self) -> None:
        """Start the child now, so that the first call finds it ready."""
        with self._turn:
            self._alive()

    def is_running(self) -> bool:
        """Tell whether a child is there and has not ended."""
        running = self._running
        return running is not None and running.is_alive()

    def kill(self) -> None:
        """End the child at once, also in the middle of a call (which then raises)."""
        running = self._running
        if running is not None:
            running.kill()

    def close(self) -> None:
        """End the child and wait until it is gone; later calls raise ``WorkerDied``."""
        with self._starting:
            self._closed = True
            if self._turn.locked():
                self.kill()
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _alive(self) -> "_Running":
        with self._starting:
            if self._closed:
                raise WorkerDied
            if self._running is None or not self._running.is_alive():
                self._end()
                self._running = _Running(
                    self._words, self.complaint, self._limit, quiet=self._quiet, slate=self._slate
                )
                self.generation += 1
            return self._running

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None


class _Running:
    """One started child with the thread that collects what it complains about."""

    def __init__(
        self, words: Sequence[str], complaint: deque[str], limit: int, *, quiet: bool, slate: int
    ) -> None:
        self._limit = limit
        made = Slate.make(slate) if slate else None
        self._slate = made.memory if made is not None else None
        try:
            self._child = _started(words, made, quiet=quiet)
        except OSError as error:
            sentence = message("A part of the program could not be started.")
            raise Unavailable("process.start", sentence) from error
        self._stdin = cast("BinaryIO", self._child.stdin)
        self._stdout = cast("BinaryIO", self._child.stdout)
        self._late = False
        arguments = (cast("BinaryIO", self._child.stderr), complaint)
        self._listener = threading.Thread(target=_listen, args=arguments, daemon=True)
        self._listener.start()

    def is_alive(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()

    def exchange(self, frame: Frame, deadline: float) -> Frame:
        """Write and read; when the time is up the child is killed, which ends both."""
        watch = threading.Timer(deadline, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            answer = self._ask(frame)
        finally:
            watch.cancel()
            watch.join()
        if self._late:
            raise DeadlinePassed
        if answer is None:
            raise WorkerDied
        return answer

    def _ask(self, frame: Frame) -> Frame | None:
        try:
            write_frame(self._stdin, frame)
            return read_frame(self._stdout, limit=self._limit, slate=self._slate)
        except (OSError, ValueError, BrokenFrame):
            return None

    def _give_up(self) -> None:
        self._late = True
        self._child.kill()

    def end(self) -> None:
        """Close the pipes, wait for a good end, else kill; leaves no zombie and no thread."""
        with contextlib.suppress(OSError):
            self._stdin.close()
        try:
            self._child.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._stdout.close()
        self._listener.join()


def _started(
    words: Sequence[str], slate: Slate | None, *, quiet: bool
) -> "subprocess.Popen[bytes]":
    if slate is None:
        return start(words, quiet=quiet)
    try:
        return start([*words, slate.word], quiet=quiet, handles=slate.handles)
    finally:
        slate.handed_down()


def _listen(stream: BinaryIO, complaint: deque[str]) -> None:
    with stream:
        for line in stream:
            complaint.append(line[:1000].decode("utf-8", "replace").rstrip())
