"""Finding a case or submission by what people type: ``ID``, or ``ID/N`` for another submission."""

import re
from typing import TYPE_CHECKING, Final

from app.models.case import CaseRef, Submission
from app.models.errors import Misused, Refused
from app.models.identifiers import CaseId
from app.models.message import message

if TYPE_CHECKING:
    from app.storage import Casebook

REFERENCE: Final = re.compile(
    r"(?P<case>[A-Za-z0-9._-]{1,64})(?:/(?P<submission>[1-9][0-9]{0,8}))?"
)


def reference(text: str) -> CaseRef:
    """Read ``ID`` or ``ID/N``; raises ``Misused`` for anything else."""
    match = REFERENCE.fullmatch(text)
    if match is None:
        raise Misused(
            "case.reference",
            message("“{text}” is not the number of an application.", text=text),
            message("Write ID, or ID/N for submission N; “label-desk list” shows them."),
        )
    number = match["submission"]
    return CaseRef(CaseId(match["case"]), int(number) if number else None)


def submission(casebook: "Casebook", ref: CaseRef) -> Submission:
    """Return the submission that is meant; raises ``Refused`` when the casebook has none."""
    try:
        return casebook.submission(ref)
    except Refused as error:
        raise unknown(ref) from error


def unknown(ref: CaseRef) -> Refused:
    """Return the error of an application that the casebook does not have."""
    return Refused(
        "case.unknown",
        message("There is no application {id} in this casebook.", id=ref),
        message("“label-desk list” shows all; “label-desk import FILE” brings one in."),
    )


def is_current(casebook: "Casebook", given: Submission) -> bool:
    """Tell whether no later submission of the case was received."""
    return given.number == max(each.number for each in casebook.submissions(given.case))
