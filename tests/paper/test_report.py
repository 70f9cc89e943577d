"""Reports on paper: whatever was sent is printed, and says what could not be drawn."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.letter import PageRow
from app.models.message import message
from app.models.report import Report, ReportSection, ReportTable, ReportText
from app.paper.lines import Style, typeset
from app.paper.printable import printable
from app.paper.report import report_pdf
from tests.paper.conformance import faults


def report(text: str) -> Report:
    """Return a report that says one text everywhere."""
    row = PageRow((text, "1"), True, text)
    table = ReportTable(("A", "B"), (row,), (3, 1))
    section = ReportSection(text, 2, (ReportText(text, "nb"),), (text,), table)
    return Report(text, "en", "For the jury · X", (section,))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ålesund ქართული العربية", "Ålesund ქართული العربية"),
        ("fine 😀 day", "fine [U+1F600] day"),
        ("日本", "[U+65E5][U+672C]"),
        ("a\tb\r\nc", "a    b\nc"),
        ("turned \u202eround", "turned round"),
        ("null\x00", "null[U+0000]"),
        ("e\u0301", "é"),
        ("z" + "\u0301" * 9, "ź" + "[U+0301]" * 8),
    ],
)
def test_what_cannot_be_drawn_is_named(text: str, printed: str) -> None:
    assert printable(text, Style()) == printed


@given(st.text(max_size=40))
def test_every_text_can_be_set(text: str) -> None:
    typeset(printable(text, Style()), Style(), 200, message("Text"))


@pytest.mark.parametrize("text", ["Elva 😀", "x" * 4000, "ord " * 3000, "\n\n\n", "", "日本 ليلى"])
def test_every_text_becomes_pages_with_language_and_numbers(text: str, moment) -> None:
    content = report_pdf(report(text), moment)
    assert faults(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) >= 1


def test_the_same_words_give_the_same_bytes(moment) -> None:
    assert report_pdf(report("Elva"), moment) == report_pdf(report("Elva"), moment)
