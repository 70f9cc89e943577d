"""Rows of a spreadsheet become forms; what is not clear is named by row and column."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Misused
from app.models.problem import Severity
from app.models.sheet import ColumnMapping, SheetTable, column_name
from app.packages import cellvalues
from app.packages.columns import (
    columns_of,
    folded,
    mapping_from_plain,
    mapping_from_text,
    mapping_text,
    missing,
    proposed,
    unique_titles,
)
from app.packages.places import PLACES, is_place
from app.packages.rowevidence import evidence_files, evidence_folder, with_evidence
from app.packages.spreadsheet import row_forms

SCHOOLS = {"nql-2022": False, "esl-2022": True}
NEEDED = ("scheme", "id", "submitted_at", "language", "applicant.name", "school.name",
          "school.country")  # fmt: skip
VALUES = ("nql-2022", "NO-1", "2026-09-20 14:12", "nb", "Solveig Hansen", "Ringve skole", "NO")


def rows(*cells: tuple[str, ...], titles: tuple[str, ...] = NEEDED) -> SheetTable:
    return SheetTable((titles, *cells))


def form(**more: str):
    """The form of one row that has all that is needed, and more columns by place."""
    named = {each.replace("__", "."): value for each, value in more.items()}
    table = rows((*VALUES, *named.values()), titles=(*NEEDED, *named))
    places = {each: each for each in (*NEEDED, *named)}
    return row_forms(table, ColumnMapping(places, {}, "Europe/Oslo"), SCHOOLS)[0]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Søknadsnummer", "id"), ("Ansøgningsnr.", "id"), ("Application number *", "id"),
        ("SØKERS NAVN", "applicant.name"), ("E-post:", "applicant.email"),
        ("Land", "school.country"),
        ("applicant.name", "applicant.name"), ("school_name", "school.name"),
        ("Timestamp", "submitted_at"), ("Projekttitel", "project.title"), ("E1", "declarations.e1"),
        ("Erklæring e5", "declarations.e5"), ("Svar 1", "answers.1.text"),
        ("Bruk av teknologi", "answers.2.text"), ("answers.x.plan", "answers.x.plan"),
    ],
)  # fmt: skip
def test_titles_say_what_they_mean(title, place):
    questions = {"1": "answers.1.text", folded("Bruk av teknologi"): "answers.2.text"}
    assert proposed([title], questions) == {title: place}


def test_a_place_is_proposed_once():
    assert list(proposed(["Navn", "Name", "Farge"], {}).values()) == ["applicant.name"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_titles_are_made_unique(titles):
    found = [each.casefold() for each in unique_titles(titles)]
    assert len(found) == len(titles)
    assert all(found)


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_have_letters(index, name):
    assert column_name(index) == name


def test_what_is_missing_is_named():
    mapping = ColumnMapping({"Nr": "id"}, {"scheme": "esl-2022"})
    gaps = missing(["Nr"], mapping, for_school=True)
    assert gaps == ("submitted_at", "language", "applicant.name", "school.name", "school.country",
                    "school.registered_on")  # fmt: skip


def test_unnamed_columns_are_kept_and_others_left_out():
    columns = columns_of(["A", "B"], ColumnMapping({"b": ""}))
    assert [each.place for each in columns] == ["extra.A"]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_a_mapping_is_read_as_it_was_written(titles):
    mapping = ColumnMapping({}, {"language": "nb"}, "Europe/Oslo")
    text = mapping_text([" ".join(each.split()) for each in titles], mapping)
    assert tomllib.loads(text)["values"] == {"language": "nb"}
    assert mapping_from_text(text).time_zone == "Europe/Oslo"


@pytest.mark.parametrize(
    "plain",
    [
        [], {"column": {}}, {"columns": {"A": 1}}, {"columns": {"A": "applicant.shoes"}},
        {"columns": {"A": "id", "B": "id"}}, {"time_zone": "Europe/Nowhere"}, {"time_zone": "../x"},
        {"values": {"shoes": "1"}}, {"columns": "id"},
    ],
)  # fmt: skip
def test_a_mapping_without_sense_is_refused(plain):
    with pytest.raises(Misused, match=r"spreadsheet\.mapping"):
        mapping_from_plain(plain)


def test_every_place_is_one():
    assert all(map(is_place, PLACES))


def test_a_row_becomes_a_form():
    row = form(
        project__title="Elva", project__founders="Ringve, Nord (NO); Escola (pt), Jõe (Estonia)",
        project__pupils="74", answers__1__text="Vi\r\nskrev", declarations__e1="Ja",
        school__address="Strindvegen 1; 7052 Trondheim", evidence__links="https://example.org/a",
    )  # fmt: skip
    assert row.problems == ()
    assert row.form["submitted_at"] == "2026-09-20T14:12:00+02:00"
    assert row.form["project"]["founders"][0] == {"school": "Ringve, Nord", "country": "NO"}
    assert [each["country"] for each in row.form["project"]["founders"]] == ["NO", "PT", "EE"]
    assert row.form["project"]["pupils"] == 74
    assert row.form["answers"] == [{"id": "1", "criterion": "1", "text": "Vi\nskrev"}]
    assert row.form["declarations"] == {"e1": True}
    assert row.form["school"]["address"] == ["Strindvegen 1", "7052 Trondheim"]
    assert row.form["evidence"][0]["url"] == "https://example.org/a"
    assert row.form["submission"] == 1


def test_a_school_label_has_its_parts():
    row = form(
        preselection__active_teachers="Aud (2026-01-10); Per",
        preselection__quality_labels="Tidevann (2025-06-01, NO, european)",
        head_declaration__signed_on="20.02.2026", answers__model__plan="Mer",
    )  # fmt: skip
    teachers = row.form["preselection"]["active_teachers"]
    assert teachers == [{"name": "Aud", "last_active_on": "2026-01-10"}, {"name": "Per"}]
    assert row.form["preselection"]["quality_labels"] == [
        {"project": "Tidevann", "awarded_on": "2025-06-01", "european": True, "country": "NO"}
    ]
    assert row.form["head_declaration"] == {"signed_on": "2026-02-20"}
    assert row.form["answers"][0]["plan"] == "Mer"


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ("submitted_at", "9/20/2026"), ("submitted_at", "31.02.2026"), ("submitted_at", "i går"),
        ("school.country", "Atlantis"), ("project.pupils", "mange"), ("declarations.e1", "kanskje"),
        ("project.founders", "Ringve skole"), ("preselection.quality_labels", "Tidevann"),
    ],
)  # fmt: skip
def test_unclear_cells_are_named(place, cell):
    titles = (*(each for each in NEEDED if each != place), "Kolonne")
    values = [value for each, value in zip(NEEDED, VALUES, strict=True) if each != place]
    mapping = ColumnMapping({**{each: each for each in titles}, "Kolonne": place})
    row = row_forms(rows((*values, cell), titles=titles), mapping, SCHOOLS)[0]
    problem = row.problems[0]
    assert (problem.code, problem.severity) == ("spreadsheet.value", Severity.ERROR)
    assert problem.where == f"{column_name(len(titles) - 1)}2"
    assert "Row 2, “Kolonne”" in str(problem.message)


def test_each_row_stands_alone():
    again = ("nql-2022", "no-1", *VALUES[2:])
    blank = ("", "", "", "", "", "", "")
    without_name = (*VALUES[:4], "", *VALUES[5:])
    table = rows(VALUES, blank, again, without_name)
    mapping = ColumnMapping({each: each for each in NEEDED})
    found = row_forms(table, mapping, SCHOOLS)
    assert [(row.number, row.is_whole) for row in found] == [(2, True), (4, False), (5, False)]
    assert found[1].problems[0].code == "spreadsheet.twice"
    assert found[2].problems[0].code == "spreadsheet.required"


def test_a_day_without_time_is_said():
    assert cellvalues.is_day_only("20.09.2026")
    assert not cellvalues.is_day_only("20.09.2026 14:12")
    table = rows(("nql-2022", "NO-1", "2026-09-20", *VALUES[3:]))
    row = row_forms(table, ColumnMapping({each: each for each in NEEDED}), SCHOOLS)[0]
    assert row.form["submitted_at"] == "2026-09-20T00:00:00+00:00"
    assert [each.code for each in row.problems] == ["spreadsheet.time"]


@given(st.text(max_size=30), st.sampled_from(PLACES))
def test_any_cell_is_read_or_named(cell, place):
    titles = (*(each for each in NEEDED if each != place), place)
    values = [value for each, value in zip(NEEDED, VALUES, strict=True) if each != place]
    mapping = ColumnMapping({each: each for each in titles})
    row = row_forms(rows((*values, cell), titles=titles), mapping, SCHOOLS)[0]
    assert row.number == 2


def test_places_in_the_form_are_cells():
    row = form(answers__1__text="Vi skrev")
    assert row.where("/school/country") == "G2"
    assert row.where("/answers/0/text") == "H2"
    assert row.where("/answers/7") == "2 /answers/7"


@pytest.mark.parametrize("place", ["s/NO-1", "NO-1", "s/no-1", "s/NO-1-1"])
def test_evidence_lies_in_a_folder_of_its_number(tmp_path: Path, place):
    (tmp_path / place).mkdir(parents=True)
    found = evidence_folder(tmp_path / "s.csv", {"id": "NO-1", "submission": 1})
    assert found == tmp_path / place


@pytest.mark.parametrize("number", ["..", ".", "", "../x", "/", "CON", "a/b"])
def test_no_number_leads_out_of_the_folder(tmp_path: Path, number):
    (tmp_path / "inside").mkdir()
    assert evidence_folder(tmp_path / "inside" / "s.csv", {"id": number, "submission": 1}) is None


def test_files_belong_to_the_answers_that_name_them(tmp_path: Path):
    for name in ("1/b.txt", "a.pdf", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    row = form(answers__1__text="Se", answers__2__evidence="A.pdf; borte.pdf")
    complete = with_evidence(row.form, evidence_files(tmp_path))
    assert [each["path"] for each in complete["evidence"]] == ["evidence/1/b.txt", "evidence/a.pdf"]
    assert complete["answers"][0]["evidence"] == ["ev1"]
    assert complete["answers"][1]["evidence"] == ["ev2", "borte.pdf"]
    assert complete["evidence"][0]["criteria"] == ["1"]
