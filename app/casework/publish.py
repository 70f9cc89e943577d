"""Lists that leave the casebook as files: the awarded, a plaque order."""

import hashlib
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.casework import order as orders
from app.casework import rubrics
from app.casework.history import WrittenFile
from app.casework.write import check_free, write_file
from app.lists import csv_bytes, html_bytes, json_bytes, xlsx_bytes
from app.models.assessment import Outcome
from app.models.casebook import CaseFacts, Exported
from app.models.errors import Misused
from app.models.identifiers import Sha256
from app.models.log import Act
from app.models.message import message
from app.models.scheme import Scheme
from app.models.table import Column, ListTable
from app.plaques import order_page, order_sheet
from app.wording import _, date_text, pick

if TYPE_CHECKING:
    from app.casework.press import Press
    from app.storage import Casebook

WRITERS: Final[dict[str, Callable[[ListTable], bytes]]] = {
    ".csv": csv_bytes,
    ".xlsx": xlsx_bytes,
    ".json": json_bytes,
    ".html": html_bytes,
}
SUFFIXES = (*WRITERS, ".pdf")


def check_suffix(path: Path) -> None:
    """Raise ``Misused`` when the file's suffix names no way of writing."""
    if path.suffix.lower() not in SUFFIXES:
        raise Misused(
            "file.suffix",
            message("The file name “{name}” must say how to write the list.", name=path.name),
            message("End it with one of {suffixes}.", suffixes=", ".join(SUFFIXES)),
        )


def awards(
    casebook: "Casebook", press: Callable[[], "Press"], path: Path, *, language: str,
    force: bool = False,
) -> WrittenFile:  # fmt: skip
    """Write the list of the awarded by the path's suffix; one act."""
    is_for_programs = path.suffix.lower() in {".csv", ".json"}
    written = date.isoformat if is_for_programs else partial(date_text, language=language)
    sheet = awarded(casebook, language, written)
    return write_list(casebook, press, sheet, path, "awards", force=force)


def order(
    casebook: "Casebook", press: Callable[[], "Press"], path: Path, *, order: str | None,
    language: str, force: bool = False,
) -> WrittenFile:  # fmt: skip
    """Write a plaque order by the path's suffix; one act."""
    draw = order_page if path.suffix.lower() == ".pdf" else order_sheet
    sheet = draw(orders.find(casebook, order), language)
    return write_list(casebook, press, sheet, path, "order", force=force)


def write_list(
    casebook: "Casebook", press: Callable[[], "Press"], sheet: ListTable, path: Path, kind: str,
    *, force: bool,
) -> WrittenFile:  # fmt: skip
    """Write a list by the path's suffix and log that it left; one act."""
    check_suffix(path)
    check_free(path, force=force)
    suffix = path.suffix.lower()
    content = press().table(sheet, casebook.clock()) if suffix == ".pdf" else WRITERS[suffix](sheet)
    sha256 = Sha256(hashlib.sha256(content).hexdigest())
    is_written, is_new = False, not path.exists()
    try:
        with casebook.act(Act.EXPORT) as act:
            act.store(Exported(kind, sha256, len(sheet.rows), act.at, act.index))
            write_file(path, content, force=force)
            is_written = True
    except BaseException:
        if is_written and is_new:  # no list without its entry, as when the disk fills up now
            path.unlink(missing_ok=True)
        raise
    return WrittenFile(path, sha256, len(sheet.rows))


def awarded(
    casebook: "Casebook", language: str, written: Callable[[date], str] = date_text
) -> ListTable:
    """Return everyone whose newest decision grants a label, by label, country and school.

    ``written`` writes the day of the decision.
    """
    schemes = rubrics.schemes(casebook)
    granted = [each for each in casebook.case_facts()
               if each.outcome is Outcome.GRANT and not each.withdrawn]  # fmt: skip
    numbers = {each.decision: each.number for each in casebook.certificates()}
    granted.sort(key=lambda each: (each.scheme, each.country, each.school, each.applicant))
    return ListTable(
        title=_("Awarded labels"),
        language=language,
        columns=(
            Column("label", _("Label"), 3),
            Column("name", _("Name"), 3),
            Column("school", _("School"), 3),
            Column("city", _("Town"), 2),
            Column("country", _("Country"), 1),
            Column("project", _("Project"), 4),
            Column("awarded_on", _("Awarded on"), 2),
            Column("certificate", _("Certificate"), 3),
        ),
        rows=tuple(
            _award(
                each,
                schemes.get(each.scheme),
                numbers.get(each.decision, "") if each.decision else "",
                language,
                written,
            )
            for each in granted
        ),
    )


def _award(
    facts: CaseFacts, scheme: Scheme | None, number: str, language: str,
    written: Callable[[date], str],
) -> tuple[str, ...]:  # fmt: skip
    school = scheme is not None and scheme.is_for_school()
    return (
        pick(scheme.names, language) if scheme else facts.scheme,
        "" if school else facts.applicant,
        facts.school,
        facts.city,
        facts.country,
        "" if school else facts.title,
        written(facts.decided_at.date()) if facts.decided_at else "",
        number,
    )
