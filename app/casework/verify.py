"""Checking a PDF: who signed what, when, is it whole, and does it still count."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import identity, standing, withdrawn_list
from app.casework.rubrics import read_small
from app.certificates.anchor import Anchor, trusted_text
from app.clock import system_clock
from app.log import PublicKey, RingKey
from app.log.withdrawn import WithdrawnList
from app.models.certificate import Checked, Verdict, Verification
from app.models.message import message

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook


MOST_BYTES = 256 * 1024 * 1024
"""Largest PDF that is checked."""


def verify(
    casebook: "Casebook | None", press: "Press", path: Path, trust: tuple[Path, ...] = (),
    withdrawn: Path | None = None,
) -> Verification:  # fmt: skip
    """Check a file against the casebook's identities and those that are trusted besides.

    ``withdrawn`` is an office's list of withdrawn certificates, for checking elsewhere.
    """
    pdf = read_small(path, MOST_BYTES)
    trusted = [trusted_text(read_small(each)) for each in trust]
    damaged = standing.is_damaged(casebook)
    if casebook is not None and not damaged:
        trusted += [identity.trusted_pem(casebook, each) for each in casebook.identities()]
    at = casebook.clock() if casebook is not None else system_clock()
    found = press.verify(pdf, tuple(trusted), at)
    listed = _list(found, trusted, withdrawn)
    if "number" in found.content and found.verdict is not Verdict.INVALID:
        sha256 = hashlib.sha256(pdf).hexdigest()
        found = standing.weighed(found, _standing(casebook, found, sha256, listed))
    if damaged:
        found = standing.without_casebook(found)
    return standing.with_next(found)


def _list(found: Verification, trusted: list[str], withdrawn: Path | None) -> WithdrawnList | None:
    """Read the list by the keys that are trusted, or that the file's known signer vouches for."""
    if withdrawn is None:
        return None
    keys = [key for text in trusted for key in Anchor.of(text).keys]
    if found.log_key is not None:
        inside = RingKey(PublicKey.of_text(found.log_key))
        keys += [] if any(each.public == inside.public for each in keys) else [inside]
    return withdrawn_list.read(withdrawn, keys)


def _standing(
    casebook: "Casebook | None", found: Verification, sha256: str, listed: WithdrawnList | None
) -> tuple[Checked, ...]:
    """Ask casebook and list; neither can say anything of another log's numbers."""
    number, origin = found.content["number"], found.content.get("log_origin", "")
    fitting = listed if listed and standing.stem(listed.origin) == standing.stem(origin) else None
    own = casebook if standing.is_own(casebook, origin) else None
    asked = [standing.withdrawn(own, fitting, number)]
    if own is not None:
        asked.insert(0, standing.issued(own, number, sha256))
    elif listed is not None and fitting is None:
        words = message("The list of withdrawn certificates is of another log.")
        asked = [Checked("withdrawn", None, words)]
    return tuple(asked)
