"""Showing answers and errors: one JSON document on standard output, or sentences."""

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from app.cli.command import Answer
from app.cli.table import plain
from app.models.errors import LabelDeskError, Unavailable
from app.models.message import Message, message
from app.models.plain import Plain
from app.wording import _, say

FAULT = 70


def prepare() -> None:
    """Let every script through, also where a pipe or console has a small character set."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us, as a service does
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answer(given: Answer, as_json: bool) -> None:
    """Show what a command found."""
    if as_json:
        tell(sys.stderr, given.text)
        if given.window is None or given.document is not None:
            write(sys.stdout, document(given.document))
    else:
        tell(sys.stdout, given.text)


def failure(error: LabelDeskError, as_json: bool) -> int:
    """Show an error and return its exit status."""
    sentence = say(error.message)
    hint = say(error.hint) if error.hint else None
    tell(sys.stderr, "\n".join([sentence, *([hint] if hint else [])]))
    if as_json:
        inner = {"code": error.code, "message": sentence, "hint": hint}
        write(sys.stdout, document({"error": inner}))
    return error.status


def system_failure(error: OSError, as_json: bool) -> int:
    """Show what the operating system refused; what it never should refuse is a fault."""
    if isinstance(error, BrokenPipeError):
        return closed_pipe()
    sentence = SYSTEM.get(error.errno or 0)
    if sentence is None:
        return fault(error, as_json)
    name = errno.errorcode.get(error.errno or 0, "EIO").lower()
    place = error.filename if isinstance(error.filename, str) else ""
    text = message("{sentence} {place}", sentence=sentence, place=place)
    return failure(Unavailable(f"system.{name}", text), as_json)


def closed_pipe() -> int:
    """End in silence: the program that read from us went away, as ``head`` does."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return 0


SYSTEM: dict[int, Message] = {
    errno.ENOSPC: message("The disk is full; nothing was changed. Make room and try again."),
    errno.EACCES: message("This may not be read or written; ask for the right to it."),
    errno.EPERM: message("This may not be read or written; ask for the right to it."),
    errno.EROFS: message("This place is for reading only; choose another."),
    errno.ENOENT: message("This file or folder is not there."),
    errno.ENOTDIR: message("This file or folder is not there."),
    errno.EISDIR: message("This is a folder where a file is needed."),
    errno.EIO: message("The disk could not be read or written."),
    errno.ENAMETOOLONG: message("This name is too long."),
}


def fault(error: BaseException, as_json: bool) -> int:
    """Write a report without personal data, name it, and return the status of a fault."""
    from app.casework.fault import write_report  # noqa: PLC0415  only when something broke

    path = write_report(error)
    hint = _("A report without personal data was written: {path}").format(path=path)
    sentence = _("Something went wrong inside Label Desk; this is our fault, not yours.")
    write(sys.stderr, f"{sentence}\n{hint}")
    if as_json:
        inner = {"code": "fault", "message": sentence, "hint": hint, "report": str(path)}
        write(sys.stdout, document({"error": inner}))
    return FAULT


def document(value: Plain) -> str:
    """Return the JSON text of a document."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def tell(stream: TextIO, text: str) -> None:
    """Write sentences for people; a stranger's text in them cannot steer the terminal."""
    write(stream, "\n".join(plain(line) for line in text.split("\n")))


def write(stream: TextIO, text: str) -> None:
    """Write a text with one line end behind it; nothing where there is no text."""
    if text:
        stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()
