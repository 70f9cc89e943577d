"""The receipt of a batch: what was signed, with which number and hash, and how it was checked.

The file of each certificate has its number for a name, so no column says it again.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.history import WrittenFile
from app.casework.publish import write_list
from app.models.batch import Issued
from app.models.certificate import Verdict
from app.models.message import message
from app.models.table import Column, ListTable
from app.wording import instant_text, say

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook


def write(
    casebook: "Casebook", press: Callable[[], "Press"], results: Sequence[Issued], path: Path, *,
    language: str, force: bool = False,
) -> WrittenFile:  # fmt: skip
    """Write the receipt by the path's suffix, such as .pdf or .csv; one act."""
    sheet = table(results, language)
    return write_list(casebook, press, sheet, path, "receipt", force=force)


def table(results: Sequence[Issued], language: str) -> ListTable:
    """Return one line for each case of the batch, in its order."""
    titles = (
        ("number", message("Number"), 5), ("case", message("Application"), 5),
        ("name", message("Name"), 5), ("school", message("School"), 5),
        ("sha256", message("SHA-256"), 7), ("signed_at", message("Signed"), 4),
        ("checked", message("Checked again"), 5),
    )  # fmt: skip
    good = sum(each.is_good for each in results)
    count = message("{good} of {count} signed and checked", good=good, count=len(results))
    return ListTable(
        title=say(message("Receipt of a batch of certificates"), language),
        language=language,
        columns=tuple(Column(key, say(title, language), share) for key, title, share in titles),
        rows=tuple(_row(each, language) for each in results),
        subtitle=say(count, language),
    )


def _row(each: Issued, language: str) -> tuple[str, ...]:
    who = each.candidate
    at = instant_text(each.at, language) if each.at else ""
    return (each.number or "", who.case, who.name, who.school, each.sha256 or "", at,
            checked(each, language))  # fmt: skip


def checked(each: Issued, language: str) -> str:
    """Return what the check of one file said, in words."""
    if each.problem is not None:
        return say(each.problem, language)
    words = {
        Verdict.VALID: message("whole; seal and code agree"),
        Verdict.WARNINGS: message("whole; seal and code agree, with a warning"),
        Verdict.RESTRICTED: message("whole, but the signer is unknown here"),
        Verdict.INVALID: message("not valid"),
        Verdict.UNKNOWN: message("could not be checked"),
    }
    return say(words[each.verdict or Verdict.UNKNOWN], language)
