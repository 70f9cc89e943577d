"""Readers of documents end on any bytes, within their limits, with blocks or a refusal."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.blocks import BLOCK_LIMIT, LETTER_LIMIT, TABLE_CELL_LIMIT
from app.models.errors import Unavailable
from app.reader.documents import blocks_file
from tests.documents import written

MARKS = ["<", ">", "/", "table", "td", "tr", "li", "ul", "ol start=3", "h1", "p", "img src=x",
         "pre", " ", "\n", "a", "*", "**", "_", "`", "|", "-", "---", "#", "1. ", "> ", "[x](y)",
         "```", "From: ", "Subject: =?x?", "Content-Type: ", "multipart/related; boundary=x",
         "--x", "message/rfc822", "\r\n\r\n"]  # fmt: skip
PARTS = "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n"
KINDS = ["web", "markdown", "mail", "archive", "word", "slides"]


def gathered(kind, content):
    try:
        return blocks_file(kind, content, "nb")._gathered
    except Unavailable:
        return None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join), st.sampled_from(KINDS))
def test_any_marks_end(text, kind):
    gathered(kind, text.encode())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=4), st.sampled_from(range(5)))
def test_spoilt_files_end(at, spoilt, which):
    makers = (written.docx, written.odt, written.odp, written.pptx, written.eml)
    kind = ("word", "word", "slides", "slides", "mail")[which]
    content = makers[which]()
    at %= len(content)
    gathered(kind, content[:at] + spoilt + content[at + len(spoilt) :])
    gathered(kind, content[:at])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("web", "<div>" * 100_000), ("web", "<table><tr><td>" * 25_000),
        ("web", "<ul><li>a" * 25_000),
        ("web", "<b>a</b>" * 100_000), ("web", "<" * 125_000),
        ("web", "<script>" * 100_000), ("web", "&" * 200_000),
        ("web", "<p>" * 50_000 + "a"), ("web", "<table>" + "<tr><td>a" * 25_000),
        ("markdown", "*" * 125_000), ("markdown", "[" * 125_000), ("markdown", "[a](" * 80_000),
        ("markdown", "`" * 125_000), ("markdown", "_a" * 100_000), ("markdown", "|-" * 125_000),
        ("markdown", "a|b\n-|-\n" * 60_000), ("markdown", "> " * 100_000),
        ("markdown", "#" * 200_000),
        ("markdown", "- " * 125_000), ("markdown", " " * 200_000),
        ("markdown", "# " + "a #" * 100_000),
        ("mail", "From: a\n" * 20_000), ("mail", "From: " + "(" * 20_000 + "\n\na"),
        ("mail", "Subject: " + "=?utf-8?q?a?= " * 5_000 + "\n\na"),
        ("mail", "To: " + "a@b, " * 8_000 + "\n\na"),
        ("mail", PARTS + "--x\n\na\n" * 20_000),
    ],
)  # fmt: skip
def test_what_repeats_ends_soon_and_within_limits(kind, text):
    start = time.process_time()
    found = gathered(kind, text.encode())
    assert time.process_time() - start < 5
    if found is not None:
        assert len(found.blocks) <= BLOCK_LIMIT
        assert sum(len(block.text) for block in found.blocks) <= LETTER_LIMIT
        assert sum(len(row) for block in found.blocks for row in block.rows) <= TABLE_CELL_LIMIT
