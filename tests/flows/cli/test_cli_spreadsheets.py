"""Spreadsheets by the command line: one application per row, again is harmless, all is named."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.flows.cli.office import Office

TITLES = ("Søknadsnummer", "Innsendt", "Søker", "E-post", "Skole", "Land", "Prosjekttittel",
          "Grunnleggere", "E1", "Svar 1", "Kommentar")  # fmt: skip
COLUMNS = """
time_zone = "Europe/Oslo"
[columns]
"Søknadsnummer" = "id"
"Innsendt" = "submitted_at"
"Søker" = "applicant.name"
"E-post" = "applicant.email"
"Skole" = "school.name"
"Land" = "school.country"
"Prosjekttittel" = "project.title"
"Grunnleggere" = "project.founders"
"E1" = "declarations.e1"
"Svar 1" = "answers.1.text"
[values]
scheme = "nql-2022"
language = "nb"
"""


def row(number: int, **changes: object) -> tuple[object, ...]:
    """One application; columns changed by title."""
    values = (f"NO-{number}", datetime(2026, 9, 20, 14, number), "Solveig Hansen", "s@example.org",
              "Ringve skole", "Norge", "Elva", "Ringve skole (NO); Escola (PT)", "ja", "=1+1",
              "fin")  # fmt: skip
    return tuple(changes.get(title, each) for title, each in zip(TITLES, values, strict=True))


def sheet(office: Office, *rows: tuple[object, ...], name: str = "søknader.xlsx") -> Path:
    """Write a spreadsheet, by its ending as XLSX or CSV."""
    path = office.path(name)
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for each in (TITLES, *rows):
            book.active.append(each)
        for cell in book.active["J"]:
            cell.data_type = "s"  # a text, although it begins like a formula
        book.save(path)
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows((TITLES, *rows))
        path.write_text(text.getvalue(), encoding="cp1252")
    return path


@pytest.fixture
def columns(office: Office) -> Path:
    path = office.path("columns.toml")
    path.write_text(COLUMNS, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["søknader.xlsx", "søknader.csv"])
def test_rows_become_cases_and_again_changes_nothing(office: Office, columns: Path, name: str):
    path = sheet(office, row(1), row(2), name=name)
    first = office.does("import", path, "--columns", columns)
    assert [each["id"] for each in first["imported"]] == ["NO-1", "NO-2"]
    assert {each["code"] for each in first["problems"]} == {"bag.unsealed",
                                                            "application.unanswered"}  # fmt: skip
    again = office.does("import", path)
    assert [each["already"] for each in again["imported"]] == [True, True]
    assert [each["sha256"] for each in again["imported"]] == [
        each["sha256"] for each in first["imported"]
    ]
    assert office.acts() == ["begin", "season", "receive", "receive"]
    assert office.does("list", "--find", "=1+1")[0]["title"] == "Elva"


def test_a_bad_row_is_named_and_the_others_come_in(office: Office, columns: Path):
    path = sheet(office, row(1), row(2, Innsendt="9/20/2026"), row(3, Søker=""), row(1))
    reply = office.asks("import", path, "--columns", columns)
    assert reply.status == 1
    assert [each["id"] for each in reply.json["imported"]] == ["NO-1"]
    errors = [(each["code"], each["where"]) for each in reply.json["problems"]
              if each["severity"] == "error"]  # fmt: skip
    assert errors == [
        ("spreadsheet.value", "B3"), ("spreadsheet.required", "C4"), ("spreadsheet.twice", "A5"),
    ]  # fmt: skip
    assert {each["file"] for each in reply.json["problems"]} == {str(path)}
    assert office.acts().count("rejected-file") == 3


def test_what_the_form_forbids_is_named_by_its_cell(office: Office, columns: Path):
    path = sheet(office, row(1, Land="ZZ"))
    reply = office.asks("import", path, "--columns", columns)
    assert [(each["code"], each["where"]) for each in reply.json["problems"]
            if each["severity"] == "error"] == [("application.schema", "F2")]  # fmt: skip


def test_evidence_comes_from_a_folder_of_the_number(office: Office, columns: Path):
    path = sheet(office, row(1))
    folder = office.path("søknader") / "NO-1" / "1"
    folder.mkdir(parents=True)
    (folder / "rapport.txt").write_text("Elva er ren.")
    office.does("import", path, "--columns", columns)
    kept = next((office.casebook / "packages").rglob("*.labelapp"))
    shown = office.does("inspect", kept)
    assert [(each["id"], each["path"]) for each in shown["evidence"]] == [
        ("ev1", "evidence/1/rapport.txt")
    ]
    assert shown["application"]["answers"][0]["evidence"] == ["ev1"]
    assert shown["application"]["extra"] == {"Kommentar": "fin"}


def test_missing_columns_are_named_with_a_file_to_start_from(office: Office):
    path = sheet(office, row(1))
    reply = office.asks("import", path)
    assert reply.status == 1
    assert reply.json["imported"] == []
    assert reply.json["problems"][0]["code"] == "spreadsheet.columns"
    assert "scheme" in reply.json["problems"][0]["message"]
    assert '"Søknadsnummer" = "id"' in office.says("import", path).out
    assert office.acts() == ["begin", "season"]


@pytest.mark.parametrize(
    ("text", "status"), [("columns = 1", 2), ("[columns]\nA = 'shoes'", 2), ("[[", 2), ("\0", 2)]
)
def test_a_wrong_mapping_stores_nothing(office: Office, text: str, status: int):
    office.path("c.toml").write_text(text)
    reply = office.asks("import", sheet(office, row(1)), "--columns", office.path("c.toml"))
    assert (reply.status, reply.code) == (status, "spreadsheet.mapping")
    assert not office.casebook.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.7", "file.not-spreadsheet"), (b"PK\x03\x04 xl/", "evidence.damaged"),
     (b"", "file.not-spreadsheet")],
)  # fmt: skip
def test_what_is_no_workbook_is_said(office: Office, content: bytes, code: str):
    path = office.path("s.xlsx")
    path.write_bytes(content)
    reply = office.asks("import", path)
    assert reply.status == 1
    assert reply.json["problems"][0]["code"] == code


def test_a_sheet_without_rows_is_said(office: Office, columns: Path):
    reply = office.asks("import", sheet(office), "--columns", columns)
    assert (reply.status, reply.json["problems"][0]["code"]) == (1, "spreadsheet.empty")
