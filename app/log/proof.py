"""The proof that travels with a certificate: C2SP tlog-proof, checkable without the casebook.

c2sp.org/tlog-proof@v1
index 130
<base64 of one hash per line, lowest first>

<the signed checkpoint>
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.log.checkpoint import NotACheckpoint, PublicKey, parse_checkpoint, verify_checkpoint
from app.log.tree import verify_inclusion

HEADER = "c2sp.org/tlog-proof@v1"
_HEAD = re.compile(
    re.escape(HEADER) + r"(\nextra [^\n]*)?\nindex (?P<index>[0-9]{1,19})(?P<path>(\n[^\n]+){0,63})"
)


@dataclass(frozen=True, slots=True)
class TlogProof:
    """A parsed proof: entry ``index`` is in the tree of ``checkpoint`` (a signed note)."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    def proves(self, leaf: bytes, key: PublicKey) -> bool:
        """Tell whether the leaf hash is under a checkpoint that ``key`` signed."""
        stated = verify_checkpoint(self.checkpoint, key)
        if stated is None:
            return False
        return verify_inclusion(leaf, self.index, stated.size, self.path, stated.root)


def tlog_proof(index: int, path: Sequence[bytes], checkpoint: str) -> str:
    """Return the proof as text."""
    hashes = "".join(base64.b64encode(each).decode() + "\n" for each in path)
    return f"{HEADER}\nindex {index}\n{hashes}\n{checkpoint}"


def parse_tlog_proof(text: str) -> TlogProof:
    """Read a proof strictly; raises NotACheckpoint. An ``extra`` line is allowed and ignored."""
    head, gap, checkpoint = text.partition("\n\n")
    match = _HEAD.fullmatch(head)
    if not gap or match is None:
        raise NotACheckpoint("not a tlog-proof")
    parse_checkpoint(checkpoint)
    path = tuple(_hash(line) for line in match["path"].split("\n")[1:])
    return TlogProof(int(match["index"]), path, checkpoint)


def _hash(line: str) -> bytes:
    try:
        data = base64.b64decode(line, validate=True)
    except ValueError as error:
        raise NotACheckpoint("not base64") from error
    if len(data) != 32:
        raise NotACheckpoint("a hash has 32 bytes")
    return data
