"""Does a paper still count? What casebook and list know beyond the paper, and what to do next."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.casework import withdraw
from app.log.withdrawn import WithdrawnList
from app.models.certificate import Certificate, Checked, Verdict, Verification, Why, Withdrawn
from app.models.errors import Refused
from app.models.identifiers import CertificateNumber
from app.models.message import Message, message

if TYPE_CHECKING:
    from app.storage import Casebook

ENDS = frozenset({"withdrawn", "words", "issued-otherwise"})
"""What makes a whole paper invalid when it fails; other failures are warnings."""

VERDICTS = {
    Verdict.VALID: message("Valid"),
    Verdict.WARNINGS: message("Valid with warnings"),
    Verdict.RESTRICTED: message("Valid with restrictions"),
    Verdict.INVALID: message("Not valid"),
    Verdict.UNKNOWN: message("Cannot be judged"),
}
"""The five words; interface.md has their codes."""

NEXT = {
    Verdict.VALID: message("Compare what is certified with what you were told or hold in hand."),
    Verdict.WARNINGS: message("Read the warning; ask the office named here when in doubt."),
    Verdict.RESTRICTED: message("Get the office's certificate from the office itself, trust it, "
                                "and check again."),
    Verdict.INVALID: message("Do not rely on it. Ask the office that is named on it for the "
                             "certificate as it was issued."),
    Verdict.UNKNOWN: message("Ask for the file as it was signed. A printed or scanned sheet is "
                             "checked by the code on it."),
}  # fmt: skip
"""What to do after each verdict."""


def with_next(found: Verification) -> Verification:
    """Add what to do next."""
    gone = any(each.id == "withdrawn" and each.passed is False for each in found.checks)
    if gone:
        step = message("It no longer counts. Ask the office for the one in force.")
    elif found.verdict is Verdict.RESTRICTED and is_stolen(found.checks):
        step = message("Ask the office named on it for a time stamp from before, or a new one.")
    else:
        step = NEXT[found.verdict]
    return replace(found, next_step=step)


def is_stolen(asked: tuple[Checked, ...]) -> bool:
    """Tell whether only a key that was reported stolen speaks for a paper."""
    return any(each.id == "log-key-stolen" for each in asked)


def weighed(
    found: Verification, asked: tuple[Checked, ...], *, must_be_issued: bool = False
) -> Verification:
    """Add further answers to a paper that is whole; what failed lowers the verdict.

    ``must_be_issued``: a thief could have made it, so a number that is not known here ends it.
    """
    bad = tuple(each for each in asked if each.passed is False)
    verdict = found.verdict
    ends = ENDS | {"issued"} if must_be_issued or is_stolen(found.checks) else ENDS
    if any(each.id in ends for each in bad):
        verdict = Verdict.INVALID
    elif bad and verdict is Verdict.VALID:
        verdict = Verdict.WARNINGS
    reasons = (*(each.message for each in bad), *found.reasons)
    return replace(found, verdict=verdict, reasons=reasons, checks=(*found.checks, *asked))


DAMAGED = message(
    "The log of this casebook does not pass its check, so it vouches for no office and no number."
)


def is_damaged(casebook: "Casebook | None") -> bool:
    """Tell whether what a casebook knows may have been changed: then it vouches for nothing."""
    return casebook is not None and casebook.examined().is_damaged


def without_casebook(found: Verification) -> Verification:
    """Add that the casebook was not relied on; a paper that only it vouched for is restricted."""
    asked = Checked("casebook", False, DAMAGED)
    reasons, checks = (DAMAGED, *found.reasons), (*found.checks, asked)
    verdict = Verdict.WARNINGS if found.verdict is Verdict.VALID else found.verdict
    return replace(found, verdict=verdict, reasons=reasons, checks=checks)


def is_own(casebook: "Casebook | None", origin: str) -> bool:
    """Tell whether a paper comes from this casebook's log, under whichever suffix."""
    return casebook is not None and stem(origin) == stem(casebook.origin)


def stem(origin: str) -> str:
    """Return the name of a log without its suffix."""
    return "/".join(origin.split("/")[:2])


def issued(casebook: "Casebook", number: str, sha256: str) -> Checked:
    """Ask the casebook whether it issued just these bytes under this number."""
    try:
        known: Certificate = casebook.certificate(CertificateNumber(number))
    except Refused:
        return not_issued()
    if known.sha256 == sha256:
        return Checked("issued", True, message("This casebook issued it, byte for byte."))
    other = message("This casebook issued another file under this number.")
    return Checked("issued-otherwise", False, other)


def not_issued() -> Checked:
    """Return the answer for a number that the casebook does not have."""
    words = message("This casebook has no certificate with this number.")
    return Checked("issued", False, words)


def withdrawn(casebook: "Casebook | None", listed: WithdrawnList | None, number: str) -> Checked:
    """Say whether a number was withdrawn, by the casebook that issued it and by a signed list."""
    gone = withdraw.gone(casebook, number) if casebook is not None else None
    gone = gone or (listed.of(number) if listed is not None else None)
    if gone is not None:
        return Checked("withdrawn", False, taken(gone))
    if casebook is None and listed is None:
        words = message("Whether it was withdrawn was not asked: that needs the office's list.")
        return Checked("withdrawn", None, words)
    at = casebook.clock() if casebook is not None else listed.at if listed is not None else None
    words = message("It had not been withdrawn by {at}.", at=at)
    return Checked("withdrawn", True, words)


def taken(gone: Withdrawn) -> Message:
    """Say when it ceased to count; never why a person decided so."""
    day = gone.at.date()
    if gone.why is Why.REVISED:
        return message("Its decision was revised on {day}; it no longer counts.", day=day)
    if gone.successor is None:
        return message("This certificate was withdrawn on {day}.", day=day)
    return message("This certificate was withdrawn on {day}; {number} counts instead.",
                   day=day, number=gone.successor)  # fmt: skip
