"""Rows of a spreadsheet made into forms, each with all of its problems by row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.sheet import CELL_LIMIT, ColumnMapping, SheetTable, column_name
from app.packages.cellvalues import UnclearCell, is_day_only
from app.packages.columns import columns_of
from app.packages.places import LINKS, REQUIRED, Column, reading_of

Form = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class RowForm:
    """One row as a form. ``number`` is the row's, from 1; ``cells`` maps JSON pointers to cells.

    ``is_whole``: every cell could be read; otherwise nothing of the row may be stored.
    """

    number: int
    form: Form
    problems: tuple[Problem, ...]
    cells: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing of the row was unclear."""
        return all(each.severity is not Severity.ERROR for each in self.problems)

    def where(self, pointer: str) -> str:
        """Return the cell of a place in the form (``C3``), else the row and the place."""
        cell = self.cells.get(pointer) or self.cells.get(pointer.rpartition("/")[0])
        return cell or f"{self.number} {pointer}".rstrip()


def row_forms(
    table: SheetTable, mapping: ColumnMapping, schools: Mapping[str, bool]
) -> tuple[RowForm, ...]:
    """Return the form of every filled row, in their order.

    ``schools`` tells for each known scheme whether it is for whole schools.
    """
    columns = columns_of(table.titles, mapping)
    seen: dict[tuple[Plain, Plain], int] = {}
    found = []
    for at in table.filled_rows:
        row = _Row(at + 1, table.rows[at], columns, mapping).read(schools)
        key = (str(row.form.get("id")).casefold(), row.form.get("submission"))
        if key in seen and row.is_whole:
            row = _twice(row, seen[key])
        elif row.is_whole:
            seen[key] = row.number
        found.append(row)
    return tuple(found)


def _twice(row: RowForm, first: int) -> RowForm:
    problem = Problem("spreadsheet.twice", Severity.ERROR, row.where("/id"), message(
        "Row {row} has the same number and submission as row {first}. Number it anew, or take one "
        "of them out.", row=row.number, first=first,
    ))  # fmt: skip
    return RowForm(row.number, row.form, (*row.problems, problem), row.cells)


class _Row:
    """One row on its way to a form."""

    def __init__(
        self, number: int, cells: Sequence[str], columns: Sequence[Column], mapping: ColumnMapping
    ) -> None:
        self._number, self._cells = number, cells
        self._columns, self._mapping = columns, mapping
        self._form: Form = {"format": "label-application", "version": 1, "submission": 1}
        self._answers: dict[str, Form] = {}
        self._places: dict[str, str] = {}
        self._problems: list[Problem] = []

    def read(self, schools: Mapping[str, bool]) -> RowForm:
        for place, value in self._mapping.values.items():
            self._read(place, value, "", place)
        for column in self._columns:
            cell = self._cells[column.index] if column.index < len(self._cells) else ""
            self._read(column.place, cell, column_name(column.index), column.title)
        self._form["answers"] = list(self._answers.values())
        self._form.setdefault("evidence", [])
        self._name_parts(schools)
        return RowForm(self._number, self._form, tuple(self._problems), self._places)

    def _read(self, place: str, cell: str, letters: str, title: str) -> None:
        stripped, where = cell.strip(), f"{letters}{self._number}"
        if not stripped:
            if place in REQUIRED and letters and place not in self._mapping.values:
                self._say("required", Severity.ERROR, where, title)
            return
        if len(cell) >= CELL_LIMIT:
            self._say("long", Severity.ERROR, where, title)
        try:
            value = reading_of(place, self._mapping.time_zone)(stripped)
        except UnclearCell as unclear:
            self._problems.append(Problem("spreadsheet.value", Severity.ERROR, where, message(
                "Row {row}, “{column}”: {reason}", row=self._number, column=title,
                reason=unclear.sentence,
            )))  # fmt: skip
            return
        if place == "submitted_at" and is_day_only(stripped):
            self._say("time", Severity.NOTE, where, title)
        self._put(place, value, where)

    def _say(self, word: str, severity: Severity, where: str, title: str) -> None:
        sentence = {
            "required": message("Row {row} has nothing in “{column}”, which every application "
                                "needs.", row=self._number, column=title),
            "long": message("Row {row}, “{column}”: the text has {limit} characters or more, so "
                            "it may be cut.", row=self._number, column=title, limit=CELL_LIMIT),
            "time": message("Row {row}, “{column}” has no time of day; the beginning of the day "
                            "was taken.", row=self._number, column=title),
        }[word]  # fmt: skip
        self._problems.append(Problem(f"spreadsheet.{word}", severity, where, sentence))

    def _put(self, place: str, value: Plain, where: str) -> None:
        first, _point, rest = place.partition(".")
        if place == LINKS:
            self._form["evidence"] = [
                {"id": f"link{at}", "title": each, "url": each} for at, each in enumerate(value, 1)
            ]
            self._places["/evidence"] = where
        elif first == "answers":
            self._put_answer(rest, value, where)
        elif rest:
            self._form.setdefault(first, {})[rest] = value
            self._places[f"/{first}/{rest}"] = where
        else:
            self._form[first] = value
            self._places[f"/{first}"] = where

    def _put_answer(self, rest: str, value: Plain, where: str) -> None:
        criterion, _point, field = rest.partition(".")
        answer = self._answers.setdefault(criterion, {"id": criterion, "criterion": criterion})
        number = list(self._answers).index(criterion)
        part, _point, statement = field.partition(".")
        if statement:
            answer.setdefault(part, {})[statement] = value
        else:
            answer[part] = value
        self._places[f"/answers/{number}/{part}"] = where
        self._places.setdefault(f"/answers/{number}", where)

    def _name_parts(self, schools: Mapping[str, bool]) -> None:
        """Give the parts that the label asks for, empty where the sheet has nothing for them."""
        named = str(self._form.get("scheme", ""))
        known = {each.casefold(): each for each in schools}
        scheme = known.get(named.casefold(), named)
        if "scheme" in self._form:
            self._form["scheme"] = scheme
        for_school = schools.get(scheme, scheme.casefold().startswith("esl"))
        parts = ("preselection", "head_declaration") if for_school else ("project", "declarations")
        for part in parts:
            self._form.setdefault(part, {})
