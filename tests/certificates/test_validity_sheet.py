"""The validity sheet: archival, tagged, and able to show whatever a stranger's file states."""

import io
from datetime import datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.certificates.validity_sheet import draw_validity, printable
from app.models.validity import AskedRow, ValiditySheet
from tests.paper.conformance import faults

SHEET = ValiditySheet(
    language="en", title="Validity sheet", checked="Checked on 26 November 2026.",
    verdict="Valid with warnings", is_good=True, reasons=("Not one byte was changed.",),
    next_step="Ask the office.", certified_heading="What is certified",
    certified=("Solveig Hansen", "Ringve skole"), asked_heads=("What was checked", "Answer"),
    asked=(AskedRow("The bytes", "yes", True), AskedRow("The time", "not checked", None)),
    facts_heading="What it states", facts=(("Number", "NO-NQL-2026-000131"),),
    about_heading="What was looked at", about=(("SHA-256", "9f" * 32),), note="One check.",
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_says_all_in_an_archival_tagged_file(moment: datetime, archival, checked) -> None:
    pdf = draw_validity(SHEET, moment)
    archival(pdf)
    checked(pdf)
    assert faults(pdf) == []
    text = text_of(pdf)
    for words in ("Valid with warnings", "Solveig Hansen", "not checked", "NO-NQL-2026-000131"):
        assert words in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Solveig", "Solveig"), ("山田", "[U+5C71][U+7530]"), ("a\u202eb", "a[U+202E]b"),
        ("ნინო محمد", "ნინო محمد"), ("\x00", "[U+0000]"), ("", "–"), ("  ", "–"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_named_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_stated_words_can_be_drawn(words: str) -> None:
    moment = datetime.fromisoformat("2026-11-26T12:00:00+01:00")
    given_words = ValiditySheet(
        **{name: getattr(SHEET, name) for name in SHEET.__slots__}
        | {"certified": (words,), "facts": ((words, words),), "reasons": (words,)}
    )
    assert draw_validity(given_words, moment).startswith(b"%PDF-")
