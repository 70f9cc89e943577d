"""Checking a PDF: who signed what, when, and is it whole."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.rubrics import read_small
from app.clock import system_clock
from app.models.certificate import Verdict, Verification
from app.models.message import message

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook


MOST_BYTES = 256 * 1024 * 1024
"""Largest PDF that is checked."""


def verify(
    casebook: "Casebook | None", press: "Press", path: Path, trust: tuple[Path, ...] = ()
) -> Verification:
    """Check a file against the casebook's identities and those that are trusted besides."""
    pdf = read_small(path, MOST_BYTES)
    trusted = [read_small(each).decode("ascii", "replace") for each in trust]
    if casebook is not None:
        trusted += [each.certificate_pem for each in casebook.identities()]
    at = casebook.clock() if casebook is not None else system_clock()
    found = press.verify(pdf, tuple(trusted), at)
    return _withdrawn(casebook, found) if casebook is not None else found


def _withdrawn(casebook: "Casebook", found: Verification) -> Verification:
    """A certificate that this casebook withdrew is invalid, however whole it is."""
    number = found.content.get("number")
    withdrawn = any(each.certificate is not None and each.certificate == number
                    for each in casebook.withdrawals())  # fmt: skip
    if not withdrawn:
        return found
    reason = message("This certificate was withdrawn.")
    return replace(found, verdict=Verdict.INVALID, reasons=(reason, *found.reasons))
