"""What one command may use: casebook, press, clock, progress bar; closed at the end."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import platformdirs

from app.cli.progress import Bar
from app.cli.show import tell
from app.clock import Clock, system_clock
from app.models.errors import Misused, Unavailable
from app.models.message import message
from app.models.progress import Progress
from app.wording import _, say

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook


class Sitting:
    """One run of one command."""

    def __init__(self, folder: Path, clock: Clock = system_clock) -> None:
        self.folder = folder
        self.clock = clock
        self._open = ExitStack()
        self._casebook: Casebook | None = None
        self._press: Press | None = None
        self._bar = Bar(sys.stderr)

    @classmethod
    def of(cls, options: argparse.Namespace) -> Self:
        """Return the sitting for the common options and the environment."""
        return cls(options.casebook or chosen_folder())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.clear()
        if error is None and self._casebook is not None:
            reason = self._casebook.read_only_because
            tell(sys.stderr, say(reason) if reason else "")
        self._open.close()

    @property
    def progress(self) -> Progress:
        """What long work reports to."""
        return self._bar.show

    def clear_progress(self) -> None:
        """Take the progress bar away before something else is said."""
        self._bar.clear()

    def exists(self) -> bool:
        """Tell whether there is a casebook in the folder."""
        return (self.folder / "casebook.sqlite").exists()

    def casebook(self) -> "Casebook":
        """Return the casebook, opened once; one that is not there yet is made."""
        from app.casework import keep  # noqa: PLC0415  SQLAlchemy only where a casebook is used

        if self._casebook is None:
            self._casebook = self._open.enter_context(keep.open_or_begin(self.folder, self.clock))
        return self._casebook

    def existing(self) -> "Casebook":
        """Return the casebook, which must be there already."""
        if not self.exists():
            raise Unavailable(
                "casebook.absent",
                message("There is no casebook in {folder}.", folder=self.folder),
                message("“label-desk import FILE” makes one; --casebook names another folder."),
            )
        return self.casebook()

    def press(self) -> "Press":
        """Return the process that draws, signs and verifies, started once."""
        from app.casework.press import Press  # noqa: PLC0415  started only where it is used

        if self._press is None:
            self._press = self._open.enter_context(Press())
        return self._press

    def passphrase(self, *, again: bool = False) -> str:
        """Return the identity's passphrase: from the environment, else asked on a terminal."""
        given = os.environ.get("LABEL_DESK_PASSPHRASE")
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Misused(
                "identity.passphrase-missing",
                message("The passphrase of the signing identity is needed."),
                message("Set LABEL_DESK_PASSPHRASE, or run the command on a terminal."),
            )
        return asked_twice(getpass.getpass) if again else getpass.getpass(_("Passphrase: "))


def asked_twice(ask: Callable[[str], str]) -> str:
    """Ask for a new passphrase until both answers are the same."""
    while True:
        first = ask(_("New passphrase: "))
        if first and ask(_("The same again: ")) == first:
            return first
        sys.stderr.write(_("The two differ or are empty; please try again.") + "\n")


def chosen_folder() -> Path:
    """Return the casebook's folder where the command does not name one."""
    named = os.environ.get("LABEL_DESK_CASEBOOK")
    return Path(named) if named else data_folder() / "casebook"


def data_folder() -> Path:
    """Return Label Desk's folder in the user's data."""
    return platformdirs.user_data_path("label-desk", appauthor=False)
