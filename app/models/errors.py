"""The one tree of errors. Each carries a stable code, a sentence and what to do next.

    LabelDeskError
    ├── Refused       a rule says no                        exit status 1
    ├── Misused       wrong arguments, scores refused        exit status 2
    ├── Unavailable   absent, unreadable, locked, disk full  exit status 3
    └── Cancelled     a person stopped it                    exit status 130

Every module raises only these for what can be foreseen; anything else is a fault (status 70).
"""

from typing import ClassVar

from app.models.message import Message


class LabelDeskError(Exception):
    """Base of all foreseen errors.

    ``code`` is a stable dotted word for programs (``casebook.open-elsewhere``); ``message`` says
    what happened and ``hint`` what to do, both for people.
    """

    status: ClassVar[int] = 70

    def __init__(self, code: str, message: Message, hint: Message | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Refused(LabelDeskError):
    """A rule of the scheme, the records or the log says no."""

    status = 1


class Misused(LabelDeskError):
    """The words of the call are wrong; nothing was stored."""

    status = 2


class Unavailable(LabelDeskError):
    """A file, folder, disk or casebook cannot be used now."""

    status = 3


class Cancelled(LabelDeskError):
    """A person stopped the work; nothing half done remains."""

    status = 130
