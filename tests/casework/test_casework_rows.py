"""Importing rows can be stopped between two of them, and knows what was said before."""

from pathlib import Path

import pytest

from app.casework import keep, spreadsheet
from app.models.errors import Cancelled, Refused
from app.models.message import message
from app.models.sheet import ROW_LIMIT, ColumnMapping, SheetTable

TITLES = ("id", "submitted_at", "applicant.name", "school.name", "school.country", "project.title")
MAPPING = ColumnMapping(
    {each: each for each in TITLES}, {"scheme": "nql-2022", "language": "nb"}, "Europe/Oslo"
)


def table(*numbers: int) -> SheetTable:
    rows = ((f"NO-{n}", "2026-09-20 14:12", "Per Li", "Dal skole", "NO", "Elva") for n in numbers)
    return SheetTable((TITLES, *rows))


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "casebook", country="NO") as opened:
        yield opened


def test_stopping_keeps_what_was_taken_in(casebook, tmp_path):
    told = []

    def stop_at_the_third(fraction, sentence):
        if len(told) == 2:
            raise Cancelled("cancelled", message("Stopped."))

    made = spreadsheet.plan(casebook, table(1, 2, 3), MAPPING)
    with pytest.raises(Cancelled):
        spreadsheet.receive_rows(casebook, tmp_path / "s.csv", made, told.append, stop_at_the_third)
    assert [each.case for each in told] == ["NO-1", "NO-2"]
    assert [each.case for each in casebook.case_facts()] == ["NO-1", "NO-2"]
    assert list(casebook.staging.iterdir()) == []


def test_what_was_said_counts_for_the_same_titles_only(casebook, tmp_path):
    first = spreadsheet.plan(casebook, table(1))
    assert (first.source, first.missing) == ("proposed", ("scheme",))
    assert first.mapping.time_zone == "Europe/Oslo"
    made = spreadsheet.plan(casebook, table(1), MAPPING)
    spreadsheet.receive_rows(casebook, tmp_path / "s.csv", made, [].append)
    again = spreadsheet.plan(casebook, table(2))
    assert (again.source, again.mapping) == ("kept", MAPPING)
    other = spreadsheet.plan(casebook, SheetTable((("id",), ("NO-1",))))
    assert other.source == "proposed"


def test_only_so_many_mappings_are_kept(casebook):
    for number in range(spreadsheet.KEPT_MAPPINGS + 2):
        spreadsheet.keep_mapping(casebook, SheetTable(((f"t{number}",),)), MAPPING)
    assert len(casebook.setting(spreadsheet.SETTING)) == spreadsheet.KEPT_MAPPINGS


def test_a_sheet_with_more_than_is_read_is_not_imported_in_part(casebook, tmp_path):
    rows = SheetTable(table(1).rows, cut=True)
    made = spreadsheet.plan(casebook, rows, MAPPING)
    with pytest.raises(Refused, match=r"spreadsheet\.large") as caught:
        spreadsheet.receive_rows(casebook, tmp_path / "s.csv", made, [].append)
    assert f"{ROW_LIMIT}" in str(caught.value.message)
