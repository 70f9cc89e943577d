"""The list of withdrawn certificates: a signed note (C2SP) by the log's key, for others to keep.

    label-desk withdrawn certificates v1
    origin label-desk/3f2a9c0d1e4b5a67
    at 2026-11-26T17:00:00+01:00
    size 140
    NO-NQL-2026-000131<TAB>2026-11-20T09:12:00+01:00<TAB>replaced<TAB>NO-NQL-2026-000131-2
    NO-NQL-2026-000099<TAB>2026-11-26T16:58:10+01:00<TAB>withdrawn<TAB>

    — label-desk/3f2a9c0d1e4b5a67 <base64 of key id (4 bytes) ‖ signature (64 bytes)>

Its second line is no number, so that it can never be taken for a checkpoint. It is whole: a number
that is not on it was not withdrawn at that moment, by the log's first ``size`` entries.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.log.checkpoint import LIST_START, NotACheckpoint, PublicKey, read_note
from app.models.certificate import Why, Withdrawn
from app.models.identifiers import CertificateNumber

LONGEST = 4 * 1024 * 1024
_HEAD = re.compile(r"origin (?P<origin>[^\n]+)\nat (?P<at>[^\n]+)\nsize (?P<size>[0-9]{1,19})")


class NotAList(ValueError):
    """The text is no list of withdrawn certificates."""


@dataclass(frozen=True, slots=True)
class WithdrawnList:
    """What a list states: of which log, when, after how many entries, and the numbers."""

    origin: str
    at: datetime
    size: int
    entries: tuple[Withdrawn, ...] = ()

    def of(self, number: str) -> Withdrawn | None:
        """Return what it says of a number."""
        return next((each for each in self.entries if each.number == number), None)

    @property
    def text(self) -> str:
        """The text that is signed."""
        lines = (f"{each.number}\t{each.at.isoformat()}\t{each.why.value}\t{each.successor or ''}"
                 for each in self.entries)  # fmt: skip
        head = f"{LIST_START}\norigin {self.origin}\nat {self.at.isoformat()}\nsize {self.size}\n"
        return head + "".join(f"{line}\n" for line in lines)


def signed_note(listed: WithdrawnList, key: PublicKey, signature: bytes) -> str:
    """Return the list with the signature over its text, as it is handed out."""
    code = base64.b64encode(key.note_id(listed.origin) + signature).decode()
    return f"{listed.text}\n— {listed.origin} {code}\n"


def read_list(note: str) -> WithdrawnList:
    """Read a list strictly; raises NotAList. Who signed it is for ``list_signer`` to say."""
    try:
        text, _ = read_note(note, LONGEST)
        return _parsed(text)
    except (NotACheckpoint, ValueError) as error:
        raise NotAList(str(error)) from error


def list_signer(note: str, keys: Iterable[PublicKey]) -> PublicKey | None:
    """Return which of the keys signed a list under its origin's name; None when none did."""
    text, signatures = read_note(note, LONGEST)
    origin = _parsed(text).origin
    for key in keys:
        wanted = key.note_id(origin)
        for name, key_id, signature in signatures:
            if (name, key_id) == (origin, wanted) and key.verifies(signature, text.encode()):
                return key
    return None


def _parsed(text: str) -> WithdrawnList:
    start, _, rest = text.partition("\n")
    lines = rest.rstrip("\n").split("\n")
    head = _HEAD.fullmatch("\n".join(lines[:3]))
    if start != LIST_START or head is None:
        raise NotAList("not the head of a list")
    entries = tuple(_entry(line) for line in lines[3:])
    found = WithdrawnList(head["origin"], _moment(head["at"]), int(head["size"]), entries)
    if found.text != text:
        raise NotAList("not the one form of a list")
    return found


def _entry(line: str) -> Withdrawn:
    number, at, why, successor = line.split("\t")
    if not number:
        raise NotAList("a line without a number")
    after = CertificateNumber(successor) if successor else None
    return Withdrawn(CertificateNumber(number), _moment(at), Why(why), after)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise NotAList("an instant without an offset")
    return moment
