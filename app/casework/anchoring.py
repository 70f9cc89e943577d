"""Anchoring the log outside: another hand dates a checkpoint, by files (RFC 3161).

What it proves: all entries up to the checkpoint existed at the time the authority states, and were
not changed since. Not what came later, nor what was never written down.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.rubrics import read_small
from app.casework.write import check_free, write_file
from app.certificates.anchor import trusted_text
from app.models.casebook import Anchored
from app.models.errors import Refused
from app.models.log import Act, LogEntry
from app.models.message import message

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook

TEXT_SUFFIX = ".checkpoint.txt"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was written, the text it is about beside it, and the entries it covers."""

    request: Path
    text: Path
    size: int


def ask(casebook: "Casebook", press: "Press", path: Path, *, force: bool = False) -> Asked:
    """Write a request over the newest checkpoint, and the checkpoint's text for others to check."""
    beside = path.with_name(path.stem + TEXT_SUFFIX)
    for each in (path, beside):
        check_free(each, force=force)
    text = signed_text(casebook.checkpoint)
    write_file(beside, text, force=force)
    write_file(path, press.stamp_request(hashlib.sha256(text).digest()), force=force)
    return Asked(path, beside, casebook.size)


def take(
    casebook: "Casebook", press: "Press", path: Path, trust: tuple[Path, ...] = ()
) -> Anchored:
    """Check an answer, find the checkpoint it is about, and keep both; one act."""
    answer = read_small(path)
    trusted = tuple(trusted_text(read_small(each)) for each in trust)
    stamp = press.stamp_answer(answer, trusted)
    entry = _entry(casebook, stamp.imprint)
    if any(each.stamp == stamp for each in casebook.anchors()):
        raise Refused("anchor.already", message("This answer is in the log already."))
    with casebook.act(Act.ANCHOR) as act:
        made = Anchored(entry.index + 1, entry.checkpoint, stamp, act.at, act.index, answer)
        act.store(made)
    return made


def signed_text(checkpoint: str) -> bytes:
    """Return the text of a checkpoint that is stamped: origin, size and root, no signatures."""
    return (checkpoint.rpartition("\n\n")[0] + "\n").encode()


def _entry(casebook: "Casebook", imprint: str) -> LogEntry:
    """Return the entry whose checkpoint was stamped, the newest first."""
    for entry in reversed(casebook.entries()):
        if hashlib.sha256(signed_text(entry.checkpoint)).hexdigest() == imprint:
            return entry
    raise Refused(
        "anchor.other-log",
        message("This time stamp is not about a checkpoint of this log."),
        message("“label-desk log anchor request -o FILE.tsq” writes the request to send."),
    )
