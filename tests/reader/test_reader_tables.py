"""Tables of strangers: any bytes give rows within limits, and what is known of them is said."""

import contextlib
import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Unavailable
from app.models.sheet import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT
from app.reader.separated import separated_table
from app.reader.sheet_cells import unescaped
from app.reader.workbook import workbook_table

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=9)
BOMB = b"<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"


def workbook(*rows: tuple[object, ...], **members: bytes) -> bytes:
    """A workbook as an office program writes it, with some of its parts replaced."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return with_members(file.getvalue(), {f"xl/{key}.xml": each for key, each in members.items()})


def with_members(content: bytes, replaced: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in {*old.namelist(), *replaced}:
            new.writestr(name, replaced[name] if name in replaced else old.read(name))
    return file.getvalue()


SAMPLE = workbook(("a", 1.5, date(2026, 9, 1)), ("å", True))


def sheet(inside: str) -> bytes:
    """A workbook whose sheet has these rows."""
    part = f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()
    return with_members(workbook(("a",)), {"xl/worksheets/sheet1.xml": part})


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table(content):
    table = separated_table(content)
    assert len(table.rows) <= ROW_LIMIT
    assert table.encoding
    assert table.delimiter


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_workbook(content):
    with pytest.raises(Unavailable):
        workbook_table(b"PK\x03\x04" + content)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_was_written_is_read(rows):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    content = b"sep=;\n" + written.getvalue().encode()
    read = separated_table(content).rows
    for at, row in enumerate(read):
        assert list(row) + [""] * (len(rows[at]) - len(row)) == rows[at]


@pytest.mark.parametrize(
    ("content", "delimiter", "encoding"),
    [
        ("Skole;By\nRingve;Trondheim, sør\n".encode(), ";", "utf-8"),
        ("Skole,By\nRingvø,Bodø\n".encode("cp1252"), ",", "cp1252"),
        ("Skole\tBy\nRingve\tBodø\n".encode("utf-16"), "\t", "utf-16"),
        (b"sep=|\na|b\n", "|", "utf-8"),
        (b"one column\nno sign\n", ",", "utf-8"),
    ],
)
def test_encoding_and_separator_are_found(content, delimiter, encoding):
    table = separated_table(content)
    assert (table.delimiter, table.encoding) == (delimiter, encoding)


def test_more_rows_are_said_to_be_there():
    table = separated_table(b"a;b\n" * (ROW_LIMIT + 1))
    assert (len(table.rows), table.cut) == (ROW_LIMIT, True)
    assert not separated_table(b"a;b\n" * ROW_LIMIT).cut


@pytest.mark.parametrize("line", [b"x" * (CELL_LIMIT + 1), b";x" * (COLUMN_LIMIT + 1)])
def test_a_line_without_end_is_cut(line):
    table = separated_table(line)
    assert table.cut
    assert len(table.rows[0]) <= COLUMN_LIMIT
    assert max(map(len, table.rows[0])) <= CELL_LIMIT


def test_zeros_and_formulas_are_letters():
    assert separated_table(b"a;=1+1\n\0b;2\n").rows == (("a", "=1+1"), ("␀b", "2"))


def test_cells_of_a_workbook_become_text():
    row = ("Å", 74.0, 2.5, True, date(2026, 9, 1), datetime(2026, 9, 20, 14, 12), "007", "=1+1")
    table = workbook_table(workbook(row))
    assert table.rows == (
        ("Å", "74", "2.5", "true", "2026-09-01", "2026-09-20T14:12:00", "007"),
    )  # fmt: skip
    assert (table.sheet, table.names, table.cut) == ("Sheet", ("Sheet",), False)


def test_hidden_sheets_are_not_shown():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("Søknader").append(["id"])
    file = io.BytesIO()
    book.save(file)
    assert workbook_table(file.getvalue()).sheet == "Søknader"


@pytest.mark.parametrize("part", ["workbook", "styles", "worksheets/sheet1", "sharedStrings"])
@pytest.mark.parametrize("content", [BOMB, b"<a>", b"\0", BOMB.decode().encode("utf-16")])
def test_a_part_that_declares_entities_or_is_broken_is_refused(part, content):
    with pytest.raises(Unavailable, match="damaged"):
        workbook_table(workbook(("a",), **{part: content}))


@pytest.mark.parametrize(
    ("inside", "rows"),
    [
        ('<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>', ((), ("", "x"))),
        ('<row><c><v>1</v></c></row><row><c t="b"><v>1</v></c></row>', (("1",), ("true",))),
        ('<row><c t="str"><v>a_x000D_b</v></c></row>', (("a\rb",),)),
        ('<row><c t="e"><v>#REF!</v></c></row>', (("#REF!",),)),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', ()),
    ],
)
def test_rows_are_where_they_say(inside, rows):
    assert workbook_table(sheet(inside)).rows == rows


@pytest.mark.parametrize(
    "inside",
    ['<row r="x"><c t="s"><v>9</v></c></row>', "<row><c><v>?</v></c></row>",
     '<row><c t="s"><v>-9</v></c></row>'],
)  # fmt: skip
def test_cells_without_sense_are_refused(inside):
    with pytest.raises(Unavailable, match="damaged"):
        workbook_table(sheet(inside))


def test_a_workbook_ends_at_the_limit():
    table = workbook_table(sheet(f'<row r="{ROW_LIMIT + 1}"><c><v>1</v></c></row>'))
    assert table.cut


def test_what_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("app.reader.workbook.UNPACKED_LIMIT", 10_000)
    with pytest.raises(Unavailable, match="too-large"):
        workbook_table(sheet("<row/>" * 5_000))


@given(st.text(max_size=20))
def test_escapes_never_break(text):
    assert isinstance(unescaped(text + "_xD800_"), str)


@given(
    st.sampled_from(["workbook", "styles", "worksheets/sheet1", "_rels/workbook.xml.rels"]),
    st.integers(0, 3_000), st.sampled_from([b"9", b"<", b'"', b"/", b"-", b"=", b"e", b"\0"]),
)  # fmt: skip
def test_a_changed_byte_of_a_part_never_breaks_off(part, at, byte):
    name = f"xl/{part}" if part.endswith("rels") else f"xl/{part}.xml"
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as archive:
        content = bytearray(archive.read(name))
    content[at % len(content)] = byte[0]
    with contextlib.suppress(Unavailable):
        assert len(workbook_table(with_members(SAMPLE, {name: bytes(content)})).rows) <= ROW_LIMIT
