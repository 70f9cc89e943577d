"""What parent and child processes say to each other: length-prefixed JSON with binary parts.

A frame is the header's length (4 bytes, big-endian), the header (a JSON object in UTF-8 whose
``"parts"`` lists the sizes of what follows) and the parts, one after the other. Both ways alike.
An answer may lend bytes instead of sending them: ``"lent"`` says how many, from the beginning of
the memory that both share (``app.models.slate``).
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias

from app.models.errors import LabelDeskError, Misused, Refused, Unavailable
from app.models.message import Message, message

HEADER_LIMIT = 32 * 1024 * 1024
PARTS_LIMIT = 1024 * 1024 * 1024

Header: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """One request or answer; what is ``lent`` stays as it is until the next request."""

    header: Header
    parts: tuple[bytes, ...] = field(default=(), repr=False)
    lent: memoryview | None = field(default=None, repr=False)


class BrokenFrame(Exception):
    """The stream ended inside a frame, or what came is no frame."""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Write one frame and flush it."""
    header = {**frame.header, "parts": [len(part) for part in frame.parts]}
    if frame.lent is not None:
        header["lent"] = frame.lent.nbytes
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    stream.write(len(text).to_bytes(4, "big") + text)
    stream.writelines(frame.parts)
    stream.flush()


def read_frame(
    stream: BinaryIO, *, limit: int = PARTS_LIMIT, slate: memoryview | None = None
) -> Frame | None:
    """Read one frame; None at the end of the stream. Raises ``BrokenFrame``.

    ``slate`` is the memory whose beginning may be lent.
    """
    start = stream.read(4)
    if not start:
        return None
    size = int.from_bytes(start, "big")
    if len(start) < 4 or size > HEADER_LIMIT:
        raise BrokenFrame("size")
    try:
        header = json.loads(_exactly(stream, size))
        sizes = header.pop("parts")
        if not all(type(each) is int and each >= 0 for each in sizes) or sum(sizes) > limit:
            raise BrokenFrame("parts")
        lent = _lent(header.pop("lent", None), slate)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise BrokenFrame("header") from error
    return Frame(header, tuple(_exactly(stream, each) for each in sizes), lent)


def _lent(size: object, slate: memoryview | None) -> memoryview | None:
    if size is None:
        return None
    if slate is None or type(size) is not int or not 0 <= size <= slate.nbytes:
        raise BrokenFrame("lent")
    return slate[:size]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise BrokenFrame("end")
    return content


def serve(answer: Callable[[Frame], Frame]) -> int:
    """Answer every frame on standard input until it ends; return the exit status 0.

    Foreseen errors are sent to the caller and raised there; anything else ends the process, and
    the caller starts another. What a library prints goes to standard error, never into a frame.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (request := read_frame(requests)) is not None:
        try:
            reply = answer(request)
        except LabelDeskError as error:
            reply = Frame({"error": error_header(error)})
        write_frame(answers, reply)
    return 0


def error_header(error: LabelDeskError) -> Header:
    """Return a foreseen error as JSON values."""
    return {
        "status": error.status,
        "code": error.code,
        "message": _spelled(error.message),
        "hint": _spelled(error.hint) if error.hint else None,
    }


def error_of(header: Header) -> LabelDeskError:
    """Rebuild the error that a child sent; what does not fit becomes a plain ``Unavailable``."""
    kinds = {kind.status: kind for kind in (Refused, Misused, Unavailable)}
    try:
        hint = _read(header["hint"]) if header.get("hint") else None
        kind = kinds.get(header["status"], Unavailable)
        return kind(str(header["code"]), _read(header["message"]), hint)
    except (KeyError, TypeError, AttributeError):
        return Unavailable("process.answer", message("The answer could not be understood."))


def _spelled(sentence: Message) -> Header:
    values = {
        name: _spelled(value) if isinstance(value, Message) else _scalar(value)
        for name, value in sentence.values.items()
    }
    return {
        "text": sentence.text, "values": values, "plural": sentence.plural, "count": sentence.count,
    }  # fmt: skip


def _scalar(value: object) -> object:
    return value if isinstance(value, (int, str)) else str(value)


def _read(plain: Header) -> Message:
    values = {
        name: _read(value) if isinstance(value, dict) else value
        for name, value in plain["values"].items()
    }
    return Message(str(plain["text"]), values, plain["plural"], int(plain["count"]))
