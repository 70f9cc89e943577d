"""Spreadsheets among the files of ``import``; what reads them is loaded only for one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework.receive import Received
from app.cli.sitting import Sitting
from app.models.errors import Refused
from app.models.message import message

if TYPE_CHECKING:
    from app.casework.spreadsheet import ColumnPlan
    from app.models.sheet import ColumnMapping


def columns_of(path: Path | None) -> "ColumnMapping | None":
    """Return the mapping of ``--columns``; raises ``Misused`` with what is wrong in it."""
    from app.casework import spreadsheet  # noqa: PLC0415

    return spreadsheet.read_mapping(path) if path is not None else None


def import_rows(
    sitting: Sitting,
    path: Path,
    columns: "ColumnMapping | None",
    told: Callable[[Received], None],
) -> None:
    """Take in every row of a spreadsheet; raises ``Refused`` where columns are missing."""
    from app.casework import spreadsheet  # noqa: PLC0415

    casebook, table = sitting.casebook(), spreadsheet.read(path)
    plan = spreadsheet.plan(casebook, table, columns)
    try:
        spreadsheet.receive_rows(casebook, path, plan, told, sitting.progress)
    except Refused as error:
        if error.code == "spreadsheet.columns":
            raise with_example(error, plan) from error
        raise


def with_example(error: Refused, plan: "ColumnPlan") -> Refused:
    """Return the refusal with a file of columns to start from."""
    from app.packages.columns import mapping_text  # noqa: PLC0415

    hint = message(
        "Write this into a file, complete it, and name it with --columns FILE. A column says "
        "which part of the form it is; “A spreadsheet” in docs/formats/package.md lists them. "
        '[values] holds what is the same for every row, as scheme = "nql-2022".\n\n{example}',
        example=mapping_text(plan.table.titles, plan.mapping),
    )
    return Refused(error.code, error.message, hint)
