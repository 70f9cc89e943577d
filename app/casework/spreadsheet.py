"""Importing a spreadsheet with one application per row, by a mapping that the office keeps."""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import rubrics, season
from app.casework.receive import Received, absent, take
from app.documents import FILE_LIMIT, Kind, Reader, kind_of
from app.models.casebook import RejectedFile
from app.models.errors import LabelDeskError, Misused, Refused, Unavailable
from app.models.identifiers import SchemeId, Sha256
from app.models.log import Act
from app.models.message import message
from app.models.plain import from_plain, to_plain
from app.models.problem import Problem, Severity
from app.models.progress import Progress
from app.models.scheme import Scheme
from app.models.sheet import ROW_LIMIT, ColumnMapping, SheetTable
from app.packages.columns import folded, mapping_from_text, missing, proposed
from app.packages.packing import pack_form
from app.packages.rowevidence import evidence_files, evidence_folder, with_evidence
from app.packages.spreadsheet import RowForm, row_forms
from app.scoring.calendar import zone_of

if TYPE_CHECKING:
    from app.storage import Casebook

SETTING = "columns"
"""The setting of a casebook with its mappings, by a hash of the titles they are for."""
KEPT_MAPPINGS = 50
TEXT_BYTES = 32 * 1024 * 1024
"""Bytes of a text table that go to the reader; it reads fewer and says that there are more."""


class Source(StrEnum):
    """Where a mapping comes from."""

    GIVEN = "given"
    KEPT = "kept"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What would be imported from a table; ``missing`` are places that nothing fills."""

    table: SheetTable
    mapping: ColumnMapping
    source: Source
    missing: tuple[str, ...]

    @property
    def applications(self) -> int:
        """How many rows would be imported."""
        return len(self.table.filled_rows)


def read(path: Path) -> SheetTable:
    """Read the rows in another process; raises ``Unavailable`` (``file.*``, ``evidence.*``)."""
    try:
        with path.open("rb") as file:
            is_workbook = path.suffix.casefold() == ".xlsx"
            untrusted = file.read(FILE_LIMIT + 1 if is_workbook else TEXT_BYTES)
    except OSError as error:
        raise absent(path) from error
    found = kind_of(untrusted[:4096], path.name).kind
    if found not in {Kind.SHEET, Kind.TABLE}:
        raise Unavailable(
            "file.not-spreadsheet",
            message("{path} is not a spreadsheet, whatever its name says.", path=path.name),
            message("Save it anew as XLSX or CSV in the program it comes from."),
        )
    with Reader() as reader:
        reader.open(untrusted, found)
        return reader.table()


def read_mapping(path: Path) -> ColumnMapping:
    """Read a file of columns; raises ``Misused`` with what is wrong."""
    try:
        return mapping_from_text(rubrics.read_small(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Misused(
            "spreadsheet.mapping",
            message("{path} is not UTF-8 text.", path=path.name),
            message("See “A spreadsheet” in docs/formats/package.md."),
        ) from error


def plan(casebook: "Casebook", table: SheetTable, given: ColumnMapping | None = None) -> ColumnPlan:
    """Return what the columns mean: as ``given``, as the office said before, else proposed."""
    kept = None if given else kept_mapping(casebook, table)
    mapping = given or kept or proposal(casebook, table)
    source = Source.GIVEN if given else Source.KEPT if kept else Source.PROPOSED
    return ColumnPlan(table, mapping, source, open_places(casebook, table, mapping))


def open_places(casebook: "Casebook", table: SheetTable, mapping: ColumnMapping) -> tuple[str, ...]:
    """Return the places every application needs that neither a column nor a value fills."""
    named = rubrics.schemes(casebook).get(SchemeId(mapping.values.get("scheme", "")))
    for_school = named.is_for_school() if named else None
    return missing(table.titles, mapping, for_school=for_school)


def proposal(casebook: "Casebook", table: SheetTable) -> ColumnMapping:
    """Return what the titles say by themselves, with the office's language and time zone."""
    own = season.current(casebook)
    columns = proposed(table.titles, questions(tuple(rubrics.schemes(casebook).values())))
    values = {}
    if "language" not in columns.values() and own.rules.languages:
        values["language"] = own.rules.languages[0]
    return ColumnMapping(columns, values, zone_of(own).key)


def questions(schemes: tuple[Scheme, ...]) -> dict[str, str]:
    """Return the folded names of criteria, statements and questions with the places of answers."""
    found: dict[str, str] = {}
    for scheme in schemes:
        for criterion in scheme.criteria:
            place = f"answers.{criterion.id}.text"
            words = [criterion.id, *criterion.names.values()]
            words += [each for first in criterion.questions[:1] for each in first.values()]
            found.update((folded(each), place) for each in words)
            if scheme.is_for_school():
                found.update(
                    (folded(str(leaf.id)), f"answers.{criterion.id}.statements.{leaf.id}")
                    for leaf in criterion.sub
                )
        found.update((folded(str(gate.id)), f"answers.{gate.id}.text") for gate in scheme.gates)
    return found


