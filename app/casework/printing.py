"""Copies on paper: only a person knows whether a sheet came out, so only a person marks it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.casework.people import named
from app.models.identifiers import CaseId, Sha256
from app.models.message import Message, message
from app.models.printed import PaperKind, Printed, PrintOrder

if TYPE_CHECKING:
    from app.storage import Casebook

SENTENCES = {
    PaperKind.CERTIFICATE: message("Certificate {name} was printed, copy {copy}: {by} saw it."),
    PaperKind.LETTER: message("The letter {name} was printed, copy {copy}: {by} saw it."),
    PaperKind.CASE: message("The case was printed, copy {copy}: {by} saw it."),
}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A copy as people read it, between the entries of the log; it is none itself."""

    at: datetime
    sentence: Message
    case: CaseId | None = None
    index: int = -1
    clock_moved: bool = False


def mark(casebook: "Casebook", order: PrintOrder, by: str) -> Printed:
    """Write down that a copy came out right; saved at once, never logged."""
    before = casebook.printed(order.subject)
    made = Printed(
        kind=order.kind, name=order.name, case=order.case, copy=len(before) + 1,
        sha256=Sha256(hashlib.sha256(order.pdf).hexdigest()), by=named(by), at=casebook.clock(),
    )  # fmt: skip
    with casebook.draft() as draft:
        draft.mark_printed(order.subject, made)
    return made


def copies(casebook: "Casebook", order: PrintOrder) -> tuple[Printed, ...]:
    """Return the copies that were printed, the first one first."""
    return casebook.printed(order.subject)


def lines(casebook: "Casebook", case: CaseId) -> tuple[PrintedLine, ...]:
    """Return every copy of what belongs to a case as a sentence."""
    return tuple(
        PrintedLine(each.at, message(SENTENCES[each.kind].text, name=each.name, copy=each.copy,
                                     by=each.by), each.case)
        for each in casebook.printed_of(case)
    )  # fmt: skip
