"""RTF: words, looks, lists, tables and pictures; objects, commands and templates are only named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.blocks import Shape
from app.models.errors import Unavailable
from app.reader.rich_text import rich_text_blocks
from tests.documents.written import PNG


def blocks(inside: bytes | str) -> list[tuple[str, str, str]]:
    body = inside.encode("ascii") if isinstance(inside, str) else inside
    found = rich_text_blocks(rb"{\rtf1\ansi\ansicpg1252\deff0 " + body + b"}")
    return [(each.shape.value, each.label, each.text) for each in found.blocks]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"Bl\'e5b\'e6r p\'e5 \'f8ya\par", "Blåbær på øya"),
        (rb"\u8364?uro \u-3913?", "€uro \uf0b7"),
        (rb"\uc0\u229 r", "år"),
        (rb"\uc2\u229??r", "år"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"\u-10179?x", "x"),
        (rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\f1\'cf\'f0}\'cf", "ПрÏ"),
        (rb"a\line b\tab c\~d\_e", "a\nb\tc\u00a0d-e"),
        (rb"\{a\\b\}", "{a\\b}"),
        (rb"a{\v b}c{\*\unknown d}{\info e}{\fldinst f}g", "acg"),
        (b"one\r\ntwo\\par", "onetwo"),
        (rb"a{\*\bkmkstart x}b}}}c", "abc"),
    ],
)
def test_letters(inside, text):
    assert blocks(inside)[0][2].replace("\ufffd", "") == text


def test_headings_items_tables_and_looks():
    found = rich_text_blocks(
        rb"{\rtf1 \pard\outlinelevel1\b Elva\par\pard\plain Vi {\i m}{\b n}\par"
        rb"{\listtext\'b7\tab}en\par{\listtext 2.\tab}to\par"
        rb"\trowd\intbl Uke\cell pH\cell\row\trowd\intbl 34\cell 7,1\cell\row\pard ut\par}"
    )
    heading, words, bullet, second, table, last = found.blocks
    assert (heading.shape, heading.level, heading.text) == (Shape.HEADING, 2, "Elva")
    assert [(run.text, run.bold, run.italic) for run in words.runs] == [
        ("Vi ", False, False), ("m", False, True), ("n", True, False),
    ]  # fmt: skip
    assert [(each.shape, each.label) for each in (bullet, second)] == [
        (Shape.ITEM, ""), (Shape.ITEM, "2."),
    ]  # fmt: skip
    assert table.rows == (("Uke", "pH"), ("34", "7,1"))
    assert last.text == "ut"


def test_pictures_of_common_kinds_are_shown_and_others_are_said_to_be_there():
    png = rb"{\pict\pngblip\picw9 " + PNG.hex().encode() + rb"}\par{\pict\wmetafile8 010009}\par"
    found = rich_text_blocks(rb"{\rtf1 " + png + b"}")
    assert [each.shape for each in found.blocks] == [Shape.PICTURE, Shape.NOTICE]


@pytest.mark.parametrize(
    ("inside", "note"),
    [
        (rb"{\object\objemb{\*\objdata 0105}}", "embedded"),
        (rb"{\*\template http://example.org/a.dot}", "outside"),
        (rb"{\field{\*\fldinst  INCLUDEPICTURE http://h/s}{\fldrslt x}}", "outside"),
        (rb"{\field{\*\fldinst {DDEAUTO c:\\cmd}}{\fldrslt x}}", "commands"),
    ],
)
def test_what_would_act_is_named(inside, note):
    assert rich_text_blocks(rb"{\rtf1 a" + inside + b"}").notes == {note}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    found = rich_text_blocks(b"{\\rtf1 " + content)
    assert all(len(each.text) <= len(content) + 1 for each in found.blocks)


def test_depth_has_a_limit():
    with pytest.raises(Unavailable, match="damaged"):
        rich_text_blocks(b"{" * 1000)