def kept_mapping(casebook: "Casebook", table: SheetTable) -> ColumnMapping | None:
    """Return the mapping that the office used for these titles before."""
    kept = casebook.setting(SETTING) or {}
    plain = kept.get(_key(table))
    return from_plain(plain, ColumnMapping) if plain else None


def keep_mapping(casebook: "Casebook", table: SheetTable, mapping: ColumnMapping) -> None:
    """Keep a mapping for the next sheet with these titles; the oldest of many goes."""
    kept = dict(casebook.setting(SETTING) or {})
    plain, key = to_plain(mapping), _key(table)
    if kept.pop(key, None) == plain:
        return
    kept[key] = plain
    newest = dict(list(kept.items())[-KEPT_MAPPINGS:])
    with casebook.draft() as draft:
        draft.set(SETTING, newest)


def _key(table: SheetTable) -> str:
    titles = json.dumps([folded(each) for each in table.titles])
    return hashlib.sha256(titles.encode()).hexdigest()


def check(path: Path, made: ColumnPlan) -> None:
    """Refuse to import what lacks a column or has no row; raises ``Refused``."""
    if made.table.cut:
        raise Refused(
            "spreadsheet.large",
            message("{path} has more than {rows} rows, or texts that are too long to be read.",
                    path=path.name, rows=ROW_LIMIT),
            message("Divide it, and import one part after the other."),
        )  # fmt: skip
    if not made.applications:
        raise Refused(
            "spreadsheet.empty",
            message("{path} has no row with an application below its titles.", path=path.name),
        )
    if made.missing:
        raise Refused(
            "spreadsheet.columns",
            message("{path} does not say where these are: {places}.", path=path.name,
                    places=made.missing),
            message("Write a file of columns and name it with --columns; “A spreadsheet” in "
                    "docs/formats/package.md shows how."),
        )  # fmt: skip


def receive_rows(
    casebook: "Casebook",
    path: Path,
    made: ColumnPlan,
    told: Callable[[Received], None],
    progress: Progress = None,
) -> None:
    """Take in every row, each for itself, and tell what became of it.

    The same row again changes nothing: its bytes are made of what it says and of its files.
    """
    check(path, made)
    keep_mapping(casebook, made.table, made.mapping)
    known = rubrics.schemes(casebook)
    schools = {str(name): scheme.is_for_school() for name, scheme in known.items()}
    forms = row_forms(made.table, made.mapping, schools)
    for at, row in enumerate(forms):
        if progress is not None:
            progress(
                at / len(forms), message("Row {row} of {path}", row=row.number, path=path.name)
            )
        told(_receive_row(casebook, path, row))


def _receive_row(casebook: "Casebook", path: Path, row: RowForm) -> Received:
    if not row.is_whole:
        return _reject(casebook, path, row)
    staged = casebook.staging / f"{secrets.token_hex(8)}.labelapp"
    try:
        folder = evidence_folder(path, row.form)
        files = evidence_files(folder) if folder else []
        kept = pack_form(with_evidence(row.form, files), files, staged)
        received = take(casebook, path, kept)
    except (Refused, Unavailable) as error:
        if not error.code.startswith(("file.", "application.")):
            raise
        return _reject(casebook, path, replace(row, problems=(*row.problems, _told(error, row))))
    finally:
        staged.unlink(missing_ok=True)
    found = (replace(each, where=row.where(each.where)) for each in received.problems)
    problems = () if received.already else (*row.problems, *found)
    return replace(received, row=row.number, problems=problems)


def _told(error: LabelDeskError, row: RowForm) -> Problem:
    return Problem(error.code, Severity.ERROR, str(row.number), error.message)


def _reject(casebook: "Casebook", path: Path, row: RowForm) -> Received:
    """Log the hash of what the row says, as of any file that is not taken in."""
    said = json.dumps(row.form, ensure_ascii=False, sort_keys=True).encode()
    sha256 = Sha256(hashlib.sha256(said).hexdigest())
    errors = (each.code for each in row.problems if each.severity is Severity.ERROR)
    with casebook.act(Act.REJECTED_FILE) as act:
        act.package = sha256
        codes = tuple(dict.fromkeys(errors))
        act.store(RejectedFile(sha256, len(said), codes, act.at, path.name))
    return Received(path, sha256, problems=row.problems, row=row.number)
