"""Applicants' texts become blocks and spans, and never anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.review.answer_text import blocks
from app.ui.review.markdown import spans_of
from app.ui.review.passages import Kind, breakable, is_right_to_left, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\nline two\r\n\r\n\r\nthree", ["one\nline two", "three"]),
        ("", []),
        ("# not a heading", ["# not a heading"]),
        ("<b>literal</b>", ["<b>literal</b>"]),
    ],
)
def test_plain_text_keeps_every_word(text: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(text, "plain")] == expected


@pytest.mark.parametrize(
    ("text", "kinds", "words"),
    [
        ("# Head\ntext", [Kind.HEADING, Kind.PARAGRAPH], ["Head", "text"]),
        ("- one\n- **two**\n  more", [Kind.ITEM, Kind.ITEM], ["one", "two more"]),
        ("1. first\n2) second", [Kind.ITEM, Kind.ITEM], ["first", "second"]),
        ("> said", [Kind.QUOTE], ["said"]),
        ("```\n*raw*\n```\nend", [Kind.CODE, Kind.PARAGRAPH], ["*raw*", "end"]),
        ("```\nnever closed", [Kind.CODE], ["never closed"]),
        ("a\nb  \nc", [Kind.PARAGRAPH], ["a b\nc"]),
        ("a\n\n---\n\nb", [Kind.PARAGRAPH, Kind.PARAGRAPH], ["a", "b"]),
        ("<script>x</script>", [Kind.PARAGRAPH], ["<script>x</script>"]),
    ],
)
def test_markdown_blocks(text: str, kinds: list[Kind], words: list[str]) -> None:
    found = blocks(text, "markdown")
    assert ([block.kind for block in found], [block.text for block in found]) == (kinds, words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a **b** c", [("a ", ""), ("b", "b"), (" c", "")]),
        ("*i* and ***both***", [("i", "i"), (" and ", ""), ("both", "bi")]),
        ("`x*y*z`", [("x*y*z", "c")]),
        ("snake_case_name", [("snake_case_name", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        (r"\*kept\*", [("*kept*", "")]),
        ("**never closed", [("**never closed", "")]),
        ("see [the page](https://a.example/b)", [("see the page (https://a.example/b)", "")]),
        ("![map](//host/share/x.png)", [("map (//host/share/x.png)", "")]),
    ],
)
def test_emphasis_and_links_as_text(line: str, expected: list[tuple[str, str]]) -> None:
    found = [(s.text, "b" * s.bold + "i" * s.italic + "c" * s.code) for s in spans_of(line)]
    assert found == expected


@given(st.text(alphabet="ab *_`#[](!)>\\-1.\n~", max_size=200))
def test_any_markdown_is_read(text: str) -> None:
    for block in blocks(text, "markdown"):
        assert all(span.text for span in block.spans) or block.kind is Kind.CODE


@given(st.text(max_size=200))
def test_plain_text_loses_no_word(text: str) -> None:
    kept = "".join(block.text for block in blocks(text, "plain")).split()
    assert "".join(kept) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", False), ("שלום abc", True), ("12. العربية", True), ("…", False), ("", False)],
)
def test_direction_of_a_paragraph(text: str, *, expected: bool) -> None:
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ærlig ß.pdf", "Ærlig ß.pdf"), ("report\u202efdp.exe", "report⟨U+202E⟩fdp.exe"),
     ("a\u200bb\n", "a⟨U+200B⟩b⟨U+000A⟩")],
)  # fmt: skip
def test_hidden_characters_of_names_are_written_out(name: str, expected: str) -> None:
    assert visible(name) == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("w" * 48, 1), ("w" * 49, 2), ("w" * 100, 3), ("https://a.example/" + "seg/" * 40, 1)],
)
def test_only_words_that_no_line_holds_are_breakable(text: str, pieces: int) -> None:
    broken = breakable(text)
    assert broken.count("\u200b") == pieces - 1
    assert broken.replace("\u200b", "") == text
