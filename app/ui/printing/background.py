"""Work that is neither the casebook's nor the window's: printing, asking for printers."""

import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.models.errors import LabelDeskError
from app.ui.hearing import is_there
from app.ui.storage_thread import Courier, Fault
from app.wording import current, use

Result = TypeVar("Result")


class Background(QObject):
    """Runs one piece of work at a time on a thread of its own; answers come to the window's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.courier = Courier(self)
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether work is being done."""
        return self._thread is not None and self._thread.is_alive()

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin work; its answer or error is told on the window's thread."""
        language = current()

        def do() -> None:
            use(language)
            try:
                result = work()
            except LabelDeskError as error:
                self._fail(failed, error)
            except Exception as error:  # noqa: BLE001  told, never lost
                fault = Fault(type(error).__name__)
                fault.__cause__ = error
                self._fail(failed, fault)
            else:
                self._tell(then, result)

        self._thread = threading.Thread(target=do, name="printing", daemon=True)
        self._thread.start()

    def tell(self, call: Callable[[], None]) -> None:
        """Have something called on the window's thread, while there is somebody to hear it."""
        with contextlib.suppress(RuntimeError):  # the sheet has gone in between
            self.courier.send(call)

    def _fail(self, failed: Callable[[Exception], None], error: Exception) -> None:
        self.tell(lambda: failed(error) if is_there(failed) else None)

    def _tell(self, callback: Callable[[Result], None], value: Result) -> None:
        self.tell(lambda: callback(value) if is_there(callback) else None)

    def forget(self) -> None:
        """Hear nothing more; what is being printed goes on."""
        self.courier.close()

    def close(self, seconds: float = 30.0) -> None:
        """Hear nothing more, and wait for what is being printed."""
        self.forget()
        if self._thread is not None:
            self._thread.join(seconds)
