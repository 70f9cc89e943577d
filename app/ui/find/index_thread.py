"""The thread that keeps the search index: takes in texts, reads waiting files in between."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.errors import LabelDeskError
from app.models.finding import IndexState
from app.models.identifiers import CaseId

if TYPE_CHECKING:
    from app.documents import Reader
    from app.storage import WordIndex

Job = Callable[["WordIndex"], None]
LONGEST_REST = 0.05
"""Seconds between two pieces of work, during which the window has Python for itself."""

MOST_WAY = 1.0
"""Seconds for which work stands still at most while a person waits for a case to be shown."""

PATIENCE = 5.0
"""Seconds that the thread may take to end; what it was doing waits for the next sitting."""


class IndexThread:
    """Does jobs in order; when there are none it reads files, those of case ``first`` before.

    Its reader process has the lowest priority and ends when nothing is left to be read.
    ``told`` is called on this thread after each file.
    """

    def __init__(
        self, index: "WordIndex", folder: Path, told: Callable[[IndexState], None]
    ) -> None:
        self._index, self._folder, self._told = index, folder, told
        self.first: CaseId | None = None
        self._jobs: deque[Job] = deque()
        self._change = threading.Condition()
        self._closing = False
        self._has_files = False
        self._busy = True
        self._way_until = 0.0
        self._reader: Reader | None = None
        self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing waits and nothing is being done."""
        with self._change:
            return not (self._busy or self._jobs or self._has_files)

    def put(self, job: Job) -> None:
        """Have something done with the index."""
        with self._change:
            self._jobs.append(job)
            self._change.notify()

    def make_way(self) -> None:
        """Begin nothing for a moment: a person waits for something else."""
        with self._change:
            self._way_until = time.monotonic() + MOST_WAY

    def go_on(self) -> None:
        """Begin again at once."""
        with self._change:
            self._way_until = 0.0
            self._change.notify()

    def close(self) -> None:
        """End, also in the middle of a file, which is read again next time."""
        with self._change:
            self._closing = True
            self._change.notify()
        reader = self._reader
        if reader is not None:
            with contextlib.suppress(OSError):
                reader.interrupt()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            while not self._closing:
                job = self._next()
                started = time.perf_counter()
                if job is not None:
                    job(self._index)
                    self._has_files = True
                elif not self._closing:
                    self._read()
                self._rest(time.perf_counter() - started)
        finally:
            self._end_reader()

    def _rest(self, spent: float) -> None:
        """Leave the processor to the window as long as the work took, but for a moment only."""
        with self._change:
            if not self._closing:
                self._change.wait(min(spent, LONGEST_REST))

    def _next(self) -> Job | None:
        """Return a job; None when a file may be read or the end has come."""
        with self._change:
            while not self._closing:
                has_work = bool(self._jobs) or self._has_files
                self._busy = has_work
                left = self._way_until - time.monotonic()
                if has_work and left <= 0:
                    break
                self._change.wait(left if has_work else None)
            self._busy = True
            return self._jobs.popleft() if self._jobs and not self._closing else None

    def _read(self) -> None:
        from app.casework import indexing  # noqa: PLC0415  loaded by this thread

        try:
            held = indexing.read_next(
                self._index, self._folder, self._ready_reader, self.first, lambda: self._closing
            )
        except LabelDeskError:
            held = None
        if held is None:
            self._has_files = False
            self._end_reader()
        self._told(self._index.state())

    def _ready_reader(self) -> "Reader":
        from app.documents import Reader  # noqa: PLC0415
        from app.processes import Worker  # noqa: PLC0415

        if self._reader is None:
            self._reader = Reader(Worker("reader", quiet=True))
        return self._reader

    def _end_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
