"""The list of withdrawn certificates as a signed file: written here, read wherever one checks."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import preflight, withdraw
from app.casework.rubrics import read_small
from app.casework.write import check_free, write_file
from app.log import PublicKey, RingKey
from app.log.ring import counting
from app.log.withdrawn import LONGEST, NotAList, WithdrawnList, list_signer, read_list, signed_note
from app.models.casebook import Exported
from app.models.errors import Refused
from app.models.identifiers import Sha256
from app.models.log import Act
from app.models.message import message

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A list that was written: where, its hash, how many numbers are on it."""

    path: Path
    sha256: Sha256
    count: int


def export(casebook: "Casebook", path: Path, *, force: bool = False) -> WrittenList:
    """Write the signed list for whoever checks elsewhere; that it left is an act of its own."""
    check_free(path, force=force)
    note = signed(casebook)
    write_file(path, note.encode(), force=force)
    sha256 = Sha256(hashlib.sha256(note.encode()).hexdigest())
    count = len(read_list(note).entries)
    with casebook.act(Act.EXPORT) as act:
        act.store(Exported("withdrawn", sha256, count, act.at, act.index))
    return WrittenList(path, sha256, count)


def signed(casebook: "Casebook") -> str:
    """Return the list as it is now, signed with the log's key; never on a log that is damaged."""
    preflight.check_log(casebook)
    listed = WithdrawnList(
        casebook.origin, casebook.clock(), casebook.size, withdraw.all_gone(casebook)
    )
    return signed_note(listed, casebook.public_key, casebook.sign_list(listed.text))


def read(path: Path, keys: Iterable[RingKey]) -> WithdrawnList:
    """Read a list that was brought along; raises ``Refused`` unless a known key signed it."""
    note = read_small(path, LONGEST).decode("utf-8", "replace")
    try:
        listed = read_list(note)
    except NotAList as error:
        raise Refused(
            "withdrawn.not-a-list",
            message("{name} is not a list of withdrawn certificates, or it was changed.",
                    name=path.name),
            message("Ask the office for the file that “label-desk log withdrawn” writes."),
        ) from error  # fmt: skip
    if list_signer(note, _counting(keys, listed.size)) is None:
        raise Refused(
            "withdrawn.signer",
            message("The list of withdrawn certificates was not signed by a key known here."),
            message("Trust the office's key: --trust with the file of “identity export”."),
        )
    return listed


def _counting(keys: Iterable[RingKey], size: int) -> list[PublicKey]:
    """Return the keys that count; one that was reported stolen says nothing, at any size."""
    known = tuple(keys)
    stolen = {each.public.raw for each in known if each.trusted is not None}
    return [each for each in counting(known, size) if each.raw not in stolen]
