"""Lists as files: safe in spreadsheets, readable by other programs."""

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from app.lists import csv_bytes, html_bytes, json_bytes, xlsx_bytes
from app.lists.cells import clean
from app.models.table import Column, ListTable


def table(*cells: str) -> ListTable:
    return ListTable(
        "Awarded: 2026/27", "en", (Column("name", "Name"),), tuple((cell,) for cell in cells)
    )


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '"=1']


@pytest.mark.parametrize("cell", HOSTILE)
def test_csv_cells_are_never_formulas(cell: str) -> None:
    text = csv_bytes(table(cell)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][0].startswith("'")


@pytest.mark.parametrize("cell", [*HOSTILE, "Ünï ქართ", "007", "3,5", "a\x00\x0bb", "<&>"])
def test_xlsx_cells_are_text(cell: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table(cell)))).active
    assert sheet["A2"].data_type == "s"


def test_xlsx_keeps_the_words_and_a_safe_sheet_name() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table("007", "Σχολείο"))))
    assert book.sheetnames == ["Awarded  2026 27"]
    assert [row[0].value for row in book.active.rows] == ["Name", "007", "Σχολείο"]


def test_csv_begins_with_a_bom_and_keeps_line_ends() -> None:
    assert csv_bytes(table("a")) == b'\xef\xbb\xbf"Name"\r\n"a"\r\n'


def test_html_shows_markup_as_text() -> None:
    page = html_bytes(table("<img src=//h/s>")).decode()
    assert "&lt;img src=//h/s&gt;" in page
    assert "<img" not in page


def test_json_has_stable_keys() -> None:
    assert json.loads(json_bytes(table("a")))["rows"] == [{"name": "a"}]


def test_the_same_list_is_the_same_bytes() -> None:
    assert xlsx_bytes(table("a")) == xlsx_bytes(table("a"))


AFTER_A_SEPARATOR = ["a;=1+1", "a; =1+1", 'a;"=1', "a|@x", "a,\u200b-1", "\u200b=1", "\ufeff=1"]


@pytest.mark.parametrize("cell", AFTER_A_SEPARATOR)
def test_a_reader_with_another_separator_finds_no_formula_either(cell: str) -> None:
    text = csv_bytes(table(cell)).decode("utf-8-sig").splitlines()[1]
    for separator in ";,|\t":
        parts = text.split(separator)
        assert not [part for part in parts if part.strip(' "\u200b\ufeff')[:1] in set("=+-@")]


TEXT = st.text(max_size=40)


@given(TEXT)
def test_any_text_is_a_harmless_csv_cell(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(table(cell)).decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert rows[1][0].lstrip()[:1] not in {*"=+-@\t\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"}


@settings(max_examples=50, deadline=None)
@given(TEXT)
def test_any_text_survives_in_a_workbook(cell: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table("x", cell)))).active
    assert (sheet["A3"].value or "") == clean(cell)


@pytest.mark.parametrize("cell", ["_x0041_", "_x000D_", "a_x005F_b", "x" * 40_000])
def test_a_workbook_reads_no_code_out_of_a_text(cell: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table(cell)))).active
    assert unescape(sheet["A2"].value) == clean(cell)
    assert len(clean(cell)) <= 32_767


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("nb", "ltr"), ("en", "ltr")]
)
def test_a_page_knows_its_language_and_direction(language: str, direction: str) -> None:
    page = html_bytes(ListTable("T", language, (Column("a", "A"),), ())).decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert '<th scope="col">A</th>' in page
