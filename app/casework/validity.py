"""The validity sheet: what a check found, on paper, for whoever has to show it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.casework.rubrics import read_small
from app.casework.standing import VERDICTS
from app.casework.stated import certified, stated
from app.casework.verify import MOST_BYTES
from app.casework.write import check_free, write_file
from app.models.certificate import Verdict, Verification
from app.models.message import Message, message
from app.models.validity import AskedRow, ValiditySheet
from app.wording import current, instant_text, say

if TYPE_CHECKING:
    from app.casework.press import Press

GOOD = {
    Verdict.VALID: True, Verdict.WARNINGS: True, Verdict.RESTRICTED: None,
    Verdict.INVALID: False, Verdict.UNKNOWN: None,
}  # fmt: skip
ANSWERS = {True: message("yes"), False: message("no"), None: message("not checked")}


@dataclass(frozen=True, slots=True)
class Subject:
    """What was checked: a file by its name, size and hash, or the code of a printed sheet."""

    name: str
    size: int | None = None
    sha256: str = ""

    @classmethod
    def of_file(cls, path: Path) -> "Subject":
        """Return a file as it is on the disk now."""
        content = read_small(path, MOST_BYTES)
        return cls(path.name, len(content), hashlib.sha256(content).hexdigest())

    @classmethod
    def of_code(cls, text: str) -> "Subject":
        """Return a code as it was typed or scanned."""
        return cls(text.strip())


def write_sheet(
    press: Callable[[], "Press"], found: Verification, subject: Subject, path: Path,
    at: datetime, *, force: bool = False,
) -> None:  # fmt: skip
    """Write the sheet as PDF, in the current language."""
    check_free(path, force=force)
    write_file(path, press().validity(sheet(found, subject, at), at), force=force)


def sheet(found: Verification, subject: Subject, at: datetime) -> ValiditySheet:
    """Return the sheet's words in the current language."""
    large = certified(found.content)
    asked = sorted(found.checks, key=lambda each: each.passed is None)
    return ValiditySheet(
        language=current(),
        title=say(message("Validity sheet")),
        checked=say(message("Checked on {at} with Label Desk {version}.", at=at,
                            version=__version__)),
        verdict=say(VERDICTS[found.verdict]),
        is_good=GOOD[found.verdict],
        reasons=tuple(say(each) for each in found.reasons),
        next_step=say(found.next_step) if found.next_step else "",
        certified_heading=say(_heading(found)) if large else "",
        certified=large,
        asked_heads=(say(message("What was checked")), say(message("Answer"))),
        asked=tuple(AskedRow(say(each.message), say(ANSWERS[each.passed]), each.passed)
                    for each in asked),
        facts_heading=say(message("What it states")),
        facts=stated(found.content),
        about_heading=say(message("What was looked at")),
        about=tuple(_about(found, subject)),
        note=say(message("This sheet tells what one check found at one moment. It is no "
                         "certificate and not signed: whoever doubts it checks again.")),
    )  # fmt: skip


def _heading(found: Verification) -> Message:
    good = found.verdict in {Verdict.VALID, Verdict.WARNINGS}
    return message("What is certified") if good else message("What it claims, not confirmed")


def _about(found: Verification, subject: Subject) -> list[tuple[str, str]]:
    """Return how the paper that was checked can be told from any other."""
    lines = [(say(message("File or code")), subject.name)]
    if subject.size is not None:
        lines.append((say(message("Size")), say(message("{count} bytes", count=subject.size))))
        lines.append(("SHA-256", subject.sha256))
    if found.signer:
        lines.append((say(message("Signer")), found.signer))
    if found.signed_at is not None:
        lines.append((say(message("Signed, as it says")), instant_text(found.signed_at)))
    if found.fingerprint:
        lines.append((say(message("Fingerprint of the key")), found.fingerprint))
    return lines
