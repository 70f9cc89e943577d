"""Lists as files: safe in spreadsheets, readable by other programs."""

import csv
import io
import json

import openpyxl
import pytest

from app.lists import csv_bytes, html_bytes, json_bytes, xlsx_bytes
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
