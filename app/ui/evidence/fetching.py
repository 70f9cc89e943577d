"""The bytes of evidence from wherever they are kept; callbacks run on the GUI thread."""

import contextlib
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.models.errors import LabelDeskError
from app.models.identifiers import EvidenceId
from app.ui.hearing import is_there

Fetch: TypeAlias = Callable[[EvidenceId], "Future[bytes]"]
"""Begins to read evidence of the application shown; raises nothing, the future may."""


class Fetching(QObject):
    """One wanted file at a time; the answer to an earlier wish is dropped."""

    _came = Signal(object)

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._wish = 0
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def get(
        self,
        evidence: EvidenceId,
        done: Callable[[bytes], None],
        failed: Callable[[LabelDeskError], None],
    ) -> None:
        """Read evidence instead of what was wished before."""
        self._wish += 1
        wish = self._wish

        def came(future: "Future[bytes]") -> None:
            with contextlib.suppress(RuntimeError):  # the window has gone in between
                self._came.emit(lambda: self._hand_on(wish, future, done, failed))

        self._fetch(evidence).add_done_callback(came)

    def forget(self) -> None:
        """Drop the answer that is still to come."""
        self._wish += 1

    def _hand_on(
        self,
        wish: int,
        future: "Future[bytes]",
        done: Callable[[bytes], None],
        failed: Callable[[LabelDeskError], None],
    ) -> None:
        if wish != self._wish or not is_there(done):
            return
        try:
            content = future.result()
        except LabelDeskError as error:
            failed(error)
        except CancelledError:
            return
        else:
            done(content)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()
